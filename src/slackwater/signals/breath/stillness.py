"""Since when breath keeps still, and when the belt was jerked: block by block, from what came before."""

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.breath.swing import trailing
from slackwater.signals.breath.trail import Signal, Trail

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

HOLD_BLOCKS = 4
"""Breath is held when the signal has kept still for so many seconds. The slowest free breath (13 s) rests so
long only within a fifth of its movement. ENG."""

STILL = 0.10
"""Still is a range within this share of the usual movement …"""

STILL_ROUGH = 2.0
"""… and this many times the root mean square of what is not breath."""

JERK = 2.5
"""Within one second the signal moves further than this many usual ranges of five seconds: that is no breath."""

JERK_BLOCKS = 3
"""So long after a jerk nothing is said."""

SETTLED_BLOCKS = 12
"""Before so many seconds nothing is usual that a jerk could be measured by."""

KEPT_BLOCKS = 200


class Stillness:
    """Feeds on whole blocks of the smoothed signal and of the points."""

    def __init__(self, block: int) -> None:
        self._block = block
        self.since = Trail()
        """The block with which the present stillness began, of each block; NaN where it moves."""
        self.jerked = Trail()
        """The newest jerked block by each block; far below zero before the first."""
        self._low: Floats = np.empty(0)
        self._high: Floats = np.empty(0)
        self._before: Floats = np.empty(0)

    def hear(self, signal: Signal) -> None:
        """Take the blocks that have become whole."""
        begin, end = self.since.end, signal.usual.end
        if end == begin:
            return
        greatest, rough = signal.greatest.between(begin, end), signal.rough.between(begin, end)
        self._go_still(self._cells(signal.smooth, begin, end), begin, greatest, rough)
        self._jerk(self._cells(signal.points, begin, end), begin, signal.usual.between(begin, end))
        for trail in (self.since, self.jerked):
            trail.let_go(trail.end - KEPT_BLOCKS)

    def _cells(self, trail: Trail, begin: int, end: int) -> Floats:
        return trail.between(begin * self._block, end * self._block).reshape(-1, self._block)

    def _go_still(self, cells: Floats, begin: int, greatest: Floats, rough: Floats) -> None:
        self._low, lows = trailing(self._low, cells.min(axis=1), HOLD_BLOCKS)
        self._high, highs = trailing(self._high, cells.max(axis=1), HOLD_BLOCKS)
        moved = highs.max(axis=1) - lows.min(axis=1)  # NaN until there are four
        still = moved <= STILL * greatest + STILL_ROUGH * np.minimum(rough, STILL * greatest)
        number = np.arange(begin, begin + len(rough))
        previous = float(self.since.at(np.array([begin - 1]))[0]) if begin else np.nan
        broken = np.maximum.accumulate(np.where(still, -1, number))
        carried = previous if np.isfinite(previous) else begin - HOLD_BLOCKS + 1
        first = np.where(broken >= 0, broken + 1 - HOLD_BLOCKS + 1, carried)
        self.since.add(np.where(still, first, np.nan))

    def _jerk(self, cells: Floats, begin: int, usual: Floats) -> None:
        moved = cells.max(axis=1) - cells.min(axis=1)
        joined = np.concatenate((self._before, usual))
        none_yet = np.full(max(0, JERK_BLOCKS - len(self._before)), np.inf)
        before = np.concatenate((none_yet, joined))[: len(usual)]
        self._before = joined[-JERK_BLOCKS:].copy()
        number = np.arange(begin, begin + len(usual))
        jerked = (moved > JERK * before) & (number >= SETTLED_BLOCKS)
        newest = float(self.jerked.at(np.array([begin - 1]))[0]) if begin else -1e9
        self.jerked.add(np.maximum(newest, np.maximum.accumulate(np.where(jerked, number, -1e9))))
