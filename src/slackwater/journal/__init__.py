"""What is kept of a session, sealed with the person's own key."""
