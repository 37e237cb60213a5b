"""Rate and irregularity of breath at a moment, from the cycles that were certain by then."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.breath.trail import Trail, trailing

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

RATE_S = 32.0
"""Rate is taken from the cycles of half a minute, two at least, eight at most."""

MOST = 8
FEWEST = 2

OVERDUE = 2.5
"""A breath that has not come after so many of its usual cycles: the rate is no longer known."""

LATE_S = 6.0
"""… beside what a turn may be told late: a step of four seconds, the reach of the low pass, half a fast breath."""

KEPT = 200


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
        self._lengths: Floats = np.empty(0)
        self._sure: Floats = np.full(1, -np.inf)
        """The newest point that was needed to be sure of each cycle; before the first, none."""
        self._first = 0
        self._known = (Trail(), Trail(), Trail())
        """After each cycle: its end, the mean length (NaN when unknown), and the spread."""
        for trail in self._known:
            trail.add(np.full(1, np.nan))

    def hear(self, ends: Floats, sure: Floats) -> None:
        """Take onsets of exhalation (points), each with the newest point that was needed to be sure."""
        if not len(ends):
            return
        newest = float(ends[-1])
        if self._top is None:
            before, ends, sure = ends[:-1], ends[1:], sure[1:]
        else:
            before = np.concatenate(([self._top], ends[:-1]))
        self._top = newest
        if not len(ends):
            return
        self._lengths, last = trailing(self._lengths, (ends - before) / self._hz, MOST)
        mean, spread = _measure(last)
        for trail, values in zip(self._known, (ends, mean, spread), strict=True):
            trail.add(values)
            trail.let_go(trail.end - KEPT)
        self._sure = np.concatenate((self._sure, sure))
        dropped = len(self._sure) - (self._known[0].end - self._known[0].start)
        self._sure, self._first = self._sure[dropped:], self._known[0].start

    def at(self, centre: Counts, now: Counts) -> Rates:
        """Of the moments at points ``centre`` (n,), knowing nothing after points ``now`` (n,)."""
        newest = self._first - 1 + np.searchsorted(self._sure, now, "right")
        ends, mean, spread = (trail.at(newest) for trail in self._known)
        in_time = centre - ends <= (OVERDUE * mean + LATE_S) * self._hz
        return Rates(np.where(in_time, 60 / mean, np.nan), spread)


def _measure(last: Floats) -> tuple[Floats, Floats]:
    """Mean length over half a minute and spread over all, of each row of eight cycles; NaN where too few."""
    total, count = np.zeros(len(last)), np.zeros(len(last))
    fresh = np.ones(len(last), dtype=np.bool_)
    for column in last.T[::-1]:  # the newest first
        fresh &= total + column <= RATE_S
        fresh |= (count < FEWEST) & np.isfinite(column)
        total += np.where(fresh, column, 0.0)
        count += fresh
    mean = np.where(count >= FEWEST, total / np.maximum(count, 1.0), np.nan)
    middle = sum(last.T) / MOST
    squares = sum((column - middle) ** 2 for column in last.T)
    return mean, np.sqrt(squares / (MOST - 1)) / middle
