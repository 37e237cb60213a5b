"""Breath from a belt, from impedance or airflow: each breath, and once a second rate, phase, holds and irregularity.

The method is one for all rates. Samples become points of about 12.5 Hz; a symmetric low pass keeps what is
slower than the fastest breath; of all turns of that curve those are breaths that stand out by a share of the
usual movement, which is learnt from the half minute around each turn, and by what heart and noise can do.
Nothing depends on the unit. Up is taken as in: the belt gets longer, the impedance higher.

Two times are told apart. The list of breaths looks both ways and comes ``BREATHS_LATENCY_S`` late; the second
by second answer looks back only, and comes ``SECOND_LATENCY_S`` late.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from slackwater.signals.breath.grid import Grid
from slackwater.signals.breath.place import Legs, place
from slackwater.signals.breath.seconds import BreathSecond, Phase, Seconds
from slackwater.signals.breath.swing import USUAL_BLOCKS, Swing
from slackwater.signals.breath.trail import Signal, Trail
from slackwater.signals.breath.turns import NONE, Breathers, Found, Kept, Turn, Turns

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

AHEAD_BLOCKS = USUAL_BLOCKS // 2 + 2
"""The list of breaths knows the usual movement of so many seconds after a turn, and as many before."""

ROUGH_AHEAD = 4

WARM_BLOCKS = 8
"""Nothing is said live before so many seconds: less than one slow breath has been seen."""

BREATHS_LATENCY_S = 21.0
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
    seconds: tuple[BreathSecond, ...] = ()


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
        self._zero: float | None = None
        self._before = 0.0
        self._points, self._smooth = Trail(-self._reach), Trail()
        self._usual, self._rough = Trail(), Trail()
        self._signal = Signal(self._points, self._smooth, self._usual, Trail(), self._rough)
        self._swing, self._turns = Swing(), Turns()
        self._listed, self._live = Breathers(), Breathers()
        self._waiting = NONE
        self._bottom: Turn | None = None
        self._seconds = Seconds(self._hz, self._grid.first_s, self._block, self._reach)

    def feed(self, values: ArrayLike) -> BreathOut:
        """Take (n,) samples in any unit, NaN where one is lost; what became known by them."""
        ready = self._grid.take(np.asarray(values, dtype=np.float64))
        if max(0, self._points.end) + ready < self._seconds.next_point:
            return NOTHING
        return self._go_on(self._grid.points(), last=False)

    def finish(self) -> BreathOut:
        """The rest, when no more samples come."""
        return self._go_on(self._grid.points(), last=True)

    def _go_on(self, points: Floats, *, last: bool) -> BreathOut:
        heard = np.isfinite(points)
        bridged = self._bridge(points, heard)
        if not len(bridged) and self._points.end <= 0:
            return NOTHING
        if self._points.end < 0:
            self._points.add(np.full(self._reach, bridged[0]))
        self._points.add(bridged)
        self._seconds.hear(bridged, heard)
        turned = self._turns.feed(self._smoothen(last=last))
        if last:
            turned = turned.joined(self._turns.finish())
        seconds = self._seconds.tell(self._signal, self._told(turned), last=last)
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

    def _smoothen(self, *, last: bool) -> Floats:
        """What the low pass gives anew; whole blocks of it make known how far breath moves the signal."""
        begin = self._smooth.end
        around = self._points.between(begin - self._reach, self._points.end)
        if last:
            around = np.concatenate((around, np.full(self._reach, around[-1])))
        if len(around) <= 2 * self._reach:
            return np.empty(0)
        smooth = np.correlate(around, self._taps, "valid")
        self._smooth.add(smooth)
        done, whole = self._usual.end, self._smooth.end // self._block
        if whole > done:
            stretch = done * self._block, whole * self._block
            breath = self._smooth.between(*stretch).reshape(-1, self._block)
            rest = self._points.between(*stretch).reshape(-1, self._block) - breath
            usual, greatest, rough = self._swing.feed(breath, rest)
            self._usual.add(usual)
            self._signal.greatest.add(greatest)
            self._rough.add(rough)
        return smooth

    def _told(self, turned: Found) -> list[tuple[float, float]]:
        """Tops that are certain from what came before alone, each with the point that made it so."""
        block = turned.at.astype(np.int64) // self._block
        asked = np.where(block < WARM_BLOCKS, np.inf, self._asked(block - 1, block - 1))
        found = self._live.feed(turned, asked)
        return [(one.turn.at, one.known + self._reach) for one in found if one.turn.kind > 0]

    def _asked(self, usual_block: NDArray[np.int64], rough_block: NDArray[np.int64]) -> Floats:
        """How far a turn must stand out."""
        if not self._usual.end:
            return np.full(len(usual_block), np.inf)
        held = self._signal
        usual = np.maximum(held.usual.at(usual_block), REMEMBERED * held.greatest.at(usual_block))
        least: Floats = np.maximum(STANDS_OUT * usual, ABOVE_ROUGH * held.rough.at(rough_block))
        return least

    def _list(self, turned: Found, *, last: bool) -> tuple[Breath, ...]:
        """Breaths that are certain from what came before and after."""
        both = self._waiting.joined(turned)
        block = both.at.astype(np.int64) // self._block
        count = len(block) if last else int(np.searchsorted(block, self._usual.end - AHEAD_BLOCKS))
        self._waiting = both.part(count, None)
        block = block[:count]
        asked = self._asked(block + AHEAD_BLOCKS, block + ROUGH_AHEAD)
        certain = self._listed.feed(both.part(0, count), asked)
        return self._breaths(certain)

    def _breaths(self, certain: list[Kept]) -> tuple[Breath, ...]:
        """Each top that a bottom came before."""
        rows: list[tuple[float, ...]] = []
        for turn, by, _ in certain:
            if turn.kind < 0:
                self._bottom = turn
            elif self._bottom is not None:
                rows.append((self._bottom.at, self._bottom.height, turn.at, turn.height, by.at, by.height))
        if not rows:
            return ()
        legs = Legs(*np.array(rows).T)
        bottom, top = place(legs, self._points, self._smooth, self._hz)
        moved = legs.high - legs.low
        rough = self._rough.at(legs.top.astype(np.int64) // self._block)
        quality = moved / (moved + ABOVE_ROUGH * np.where(np.isfinite(rough), rough, 0.0))
        first = self._grid.first_s
        columns = (first + bottom / self._hz, first + top / self._hz, quality)
        return tuple(map(Breath, *(column.tolist() for column in columns)))

    def _forget(self) -> None:
        keep = round(KEPT_S * self._hz)
        self._points.let_go(min(self._smooth.end - self._reach, self._points.end - keep))
        self._smooth.let_go(self._smooth.end - keep)
        for trail in (self._usual, self._signal.greatest, self._rough):
            trail.let_go(trail.end - KEPT_S)


def _low_pass(hz: float, reach: int) -> Floats:
    """A windowed sinc of 2 × ``reach`` + 1 points that sums to one."""
    at = np.arange(-reach, reach + 1) / hz
    taps: Floats = np.sinc(2 * PASS_HZ * at) * np.kaiser(2 * reach + 1, KAISER_BETA)
    taps /= taps.sum()
    return taps
