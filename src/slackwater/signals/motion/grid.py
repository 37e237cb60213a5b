"""Samples at uneven times, laid on a fixed grid of 48 cells a second.

Each cell holds the mean over its 1/48 s of the signal, held level between samples at the mean of the two. Taking
means keeps what lies above 24 Hz from folding into the tremor band; the loss it brings at a known frequency is
:func:`gain`, so amplitudes can be put right. Whatever the chunks, the same cells come out, bit for bit: each is
the difference of one running integral, summed sample by sample from the first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CELLS_PER_S = 48
"""Cells a second: twice the tremor band, and a 60 Hz phone fills every cell. It divides none of the usual rates

(50, 52, 60, 100, 200), so cell edges drift through the samples and what the hold mirrors falls elsewhere, not back
onto the line it came from.
"""

BLOCK = 24
"""Cells in a block: half a second. All work is done in blocks counted from the first sample."""

BLOCK_S = BLOCK / CELLS_PER_S

HOLE_S = 0.15
"""A silence longer than this is a hole: it hides a whole cycle of 7 Hz, and is nine samples of a 60 Hz phone."""

LONGEST_S = 86_400.0
"""A step in time of more than a day is a clock set anew, not a silence."""


class ImpossibleTimes(ValueError):
    """The times leap ahead by more than a day: the clock was set while recording. Nothing after it was read."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Whole blocks that are complete."""

    values: Array
    """(3, m): mean of each axis over each cell; m is a multiple of BLOCK."""
    holes: Array
    """(m / BLOCK,): share of each block inside silences, which are bridged by the mean of both ends."""
    steps_s2: Array
    """(m / BLOCK,): mean square of the step between samples in each block, each step weighted by its length, s²."""


