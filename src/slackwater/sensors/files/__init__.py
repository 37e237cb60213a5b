"""Recordings in the formats that other programs write: one reader for each, samples in pieces out."""
