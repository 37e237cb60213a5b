"""Breathing rate from the heart of patients in intensive care, against two annotators' breaths."""

from pathlib import Path

import numpy as np
import pytest

from slackwater.quantities import Missing
from slackwater.signals.heart.breathing import RrBreathStream
from slackwater.signals.heart.ecg import EcgStream

pytestmark = pytest.mark.recordings


def counted(breaths_s: np.ndarray, end_s: float) -> float:
    inside = breaths_s[(breaths_s > end_s - 60) & (breaths_s <= end_s)]
    return 60 * (len(inside) - 1) / (inside[-1] - inside[0]) if len(inside) > 2 else np.nan


def errors(path: Path, *, heights: bool) -> np.ndarray:
    """Read minus annotated rate, /min, for each second both annotators agree on within two; NaN: Missing."""
    with np.load(path) as arrays:
        ecg, rate_hz = arrays["ecg"].astype(float), float(arrays["fs"])
        annotators = [arrays[name] / rate_hz for name in ("breaths1", "breaths2")]
    stream, beats, high = EcgStream(rate_hz), [], []
    for give in (lambda: stream.feed(ecg), stream.finish):
        beats.append(give())
        high.append(stream.heights_mv)
    beats_s, heights_mv = np.concatenate(beats), np.concatenate(high)
    off = []
    for second in RrBreathStream().feed(
        beats_s[1:], np.diff(beats_s) * 1000, heights_mv[1:] if heights else None
    ):
        one, other = (counted(breaths_s, second.t_s) for breaths_s in annotators)
        if second.t_s > 62 and abs(one - other) < 2:
            said = np.nan if isinstance(second.per_min, Missing) else float(second.per_min)
            off.append(said - (one + other) / 2)
    return np.array(off)


def test_with_r_waves_nine_in_ten_are_within_two_and_more_than_half_are_said(shared: Path) -> None:
    off = np.concatenate([errors(path, heights=True) for path in sorted((shared / "bidmc").glob("*.npz"))])
    said = np.isfinite(off)
    assert said.mean() >= 0.6
    assert np.mean(np.abs(off[said]) <= 2) >= 0.9


def test_from_intervals_alone_little_is_said_and_nine_in_ten_are_right(shared: Path) -> None:
    off = np.concatenate([errors(path, heights=False) for path in sorted((shared / "bidmc").glob("*.npz"))])
    said = np.isfinite(off)
    assert said.mean() >= 0.05
    assert np.mean(np.abs(off[said]) <= 2) >= 0.9


def test_slow_breathing_at_rest_is_read_from_the_intervals_of_a_healthy_person(shared: Path) -> None:
    with np.load(shared / "resp_ecg_physio" / "subject1.npz") as arrays:
        stream = EcgStream(float(arrays["ecg_fs"]))
        beats_s = np.concatenate([stream.feed(arrays["ecg"]), stream.finish()])
    seconds = RrBreathStream().feed(beats_s[1:], np.diff(beats_s) * 1000)
    rates = [float(s.per_min) for s in seconds if not isinstance(s.per_min, Missing)]
    assert len(rates) > 60
    assert np.median(rates) == pytest.approx(6.1, abs=0.4)
