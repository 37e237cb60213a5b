"""Breath from a belt, from impedance or airflow: each breath, and once a second rate, phase, holds and irregularity.

The method is one for all rates. Samples become points of about 12.5 Hz; a symmetric low pass keeps what is
slower than the fastest breath; of all turns of that curve those are breaths that stand out by a share of the
usual movement, which is learnt from the half minute around each turn, and by what heart and noise can do.
Nothing depends on the unit. Up is taken as in: the belt gets longer, the impedance higher.

Two times are told apart. The list of breaths looks both ways and comes ``BREATHS_LATENCY_S`` late; the second
by second answer looks back only, and comes ``SECOND_LATENCY_S`` late.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from slackwater.signals.breath.cycles import Tops
from slackwater.signals.breath.grid import Grid
from slackwater.signals.breath.place import Legs, place
from slackwater.signals.breath.seconds import Seconds
from slackwater.signals.breath.swing import STEP_BLOCKS, Swing
from slackwater.signals.breath.told import BreathSecond, Phase, Told
from slackwater.signals.breath.trail import Signal, Trail
from slackwater.signals.breath.turns import NONE, Breathers, Found, Kept, Turns

__all__ = [
    "BREATHS_LATENCY_S",
    "SECOND_LATENCY_S",
    "Breath",
    "BreathOut",
    "BreathSecond",
    "BreathStream",
    "Phase",
]

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

PASS_HZ = 0.95
"""Half way down here: above the fastest breath (50 a minute, 0.83 Hz), below most hearts (1 … 1.7 Hz)."""

REACH_S = 1.0
"""The low pass sees so far to either side."""

KAISER_BETA = 5.0

STANDS_OUT = 0.22
"""A turn is a breath when it stands out by this share of the usual movement. Shallow breaths among deep ones
vary by less than fourfold; what a heart leaves after the low pass is mostly less than a fifth. ENG."""

REMEMBERED = 0.4
"""… of the usual movement, or of this share of what it was before a hold. ENG."""

ABOVE_ROUGH = 2.2
"""… and by so many times the root mean square of what is not breath: a heart wave of 1 Hz, half of which
passes, swings by 2 × 0.5 and leaves 0.35."""

AHEAD_STEPS = 4
"""The list of breaths knows the usual movement of sixteen seconds after a turn, and as many before."""

ROUGH_AHEAD = 1

JERKED = 4.0
"""A movement of more usual ranges than this is none of breath; a sigh is two or three. ENG."""

LOST_S = 2.0
"""A breath of which more than this was lost is not listed: others may lie in the hole."""

WARM_STEPS = 2
"""No turn is taken as certain live before so many steps of four seconds: less than a slow breath has been seen."""

BREATHS_LATENCY_S = 24.0
"""A breath is listed at most so long after the next one begins."""

SECOND_LATENCY_S = 0.5
"""What is said of a moment is told when the signal is so much older."""

KEPT_S = 180
"""Points so old are let go: older than a breath with the longest hold."""


class Breath(NamedTuple):
    """One breath on the clock of the samples (the first is at 0), s."""

    in_s: float
    """Inhalation begins."""
    out_s: float
    """Exhalation begins: the fullest moment."""
    quality: float
    """0 noise … 1 clean: the breath's movement beside it and what is not breath."""


@dataclass(frozen=True, slots=True)
class BreathOut:
    """What has become known."""

    breaths: tuple[Breath, ...] = ()
    seconds: Told = field(default_factory=Told)


NOTHING = BreathOut()


