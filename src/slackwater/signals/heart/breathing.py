"""How fast someone breathes, from the heart alone: a line in the intervals, or in the height of the R wave.

With each breath in the heart quickens a little and its electrical axis turns a little. In a minute of beats
either shows as a wave; its rate is said when most of the variation lies in one line, and Missing otherwise.
The intervals alone also sway at about six a minute with blood pressure (Mayer waves), whatever the breath does,
so there a slow rate needs a nearly pure line. Methods of this kind are compared by Charlton et al. (2018,
doi 10.1109/RBME.2017.2763681); this one is a tapered periodogram and nothing more.
"""

import math
from collections import deque
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import ArrayLike

from slackwater.quantities import BreathsPerMinute, Gap, Missing, Seconds
from slackwater.signals.heart.artefacts import Floats

WINDOW_S = 60.0
"""A minute holds four breaths at the slowest rate looked for."""

GRID_HZ = 4
LOWEST_PER_MIN = 4.0
HIGHEST_PER_MIN = 36.0
STEP_PER_MIN = 0.5

LINE_PER_MIN = 2.0
"""A line is the peak and this much either side: the width of a minute's Hann window."""

CLEAR = 0.4
RR_CLEAR = 0.5
"""Share of the power in the line from which R waves, or intervals, give a rate: noise alone reaches the first
one minute in twenty and the second one in a hundred (simulated: white noise on beats at 60 … 100 a minute).
Intervals must be surer because they sway for other reasons too."""

SLOW_PER_MIN = 9.0
PURE = 0.85
"""Below nine a minute the intervals alone must be nearly one line: Mayer waves (0.1 Hz) are broader."""

AGREE_PER_MIN = 2.0
"""Where both the intervals and the R waves show a clear line, further apart than this is doubt."""

BEFORE = 15
RR_SPREAD = 0.2
HEIGHT_SPREAD = 0.3
"""A beat further than this share both from the median of the 15 before it and from the one before is an artefact
here and is bridged. ENG: even deep slow breathing moves an interval by less than a fifth from beat to beat."""

LEAST_SWAY = 0.002
"""Less variation than this share, 1 … 2 ms of an interval, is the strap's rounding. ENG."""

MOST_BRIDGED_S = 4.0
"""A line over more than this would replace a whole breath: then the minute is not heard."""


@dataclass(frozen=True, slots=True)
class RateSecond:
    """The breathing rate over a minute, said once a second."""

    t_s: float
    """When the minute ends, whole seconds on the clock of the beats."""
    per_min: BreathsPerMinute | Missing
    """Missing: less than a minute heard (too few), no clear line or two that disagree (implausible)."""
    quality: float
    """Share of the variation that lies in the line, 0 … 1."""


class RrBreathStream:
    """Takes beats as they come and gives a rate for each second, one beat later; bounded memory."""

    def __init__(self) -> None:
        self._rr = _Wave(RR_SPREAD)
        self._height = _Wave(HEIGHT_SPREAD)
        self._second: int | None = None

    def feed(
        self, beats_s: ArrayLike, rr_ms: ArrayLike, height_mv: ArrayLike | None = None
    ) -> list[RateSecond]:
        """Take intervals, (n,) ms, the times they ended, (n,) s, and if known the heights of those R waves, (n,).

        Gives the seconds that are over. Heights make the rate much surer: ``EcgStream`` has them.
        """
        heights = [] if height_mv is None else np.asarray(height_mv, dtype=np.float64).reshape(-1).tolist()
        seconds: list[RateSecond] = []
        times = np.asarray(beats_s, dtype=np.float64).reshape(-1).tolist()
        for at, (beat_s, rr) in enumerate(
            zip(times, np.asarray(rr_ms, dtype=np.float64).reshape(-1).tolist(), strict=True)
        ):
            if self._second is None:
                self._second = math.ceil(beat_s)
            self._rr.take(beat_s, rr)
            if heights:
                self._height.take(beat_s, heights[at])
            while self._second <= beat_s:
                seconds.append(self._say(self._second))
                self._second += 1
        return seconds

    def finish(self) -> list[RateSecond]:
        """Give the seconds that are left: none, since each was said by the first beat after it."""
        return []

    def _say(self, second: int) -> RateSecond:
        from_rr, from_height = self._rr.line(second), self._height.line(second)
        if from_rr is None and from_height is None:
            return RateSecond(float(second), Missing(Gap.TOO_FEW, Seconds(float(second))), 0.0)
        per_min, share = _settle(from_rr or (0.0, 0.0), from_height or (0.0, 0.0))
        if per_min is None:
            return RateSecond(float(second), Missing(Gap.IMPLAUSIBLE, Seconds(float(second))), share)
        return RateSecond(float(second), BreathsPerMinute(per_min), share)


