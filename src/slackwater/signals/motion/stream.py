"""Motion read live from a phone's or a strap's accelerometer: one answer for every second, and runs of tremor.

Causal, bounded in memory, and the same bits whatever the chunks. A second is answered one second after it ended
(``LATENCY_S``); a run of tremor is told while it goes on, within about 1.5 s of its beginning (``ONSET_LATENCY_S``).
"""

import numpy as np

from slackwater.quantities import Gap
from slackwater.signals.motion import rocking, tremor
from slackwater.signals.motion.grid import BLOCK, BLOCK_S, Array, Cells, Grid
from slackwater.signals.motion.runs import RECENT, Runs
from slackwater.signals.motion.scale import Scale
from slackwater.signals.motion.second import Label, MotionSecond, Tremor
from slackwater.signals.motion.spectrum import power, see
from slackwater.signals.motion.stillness import (
    FLAT,
    FLAT_BLOCKS,
    QUIET,
    QUIET_TILT,
    Lifelessness,
    read_bands,
)

LATENCY_S = 1.0
"""A second is answered this long after it ended."""

ONSET_LATENCY_S = 1.5
"""A run of tremor over rest is told at most this long after it began; over other movement it may take a second more."""

COUNTS_A_G = 200.0
"""For raw counts a g is taken for two hundred: 10 bits over ± 2 g have 256. Only bounds rest on it. ENG."""

MOST_HOLES = 0.3
"""Share of a second without samples from which it is missing. ENG."""

_HISTORY = rocking.WINDOW.cells // BLOCK
"""Blocks that later windows look back on: four seconds."""

_BATCH = 1024
"""Blocks worked on at once: some nine minutes, so that a long recording stays small in memory."""

_Fact = tuple[bool, float, float, float, float, bool]
"""Of a block and the window that ends with it: trembles, Hz, size, fast mean square, share of holes, flat."""

_Slow = tuple[float, float, float, float, list[float]]
"""Of a window of four seconds: score, cadence, range, slow mean square, bands."""


