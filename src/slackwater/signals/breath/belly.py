"""Breath from the tilt of a phone that lies on the belly, or of a strap around the chest.

Breath tilts what lies on the body by one to five degrees: gravity, 1 g, then moves by 17 to 90 mg along an axis
that keeps still as long as the person lies still. (The acceleration of the rise itself is 4π²f²·5 mm, some 1 mg,
and lies below the noise.) The movement is the way gravity goes along its own main axis of the last half minute;
:class:`~slackwater.signals.breath.belt.BreathStream` then reads it as it reads a belt. Hughes et al. (2020) and
others compare such rates with a belt's (the phone on the abdomen: doi 10.2196/13703).

Which way is in cannot be told from tilt alone: it depends on where and how the phone lies. Unless the caller
knows it, the phase is Missing (implausible either way), and a breath's ``out_s`` is the turn at one end of the
movement, always the same one: rates and irregularity hold, in and out do not.

Browsers round to 0.1 m/s², 10 mg. A tilt of one degree then crosses one or two steps: its rate can be read, its
shape cannot, and a hold cannot be told from a step not reached. So holds are told only where the usual movement
is three steps. Half a degree may lie within one step: then the signal is flat and Missing.
"""

from bisect import bisect_left

import numpy as np
from numpy.typing import ArrayLike, NDArray

from slackwater.quantities import Gap
from slackwater.signals.breath.belt import SECOND_LATENCY_S, BreathOut, BreathStream
from slackwater.signals.breath.tilt import Tilt
from slackwater.signals.breath.told import PHASES, WHYS, Columns, Phase, Reasons, Told
from slackwater.signals.motion.grid import BLOCK_S, CELLS_PER_S, Grid

Floats = NDArray[np.float64]

SETTLES_S = 3.0
"""So long after a movement nothing is said."""

THREE_STEPS_G = 0.03
"""Three steps of what browsers round to: below, holds are not told."""

LEAST_G = 0.003
"""A fifth of a degree: less than breath tilts anything that lies on it. ENG."""

KEPT_BLOCKS = 800
"""Movements are remembered longer than a breath may be told late."""

BELLY_SECOND_LATENCY_S = SECOND_LATENCY_S + BLOCK_S + 0.1
"""What is said of a moment is told when the signal is so much older: half a second waits for its block, and
the reading of a belt. The first ten seconds are told at their end."""


class BellyStream:
    """Takes acceleration as it comes and reads breath from it; pieces or whole give the same; bounded memory."""

    def __init__(self, breath_in: tuple[float, float, float] | None = None) -> None:
        """``breath_in``: the way the reading moves as breath comes in, in the sensor's axes; None if not known."""
        self._grid = Grid()
        self._belt = BreathStream(float(CELLS_PER_S))
        self._tilt = Tilt(breath_in)
        self._known = breath_in is not None
        self._moved: list[int] = []
        self._reasons = Reasons()

    def feed(self, t_s: ArrayLike, acc_g: ArrayLike) -> BreathOut:
        """Take (n,) s and (n, 3) g at 20 Hz or more, even or not; times in the answer count from the first."""
        cells = self._grid.feed(np.asarray(t_s, dtype=np.float64), np.asarray(acc_g, dtype=np.float64))
        if cells is None:
            return BreathOut()
        moved = self._tilt.feed(cells)
        self._moved += self._tilt.moved()
        return self._read(self._belt.feed(moved))

    def finish(self) -> BreathOut:
        """The rest, when no more samples come."""
        cells, lasting_s = self._grid.finish(0.0)
        moved = self._tilt.finish(cells, round(lasting_s * CELLS_PER_S))
        self._moved += self._tilt.moved()
        out = self._belt.feed(moved)
        rest = self._belt.finish()
        return self._read(BreathOut(out.breaths + rest.breaths, out.seconds + rest.seconds))

    def _read(self, out: BreathOut) -> BreathOut:
        moved = np.array(self._moved, dtype=np.float64)
        breaths = out.breaths
        if len(moved) and breaths:
            ends = np.array([(breath.in_s, breath.out_s) for breath in breaths])
            moves = _touched(moved, ends[:, 0], ends[:, 1])
            breaths = tuple(breath for breath, bad in zip(breaths, moves, strict=True) if not bad)
        told = BreathOut(breaths, Told(self._judge(moved, out.seconds.columns)))
        if self._moved:
            self._moved = self._moved[bisect_left(self._moved, self._moved[-1] - KEPT_BLOCKS) :]
        return told

    def _judge(self, moved: Floats, said: Columns) -> Columns:
        """The seconds with what only the sensor of a tilt can say of them."""
        why = said.why.copy()
        why[(why == 0) & (said.usual < LEAST_G)] = WHYS.index(Gap.POOR_CONTACT)
        t_s = said.t_s.astype(np.float64)
        why[_touched(moved, t_s - SETTLES_S, t_s)] = WHYS.index(Gap.MOVING)
        held_s = np.where(said.usual < THREE_STEPS_G, np.nan, said.held_s)
        told = (said.phase != PHASES.index(Phase.HELD)) & self._known | (held_s >= 0)
        phase = np.where(told, said.phase, PHASES.index(None))
        return said._replace(why=why, since=self._reasons.since(said.t_s, why), phase=phase, held_s=held_s)


def _touched(moved: Floats, begin_s: Floats, end_s: Floats) -> NDArray[np.bool_]:
    """Whether a half second that moved (their numbers, in order) touches each stretch."""
    first = moved.searchsorted(np.floor(begin_s / BLOCK_S))
    touched: NDArray[np.bool_] = moved.searchsorted(np.floor(end_s / BLOCK_S), "right") > first
    return touched
