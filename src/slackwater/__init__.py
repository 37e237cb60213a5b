"""Slackwater: a guided somatic practice companion."""

__version__ = "0.1.0"
