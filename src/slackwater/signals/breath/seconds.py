"""What is said of breath once a second, from what came before it alone."""

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from slackwater.quantities import BreathsPerMinute, Gap, Measured, Missing
from slackwater.quantities import Seconds as Moment
from slackwater.signals.breath.cycles import Cycles
from slackwater.signals.breath.stillness import JERK_BLOCKS, Stillness
from slackwater.signals.breath.trail import Signal, Trail

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

AHEAD_S = 0.4
"""The slope at a moment is taken from so far to either side; with the grid's step it comes 0.5 s late."""

WARM_S = 8.0
"""Nothing is said before: less than one slow breath has been seen."""

MOVES = 0.12
"""Faster than this share of the usual movement a second, breath moves: the slowest reaches twice that."""

TURNS = 0.02
"""Slower than this share a second, breath turns: it still does what it did a second ago."""

LONGEST_HOLD_S = 90.0
"""A longer stillness is a belt that tells nothing: nobody here is asked to hold the breath. ENG."""

FLAT_S = 5.0
"""The very same value for so long comes from no body: noise moves the last digit."""

LOST_S = 2.0
"""Half of the last so many seconds lost, and nothing is said."""

NOISE = 2.2
"""The usual movement must be so many times the root mean square of what is not breath."""

KEPT_POINTS = 1000
"""Points whose flatness and loss are remembered: more than the longest second told late needs."""


class Phase(Enum):
    """What the breath does at a moment."""

    IN = "in"
    OUT = "out"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class BreathSecond:
    """What is known of the moment ``t_s`` after the first sample, s."""

    t_s: float
    rate: Measured[BreathsPerMinute] | Missing
    phase: Phase | Missing
    held_s: float | None
    """How long breath has been held now; None when it is not."""
    irregular: float | Missing
    """Coefficient of variation of the last eight cycles; Missing before there are eight."""
    quality: float
    """0 noise … 1 clean."""
    usual: float
    """How far the signal usually moves within five seconds, in its own unit: compare it with itself only."""


class Row(NamedTuple):
    """What one moment is judged by."""

    second: int
    gap: Gap | None
    slope: float
    turning: float
    moving: float
    held_s: float
    quality: float
    usual: float
    per_min: float
    spread: float


WHYS = (None, Gap.TOO_FEW, Gap.POOR_CONTACT, Gap.MOVING, Gap.IMPLAUSIBLE, Gap.FLAT)


