"""Half seconds of a belt's points: what the answer of each second looks back on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.breath.trail import Signal, Trail

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

KEPT = 64


class Lately(NamedTuple):
    """Of (n,) moments the last cells, each (n, count), the newest last."""

    mean: Floats
    low: Floats
    high: Floats
    heard: Floats
    """Share of the cell's points that were heard."""


class Cells:
    """Feeds on whole cells of ``points`` points; ``count`` of them make a view."""

    def __init__(self, points: int, count: int) -> None:
        self._points = points
        self._back = np.arange(-count + 1, 1)
        self._mean, self._low, self._high, self._heard = self._kept = Trail(), Trail(), Trail(), Trail()

    def hear(self, signal: Signal) -> None:
        """Take the cells that have become whole."""
        begin, end = self._mean.end, signal.heard.end // self._points
        if end <= begin:
            return
        stretch = begin * self._points, end * self._points
        cells = signal.points.between(*stretch).reshape(end - begin, -1)
        for trail in self._kept:
            trail.let_go(trail.end - KEPT)
        self._mean.add(cells.sum(axis=1) / self._points)
        self._low.add(cells.min(axis=1))
        self._high.add(cells.max(axis=1))
        self._heard.add(signal.heard.between(*stretch).reshape(end - begin, -1).sum(axis=1) / self._points)

    def at(self, now: Counts) -> Lately:
        """The cells that were whole at points ``now`` (n,)."""
        which = ((now + 1) // self._points - 1)[:, None] + self._back
        return Lately(*(trail.at(which) for trail in self._kept))
