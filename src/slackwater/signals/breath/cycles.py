"""Rate and irregularity of breath at a moment, from the cycles that were certain by then."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

RATE_S = 32.0
"""Rate is taken from the cycles of the last half minute, two at least, eight at most."""

MOST = 8
FEWEST = 2

OVERDUE = 2.5
"""A breath that has not come after so many of its usual cycles: the rate is no longer known."""

KEPT = 200
"""Cycles kept: more than come within any one feeding that needs older ones, since each feeding adds its own."""


class Rates(NamedTuple):
    """Of (n,) moments; NaN where not known."""

    per_min: Floats
    spread: Floats
    """Coefficient of variation of the last eight cycles."""


class Cycles:
    """From one onset of exhalation to the next."""

    def __init__(self, hz: float) -> None:
        self._hz = hz
        self._top: float | None = None
        self._ends: Floats = np.empty(0)
        self._lengths: Floats = np.empty(0)
        self._sure: Floats = np.empty(0)

    def hear(self, tops: list[tuple[float, float]]) -> None:
        """Take onsets of exhalation (points), each with the newest point that made it sure."""
        if not tops:
            return
        at = np.array([top for top, _ in tops])
        sure = np.array([point for _, point in tops])
        if self._top is None:
            before, at, sure = at[:-1], at[1:], sure[1:]
        else:
            before = np.concatenate(([self._top], at[:-1]))
        self._top = float(tops[-1][0])
        self._ends = np.concatenate((self._ends[-KEPT:], at))
        self._lengths = np.concatenate((self._lengths[-KEPT:], (at - before) / self._hz))
        self._sure = np.concatenate((self._sure[-KEPT:], sure))

    def at(self, centre: Counts, now: Counts) -> Rates:
        """Of the moments at points ``centre`` (n,), knowing nothing after points ``now`` (n,)."""
        upto = np.searchsorted(self._sure, now, "right")
        since = np.searchsorted(self._ends, centre - RATE_S * self._hz)
        padded = np.concatenate((np.full(MOST, np.nan), self._lengths))
        last = padded[upto[:, None] + np.arange(MOST)]
        fresh = np.arange(MOST) >= MOST - (upto - since)[:, None]
        total, count = _add(np.where(fresh, last, np.nan))
        mean = total / np.maximum(count, 1)
        ends = np.concatenate(([0.0], self._ends))
        waited = (centre - ends[upto]) / self._hz
        known = (count >= FEWEST) & (waited <= OVERDUE * mean)
        per_min = np.where(known, 60 / np.where(known, mean, 1.0), np.nan)
        return Rates(per_min, _spread(last))


def _spread(last: Floats) -> Floats:
    total, count = _add(last)
    mean = total / MOST
    squares, _ = _add((last - mean[:, None]) ** 2)
    full = count == MOST
    found: Floats = np.where(full, np.sqrt(squares / (MOST - 1)) / np.where(full, mean, 1.0), np.nan)
    return found


def _add(rows: Floats) -> tuple[Floats, Floats]:
    """Sum and count of the numbers in each row, column by column: the same bits in any pieces."""
    total, count = np.zeros(len(rows)), np.zeros(len(rows))
    for column in rows.T:
        there = np.isfinite(column)
        total += np.where(there, column, 0.0)
        count += there
    return total, count
