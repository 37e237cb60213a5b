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


class Tops(NamedTuple):
    """Turns that are breaths', tops and bottoms by turns, each (k,)."""

    kind: Floats
    at: Floats
    sure: Floats
    """The newest point that was needed to be sure."""
    height: Floats
    gone: Floats
    """How far the curve had gone up and down in all by then."""


class Rates(NamedTuple):
    """Of (n,) moments; NaN where not known."""

    per_min: Floats
    spread: Floats
    """Coefficient of variation of the last eight cycles."""
    length_s: Floats
    """Of the last cycles, however long ago they were."""
    straight: Floats
    """How far the last eight cycles went, of how far the curve went up and down in them: 1 is breath and nothing
    else, noise that wanders goes to and fro."""


class Cycles:
    """From one onset of exhalation to the next."""

    def __init__(self, hz: float) -> None:
        self._hz = hz
        self._turns = Tops(*(np.empty(0) for _ in range(5)))
        self._rows: tuple[Floats, Floats, Floats] = (np.empty(0), np.empty(0), np.empty(0))
        self._sure: Floats = np.full(1, -np.inf)
        """Of each cycle; before the first, none."""
        self._known = tuple(Trail() for _ in range(4))
        """After each cycle: its end, the mean length (NaN when unknown), the spread and the straightness."""
        for trail in self._known:
            trail.add(np.full(1, np.nan))

    def hear(self, turns: Tops) -> None:
        """Take the turns that have become certain, in their order."""
        turns = Tops(*(np.concatenate(pair) for pair in zip(self._turns, turns, strict=True)))
        tops = np.flatnonzero(turns.kind > 0)
        if not len(tops):
            self._turns = turns
            return
        self._turns = Tops(*(column[tops[-1] :] for column in turns))
        first, last = tops[:-1], tops[1:]
        if not len(last):
            return
        ways = (turns.height[first] - turns.height[first + 1]) + (
            turns.height[last] - turns.height[first + 1]
        )
        columns = ((turns.at[last] - turns.at[first]) / self._hz, ways, turns.gone[last] - turns.gone[first])
        pairs = [trailing(kept, column, MOST) for kept, column in zip(self._rows, columns, strict=True)]
        self._rows = (pairs[0][0], pairs[1][0], pairs[2][0])
        mean, spread = _measure(pairs[0][1])
        straight = _sum(pairs[1][1]) / np.maximum(_sum(pairs[2][1]), 1e-300)
        for trail, values in zip(self._known, (turns.at[last], mean, spread, straight), strict=True):
            trail.add(values)
            trail.let_go(trail.end - KEPT)
        self._sure = np.concatenate((self._sure, turns.sure[last]))
        self._sure = self._sure[len(self._sure) - (self._known[0].end - self._known[0].start) :]

    def at(self, centre: Counts, now: Counts) -> Rates:
        """Of the moments at points ``centre`` (n,), knowing nothing after points ``now`` (n,)."""
        newest = self._known[0].start - 1 + np.searchsorted(self._sure, now, "right")
        ends, mean, spread, straight = (trail.at(newest) for trail in self._known)
        in_time = centre - ends <= (OVERDUE * mean + LATE_S) * self._hz
        return Rates(np.where(in_time, 60 / mean, np.nan), spread, mean, straight)


def _sum(rows: Floats) -> Floats:
    """Of the numbers in each row, column by column: the same bits in any pieces."""
    total = np.zeros(len(rows))
    for column in rows.T:
        total += np.where(column >= 0, column, 0.0)
    return total


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
