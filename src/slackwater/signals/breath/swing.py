"""How far a belt moves with a breath now, and how much of what it tells is not breath."""

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.breath.trail import trailing

Floats = NDArray[np.float64]

STEP_BLOCKS = 4
"""Blocks of about a second in a step: what is usual, and which turns are breaths, is worked out once a step."""

RANGE_BLOCKS = 5
"""A range is taken over about five seconds: a whole usual breath, and nearly half of the slowest."""

USUAL_BLOCKS = 31
"""What is usual is taken over half a minute, so that a sigh or a jerk of some seconds does not count."""

USUAL_SHARE = 0.6
"""The usual range is the one that three in five fall below: above the middle, so that a hold of several
seconds does not make the breath around it look small. Above it lies room for 12 s of jerks in 31."""

REMEMBERED_STEPS = 12
"""Breath before a hold is remembered for 48 s."""

ROUGH_STEPS = 2
"""What is not breath (heart, noise) is averaged over eight seconds: eight heart beats or more."""


class Swing:
    """Feeds on whole steps and keeps half a minute."""

    def __init__(self) -> None:
        self._low: Floats = np.empty(0)
        self._high: Floats = np.empty(0)
        self._ranges: Floats = np.empty(0)
        self._usual: Floats = np.empty(0)
        self._squares: Floats = np.empty(0)

    def feed(self, breath: Floats, rest: Floats) -> tuple[Floats, Floats, Floats]:
        """Take (4 n, points) of the smoothed signal and of what smoothing took away, a row a block.

        Of each of (n,) steps: the usual range of five seconds, over the half minute that the step ends; the
        greatest of these in the 48 s that it ends; and the root mean square of what is not breath, over the last 8 s.
        """
        self._low, lows = _trailing(np.fmin, self._low, breath.min(axis=1))
        self._high, highs = _trailing(np.fmax, self._high, breath.max(axis=1))
        self._ranges, windows = trailing(self._ranges, highs - lows, USUAL_BLOCKS, STEP_BLOCKS)
        usual = _quantile(windows)
        self._usual, past = trailing(self._usual, usual, REMEMBERED_STEPS)
        squares = (rest * rest).reshape(len(usual), -1).sum(axis=1) / (STEP_BLOCKS * rest.shape[1])
        self._squares, (both) = trailing(self._squares, squares, ROUGH_STEPS)
        rough = np.sqrt(np.where(both[:, 0] >= 0, (both[:, 0] + both[:, 1]) / 2, both[:, 1]))
        return usual, np.fmax.reduce(past, axis=1), rough


def _trailing(extreme: np.ufunc, before: Floats, now: Floats) -> tuple[Floats, Floats]:
    """What the next call needs as ``before``, and the extreme of each five blocks."""
    joined = np.concatenate((before if before.size else np.full(RANGE_BLOCKS - 1, np.nan), now))
    found = joined[RANGE_BLOCKS - 1 :]
    for back in range(1, RANGE_BLOCKS):
        found = extreme(found, joined[RANGE_BLOCKS - 1 - back : -back])
    return joined[len(now) :], found


def _quantile(windows: Floats) -> Floats:
    """The value at ``USUAL_SHARE`` of the numbers in each row."""
    ordered = np.sort(windows, axis=1)  # NaN sorts last
    counts = (ordered == ordered).sum(axis=1)  # noqa: PLR0124 - what does not equal itself is no number
    found: Floats = ordered[np.arange(len(windows)), (USUAL_SHARE * (counts - 1)).astype(np.int64)]
    return found
