"""R peaks of an electrocardiogram, by biosppy's Pan-Tompkins++, the same however the samples come in.

The detector is a batch one (Khan and Imtiaz 2022, arXiv 2211.03171, after Pan and Tompkins 1985, doi
10.1109/TBME.1985.325532), so it is run on windows fixed by the number of the sample. Each overlaps the ones
before, and a beat counts when most of the windows that saw it found it: one window alone starts with limits that
its first two seconds may have set badly. Why this detector: ``docs/decisions/007-r-peaks-by-pan-tompkins.md``.
"""

import warnings
from collections import deque
from functools import cache
from importlib import import_module
from types import ModuleType

import numpy as np
from numpy.typing import ArrayLike
from scipy.signal import firwin

from slackwater.signals.heart.artefacts import Floats, Indices

HOP_S = 2.0
BEFORE_S = 8.0
AFTER_S = 0.5
"""A window decides two seconds, from eight before and half a second after. ENG: measured, see the page."""

VOTES = 3
"""Windows that see each beat: that of its own two seconds and the next two."""

LATENCY_S = VOTES * HOP_S + AFTER_S
"""A beat is given at most this long after its R peak came in."""

APART_S = 0.25
"""No two beats are nearer: 240 a minute, as for intervals."""

ALIKE_S = 0.1
"""Peaks of two windows as near as this are one beat: half the width of a broad QRS."""

_NEAR_S = 0.03
"""How far the top of the R wave may lie from where the detector put it. Wider, noise beside the QRS can win."""

_BAND_HZ = (0.67, 45.0)
"""What biosppy keeps of an ECG before it looks for beats."""

_LOOK_HZ = 130.0
"""The rate the detector sees, whatever came: it looks at 5 to 18 Hz only, and breaks at 200 and 512 Hz."""

_MEND_S = 0.05
"""How far biosppy looks for the top beside a peak of the detector."""