class Seconds:
    """Keeps what the second by second answer needs."""

    def __init__(self, hz: float, first_s: float, block: int, reach: int) -> None:
        self._hz, self._first_s, self._block, self._reach = hz, first_s, block, reach
        self._ahead = int(AHEAD_S * hz)
        self._taps = _slope(hz, self._ahead)
        self._next = 0
        self._flat_since, self._lost = Trail(), Trail()
        self._last: float | None = None
        self._phase: Phase | None = None
        self._gap_since: tuple[Gap, float] | None = None
        self._cycles, self._stillness = Cycles(hz), Stillness(block)

    @property
    def next_point(self) -> int:
        """How many points make the next second known."""
        return max(0, round((self._next - self._first_s) * self._hz)) + self._ahead + 1

    def hear(self, points: Floats, heard: NDArray[np.bool_]) -> None:
        """Take (n,) points and which were heard: since when the value is the same, and how many were lost."""
        if not len(points):
            return
        first = self._lost.end
        newest = np.array([first - 1])
        before = np.concatenate(([np.nan if self._last is None else self._last], points[:-1]))
        began = float(self._flat_since.at(newest)[0]) if first else 0.0
        lost = float(self._lost.at(newest)[0]) if first else 0.0
        number = np.arange(first, first + len(points), dtype=np.float64)
        changed = np.where(points != before, number, began)
        for trail in (self._flat_since, self._lost):
            trail.let_go(trail.end - KEPT_POINTS)
        since: Floats = np.maximum.accumulate(changed)
        self._flat_since.add(since)
        gone: Floats = lost + np.cumsum(~heard, dtype=np.float64)
        self._lost.add(gone)
        self._last = float(points[-1])

    def tell(
        self, signal: Signal, tops: list[tuple[float, float]], *, last: bool
    ) -> tuple[BreathSecond, ...]:
        """The seconds that have become known; ``tops`` are onsets of exhalation and what made each sure."""
        self._cycles.hear(tops)
        self._stillness.hear(signal)
        points = signal.points
        known = points.end if last else points.end - self._ahead
        upto = math.ceil(known / self._hz + self._first_s) + 1
        seconds = np.arange(self._next, max(self._next, upto))
        centre = np.maximum(0, np.rint((seconds - self._first_s) * self._hz).astype(np.int64))
        seconds, centre = seconds[centre < known], centre[centre < known]
        if not len(seconds):
            return ()
        self._next = int(seconds[-1]) + 1
        now = np.minimum(centre + self._ahead, points.end - 1)
        judged = self._judge(signal, seconds, centre, now)
        rates = self._cycles.at(centre, now)
        rows = zip(seconds.tolist(), *judged, rates.per_min.tolist(), rates.spread.tolist(), strict=True)
        return tuple(self._second(Row(*row)) for row in rows)

    def _judge(
        self, signal: Signal, seconds: Counts, centre: Counts, now: Counts
    ) -> tuple[list[Gap | None] | list[float], ...]:
        done = (now + 1 - self._reach) // self._block - 1
        known = done >= 0
        usual = np.where(known, signal.greatest.at(done), 0.0)
        noise = np.where(known, signal.rough.at(done), 0.0)
        slope = np.zeros(len(centre))
        for offset, tap in zip(range(-self._ahead, self._ahead + 1), self._taps.tolist(), strict=True):
            slope += tap * signal.points.at(centre + offset)
        since = self._stillness.since.at(done)
        held_s = np.where(known, (centre - since * self._block) / self._hz, np.nan)
        flat = now - self._flat_since.at(now) >= FLAT_S * self._hz
        span = round(LOST_S * self._hz)
        lost = 2 * (self._lost.at(now) - self._lost.at(np.maximum(now - span, 0))) > span
        why = np.zeros(len(centre), dtype=np.int64)
        why[held_s > LONGEST_HOLD_S] = 4
        why[done - self._stillness.jerked.at(done) < JERK_BLOCKS] = 3
        why[usual < NOISE * noise] = 2
        why[(seconds < WARM_S) | ~known] = 1
        why[flat] = 5
        why[lost] = 2
        quality = usual / np.maximum(usual + NOISE * noise, 1e-300)
        return (
            [WHYS[code] for code in why.tolist()],
            slope.tolist(),
            (TURNS * usual).tolist(),
            (MOVES * usual).tolist(),
            held_s.tolist(),
            quality.tolist(),
            usual.tolist(),
        )

    def _second(self, row: Row) -> BreathSecond:
        at = Moment(float(row.second))
        if row.gap is not None:
            if self._gap_since is None or self._gap_since[0] is not row.gap:
                self._gap_since = (row.gap, at)
            self._phase = None
            missing = Missing(row.gap, Moment(self._gap_since[1]))
            return BreathSecond(at, missing, missing, None, missing, 0.0, row.usual)
        self._gap_since = None
        held = row.held_s if row.held_s >= 0 and abs(row.slope) < row.moving else None
        if abs(row.slope) >= row.turning or self._phase is None:
            self._phase = Phase.IN if row.slope > 0 else Phase.OUT
        few = Missing(Gap.TOO_FEW, at)
        return BreathSecond(
            at,
            Measured(BreathsPerMinute(row.per_min), at, row.quality) if row.per_min > 0 else few,
            self._phase if held is None else Phase.HELD,
            held,
            row.spread if row.spread >= 0 else few,
            row.quality,
            row.usual,
        )


def _slope(hz: float, reach: int) -> Floats:
    """Taps of the slope a second of a bell-weighted stretch of ``reach`` points to either side."""
    at = np.arange(-reach, reach + 1) / hz
    weight = at * np.exp(-0.5 * (at / (AHEAD_S / 2)) ** 2)
    taps: Floats = weight / (weight * at).sum()
    return taps
