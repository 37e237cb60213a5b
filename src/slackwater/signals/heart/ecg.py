"""R peaks of an electrocardiogram, by sleepecg's detector, the same however the samples come in.

The detector is a batch one (Pan and Tompkins 1985, doi 10.1109/TBME.1985.325532, as kept by sleepecg), so it is
run on windows fixed by the number of the sample, each overlapping the one before. Beats are kept from the
middle of a window only, where the detector has settled.
"""

import numpy as np
from numpy.typing import ArrayLike

from slackwater.signals.heart.artefacts import Floats

HOP_S = 2.0
BEFORE_S = 10.0
AFTER_S = 1.0
"""A window is 10 s before the two seconds it decides and 1 s after. Measured: see the decision page."""

LATENCY_S = HOP_S + AFTER_S
"""A beat is given at most this long after its R peak came in."""

_APART_S = 0.2


class EcgStream:
    """Takes samples as they come and gives R peaks that are certain. Any cutting gives the same beats."""

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._hop, self._before, self._after = (round(each * rate_hz) for each in (HOP_S, BEFORE_S, AFTER_S))
        self._held = np.empty(0)
        self._first = 0
        self._done = 0
        self._last = -(10**9)

    def feed(self, mv: ArrayLike) -> Floats:
        """Take the next samples, (n,) mV, any n; give the R peaks that are certain now, (m,) s."""
        self._held = np.concatenate([self._held, np.asarray(mv, dtype=np.float64).reshape(-1)])
        found: list[int] = []
        while self._first + len(self._held) >= self._done + self._hop + self._after:
            found += self._decide(self._done + self._hop, self._done + self._hop + self._after)
        return np.array(found, dtype=np.float64) / self._rate_hz

    def finish(self) -> Floats:
        """Give the beats of what is left, (m,) s."""
        end = self._first + len(self._held)
        return np.array(self._decide(end, end), dtype=np.float64) / self._rate_hz

    def _decide(self, until: int, seen: int) -> list[int]:
        """Find the peaks from what was decided up to ``until``, looking at the samples before ``seen``."""
        window = self._held[: seen - self._first]
        peaks = self._first + _peaks(window, self._rate_hz)
        beats = []
        for peak in peaks[(peaks >= self._done) & (peaks < until)].tolist():
            if peak - self._last >= _APART_S * self._rate_hz:
                beats.append(peak)
                self._last = peak
        self._done = until
        keep = max(self._first, until - self._before)
        self._held, self._first = self._held[keep - self._first :], keep
        return beats


def _peaks(mv: Floats, rate_hz: float) -> Floats:
    """Give the samples of the R peaks in one window; none where it is flat or too short."""
    if len(mv) < 2 * rate_hz or not np.ptp(mv) > 0:
        return np.empty(0, dtype=np.intp)
    from sleepecg import detect_heartbeats  # noqa: PLC0415 - it loads slowly, and only ECG needs it

    return np.asarray(detect_heartbeats(mv, rate_hz), dtype=np.intp)
