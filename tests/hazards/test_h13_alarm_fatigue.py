"""H-13: false alarms tire people. Hearts at rest ask for a pause less than once in two hours."""

from pathlib import Path

import numpy as np
import pytest

from slackwater.quantities import Measured, Seconds
from slackwater.session.pausing import NUMBERS
from slackwater.signals.heart.rate import HeartSample, HeartStream, Posture

pytestmark = pytest.mark.recordings

SETTLING_S = 60
FLUTTER = "207"
"""This record holds ventricular flutter: its alarms are not false."""


def pauses_asked(beats_s: np.ndarray) -> int:
    """How often a heart at rest would pause a session by the soft rule, after one settling minute."""
    stream, at, high_s, pauses = HeartStream(), 1, 0, 0
    stream.hold(Posture.LYING, Seconds(0.0), settling=True)
    for second in range(1, int(beats_s[-1])):
        while at < beats_s.size and beats_s[at] <= second:
            ticks = round(float(beats_s[at] - beats_s[at - 1]) * 1024)
            stream.feed(HeartSample(Seconds(float(beats_s[at])), float(beats_s[at]), rr_ticks=(ticks,)))
            at += 1
        if second == SETTLING_S:
            stream.hold(Posture.LYING, Seconds(float(second)), settling=False)
        high_s = high_s + 1 if second > SETTLING_S and is_high(stream, Seconds(float(second))) else 0
        pauses += high_s == NUMBERS.heart_soft_s
    return pauses


def is_high(stream: HeartStream, now: Seconds) -> bool:
    read = stream.difference(now)
    if not isinstance(read, Measured):
        return False
    soft = read.value.above_bpm > NUMBERS.heart_soft_bpm
    return soft and read.value.above_percent > NUMBERS.heart_soft_percent


def test_seven_hours_of_hearts_at_rest_ask_for_no_pause_but_in_flutter(shared: Path) -> None:
    hours, pauses = 0.0, {}
    for path in sorted((shared / "ecg_mitdb").glob("*.npz")):
        with np.load(path) as arrays:
            beats_s = (arrays["beats"] - arrays["beats"][0]) / float(arrays["fs"])
        hours += float(beats_s[-1]) / 3600
        pauses[path.stem] = pauses_asked(beats_s)
    assert hours > 7
    assert sum(pauses.values()) / hours < 0.5
    assert {name for name, count in pauses.items() if count} <= {FLUTTER}


def test_a_real_strap_s_ten_minutes_at_rest_ask_for_no_pause(shared: Path) -> None:
    with np.load(shared / "ecg_polar_h10" / "broman_10min.npz") as arrays:
        beats_s = np.concatenate([[0.0], np.cumsum(arrays["rr_ms"]) / 1000])
    assert pauses_asked(beats_s) == 0
