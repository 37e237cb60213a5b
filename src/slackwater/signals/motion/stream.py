"""Motion read live from a phone's or a strap's accelerometer: one answer for every second, and runs of tremor.

Causal, bounded in memory, and the same bits whatever the chunks. A second is answered one second after it ended
(``LATENCY_S``); a run of tremor is told while it goes on, within about 1.5 s of its beginning (``ONSET_LATENCY_S``).
"""

import numpy as np

from slackwater.quantities import Gap, Missing
from slackwater.signals.motion import rocking, tremor
from slackwater.signals.motion.grid import BLOCK, BLOCK_S, Array, Cells, Grid
from slackwater.signals.motion.runs import RECENT, Runs
from slackwater.signals.motion.scale import Scale
from slackwater.signals.motion.second import Label, MotionSecond, Tremor
from slackwater.signals.motion.spectrum import power, see
from slackwater.signals.motion.stillness import (
    FLAT,
    HEAVIEST,
    LIGHTEST,
    QUIET,
    QUIET_RANGE,
    QUIET_TILT,
    SLIGHT_TILT,
    Lifelessness,
    band_edges,
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

_EDGES = band_edges(rocking.WINDOW)

PIECE = 32_768
"""Samples worked on at once: what they need stays in the processor's cache."""

_BATCH = 1024
"""Blocks worked on at once, should a silence bring more: some nine minutes."""

_KEPT = 4
"""Blocks whose facts a second needs: its own two, and the two after it."""

_Fact = tuple[bool, float, float, float, float]
"""Of a block and the window that ends with it: trembles, Hz, size, fast mean square, share of holes."""

_Slow = tuple[float, float, float, float, float, list[float]]
"""Of a window of four seconds: score, cadence, range, slow mean square, power at 0 Hz, bands."""

_WEIGHT = rocking.WINDOW.unit * float(rocking.WINDOW.weights.sum()) ** 2
"""Power at 0 Hz of one g."""


class MotionStream:
    """Reads motion. Feed it times (s) and accelerations with gravity (g, or counts if it was told so).

    A second is Missing when samples lack (STALE), nothing changes (FLAT), only the sensor's own noise is left
    (POOR_CONTACT) or what should be gravity is not one g (IMPLAUSIBLE). Counts, whose zero and size are unknown, are
    read as they come: the rocking score keeps its order and frequencies are right, while ranges and sizes are in
    counts and the bounds between stillness, movement and tremor are those of 200 counts a g.
    """

    def __init__(self, scale: Scale = Scale.G) -> None:
        self._unit = 1.0 if scale is Scale.G else COUNTS_A_G
        self._grid = Grid()
        self._cells: Array | None = None
        self._steps: Array = np.zeros(0)
        self._means: Array = np.zeros((3, 0))
        self._context: Array = np.zeros((1, rocking.WINDOW.bins))
        self._facts: list[_Fact] = [(False, 0.0, 0.0, 0.0, 0.0)] * _KEPT
        self._blocks = 0
        self._still_s = 0
        self._runs = Runs()
        self._life = Lifelessness(self._unit)
        self._flat = (FLAT * self._unit) ** 2
        self._lightest = _WEIGHT * LIGHTEST**2 if scale is Scale.G else 0.0
        self._heaviest = _WEIGHT * HEAVIEST**2 if scale is Scale.G else np.inf
        self._still_limits = (
            (QUIET * self._unit) ** 2,
            (QUIET_TILT * self._unit) ** 2,
            QUIET_RANGE * self._unit,
        )

    def feed(self, t_s: Array, acc: Array) -> tuple[MotionSecond, ...]:
        """Take samples at ``t_s`` (n,) with ``acc`` (n, 3) and give the seconds they make certain, oldest first.

        Samples that are not numbers or not later than the last are left out. Raises ImpossibleTimes.
        """
        times, values = np.asarray(t_s, dtype=np.float64), np.asarray(acc, dtype=np.float64)
        if times.size <= PIECE:
            cells = self._grid.feed(times, values)
            return () if cells is None else self._work_through(cells)
        answers: list[MotionSecond] = []
        for begin in range(0, times.size, PIECE):
            answers.extend(self.feed(times[begin : begin + PIECE], values[begin : begin + PIECE]))
        return tuple(answers)

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

    def stopped_after(self, request_s: float) -> float | Missing | None:
        """How long after a request tremor stopped, s: 0 when there was none, None while it goes on.

        Missing (STALE) when the sensor was silent or stood since the request. As of the last half second.
        """
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
        means = np.add.reduce(cells.values.reshape(3, -1, BLOCK), axis=2) / BLOCK
        self._means = np.concatenate((self._means, means), axis=1)
        lines = self._find_lines(values, cells.steps_s2)
        slow = self._look_around(values, lines)
        columns = lines.trembles.tolist(), lines.hz.tolist(), lines.size.tolist(), lines.fast.tolist()
        facts = list(zip(*columns, cells.holes.tolist(), strict=True))
        answers = self._advance(facts, slow, values)
        self._cells = values[:, -_HISTORY * BLOCK :].copy()
        self._means = self._means[:, -rocking.SLOW_BLOCKS :].copy()
        return answers

    def _find_lines(self, values: Array, steps_s2: Array) -> tremor.Lines:
        phasors = see(values, BLOCK * (_HISTORY + 1) - tremor.WINDOW.cells, tremor.WINDOW, 1)
        steps = np.concatenate((self._steps, steps_s2))
        self._steps = steps[-3:]
        return tremor.find_lines(phasors, steps, tremor.SMALLEST * self._unit)

    def _look_around(self, values: Array, lines: tremor.Lines) -> list[_Slow]:
        """Read the four seconds that end with each whole second; take back what trembles as a harmonic in them."""
        skip = 1 - self._blocks % 2
        slow: list[_Slow] = []
        contexts = self._context
        if len(lines.hz) > skip:
            spectra = power(see(values, BLOCK * (1 + skip), rocking.WINDOW, 2), rocking.WINDOW)
            slow = self._read_slow(spectra, skip)
            contexts = np.concatenate((contexts, spectra))
            self._context = contexts[-1:]
        some = lines.trembles.nonzero()[0]
        if some.size:
            context = contexts[(some + 1 + self._blocks % 2) // 2]
            lines.trembles[some] = ~tremor.repeats_slower(context, lines.hz[some])
        return slow

    def _read_slow(self, spectra: Array, skip: int) -> list[_Slow]:
        rocks = rocking.find_rocking(spectra, rocking.MIDDLE * self._unit)
        unclear = ~(rocks.hz >= rocking.SLOW_HZ) & (rocks.slow > (SLIGHT_TILT * self._unit) ** 2)
        few = unclear.nonzero()[0]
        if few.size:
            hz, range_ = rocking.find_slow_rocking(self._means, few * 2 + skip + 1 + rocking.SLOW_BLOCKS)
            found = np.isfinite(hz)
            rocks.hz[few[found]], rocks.range_[few[found]] = hz[found], range_[found]
        columns = rocks.score.tolist(), rocks.hz.tolist(), rocks.range_.tolist(), rocks.slow.tolist()
        weights = rocks.sums[:, 0].tolist()
        return list(zip(*columns, weights, read_bands(rocks.sums, _EDGES).tolist(), strict=True))

    def _advance(self, new: list[_Fact], slow: list[_Slow], values: Array) -> list[MotionSecond]:
        """Take each block's facts in turn; on a whole second give the second that ended one second ago."""
        facts = self._facts + new
        answers: list[MotionSecond] = []
        runs, flat, blocks = self._runs, self._flat, self._blocks
        for index, fact in enumerate(new):
            blocks += 1
            if fact[0] or runs.open:
                end = (_HISTORY + index + 1) * BLOCK
                runs.hear(blocks * BLOCK_S, fact[:3], values[:, end - RECENT : end])
            if fact[4] > MOST_HOLES or fact[3] < flat:
                runs.dark_s = blocks * BLOCK_S
            if blocks % 2 == 0 and blocks >= 4:
                answers.append(self._answer(blocks // 2 - 2, facts[index + 1 : index + 5], slow[index // 2]))
        self._blocks = blocks
        self._facts = facts[-_KEPT:]
        return answers

    def _answer(self, t_s: int, facts: list[_Fact], slow: _Slow) -> MotionSecond:
        """The second that ended two blocks ago, from the windows centred on its begin, middle and end."""
        score, hz, range_, tilt, weight, bands = slow
        first, begin, middle, end = facts
        why = self._why_missing(first[4] + begin[4], max(begin[3], middle[3], end[3]), weight)
        if self._life.hear(bands, middle[3]) and why is None:
            why = Gap.POOR_CONTACT
        if why is not None:
            self._still_s = 0
            return MotionSecond(t_s, Label.MISSING, why, 0.0, None, None, None, None, 0.0, 0)
        trembles = begin[0] + middle[0] + end[0] >= 2
        quiet, tilting, reach = self._still_limits
        still = not trembles and middle[3] <= quiet and tilt <= tilting and not range_ * (hz > 0.0) > reach
        self._still_s = self._still_s + 1 if still else 0
        rocks = hz > 0.0 and not still
        best = (middle if middle[0] else begin) if trembles else None
        return MotionSecond(
            t_s,
            Label.TREMOR if trembles else Label.STILL if still else Label.MOVEMENT,
            None,
            score,
            hz if rocks else None,
            range_ if rocks else None,
            None if best is None else best[1],
            None if best is None else best[2],
            self._runs.within(t_s, t_s + 1.0) if trembles or not self._runs.open else 0.0,
            self._still_s,
        )

    def _why_missing(self, holes: float, fastest: float, weight: float) -> Gap | None:
        if holes > 2 * MOST_HOLES:
            return Gap.STALE
        if not self._lightest <= weight <= self._heaviest:
            return Gap.IMPLAUSIBLE
        return Gap.FLAT if fastest < self._flat else None
