"""The last stretch of a series that goes on: points are known by their number since the beginning."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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
        if len(values):
            self._held = np.concatenate((self._held, values)) if len(self._held) else values

    def between(self, begin: int, end: int) -> Floats:
        """Points ``begin`` to ``end`` (not included), all of which are still held."""
        return self._held[begin - self.start : end - self.start]

    def at(self, where: NDArray[np.int64]) -> Floats:
        """The points of these numbers; NaN before there are any, else one that is not held is the nearest held."""
        if not len(self._held):
            return np.full(where.shape, np.nan)
        found: Floats = self._held[np.clip(where - self.start, 0, len(self._held) - 1)]
        return found

    def let_go(self, before: int) -> None:
        """Forget what lies before this number."""
        if before > self.start + len(self._held) // 2:  # half at least: then forgetting costs little
            self._held = self._held[before - self.start :].copy()
            self.start = before


class Signal(NamedTuple):
    """A belt's signal as its readers know it."""

    points: Trail
    """On the grid, from zero."""
    smooth: Trail
    """What the low pass leaves, of each point."""
    usual: Trail
    """Of each block: the usual movement in five seconds, over the half minute that it ends."""
    greatest: Trail
    """Of each block: the greatest of that in the blocks of 45 s, so that a hold does not make breath look small."""
    rough: Trail
    """Of each block: root mean square of what the low pass takes away, over the nine blocks that it ends."""