class MotionStream:
    """Reads motion. Feed it times (s) and accelerations with gravity (g, or counts if it was told so)."""

    def __init__(self, scale: Scale = Scale.G) -> None:
        self._unit = 1.0 if scale is Scale.G else COUNTS_A_G
        self._grid = Grid()
        self._cells: Array | None = None
        self._steps: Array = np.zeros(0)
        self._means: Array = np.zeros((3, 0))
        self._context: Array = np.zeros((1, rocking.WINDOW.bins))
        self._facts: list[_Fact] = [(False, 0.0, 0.0, 0.0, 0.0, False)] * FLAT_BLOCKS
        self._blocks = 0
        self._still_s = 0
        self._runs = Runs()
        self._life = Lifelessness(self._unit)

    def feed(self, t_s: Array, acc: Array) -> tuple[MotionSecond, ...]:
        """Take samples at ``t_s`` (n,) with ``acc`` (n, 3) and give the seconds they make certain, oldest first.

        Samples that are not numbers or not later than the last are left out. Raises ImpossibleTimes.
        """
        cells = self._grid.feed(np.asarray(t_s, dtype=np.float64), np.asarray(acc, dtype=np.float64))
        return () if cells is None else self._work_through(cells)

    def finish(self) -> tuple[MotionSecond, ...]:
        """Give the seconds that are left. A last second counts as whole when less than 0.1 s of it is missing."""
        cells, span_s = self._grid.finish(2.0)
        seconds = () if cells is None else self._work_through(cells)
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
        return self._runs.stopped_after(request_s)

    def _work_through(self, cells: Cells) -> tuple[MotionSecond, ...]:
        blocks = len(cells.holes)
        if blocks <= _BATCH:
            return tuple(self._work(cells))
        answers: list[MotionSecond] = []
        for begin in range(0, blocks, _BATCH):
            end = begin + _BATCH
            part = Cells(
                cells.values[:, begin * BLOCK : end * BLOCK],
                cells.holes[begin:end],
                cells.steps_s2[begin:end],
            )
            answers.extend(self._work(part))
        return tuple(answers)

    def _work(self, cells: Cells) -> list[MotionSecond]:
        if self._cells is None:
            self._cells = np.repeat(cells.values[:, :1], _HISTORY * BLOCK, axis=1)
            self._steps = np.repeat(cells.steps_s2[:1], 3)
            self._means = np.repeat(cells.values[:, :1], rocking.SLOW_BLOCKS, axis=1)
        values = np.concatenate((self._cells, cells.values), axis=1)
        by_block = cells.values.reshape(3, -1, BLOCK)
        spread = np.maximum.reduce(by_block.max(axis=2) - by_block.min(axis=2), axis=0)
        means = np.cumsum(by_block, axis=2)[:, :, -1] / BLOCK
        lines = self._find_lines(values, cells.steps_s2)
        slow = self._look_around(values, lines)
        self._means = np.concatenate((self._means, means), axis=1)
        facts = zip(
            lines.trembles.tolist(),
            lines.hz.tolist(),
            lines.size.tolist(),
            lines.fast.tolist(),
            cells.holes.tolist(),
            (spread < FLAT * self._unit).tolist(),
            strict=True,
        )
        answers = self._advance(list(facts), slow, values)
        self._cells = values[:, -_HISTORY * BLOCK :].copy()
        self._means = self._means[:, -rocking.SLOW_BLOCKS :].copy()
        return answers

    def _find_lines(self, values: Array, steps_s2: Array) -> tremor.Lines:
        phasors = see(values, BLOCK * (_HISTORY + 1) - tremor.WINDOW.cells, tremor.WINDOW, 1)
        steps = np.concatenate((self._steps, steps_s2))
        self._steps = steps[-3:]
        mean_steps = (steps[:-3] + steps[1:-2] + steps[2:-1] + steps[3:]) / 4
        return tremor.find_lines(phasors, mean_steps, tremor.SMALLEST * self._unit)

    def _look_around(self, values: Array, lines: tremor.Lines) -> list[_Slow]:
        """Read the four seconds that end with each whole second; take back what trembles as a harmonic in them."""
        skip = 1 - self._blocks % 2
        slow: list[_Slow] = []
        contexts = self._context
        if len(lines.hz) > skip:
            spectra = power(see(values, BLOCK * (1 + skip), rocking.WINDOW, 2), rocking.WINDOW)
            rocks = rocking.find_rocking(spectra, rocking.MIDDLE * self._unit)
            bands = read_bands(spectra, rocking.WINDOW).tolist()
            columns = (
                rocks.score.tolist(),
                rocks.hz.tolist(),
                rocks.range_.tolist(),
                rocks.slow.tolist(),
                bands,
            )
            slow = list(zip(*columns, strict=True))
            contexts = np.concatenate((contexts, spectra))
        some = np.flatnonzero(lines.trembles)
        if some.size:
            context = contexts[(some + 1 + self._blocks % 2) // 2]
            lines.trembles[some] = ~tremor.repeats_slower(context, lines.hz[some])
        self._context = contexts[-1:].copy()
        return slow

    def _advance(self, new: list[_Fact], slow: list[_Slow], values: Array) -> list[MotionSecond]:
        """Take each block's facts in turn; on a whole second give the second that ended one second ago."""
        facts = self._facts + new
        answers: list[MotionSecond] = []
        for index, fact in enumerate(new):
            self._blocks += 1
            if fact[0] or self._runs.open:
                end = (_HISTORY + index + 1) * BLOCK
                self._runs.hear(self._blocks * BLOCK_S, fact[:3], values[:, end - RECENT : end])
            if self._blocks % 2 == 0:
                around = slow[len(answers)] if self._blocks >= 4 else None
                if around is None:
                    del slow[0]
                else:
                    answers.append(self._answer(facts[index + 1 : index + 1 + FLAT_BLOCKS], around, index))
        self._facts = facts[-FLAT_BLOCKS:]
        return answers

    def _answer(self, facts: list[_Fact], slow: _Slow, index: int) -> MotionSecond:
        """The second that ended two blocks ago, from the windows centred on its begin, middle and end."""
        t_s = self._blocks // 2 - 2
        score, hz, range_, tilt, bands = slow
        lifeless = self._life.hear(bands, facts[-2][3])
        why = None
        if facts[-4][4] + facts[-3][4] > 2 * MOST_HOLES:
            why = Gap.STALE
        elif all(fact[5] for fact in facts):
            why = Gap.FLAT
        elif lifeless:
            why = Gap.POOR_CONTACT
        if why is not None:
            self._still_s = 0
            return MotionSecond(t_s, Label.MISSING, why, 0.0, None, None, None, None, 0.0, 0)
        votes = [fact for fact in facts[-3:] if fact[0]]
        trembles = len(votes) >= 2
        still = (
            not trembles
            and facts[-2][3] <= (QUIET * self._unit) ** 2
            and tilt <= (QUIET_TILT * self._unit) ** 2
        )
        self._still_s = self._still_s + 1 if still else 0
        label = Label.TREMOR if trembles else Label.STILL if still else Label.MOVEMENT
        cadence = None if still else self._cadence(hz, range_, index)
        best = max(votes, key=_size) if trembles else None
        return MotionSecond(
            t_s,
            label,
            None,
            score,
            None if cadence is None else cadence[0],
            None if cadence is None else cadence[1],
            None if best is None else best[1],
            None if best is None else best[2],
            self._runs.within(t_s, t_s + 1.0) if trembles or not self._runs.open else 0.0,
            self._still_s,
        )

    def _cadence(self, hz: float, range_: float, index: int) -> tuple[float, float] | None:
        """Cadence and range, from four seconds or, where that is too short, from twenty."""
        if hz >= rocking.SLOW_HZ:
            return hz, range_
        slow = rocking.find_slow_rocking(self._means[:, index + 1 : index + 1 + rocking.SLOW_BLOCKS])
        if slow is None or slow[0] > rocking.SLOW_HZ:
            return None if hz != hz else (hz, range_)  # noqa: PLR0124
        return slow


def _size(fact: _Fact) -> float:
    return fact[2]
