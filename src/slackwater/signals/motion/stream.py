"""Motion read live from a phone's or a strap's accelerometer: one answer for every second, and runs of tremor.

Causal, bounded in memory, and the same bits whatever the chunks. A second is answered one second after it ended
(``LATENCY_S``); a run of tremor is told while it goes on, within 1.5 s of its beginning (``ONSET_LATENCY_S``).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.quantities import Gap
from slackwater.signals.motion import rocking, tremor
from slackwater.signals.motion.grid import BLOCK, BLOCK_S, Array, Cells, Grid
from slackwater.signals.motion.runs import Runs
from slackwater.signals.motion.scale import Scale
from slackwater.signals.motion.second import Label, MotionSecond, Tremor
from slackwater.signals.motion.spectrum import power, see

LATENCY_S = 1.0
"""A second is answered this long after it ended."""

ONSET_LATENCY_S = 1.5
"""A run of tremor is told at most this long after it began."""

QUIET = 0.012
"""Root mean square above 1 Hz, over three axes, up to which a second is still, g.

A quiet hand holds a phone with 0.005 g and rounding to 0.1 m/s² adds 0.005 g. ENG.
"""

QUIET_TILT = 0.04
"""The same for what is slower: breath tilts a phone on the belly by 3° at most. ENG."""

COUNTS_A_G = 100.0
"""For raw counts a g is taken for a hundred: 10 bits over ± 4 g have 128. Only bounds rest on it. ENG."""

FLAT_S = 3.0
"""Unchanged for so long is a sensor that stands, or lies on a table: no breath holds within half a step of 0.1 m/s².

