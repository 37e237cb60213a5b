"""Clips of what is said aloud, made ahead by a program that stands apart, and the shelf they stand on."""
