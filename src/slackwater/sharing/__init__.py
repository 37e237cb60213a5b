"""What a person lets out of their journal, and only what they let out."""
