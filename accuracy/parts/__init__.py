"""What is scored, one file for each kind of truth. Each measures and gives figures."""
