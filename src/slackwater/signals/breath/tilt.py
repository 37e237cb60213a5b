"""Which way, and how far, gravity goes with breath in a sensor that lies on the body."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from slackwater.signals.motion.grid import BLOCK, BLOCK_S, Cells

Floats = NDArray[np.float64]

HALF_MINUTE_S = 30.0
"""The main axis forgets with this time constant: a few slow breaths, and soon enough after the person turns."""

APART_BLOCKS = 2
"""The axis is that of changes over one second: breath changes, the lie of the body does not."""

WAITING_BLOCKS = 20
"""The first ten seconds wait for their axis: nothing is said of them live anyway."""

SHAKEN_G = 0.03
"""Within half a second the signal scatters by more about its line: three times what rounding to 10 mg scatters."""

TURNED_G = 0.12
"""From one half second to the next gravity moves by more: 5° of breath at 30 a minute moves it by 0.07 g."""

LOST = 0.5
"""A half second of which more than this share was not heard is lost."""

FORGETS = math.exp(-BLOCK_S / HALF_MINUTE_S)

PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))


class Tilt:
    """Feeds on whole half seconds; gives the way gravity has gone along its main axis, g, NaN where it moved."""

    def __init__(self, breath_in: tuple[float, float, float] | None) -> None:
        self._way = None if breath_in is None else np.array(breath_in, dtype=np.float64)
        self._waiting: list[Cells] | None = []
        self._means: Floats = np.empty((3, 0))
        self._spread = np.zeros((6, 1))
        self._axis: Floats = np.empty(0)
        self._cell: Floats = np.empty((3, 0))
        self._gone = 0.0
        self._blocks = 0
        self._moved: list[int] = []

    def moved(self) -> list[int]:
        """Numbers of the half seconds that moved, since they were last asked for."""
        moved, self._moved = self._moved, []
        return moved

    def feed(self, cells: Cells) -> Floats:
        """Take blocks; (n,) cells of movement along the axis, or none while the first ten seconds wait."""
        if self._waiting is None:
            return self._follow(cells)
        self._waiting.append(cells)
        if sum(len(each.holes) for each in self._waiting) < WAITING_BLOCKS:
            return np.empty(0)
        return self._begin()

    def finish(self, cells: Cells | None, count: int) -> Floats:
        """The rest, of ``count`` cells in all."""
        begun = self._blocks * BLOCK
        if cells is not None and self._waiting is not None:
            self._waiting.append(cells)
        rest = self._begin() if self._waiting else np.empty(0)
        if cells is not None and self._waiting is None and not rest.size:
            rest = self._follow(cells)
        return rest[: max(0, count - begun)]

    def _begin(self) -> Floats:
        waited, self._waiting = self._waiting or [], None
        return self._follow(
            Cells(
                np.concatenate([each.values for each in waited], axis=1),
                np.concatenate([each.holes for each in waited]),
                np.concatenate([each.steps_s2 for each in waited]),
            )
        )

    def _follow(self, cells: Cells) -> Floats:
        blocks = cells.values.reshape(3, -1, BLOCK)
        count = blocks.shape[1]
        means = blocks.sum(axis=2) / BLOCK
        if not self._means.size:
            self._means = np.repeat(means[:, :1], APART_BLOCKS, axis=1)
            self._cell = cells.values[:, :1]
        means = np.concatenate((self._means, means), axis=1)
        self._means = means[:, -APART_BLOCKS:].copy()
        turned = np.abs(np.diff(means, axis=1)[:, APART_BLOCKS - 1 :]).max(axis=0)
        moved = (turned > TURNED_G) | (_scatter(blocks) > SHAKEN_G)
        lost = cells.holes > LOST
        still = ~(moved | lost)
        axes = self._axes(np.where(still, means[:, APART_BLOCKS:] - means[:, :-APART_BLOCKS], 0.0))
        steps = np.diff(np.concatenate((self._cell, cells.values), axis=1), axis=1)
        self._cell = cells.values[:, -1:].copy()
        along = np.repeat(axes, BLOCK, axis=1)
        gone = along[0] * steps[0] + along[1] * steps[1] + along[2] * steps[2]
        gone[~np.repeat(still, BLOCK)] = 0.0
        way: Floats = np.cumsum(np.concatenate(([self._gone], gone)))[1:]
        self._gone = float(way[-1])
        self._moved += (self._blocks + np.flatnonzero(moved)).tolist()
        self._blocks += count
        way[~np.repeat(still, BLOCK)] = np.nan
        return np.round(
            way, 6
        )  # a millionth of g is below any sensor, and above what sums leave of a constant

    def _axes(self, changes: Floats) -> Floats:
        """The main axis (3, n) of the changes (3, n) so far, its sign kept."""
        products = np.array([changes[a] * changes[b] for a, b in PAIRS])
        spread, self._spread = lfilter([1.0], [1.0, -FORGETS], products, axis=1, zi=self._spread)
        matrix = np.empty((changes.shape[1], 3, 3))
        for row, (a, b) in zip(spread, PAIRS, strict=True):
            matrix[:, a, b] = matrix[:, b, a] = row
        axes = np.linalg.eigh(matrix)[1][:, :, 2]
        if not self._axis.size:
            axes[: WAITING_BLOCKS - 1] = axes[min(WAITING_BLOCKS, len(axes)) - 1]
            way = self._way if self._way is not None else np.eye(3)[int(np.argmax(np.abs(axes[0])))]
            self._axis = way
        before = np.concatenate((self._axis[None], axes[:-1]))
        same = np.where((axes * before).sum(axis=1) < 0, -1.0, 1.0)
        axes *= np.cumprod(same)[:, None]
        self._axis = axes[-1].copy()
        return axes.T


def _scatter(blocks: Floats) -> Floats:
    """Root mean square about a line, of the axis where it is greatest, of each block of (3, n, BLOCK)."""
    at = np.arange(BLOCK) - (BLOCK - 1) / 2
    square = float((at * at).sum())
    centred = blocks - (blocks.sum(axis=2) / BLOCK)[:, :, None]
    slope = (centred * at).sum(axis=2) / square
    rest = (centred * centred).sum(axis=2) - slope * slope * square
    found: Floats = np.sqrt(np.maximum(rest, 0.0).max(axis=0) / BLOCK)
    return found