ENG; would be measured with people who lie still.
"""

FLAT = 1e-6
"""Cells that differ by less do not differ, g."""

MOST_HOLES = 0.3
"""Share of a second without samples from which it is missing. ENG."""

_HISTORY = 8
"""Blocks that later windows look back on: four seconds."""


@dataclass(slots=True)
class _Blocks:
    """What is known of each block and of the window that ends with it; all (b,)."""

    trembles: NDArray[np.bool_]
    hz: Array
    size: Array
    fast: Array
    holes: Array
    flat: NDArray[np.bool_]


class MotionStream:
    """Reads motion. Feed it times (s) and accelerations with gravity (g, or counts if it was told so)."""

    def __init__(self, scale: Scale = Scale.G) -> None:
        self._unit = 1.0 if scale is Scale.G else COUNTS_A_G
        self._grid = Grid()
        self._cells: Array | None = None
        self._steps: Array = np.zeros(0)
        self._blocks = 0
        self._past: list[tuple[bool, float, float, float, float, bool]] = []
        self._flat_run = 0
        self._still_s = 0
        self._seconds = 0
        self._runs = Runs()
        self._rocks: list[tuple[float, float, float, float]] = []

    def feed(self, t_s: Array, acc: Array) -> tuple[MotionSecond, ...]:
        """Take samples at ``t_s`` (n,) with ``acc`` (n, 3) and give the seconds they make certain, oldest first.

        Samples that are not numbers or not later than the last are left out. Raises ImpossibleTimes.
        """
        cells = self._grid.feed(np.asarray(t_s, dtype=np.float64), np.asarray(acc, dtype=np.float64))
        return () if cells is None else self._work(cells)

    def finish(self) -> tuple[MotionSecond, ...]:
        """Give the seconds that are left. A last second counts as whole when less than 0.1 s of it is missing."""
        cells, span_s = self._grid.finish(2.0)
        seconds = () if cells is None else self._work(cells)
        return tuple(each for each in seconds if each.t_s + 1 <= span_s + 0.1)

    @property
    def tremor_now(self) -> Tremor | None:
        """The run of tremor that goes on, as of the last half second that was complete."""
        return self._runs.now

    @property
    def tremors(self) -> tuple[Tremor, ...]:
        """The last runs of tremor, oldest first (at most 64)."""
        return tuple(self._runs.kept)

    def stopped_after(self, request_s: float) -> float | None:
        """How long after a request tremor stopped, s: 0 when there was none, None while it goes on."""
        if self._runs.now is not None:
            return None
        if not self._runs.kept or (ended_s := self._runs.kept[-1].ended_s) is None:
            return 0.0
        return max(0.0, ended_s - request_s)

    def _work(self, cells: Cells) -> tuple[MotionSecond, ...]:
        new = cells.values.shape[1] // BLOCK
        if self._cells is None:
            self._cells = np.repeat(cells.values[:, :1], _HISTORY * BLOCK, axis=1)
            self._steps = np.repeat(cells.steps_s2[:1], 4)
        values = np.concatenate((self._cells, cells.values), axis=1)
        steps = np.concatenate((self._steps, cells.steps_s2))
        blocks = self._look(values, steps, cells)
        self._rock(values, new)
        answers: list[MotionSecond] = []
        for index in range(new):
            answers.extend(self._advance(blocks, index, values))
        self._cells = values[:, -_HISTORY * BLOCK :].copy()
        self._steps = steps[-4:].copy()
        return tuple(answers)

    def _look(self, values: Array, steps: Array, cells: Cells) -> _Blocks:
        phasors = see(values[:, BLOCK * (_HISTORY + 1) - tremor.WINDOW.cells :], tremor.WINDOW, 1)
        mean_steps = (steps[1:-3] + steps[2:-2] + steps[3:-1] + steps[4:]) / 4
        lines = tremor.find_lines(phasors, mean_steps, tremor.SMALLEST * self._unit)
        spectra = np.cumsum(power(phasors, tremor.WINDOW), axis=1)
        by_block = cells.values.reshape(3, -1, BLOCK)
        spread = (by_block.max(axis=2) - by_block.min(axis=2)).max(axis=0)
        return _Blocks(
            trembles=lines.trembles,
            hz=lines.hz,
            size=lines.size,
            fast=np.sqrt(spectra[:, -1] - spectra[:, 1]),
            holes=cells.holes.reshape(-1, BLOCK).mean(axis=1),
            flat=spread < FLAT * self._unit,
        )

    def _rock(self, values: Array, new: int) -> None:
        """Score rocking in the windows that end with whole seconds."""
        skip = self._blocks % 2 == 0
        if new <= skip:
            return
        phasors = see(values[:, BLOCK * (1 + skip) :], rocking.WINDOW, 2)
        spectra = power(phasors, rocking.WINDOW)
        rocks = rocking.find_rocking(spectra, rocking.MIDDLE * self._unit)
        slow = np.cumsum(spectra[:, :5], axis=1)
        tilt = np.sqrt(slow[:, 4] - slow[:, 0])
        self._rocks.extend(
            zip(rocks.score.tolist(), rocks.hz.tolist(), rocks.range_.tolist(), tilt.tolist(), strict=True)
        )

    def _advance(self, blocks: _Blocks, index: int, values: Array) -> list[MotionSecond]:
        """Take one block's facts; on a whole second give the second that ended one second ago."""
        self._blocks += 1
        end = (_HISTORY + index + 1) * BLOCK
        line = bool(blocks.trembles[index]), float(blocks.hz[index]), float(blocks.size[index])
        self._runs.hear(self._blocks * BLOCK_S, line, values[:, end - 150 : end])
        self._flat_run = self._flat_run + 1 if blocks.flat[index] else 0
        self._past.append(
            (*line, float(blocks.fast[index]), float(blocks.holes[index]), bool(blocks.flat[index]))
        )
        del self._past[:-5]
        if self._blocks % 2:
            return []
        rock = self._rocks.pop(0)
        return [self._answer(rock)] if self._blocks >= 4 else []

    def _answer(self, rock: tuple[float, float, float, float]) -> MotionSecond:
        """The second that ended two blocks ago, from the windows centred on its begin, middle and end."""
        around = self._past[-3:]
        holes = (self._past[-4][4] + self._past[-3][4]) / 2
        t_s = self._seconds
        self._seconds += 1
        why = None
        if holes > MOST_HOLES:
            why = Gap.STALE
        elif self._flat_run * BLOCK_S >= FLAT_S:
            why = Gap.FLAT
        if why is not None:
            self._still_s = 0
            return MotionSecond(t_s, Label.MISSING, why, 0.0, None, None, None, None, 0.0, 0)
        score, cadence, range_, tilt = rock
        votes = [each for each in around if each[0]]
        trembles = len(votes) >= 2
        still = not trembles and around[1][3] <= QUIET * self._unit and tilt <= QUIET_TILT * self._unit
        self._still_s = self._still_s + 1 if still else 0
        label = Label.TREMOR if trembles else Label.STILL if still else Label.MOVEMENT
        best = max(votes, key=lambda each: each[2]) if trembles else None
        rocks = not still and cadence == cadence  # noqa: PLR0124
        return MotionSecond(
            t_s,
            label,
            None,
            score,
            cadence if rocks else None,
            range_ if rocks else None,
            best[1] if best else None,
            best[2] if best else None,
            self._runs.within(t_s, t_s + 1.0) if trembles or self._runs.now is None else 0.0,
            self._still_s,
        )
