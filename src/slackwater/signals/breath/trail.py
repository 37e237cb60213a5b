"""The last stretch of a series that goes on: points are known by their number since the beginning."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


class Trail:
    """Points ``start`` to ``end`` (not included) of an endless series; older ones are let go."""

    def __init__(self, start: int = 0) -> None:
        self.start = start
        self._held: Floats = np.empty(0)

    @property
    def end(self) -> int:
        """How many points there have been."""
        return self.start + len(self._held)

    def add(self, values: Floats) -> None:
        """Go on with (n,) points."""
        self._held = np.concatenate((self._held, values))

    def between(self, begin: int, end: int) -> Floats:
        """Points ``begin`` to ``end`` (not included), all of which are still held."""
        return self._held[begin - self.start : end - self.start]

    def at(self, where: Counts) -> Floats:
        """The points of these numbers; NaN before there are any, else one that is not held is the nearest held."""
        if not len(self._held):
            return np.full(where.shape, np.nan)
        return self._held.take(where - self.start, mode="clip")

    def let_go(self, before: int) -> None:
        """Forget what lies before this number, once it is half of what is held."""
        if before - self.start > len(self._held) // 2:
            self._held = self._held[before - self.start :].copy()
            self.start = before


class Signal(NamedTuple):
    """A belt's signal as its readers know it."""

    points: Trail
    """On the grid, from zero."""
    heard: Trail
    """Of each point: 1, or 0 where it was lost and the one before stands for it."""
    smooth: Trail
    """What the low pass leaves, of each point."""
    gone: Trail
    """How far that has gone up and down in all, by each point."""
    usual: Trail
    """Of each step: the usual movement in five seconds, over the half minute that it ends."""
    greatest: Trail
    """Of each step: the greatest of that in 48 s, so that a hold does not make breath look small."""
    rough: Trail
    """Of each step: root mean square of what the low pass takes away, over the eight blocks that it ends."""


def trailing(before: Floats, now: Floats, count: int, every: int = 1) -> tuple[Floats, Floats]:
    """What the next call needs as ``before``, and the ``count`` that end with each of (n,), or with every so many.

    (n / every, count), NaN before the first.
    """
    if not before.size:
        before = np.full(count - 1, np.nan)
    joined = np.concatenate((before, now))
    return joined[len(now) :], joined[np.arange(every - 1, len(now), every)[:, None] + np.arange(count)]
