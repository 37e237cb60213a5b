"""How truthfully the signals are read: made bodies whose truth is known, recordings, scores, and peers."""
