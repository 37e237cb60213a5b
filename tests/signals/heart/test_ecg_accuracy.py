"""R peaks of real hearts at a strap's 130 Hz, against two cardiologists' beats."""

from pathlib import Path

import numpy as np
import pytest
from scipy import signal

from slackwater.signals.heart.ecg import EcgStream
from slackwater.signals.heart.hrv import TimeDomain, time_domain
from slackwater.signals.heart.rr import correct

pytestmark = pytest.mark.recordings

STRAP_HZ = 130.0
TOLERANCE_S = 0.15
RECORDS = ["100", "103", "105", "119", "203", "215", "222", "233"]


def found(mv: np.ndarray, rate_hz: float) -> np.ndarray:
    stream = EcgStream(rate_hz)
    return np.concatenate([stream.feed(mv), stream.finish()])


def read(shared: Path, record: str) -> tuple[np.ndarray, np.ndarray]:
    """Ten minutes at 130 Hz, mV, and when the beats are, s."""
    with np.load(shared / "ecg_mitdb" / f"{record}.npz") as arrays:
        mv = (arrays["ecg"][: 600 * 360] - float(arrays["zero"])) / float(arrays["gain"])
        beats_s = arrays["beats"] / float(arrays["fs"])
    return signal.resample_poly(mv, 13, 36), beats_s[beats_s < 600]


def matched(truth_s: np.ndarray, found_s: np.ndarray) -> int:
    """Beats of each that pair with one of the other, each once."""
    pairs = at = 0
    for beat in truth_s:
        while at < len(found_s) and found_s[at] < beat - TOLERANCE_S:
            at += 1
        if at < len(found_s) and found_s[at] <= beat + TOLERANCE_S:
            pairs, at = pairs + 1, at + 1
    return pairs


def test_of_a_thousand_beats_at_most_fifteen_are_missed_or_made_up(shared: Path) -> None:
    pairs = truth = given = 0
    for record in RECORDS:
        mv, beats_s = read(shared, record)
        peaks_s = found(mv, STRAP_HZ)
        pairs, truth, given = pairs + matched(beats_s, peaks_s), truth + len(beats_s), given + len(peaks_s)
    assert pairs / truth > 0.985
    assert pairs / given > 0.985


@pytest.mark.parametrize("record", ["100", "103"])
def test_rmssd_at_a_straps_rate_is_that_of_the_annotated_beats(shared: Path, record: str) -> None:
    mv, beats_s = read(shared, record)
    of_peaks = time_domain(correct(np.diff(found(mv, STRAP_HZ)) * 1000))
    of_beats = time_domain(correct(np.diff(beats_s) * 1000))
    assert isinstance(of_peaks, TimeDomain)
    assert isinstance(of_beats, TimeDomain)
    assert of_peaks.rmssd_ms == pytest.approx(of_beats.rmssd_ms, rel=0.05)


def test_a_real_straps_own_intervals_are_found_in_its_ecg(shared: Path) -> None:
    with np.load(shared / "ecg_polar_h10" / "broman_10min.npz") as arrays:
        peaks_s = found(arrays["ecg_mv"], float(arrays["fs"]))
        rr_s = arrays["rr_ms"] / 1000
    assert len(peaks_s) == pytest.approx(len(rr_s) + 1, rel=0.02)
    assert np.median(np.diff(peaks_s)) == pytest.approx(np.median(rr_s), rel=0.02)
