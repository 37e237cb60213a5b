"""Samples in, an estimate or ``Missing`` out. No thresholds of action live here."""
