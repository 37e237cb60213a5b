"""Slackwater's estimators, asked as the parts ask: whole recordings in, plain arrays out; live in pieces of 100 ms."""

import numpy as np

from slackwater.quantities import Missing

PIECE_S = 0.1
"""Live samples come in pieces of this length."""


def value(given: float | Missing | None) -> float:
    """A number, NaN where there is none."""
    return np.nan if given is None or isinstance(given, Missing) else float(given)
