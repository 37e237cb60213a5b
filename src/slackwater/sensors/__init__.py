"""Bytes in, samples out: one file for each device or kind of recording."""
