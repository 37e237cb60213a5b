"""What a recording says: files joined with signals, told as JSON, in words or as a page."""
