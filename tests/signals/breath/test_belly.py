"""A phone that tilts with breath, made from physics: gravity turned by 1 … 5°, as browsers and as sensors give it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.quantities import Gap, Measured, Missing
from slackwater.signals.breath.belly import BELLY_SECOND_LATENCY_S, BellyStream
from slackwater.signals.breath.belt import BreathOut, Phase
from slackwater.signals.breath.told import Told

STANDARD_G = 9.80665
BROWSER = 0.1 / STANDARD_G
"""g: browsers round to 0.1 m/s²."""


def _lying(
    tilt_deg: float, per_min: float, *, hz: float, rounded: bool, seconds: float = 120.0, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Times s (n,) and acceleration g (n, 3): gravity seen by a phone that breath turns about a random axis."""
    chance = np.random.default_rng(seed)
    t = np.arange(round(seconds * hz)) / hz
    if rounded:
        t = t + chance.uniform(-0.3, 0.3, len(t)) / hz
        t -= t[0]
    angle = np.radians(tilt_deg) / 2 * np.sin(2 * np.pi * per_min / 60 * t)
    axis = np.append(chance.standard_normal(2), 0.0)
    axis /= np.linalg.norm(axis)
    lie = np.array([0.1, -0.2, 1.0]) / np.linalg.norm([0.1, -0.2, 1.0])
    along = axis * (axis @ lie)
    seen = along + np.cos(angle)[:, None] * (lie - along) + np.sin(angle)[:, None] * np.cross(axis, lie)
    seen += 0.002 * chance.standard_normal(seen.shape)
    return t, np.round(seen / BROWSER) * BROWSER if rounded else seen


def _read(t: np.ndarray, acc: np.ndarray, cuts: list[int] | None = None) -> BreathOut:
    stream = BellyStream()
    parts = sorted(cuts or [])
    outs = [stream.feed(*part) for part in zip(np.split(t, parts), np.split(acc, parts), strict=True)]
    outs.append(stream.finish())
    return BreathOut(
        tuple(breath for out in outs for breath in out.breaths),
        sum((out.seconds for out in outs), Told()),
    )


@pytest.mark.parametrize("per_min", [5.0, 14.0, 30.0])
@pytest.mark.parametrize("tilt_deg", [1.0, 2.5, 5.0])
@pytest.mark.parametrize(("hz", "rounded"), [(60.0, True), (100.0, False)])
def test_the_rate_of_a_tilt_is_right_within_half_a_breath(
    per_min: float, tilt_deg: float, hz: float, rounded: bool
) -> None:
    read = _read(*_lying(tilt_deg, per_min, hz=hz, rounded=rounded))
    rates = [second.rate for second in read.seconds if second.t_s >= 45]
    said = [rate.value for rate in rates if isinstance(rate, Measured)]
    assert len(said) >= 0.9 * len(rates)
    assert np.percentile(np.abs(np.array(said) - per_min), 95) < 0.5


def test_phase_is_missing_while_nobody_knows_which_way_is_in() -> None:
    read = _read(*_lying(3.0, 14.0, hz=60.0, rounded=True))
    assert all(isinstance(second.phase, Missing) for second in read.seconds)


def test_phase_is_told_when_the_way_of_breathing_in_is_known() -> None:
    t = np.arange(6000) / 100
    lift = np.radians(3) * np.sin(2 * np.pi * 0.2 * t)
    acc = np.stack((np.sin(lift), np.zeros_like(lift), np.cos(lift)), axis=1)
    acc += 0.001 * np.random.default_rng(1).standard_normal(acc.shape)
    for way, rising in ((1.0, Phase.IN), (-1.0, Phase.OUT)):
        stream = BellyStream(breath_in=(way, 0.0, 0.0))
        seconds = [*stream.feed(t, acc).seconds, *stream.finish().seconds]
        turning = np.cos(2 * np.pi * 0.2 * np.arange(60))
        told = {s.phase for s in seconds if s.t_s >= 25 and turning[int(s.t_s)] > 0.5}
        assert told == {rising}


def test_a_phone_taken_in_the_hand_is_moving_and_its_movement_is_no_breath() -> None:
    t, acc = _lying(3.0, 14.0, hz=100.0, rounded=False)
    shaken = (t >= 60) & (t < 75)
    acc[shaken, 0] += 0.3 * np.sin(2 * np.pi * 1.5 * t[shaken])
    read = _read(t, acc)
    for second in read.seconds:
        if 61 <= second.t_s <= 76:
            assert isinstance(second.rate, Missing)
            assert second.rate.why is Gap.MOVING
    assert not [breath for breath in read.breaths if 60.5 < breath.out_s < 74.5]


def test_a_phone_on_the_table_breathes_not() -> None:
    _, acc = _lying(0.0, 14.0, hz=100.0, rounded=False)
    read = _read(np.arange(len(acc)) / 100, acc)
    assert all(isinstance(second.rate, Missing) for second in read.seconds)


def test_half_a_degree_rounded_by_a_browser_within_one_step_is_missing() -> None:
    t, acc = _lying(0.0, 14.0, hz=60.0, rounded=True)
    middle = np.round(acc.mean(axis=0) / BROWSER) * BROWSER
    read = _read(t, np.repeat(middle[None], len(t), axis=0))
    assert read.breaths == ()
    assert {s.rate.why for s in read.seconds if s.t_s > 10 and isinstance(s.rate, Missing)} == {Gap.FLAT}


PIECES = _lying(2.0, 15.0, hz=60.0, rounded=True, seconds=60.0)
WHOLE = _read(*PIECES)


@settings(max_examples=20)
@given(st.lists(st.integers(0, len(PIECES[0])), max_size=80))
def test_any_pieces_of_a_phone_s_samples_give_the_same_bit_for_bit(cuts: list[int]) -> None:
    assert _read(*PIECES, cuts) == WHOLE


def test_a_phone_s_second_is_told_as_soon_as_it_says() -> None:
    t, acc = _lying(2.0, 15.0, hz=60.0, rounded=True, seconds=60.0)
    stream, late = BellyStream(), []
    for at in range(0, len(t), 6):
        for second in stream.feed(t[at : at + 6], acc[at : at + 6]).seconds:
            if second.t_s > 10:
                late.append(t[min(at + 5, len(t) - 1)] - second.t_s)
    assert len(late) > 40
    assert max(late) <= BELLY_SECOND_LATENCY_S + 0.1