class Grid:
    """Lays samples on the grid; bounded memory: what waits is less than a block and the last sample."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Array, Array]] = []
        self._next_s = -np.inf
        self._begun_s = 0.0
        self._blocks = 0
        self._holed = False
        self._t: Array = np.empty(0)
        self._sum: Array = np.empty((4, 0))

    def feed(self, t_s: Array, values: Array) -> Cells | None:
        """Take samples ((n,) s, (n, 3)) and give the blocks they complete, or None.

        Samples that are not numbers, or not later than the one before, are left out.
        """
        if not t_s.size:
            return None
        if t_s[-1] < self._next_s:
            # A caller may fill its arrays anew; what waits is a copy.
            self._waiting.append((t_s.copy(), values.copy()))
            return None
        self._waiting.append((t_s, values))
        self._absorb()
        return self._lay() if self._t.size and self._t[-1] >= self._next_s else None

    def finish(self, spare_s: float) -> tuple[Cells | None, float]:
        """Give the blocks that are left, and how long the samples spanned, s.

        The last value is held for ``spare_s`` and to the end of its block, so that windows can look past the end.
        """
        self._absorb()
        if not self._t.size:
            return None, 0.0
        last_s = float(self._t[-1])
        held = last_s + np.arange(0.1, spare_s + BLOCK_S + 0.1, 0.1)
        return self.feed(held, np.repeat(self._waiting[0][1], held.size, axis=0)), last_s - self._begun_s

    def _absorb(self) -> None:
        """Join what waits, from the last sample absorbed on, and add it to the running integral."""
        if len(self._waiting) <= (1 if self._t.size else 0):
            return
        t, x = self._waiting[0]
        if len(self._waiting) > 1:
            t = np.concatenate([each for each, _ in self._waiting])
            x = np.concatenate([each for _, each in self._waiting])
        steps = t[1:] - t[:-1]
        if not (steps.min(initial=1.0) > 0.0 and np.isfinite(np.add.reduce(x, axis=None))):
            t, x = _in_order(t, x)
            steps = t[1:] - t[:-1]
        self._waiting = [(t[-1:].copy(), x[-1:].copy())] if t.size else []
        if not t.size:
            return
        longest_s = steps.max(initial=0.0)
        if longest_s > LONGEST_S:
            raise ImpossibleTimes(ImpossibleTimes.__doc__)
        self._holed = self._holed or bool(longest_s > HOLE_S)
        x = np.ascontiguousarray(x.T)
        if not self._t.size:
            self._begun_s = float(t[0])
            self._next_s = self._begun_s + BLOCK_S
            self._t, self._sum = t[:1], np.zeros((4, 1))
        held = self._t.size
        total = np.empty((4, held + steps.size))
        total[:, :held] = self._sum
        grown = total[:, held - 1 :]
        np.add(x[:, 1:], x[:, :-1], out=grown[:3, 1:])
        grown[:3, 1:] *= 0.5 * steps
        np.multiply(steps * steps, steps, out=grown[3, 1:])
        np.cumsum(grown, axis=1, out=grown)
        self._t = np.concatenate((self._t, t[1:]))
        self._sum = total

    def _lay(self) -> Cells:
        """Give every block whose end has been reached."""
        t = self._t
        first = self._blocks * BLOCK
        blocks = max(1, int((t[-1] - self._begun_s) * CELLS_PER_S) // BLOCK - self._blocks)
        blocks += int(self._end_s(blocks + 1) <= t[-1]) - int(self._end_s(blocks) > t[-1])
        edges = self._begun_s + np.arange(first, first + blocks * BLOCK + 1) / CELLS_PER_S
        sums = np.empty((3, edges.size))
        for axis in range(3):
            sums[axis] = np.interp(edges, t, self._sum[axis])
        rough = np.interp(edges[::BLOCK], t, self._sum[3])
        values = sums[:, 1:] - sums[:, :-1]
        values *= CELLS_PER_S
        cells = Cells(values, self._holes(first, blocks), (rough[1:] - rough[:-1]) / BLOCK_S)
        self._blocks += blocks
        self._next_s = self._end_s(1)
        keep = int(t.searchsorted(edges[-1], side="right")) - 1
        self._t, self._sum = t[keep:].copy(), self._sum[:, keep:].copy()
        # A silence may reach past these blocks: then it is looked for again with the next.
        self._holed = self._holed and bool(((self._t[1:] - self._t[:-1]) > HOLE_S).any())
        return cells

    def _end_s(self, ahead: int) -> float:
        """When the block this many ahead ends, on the samples' clock."""
        return self._begun_s + (self._blocks + ahead) * BLOCK / CELLS_PER_S

    def _holes(self, first: int, blocks: int) -> Array:
        """Share of each of the next blocks that lies in silences."""
        if not self._holed:
            return np.zeros(blocks)
        steps = self._t[1:] - self._t[:-1]
        holes = np.zeros(blocks * BLOCK)
        for long in np.flatnonzero(steps > HOLE_S):
            begin, end = (self._t[long : long + 2] - self._begun_s) * CELLS_PER_S
            holes[max(0, int(begin) - first) : max(0, int(np.ceil(end)) - first)] = 1.0
        share: Array = holes.reshape(-1, BLOCK).mean(axis=1)
        return share


def _in_order(t: Array, x: Array) -> tuple[Array, Array]:
    """Leave out what is not a number or not later than all before it."""
    real = np.isfinite(t) & np.isfinite(x).all(axis=1)
    t, x = t[real], x[real]
    later = np.ones(t.size, dtype=np.bool_)
    later[1:] = t[1:] > np.maximum.accumulate(t)[:-1]
    return t[later], x[later]


def gain(hz: Array, steps_s2: Array) -> Array:
    """How much of a sine's amplitude is left in the cells: (n,) for frequencies and mean square steps (n,).

    The hold at the mean of two samples leaves sin(x) / x with x = 2 pi f step; the mean over a cell, the same with
    x = pi f cell. Uneven steps enter by their mean square, right to the second order.
    """
    left: Array = np.sinc(2.0 * hz * np.sqrt(steps_s2)) * np.sinc(hz / CELLS_PER_S)
    return left