class BreathStream:
    """Takes a belt's samples as they come; one piece or many give the same answers; bounded memory."""

    def __init__(self, rate_hz: float) -> None:
        """Samples come at ``rate_hz``, 20 … 250 Hz; ValueError otherwise."""
        self._grid = Grid(rate_hz)
        self._hz = self._grid.rate_hz
        self._reach = round(REACH_S * self._hz)
        self._taps = _low_pass(self._hz, self._reach)
        self._block = round(self._hz)
        self._step = STEP_BLOCKS * self._block
        self._zero: float | None = None
        self._before = 0.0
        self._signal = Signal(Trail(-self._reach), *(Trail() for _ in range(6)))
        self._swing, self._turns = Swing(), Turns()
        self._listed, self._live = Breathers(), Breathers()
        self._waiting = NONE
        self._bottom = NONE
        self._seconds = Seconds(self._hz, self._grid.first_s, self._step, self._reach)

    def feed(self, values: ArrayLike) -> BreathOut:
        """Take (n,) samples in any unit, NaN where one is lost; what became known by them."""
        ready = self._grid.take(np.asarray(values, dtype=np.float64))
        if max(0, self._signal.points.end) + ready < self._seconds.next_point:
            return NOTHING
        return self._go_on(self._grid.points(), last=False)

    def finish(self) -> BreathOut:
        """The rest, when no more samples come."""
        return self._go_on(self._grid.points(), last=True)

    def _go_on(self, points: Floats, *, last: bool) -> BreathOut:
        signal = self._signal
        heard = np.isfinite(points)
        bridged = self._bridge(points, heard)
        if signal.points.end < 0:
            if not len(bridged):
                return NOTHING
            signal.points.add(np.full(self._reach, bridged[0]))
        signal.points.add(bridged)
        signal.heard.add(heard.astype(np.float64))
        begin = signal.smooth.end
        end = signal.points.end if last else (signal.points.end - self._reach) // self._step * self._step
        if end <= begin and not last:
            return BreathOut((), self._seconds.tell(signal, None, last=False))
        turned = self._turns.feed(self._smoothen(begin, end, last=last))
        if last:
            turned = turned.joined(self._turns.finish())
        seconds = self._seconds.tell(signal, self._told(turned), last=last)
        breaths = self._list(turned, last=last)
        self._forget()
        return BreathOut(breaths, seconds)

    def _bridge(self, points: Floats, heard: NDArray[np.bool_]) -> Floats:
        """The points from the first number on, each lost one the same as the one before it."""
        if self._zero is None and heard.any():
            self._zero = float(points[np.argmax(heard)])
        moved = points - (self._zero or 0.0)
        if not heard.all():
            source = np.maximum.accumulate(np.where(heard, np.arange(len(points)), -1))
            moved = np.where(source >= 0, moved[source], self._before)
        if len(moved):
            self._before = float(moved[-1])
        return moved

    def _smoothen(self, begin: int, end: int, *, last: bool) -> Floats:
        """Points of the low pass; whole steps of them make known how far breath moves the signal."""
        signal = self._signal
        around = signal.points.between(begin - self._reach, end if last else end + self._reach)
        if last:
            around = np.concatenate((around, np.full(self._reach, self._before)))
        smooth = np.correlate(around, self._taps, "valid") if end > begin else np.empty(0)
        joined = np.concatenate((signal.smooth.between(max(0, begin - 1), begin), smooth))
        gone = np.abs(np.diff(joined, prepend=joined[:1] if begin == 0 else []))
        gone[:1] += float(signal.gone.at(np.array([begin - 1]))[0]) if begin else 0.0
        signal.smooth.add(smooth)
        signal.gone.add(np.cumsum(gone))
        whole = end // self._step * self._step
        if whole > begin:
            breath = signal.smooth.between(begin, whole).reshape(-1, self._block)
            rest = signal.points.between(begin, whole).reshape(-1, self._block) - breath
            found = self._swing.feed(breath, rest)
            for trail, values in zip((signal.usual, signal.greatest, signal.rough), found, strict=True):
                trail.add(values)
        return smooth

    def _told(self, turned: Found) -> Tops:
        """Tops that are certain from what came before alone, and how they were reached."""
        step = turned.at.astype(np.int64) // self._step
        warm = step >= WARM_STEPS
        step = step[warm]
        certain = self._live.feed(turned.part(np.flatnonzero(warm)), self._asked(step - 1, step - 1))
        turns, known = certain.turn, certain.by.known // self._step
        gone = self._signal.gone.at(np.floor(turns.at).astype(np.int64))
        return Tops(turns.kind, turns.at, (known + 1) * self._step + self._reach - 1, turns.height, gone)

    def _asked(self, usual_step: Counts, rough_step: Counts) -> Floats:
        """How far a turn must stand out."""
        signal = self._signal
        usual = np.maximum(signal.usual.at(usual_step), REMEMBERED * signal.greatest.at(usual_step))
        least = np.maximum(STANDS_OUT * usual, ABOVE_ROUGH * signal.rough.at(rough_step))
        return np.where(np.isfinite(least), least, np.inf)

    def _list(self, turned: Found, *, last: bool) -> tuple[Breath, ...]:
        """Breaths that are certain from what came before and after."""
        both = self._waiting.joined(turned)
        step = both.at.astype(np.int64) // self._step
        count = len(step) if last else int(step.searchsorted(self._signal.usual.end - AHEAD_STEPS))
        self._waiting = both.part(slice(count, None))
        step = step[:count]
        asked = self._asked(step + AHEAD_STEPS, step + ROUGH_AHEAD)
        return self._breaths(self._listed.feed(both.part(slice(count)), asked))

    def _breaths(self, certain: Kept) -> tuple[Breath, ...]:
        """Each top that a bottom came before."""
        turns = self._bottom.joined(certain.turn)
        tops = np.flatnonzero(turns.kind > 0)
        tops = tops[tops > 0]
        if len(turns.kind) and turns.kind[-1] < 0:
            self._bottom = turns.part(slice(-1, None))
        elif len(tops):
            self._bottom = NONE
        if not len(tops):
            return ()
        bottom, top = turns.part(tops - 1), turns.part(tops)
        by = certain.by.part(tops - len(turns.at) + len(certain.turn.at))
        legs = Legs(bottom.at, bottom.height, top.at, top.height, by.at, by.height)
        sound = self._sound(legs)
        legs = Legs(*(column[sound] for column in legs))
        begins, ends = place(legs, self._signal.points, self._signal.smooth, self._hz)
        moved = legs.high - legs.low
        rough = self._signal.rough.at(legs.top.astype(np.int64) // self._step)
        quality = moved / (moved + ABOVE_ROUGH * np.where(np.isfinite(rough), rough, 0.0))
        first = self._grid.first_s
        columns = (first + begins / self._hz, first + ends / self._hz, quality)
        return tuple(map(Breath, *(column.tolist() for column in columns)))

    def _sound(self, legs: Legs) -> NDArray[np.bool_]:
        """Which of (n,) breaths were neither jerks nor mostly lost."""
        signal = self._signal
        usual = signal.usual.at(legs.top.astype(np.int64) // self._step + AHEAD_STEPS)
        sound: NDArray[np.bool_] = legs.high - legs.low <= JERKED * np.where(usual > 0, usual, np.inf)
        begin, end = legs.bottom.astype(np.int64), legs.fallen.astype(np.int64)
        if not signal.heard.between(int(begin[0]), int(end[-1])).all():
            lost = [float((1 - signal.heard.between(*row)).sum()) for row in zip(begin, end, strict=True)]
            sound &= np.array(lost) <= LOST_S * self._hz
        return sound

    def _forget(self) -> None:
        for trail in self._signal[:4]:
            trail.let_go(self._signal.smooth.end - round(KEPT_S * self._hz))
        for trail in self._signal[4:]:
            trail.let_go(trail.end - KEPT_S // STEP_BLOCKS)


def _low_pass(hz: float, reach: int) -> Floats:
    """A windowed sinc of 2 × ``reach`` + 1 points that sums to one."""
    at = np.arange(-reach, reach + 1) / hz
    taps: Floats = np.sinc(2 * PASS_HZ * at) * np.kaiser(2 * reach + 1, KAISER_BETA)
    taps /= taps.sum()
    return taps
