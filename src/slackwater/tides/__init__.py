"""What kept sessions and answers say over time: trends with their spread, never a verdict."""