class EcgStream:
    """Takes samples as they come and gives R peaks that are certain; bounded memory.

    Samples that are no numbers are held at the last that was. A flat line has no beats.
    """

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._hop, self._before, self._after = (round(each * rate_hz) for each in (HOP_S, BEFORE_S, AFTER_S))
        self._held = np.empty(0)
        self._first = 0
        self._value = 0.0
        self._searched = 0
        self._views: deque[Indices] = deque(maxlen=VOTES)
        self._last = -self._before
        self.heights_mv: Floats = np.empty(0)
        """How high the R waves of the beats given last were, foot to top, (m,) mV: breath moves it."""

    def feed(self, mv: ArrayLike) -> Floats:
        """Take the next samples, (n,) mV, any n; give the R peaks that are certain now, (m,) s since the first."""
        coming = self._mended(np.asarray(mv, dtype=np.float64).reshape(-1))
        self._held = np.concatenate([self._held, coming])
        beats: list[tuple[float, float]] = []
        while self._first + len(self._held) >= (self._searched + 1) * self._hop + self._after:
            self._search((self._searched + 1) * self._hop + self._after)
            if len(self._views) == VOTES:
                beats += self._settle(self._searched - VOTES, list(self._views))
            self._forget()
        return self._given(beats)

    def finish(self) -> Floats:
        """Give the beats of what is left, (m,) s, by the windows there are."""
        end = self._first + len(self._held)
        settled = max(0, self._searched - VOTES + 1)
        while self._searched * self._hop < end:
            self._search(end)
        views = list(self._views)
        beats: list[tuple[float, float]] = []
        for hop in range(settled, self._searched):
            beats += self._settle(hop, views[hop - self._searched :])
        return self._given(beats)

    def _given(self, beats: list[tuple[float, float]]) -> Floats:
        both = np.array(beats, dtype=np.float64).reshape(-1, 2)
        self.heights_mv = both[:, 1]
        return both[:, 0]

    def _mended(self, mv: Floats) -> Floats:
        """Give the samples with each that is no number held at the last that was."""
        known = np.concatenate([[self._value], mv])
        last = np.maximum.accumulate(np.where(np.isfinite(known), np.arange(len(known)), 0))
        self._value = float(known[last[-1]])
        return np.asarray(known[last][1:])

    def _search(self, until: int) -> None:
        """Run the detector on the window of the next hop, which ends at sample ``until``."""
        start = max(self._first, self._searched * self._hop - self._before)
        window = self._held[start - self._first : until - self._first]
        self._views.append(start + _peaks(window, self._rate_hz))
        self._searched += 1

    def _settle(self, hop: int, views: list[Indices]) -> list[tuple[float, float]]:
        """Give the beats of one hop, s, with their heights, that most of the windows that saw it found."""
        begin, end = hop * self._hop, (hop + 1) * self._hop
        near = round(ALIKE_S * self._rate_hz)
        seen = [p for view in views for p in view.tolist() if begin - near <= p < end + near]
        beats = []
        for group in _grouped(sorted(seen), near):
            peak = group[len(group) // 2] if 2 * len(group) > len(views) else -1
            if begin <= peak < end and peak - self._last >= APART_S * self._rate_hz:
                self._last = peak
                beats.append(self._top(peak))
        return beats

    def _top(self, peak: int) -> tuple[float, float]:
        """Give when the R wave is highest (or deepest), s, and how far from foot to top, mV.

        Between samples, by the parabola through the top three: at 130 Hz whole samples alone would add 5 ms
        to RMSSD.
        """
        reach, foot = max(1, round(_NEAR_S * self._rate_hz)), round(ALIKE_S * self._rate_hz)
        at = peak - self._first
        start = max(0, at - reach)
        near = self._held[start : at + reach + 1].tolist()
        around = self._held[max(0, at - foot) : at + foot + 1]
        height_mv = max(near) - float(around.min())
        level = (near[0] + near[-1]) / 2
        wave = [abs(value - level) for value in near]
        top = wave.index(max(wave))
        if not 0 < top < len(wave) - 1:
            return peak / self._rate_hz, height_mv
        before, here, after = wave[top - 1 : top + 2]
        bend = before - 2 * here + after
        lean = (before - after) / (2 * bend) if bend < 0 else 0.0
        return (self._first + start + top + lean) / self._rate_hz, height_mv

    def _forget(self) -> None:
        """Let go of samples that no window and no vote will look at again."""
        keep = min(
            self._searched * self._hop - self._before, (self._searched - VOTES) * self._hop - self._after
        )
        keep = max(self._first, keep)
        self._held, self._first = self._held[keep - self._first :], keep


def _grouped(peaks: list[int], near: int) -> list[list[int]]:
    """Give the peaks, in order, in groups with no more than ``near`` samples from each to the next."""
    groups: list[list[int]] = []
    for peak in peaks:
        if groups and peak - groups[-1][-1] <= near:
            groups[-1].append(peak)
        else:
            groups.append([peak])
    return groups


def _peaks(mv: Floats, rate_hz: float) -> Indices:
    """Give the samples of the R peaks in one window; none where it is flat or too short."""
    if len(mv) < 2 * rate_hz or not np.ptp(mv) > 0:
        return np.empty(0, dtype=np.intp)
    taps = _taps(rate_hz)
    longer = np.pad(mv - mv.mean(), len(taps) // 2, mode="reflect", reflect_type="odd")
    banded = np.convolve(longer, taps, mode="valid")
    at_s = np.arange(int(len(mv) / rate_hz * _LOOK_HZ)) / _LOOK_HZ
    seen = banded if rate_hz == _LOOK_HZ else np.interp(at_s * rate_hz, np.arange(len(mv)), banded)
    peaks = _detected(np.asarray(seen, dtype=np.float64))
    return np.unique(np.rint(peaks / _LOOK_HZ * rate_hz)).astype(np.intp)


@cache
def _taps(rate_hz: float) -> Floats:
    """Give biosppy's band-pass for a rate, 1.5 s long, with itself turned round: there and back in one pass.

    ``filtfilt`` gives the same, and solves for a state of its own in each window, which costs more than all else.
    """
    length = int(1.5 * rate_hz) // 2 * 2 + 1
    low_hz, high_hz = _BAND_HZ
    taps = firwin(length, (low_hz, min(high_hz, 0.45 * rate_hz)), fs=rate_hz, pass_zero=False)
    return np.asarray(np.convolve(taps, taps[::-1]), dtype=np.float64)


def _detected(banded: Floats) -> Indices:
    """Give what biosppy finds in a banded window at its rate: nothing where it finds too few peaks to go on."""
    ecg = _biosppy()
    try:
        (rough,) = ecg.Pan_Tompkins_Plus_Plus_segmenter(signal=banded, sampling_rate=_LOOK_HZ)
    except (IndexError, ValueError):
        return np.empty(0, dtype=np.intp)
    (peaks,) = ecg.correct_rpeaks(
        signal=banded, rpeaks=np.asarray(rough, dtype=np.intp), sampling_rate=_LOOK_HZ, tol=_MEND_S
    )
    return np.asarray(peaks, dtype=np.intp)


@cache
def _biosppy() -> ModuleType:
    """Give biosppy's ECG functions, loaded when first asked for: it takes seconds, and only ECG needs them."""
    with warnings.catch_warnings():  # its source has escapes that Python warns of when it first compiles them
        warnings.simplefilter("ignore")
        return import_module("biosppy.signals.ecg")
