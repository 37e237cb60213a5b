"""A belt's breaths against two annotators of real impedance recordings, and on a real belt and a real airflow."""

from pathlib import Path

import numpy as np
import pytest

from slackwater.quantities import Measured
from slackwater.signals.breath.belt import BreathOut, BreathStream

pytestmark = pytest.mark.recordings

WITHIN_S = 1.0
"""The annotators mark the fullest moment; with this they agree to 99.3 %."""


def _whole(values: np.ndarray, rate_hz: float) -> BreathOut:
    stream = BreathStream(rate_hz)
    begun, rest = stream.feed(values), stream.finish()
    return BreathOut(begun.breaths + rest.breaths, begun.seconds + rest.seconds)


def _matched(true: np.ndarray, found: np.ndarray) -> int:
    """One to one, in time order."""
    hits = at = 0
    for one in true:
        while at < len(found) and found[at] < one - WITHIN_S:
            at += 1
        if at < len(found) and found[at] <= one + WITHIN_S:
            hits, at = hits + 1, at + 1
    return hits


def test_breaths_agree_with_annotators_as_well_as_they_with_each_other(shared: Path) -> None:
    hits = counts = 0
    between_hits = between_counts = 0
    for file in sorted((shared / "bidmc").glob("*.npz")):
        held = np.load(file)
        first, second = held["breaths1"] / 125, held["breaths2"] / 125
        found = np.array([b.out_s for b in _whole(held["resp"] * float(held["scale"]), 125.0).breaths])
        for one in (first, second):
            hits += 2 * _matched(one, found)
            counts += len(one) + len(found)
        between_hits += 2 * _matched(first, second)
        between_counts += len(first) + len(second)
    assert hits / counts >= 0.993
    assert hits / counts >= between_hits / between_counts - 0.001


def test_the_rate_of_each_second_is_near_that_of_the_annotators(shared: Path) -> None:
    apart = []
    for file in sorted((shared / "bidmc").glob("*.npz")):
        held = np.load(file)
        first = held["breaths1"] / 125
        for second in _whole(held["resp"] * float(held["scale"]), 125.0).seconds:
            marked = first[(first > second.t_s - 38) & (first <= second.t_s - 3)]
            if second.t_s >= 40 and isinstance(second.rate, Measured) and len(marked) > 2:
                apart.append(abs(second.rate.value - 60 * (len(marked) - 1) / (marked[-1] - marked[0])))
    assert len(apart) > 0.9 * 16 * 440
    assert np.mean(apart) < 0.6


@pytest.mark.parametrize(
    ("file", "key", "least", "most"), [("belt3", "belt", 50, 110), ("subject1", "airflow", 20, 110)]
)
def test_a_real_belt_and_an_airflow_are_read_without_a_setting(
    shared: Path, file: str, key: str, least: int, most: int
) -> None:
    held = np.load(shared / "resp_ecg_physio" / f"{file}.npz")
    whole = _whole(held[key].astype(float), float(held["resp_fs"]))
    assert least <= len(whole.breaths) <= most
    told = [second for second in whole.seconds if isinstance(second.rate, Measured)]
    assert len(told) > 0.8 * len(whole.seconds)
