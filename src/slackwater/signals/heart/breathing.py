"""How fast someone breathes, from the heart alone: the heart quickens a little with each breath in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from slackwater.quantities import BreathsPerMinute, Gap, Missing, Seconds
from slackwater.signals.heart.artefacts import Floats

WINDOW_S = 60.0
LOWEST_HZ = 4.0 / 60
HIGHEST_HZ = 0.5
_GRID_HZ = 4.0


@dataclass(frozen=True, slots=True)
class RateSecond:
    """The breathing rate over the last minute, said once a second."""

    t_s: float
    """Whole seconds since the first beat's clock began; the minute that ends here."""
    per_min: BreathsPerMinute | Missing
    quality: float
    """Share of the variation that is in the breath's line, 0 … 1."""


class RrBreathStream:
    """Takes beats as they come, one estimate a second; bounded memory."""

    def __init__(self) -> None:
        self._at_s = np.empty(0)
        self._rr_ms = np.empty(0)
        self._next = 0

    def feed(self, beats_s: ArrayLike, rr_ms: ArrayLike) -> list[RateSecond]:
        """Take the beats at which intervals ended, (n,) s, and the intervals, (n,) ms; give the seconds passed."""
        self._at_s = np.concatenate([self._at_s, np.asarray(beats_s, dtype=np.float64).reshape(-1)])
        self._rr_ms = np.concatenate([self._rr_ms, np.asarray(rr_ms, dtype=np.float64).reshape(-1)])
        seconds = []
        while len(self._at_s) and self._next < self._at_s[-1]:
            seconds.append(self._estimate(float(self._next)))
            self._next += 1
            keep = self._at_s > self._next - WINDOW_S
            self._at_s, self._rr_ms = self._at_s[keep], self._rr_ms[keep]
        return seconds

    def finish(self) -> list[RateSecond]:
        """Give the seconds that are left: none, since a second is said by the first beat after it."""
        return []

    def _estimate(self, now_s: float) -> RateSecond:
        inside = self._at_s <= now_s
        at_s, rr_ms = self._at_s[inside], self._rr_ms[inside]
        if now_s < WINDOW_S or len(at_s) < 20 or at_s[-1] - at_s[0] < 0.9 * WINDOW_S:
            return RateSecond(now_s, Missing(Gap.TOO_FEW, Seconds(now_s)), 0.0)
        peak_hz, share = _line(at_s, rr_ms)
        if share < 0.4:
            return RateSecond(now_s, Missing(Gap.IMPLAUSIBLE, Seconds(now_s)), share)
        return RateSecond(now_s, BreathsPerMinute(60 * peak_hz), share)


def _line(at_s: Floats, rr_ms: Floats) -> tuple[float, float]:
    """Give the strongest wave between 4 and 30 a minute, in Hz, and its share of the power there."""
    grid = np.interp(np.arange(at_s[0], at_s[-1], 1 / _GRID_HZ), at_s, rr_ms)
    grid -= np.polyval(np.polyfit(np.arange(len(grid)), grid, 1), np.arange(len(grid)))
    power = np.abs(np.fft.rfft(grid * np.hanning(len(grid)), 4096)) ** 2
    hz = np.fft.rfftfreq(4096, 1 / _GRID_HZ)
    band = (hz >= LOWEST_HZ) & (hz <= HIGHEST_HZ)
    power, hz = power[band], hz[band]
    peak = int(np.argmax(power))
    near = np.abs(hz - hz[peak]) < 2 / WINDOW_S
    return float(hz[peak]), float(power[near].sum() / max(power.sum(), 1e-12))
