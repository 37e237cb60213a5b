"""The heart stream on real hearts: accuracy floors, and what artefacts cost."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from slackwater.quantities import Measured, Seconds
from slackwater.sensors.recording import read_recording
from slackwater.signals.heart.rate import HeartSample, HeartStream, Posture

pytestmark = pytest.mark.recordings


@dataclass
class Score:
    error_bpm: np.ndarray
    """(n,) beats/min: read minus beats counted over the same ten seconds."""
    missing: float
    """Share of beats at which nothing was said."""

    @property
    def mean_bpm(self) -> float:
        return float(np.abs(self.error_bpm).mean())


def with_artefacts(rr_s: Sequence[float], share: float) -> list[float]:
    """Half of ``share`` of the beats missed, half seen twice."""
    chance, out, at = random.Random(14), [], 0
    while at < len(rr_s):
        drawn = chance.random()
        if drawn < share / 2 and at + 1 < len(rr_s):
            out.append(rr_s[at] + rr_s[at + 1])
            at += 2
            continue
        cut = chance.uniform(0.2, 0.8) if drawn < share else 1.0
        out += [rr_s[at] * cut] + ([rr_s[at] * (1 - cut)] if cut < 1 else [])
        at += 1
    return out


def score(beats_s: np.ndarray, share: float = 0.0) -> Score:
    stream, at_s, errors, heard = HeartStream(), float(beats_s[0]), [], 0
    for interval_s in with_artefacts(np.diff(beats_s).tolist(), share):
        at_s += interval_s
        heard += 1
        stream.feed(HeartSample(Seconds(at_s), at_s, rr_ticks=(round(interval_s * 1024),)))
        rate = stream.rate(Seconds(at_s))
        first, end = np.searchsorted(beats_s, [at_s - 10 - 1e-6, at_s + 1e-6])
        if isinstance(rate, Measured) and end - first > 3:
            counted = 60 * (end - first - 1) / (beats_s[end - 1] - beats_s[first])
            errors.append(rate.value - counted)
    return Score(np.array(errors), 1 - len(errors) / heard)


def healthy(shared: Path, name: str) -> np.ndarray:
    with np.load(shared / "rr_nsr_chf" / f"{name}.npz") as arrays:
        return np.concatenate([[0.0], np.cumsum(arrays["rr_ms"][:3000] / 1000)])


HEALTHY = ["nsr001", "nsr004", "nsr010", "nsr013"]


@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_heart_is_read_within_half_a_beat_and_almost_always(shared: Path, name: str) -> None:
    found = score(healthy(shared, name))
    assert found.mean_bpm < 0.5
    assert found.missing < 0.02


@pytest.mark.parametrize("name", HEALTHY)
def test_one_beat_in_twenty_wrong_costs_at_most_one_beat_a_minute(shared: Path, name: str) -> None:
    found = score(healthy(shared, name), share=0.05)
    assert found.mean_bpm < 1.2
    assert float(np.quantile(np.abs(found.error_bpm), 0.99)) < 8


@pytest.mark.parametrize("record", ["100", "105", "119", "215", "233"])
def test_annotated_beats_with_ectopics_are_read_within_two_beats(shared: Path, record: str) -> None:
    with np.load(shared / "ecg_mitdb" / f"{record}.npz") as arrays:
        found = score(arrays["beats"] / float(arrays["fs"]))
    assert found.mean_bpm < 2.0
    assert found.missing < 0.1


def test_a_real_strap_with_every_third_beat_early_is_read_nearly_all_the_time(shared: Path) -> None:
    packets = read_recording(shared / "ecg_polar_h10" / "broman_10min.npz").packets
    ticks = [each for timed in packets for each in timed.packet.rr_ticks]
    found = score(np.cumsum([0, *ticks]) / 1024)
    assert found.missing < 0.03
    assert found.mean_bpm < 2.0


def test_a_real_strap_agrees_with_its_own_slower_rate(shared: Path) -> None:
    stream, apart = HeartStream(), []
    stream.hold(Posture.LYING, Seconds(0.0), settling=True)
    for timed in read_recording(shared / "ecg_polar_h10" / "broman_10min.npz").packets:
        now = Seconds(timed.at_s)
        stream.feed(HeartSample(now, timed.at_s, rr_ticks=timed.packet.rr_ticks))
        rate = stream.rate(now)
        if isinstance(rate, Measured):
            apart.append(rate.value - timed.packet.bpm)
    assert float(np.median(np.abs(apart))) < 4
