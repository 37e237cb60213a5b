"""The heart: intervals put right, their power, beats of an ECG, and breathing from beats alone."""

import numpy as np

from accuracy.ours import value
from accuracy.shapes import Read
from slackwater.quantities import Missing
from slackwater.signals.heart.breathing import RateSecond, RrBreathStream
from slackwater.signals.heart.ecg import EcgStream
from slackwater.signals.heart.hrv import frequency_domain
from slackwater.signals.heart.rr import correct


def corrections(series: list[np.ndarray]) -> list[Read]:
    """The corrected intervals of each series."""
    found = [correct(rr_ms) for rr_ms in series]
    return [
        Read(np.array([flag is not None for flag in one.flags]), one.nn_ms, one.nn_at_s, ~one.nn_joined)
        for one in found
    ]


def powers(series: list[np.ndarray]) -> list[tuple[float, float]]:
    """LF and HF of each series, ms²; NaN where missing."""
    found = [frequency_domain(correct(rr_ms)) for rr_ms in series]
    return [
        (np.nan, np.nan) if isinstance(one, Missing) else (value(one.lf_ms2), value(one.hf_ms2))
        for one in found
    ]


def beats(ecg_mv: np.ndarray, rate_hz: float) -> np.ndarray:
    """(m,) R peaks, s."""
    stream = EcgStream(rate_hz)
    return np.concatenate((stream.feed(ecg_mv), stream.finish()))


def breathing_of_ecg(ecg_mv: np.ndarray, rate_hz: float, at_s: np.ndarray) -> np.ndarray:
    """(n,) breaths a minute over the minute before each time, from the beats of an ECG; NaN where missing."""
    stream = EcgStream(rate_hz)
    peaks, heights = list[np.ndarray](), list[np.ndarray]()
    for give in (lambda: stream.feed(ecg_mv), stream.finish):
        peaks.append(give())
        heights.append(stream.heights_mv)
    beats_s, heights_mv = np.concatenate(peaks), np.concatenate(heights)
    return breathing_of_beats(beats_s[1:], 1000 * np.diff(beats_s), at_s, heights_mv[1:])


def breathing_of_beats(
    ends_s: np.ndarray, rr_ms: np.ndarray, at_s: np.ndarray, heights_mv: np.ndarray | None = None
) -> np.ndarray:
    """(n,) breaths a minute over the minute before each time, from intervals and when each ended; NaN where missing.

    ``heights_mv``: how high each R wave was, where there is an ECG.
    """
    stream = RrBreathStream()
    said: list[RateSecond] = [*stream.feed(ends_s, rr_ms, heights_mv), *stream.finish()]
    rates = {round(one.t_s): value(one.per_min) for one in said}
    return np.array([rates.get(round(at), np.nan) for at in at_s])