def _settle(rr: tuple[float, float], height: tuple[float, float]) -> tuple[float | None, float]:
    """Give the rate both can stand for, if any, and its share. The R waves lead: no Mayer waves move them."""
    rr_clear = rr[1] >= (RR_CLEAR if rr[0] >= SLOW_PER_MIN else PURE)
    if height[1] >= CLEAR:
        apart = rr_clear and rr[0] >= SLOW_PER_MIN and abs(rr[0] - height[0]) > AGREE_PER_MIN
        return (None if apart else height[0]), height[1]
    return (rr[0], rr[1]) if rr_clear else (None, max(rr[1], height[1]))


class _Wave:
    """One quantity of the beats on an even grid: the last minute of it, straight lines between beats."""

    def __init__(self, spread: float) -> None:
        self._spread = spread
        self._before: deque[float] = deque(maxlen=BEFORE)
        self._beat: tuple[float, float] | None = None
        self._grid = np.full(2 * _SIZE, np.nan)
        self._next = 0
        self._beats: deque[float] = deque()

    def take(self, beat_s: float, value: float) -> None:
        """Take the value at one beat, or leave it where it is unlike those before."""
        if not math.isfinite(value) or (self._beat is not None and beat_s <= self._beat[0]):
            return
        usual = median(self._before) if len(self._before) >= 5 else value
        last = self._before[-1] if self._before else value
        self._before.append(value)
        if min(abs(value - usual), abs(value - last)) > self._spread * abs(usual):
            return
        if self._beat is not None:
            self._draw(*self._beat, beat_s, value)
        else:
            self._next = math.floor(beat_s * GRID_HZ) + 1
        self._beat = (beat_s, value)
        self._beats.append(beat_s)
        while self._beats[0] < beat_s - WINDOW_S:
            self._beats.popleft()

    def _draw(self, from_s: float, start: float, until_s: float, end: float) -> None:
        """Draw the line between two beats onto the grid; nothing where they are too far apart."""
        last = math.floor(until_s * GRID_HZ)
        count = last - self._next + 1
        if count <= 0:
            return
        if until_s - from_s > MOST_BRIDGED_S:
            self._grid[:] = np.nan
        else:
            slope = (end - start) / (until_s - from_s)
            drawn = [start + slope * ((self._next + k) / GRID_HZ - from_s) for k in range(count)]
            at = self._next % _SIZE
            for k, value in enumerate(drawn):
                self._grid[(at + k) % _SIZE] = self._grid[(at + k) % _SIZE + _SIZE] = value
        self._next = last + 1

    def line(self, second: int) -> tuple[float, float] | None:
        """Give the rate of the strongest line in the minute up to ``second``, per minute, and its share."""
        if self._next <= second * GRID_HZ:
            return None
        start = (second * GRID_HZ + 1) % _SIZE
        minute = self._grid[start : start + _SIZE]
        if not np.isfinite(minute).all():
            return None
        turned = _TURNS @ minute
        # Weighed by rate: the slow unrest of a heart grows about as fast towards zero.
        power = (turned[: len(_RATES)] ** 2 + turned[len(_RATES) :] ** 2) * _RATES
        # Beats sample the breath: what is quicker than half their rate cannot be seen.
        power = power[: int(np.searchsorted(_RATES, len(self._beats) * 60 / WINDOW_S / 2))]
        whole = float(power.sum())
        if not whole > 0 or np.ptp(minute) < LEAST_SWAY * abs(minute[-1]):
            return 0.0, 0.0
        peak = int(power.argmax())
        line = power[max(0, peak - _LINE) : peak + _LINE + 1]
        return float(_RATES[peak]) + STEP_PER_MIN * _lean(power, peak), float(line.sum()) / whole


def _lean(power: Floats, peak: int) -> float:
    """Give how far the top of the parabola through the peak and its neighbours lies from it, −½ … ½ steps."""
    if not 0 < peak < len(power) - 1:
        return 0.0
    before, at, after = power[peak - 1 : peak + 2].tolist()
    bend = before - 2 * at + after
    return float((before - after) / (2 * bend)) if bend < 0 else 0.0


_SIZE = round(WINDOW_S * GRID_HZ)
_LINE = round(LINE_PER_MIN / STEP_PER_MIN)
_RATES = np.arange(LOWEST_PER_MIN, HIGHEST_PER_MIN + STEP_PER_MIN / 2, STEP_PER_MIN)


def _turns() -> Floats:
    """Give what turns a minute into its waves, (2 × rates, samples): less a parabola, Hann window, cosine, sine."""
    at = np.arange(_SIZE) - _SIZE / 2
    trend, _ = np.linalg.qr(np.stack([np.ones(_SIZE), at, at**2], axis=1))
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_SIZE) / _SIZE)
    phase = 2 * np.pi * np.outer(_RATES / 60, at / GRID_HZ)
    waves = np.concatenate([np.cos(phase), np.sin(phase)]) * window
    return np.ascontiguousarray(waves - (waves @ trend) @ trend.T)


_TURNS = _turns()
