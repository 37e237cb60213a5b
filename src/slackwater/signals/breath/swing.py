"""How far a belt moves with a breath now, and how much of what it tells is not breath."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RANGE_BLOCKS = 5
"""A range is taken over about five seconds: a whole usual breath, and nearly half of the slowest."""

USUAL_BLOCKS = 31
"""What is usual is taken over half a minute, so that a sigh or a jerk of some seconds does not count."""

USUAL_SHARE = 0.6
"""The usual range is the one that three in five fall below: above the middle, so that a hold of several
seconds does not make the breath around it look small. Below it lies room for 12 s of jerks in 31."""

REMEMBERED_BLOCKS = 45
"""Breath before a hold is remembered so long."""

ROUGH_BLOCKS = 9
"""What is not breath (heart, noise) is averaged over nine seconds: ten heart beats."""


class Swing:
    """Feeds on whole blocks and keeps half a minute."""

    def __init__(self) -> None:
        self._low: Floats = np.empty(0)
        self._high: Floats = np.empty(0)
        self._ranges: Floats = np.empty(0)
        self._usual: Floats = np.empty(0)
        self._squares: Floats = np.empty(0)

    def feed(self, breath: Floats, rest: Floats) -> tuple[Floats, Floats, Floats]:
        """Take (n, points) of the smoothed signal and of what smoothing took away.

        Of each block: the usual range of five seconds, over the half minute that the block ends; the greatest of
        these in the 45 blocks that it ends; and the root mean square of what is not breath, over the last nine.
        """
        low, high = breath.min(axis=1), breath.max(axis=1)
        self._low, lows = trailing(self._low, low, RANGE_BLOCKS)
        self._high, highs = trailing(self._high, high, RANGE_BLOCKS)
        ranges = np.nanmax(highs, axis=1) - np.nanmin(lows, axis=1)
        self._ranges, windows = trailing(self._ranges, ranges, USUAL_BLOCKS)
        self._squares, squares = trailing(
            self._squares, (rest * rest).sum(axis=1) / rest.shape[1], ROUGH_BLOCKS
        )
        usual = _quantile(windows)
        self._usual, past = trailing(self._usual, usual, REMEMBERED_BLOCKS)
        return usual, np.nanmax(past, axis=1), _root_mean(squares)


def trailing(before: Floats, now: Floats, count: int) -> tuple[Floats, Floats]:
    """What the next feeding needs, and for each of (n,) the (n, count) that it ends; NaN before the first."""
    if not before.size:
        before = np.full(count - 1, np.nan)
    joined = np.concatenate((before, now))
    return joined[len(now) :].copy(), sliding_window_view(joined, count)


def _quantile(windows: Floats) -> Floats:
    """The value at ``USUAL_SHARE`` of the numbers in each row."""
    sorted_rows = np.sort(windows, axis=1)  # NaN sorts last
    counts = np.isfinite(windows).sum(axis=1)
    found: Floats = sorted_rows[
        np.arange(len(windows)), np.floor(USUAL_SHARE * (counts - 1)).astype(np.int64)
    ]
    return found


def _root_mean(windows: Floats) -> Floats:
    """Square root of the mean of the numbers in each row, added column by column: the same bits in any pieces."""
    total, count = np.zeros(len(windows)), np.zeros(len(windows))
    for column in windows.T:
        there = np.isfinite(column)
        total += np.where(there, column, 0.0)
        count += there
    found: Floats = np.sqrt(total / count)
    return found
