"""Breathing rate from the heart: right where it is said, and Missing where the heart does not tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.quantities import Gap, Missing
from slackwater.signals.heart.breathing import RateSecond, RrBreathStream


def heart(
    per_min: float, seconds: float = 180, *, sway_ms: float = 30, noise_ms: float = 8, hr: float = 70
) -> tuple[np.ndarray, np.ndarray]:
    """Beats (s) and intervals (ms) that sway with the breath, with white noise; seed 8."""
    chance, at_s, beats, rr = np.random.default_rng(8), 0.0, [], []
    while at_s < seconds:
        rr.append(
            60_000 / hr + sway_ms * np.sin(2 * np.pi * per_min / 60 * at_s) + chance.normal(0, noise_ms)
        )
        at_s += rr[-1] / 1000
        beats.append(at_s)
    return np.array(beats), np.array(rr)


def said(seconds: list[RateSecond]) -> list[float]:
    return [float(s.per_min) for s in seconds if not isinstance(s.per_min, Missing)]


@pytest.mark.parametrize("per_min", [10, 12, 15, 18, 22, 26, 30])
def test_a_breath_that_shows_in_the_heart_is_read_within_half_a_breath(per_min: float) -> None:
    rates = said(RrBreathStream().feed(*heart(per_min)))
    assert len(rates) > 100
    assert np.abs(np.array(rates) - per_min).max() < 0.5


@pytest.mark.parametrize("per_min", [5, 6, 7])
def test_deep_slow_breathing_is_read_from_intervals_alone(per_min: float) -> None:
    rates = said(RrBreathStream().feed(*heart(per_min, sway_ms=120)))
    assert len(rates) > 80
    assert np.abs(np.array(rates) - per_min).max() < 0.5


def test_noise_alone_is_nearly_always_missing() -> None:
    seconds = RrBreathStream().feed(*heart(15, 1200, sway_ms=0, noise_ms=25))
    assert len(said(seconds)) < 0.05 * len(seconds)


def test_a_slow_wave_of_blood_pressure_is_not_called_a_breath() -> None:
    beats_s, rr_ms = heart(6, 600, sway_ms=20, noise_ms=12)
    assert len(said(RrBreathStream().feed(beats_s, rr_ms))) < 0.1 * beats_s[-1]


def test_there_is_a_second_for_each_second_and_none_before_a_minute() -> None:
    seconds = RrBreathStream().feed(*heart(15))
    assert [s.t_s for s in seconds] == list(range(1, 1 + len(seconds)))
    assert isinstance(seconds[-1].per_min, float)
    early = [s.per_min for s in seconds if s.t_s < 60]
    assert all(isinstance(each, Missing) and each.why is Gap.TOO_FEW for each in early)


def test_each_second_is_said_by_the_first_beat_after_it() -> None:
    stream = RrBreathStream()
    for beat_s, rr_ms in zip(*heart(15), strict=True):
        for second in stream.feed([beat_s], [rr_ms]):
            assert 0 <= beat_s - second.t_s < rr_ms / 1000


@settings(max_examples=25)
@given(cuts=st.lists(st.integers(0, 60), max_size=20))
def test_any_feeding_gives_the_same_seconds(cuts: list[int]) -> None:
    beats_s, rr_ms = heart(15, 120)
    heights = 1 + 0.1 * np.sin(2 * np.pi * 0.25 * beats_s)
    stream, pieces, at = RrBreathStream(), [], 0
    for size in [*cuts, len(beats_s)]:
        part = slice(at, at + size)
        pieces += stream.feed(beats_s[part], rr_ms[part], heights[part])
        at += size
    assert pieces + stream.finish() == RrBreathStream().feed(beats_s, rr_ms, heights)


def test_the_r_wave_tells_where_the_intervals_do_not() -> None:
    beats_s, rr_ms = heart(15, sway_ms=0, noise_ms=20)
    heights = 1 + 0.08 * np.sin(2 * np.pi * 15 / 60 * beats_s)
    rates = said(RrBreathStream().feed(beats_s, rr_ms, heights))
    assert len(rates) > 100
    assert np.abs(np.array(rates) - 15).max() < 0.5


def test_intervals_and_r_waves_that_disagree_are_doubt() -> None:
    beats_s, rr_ms = heart(12)
    heights = 1 + 0.1 * np.sin(2 * np.pi * 20 / 60 * beats_s)
    assert said(RrBreathStream().feed(beats_s, rr_ms, heights)) == []


def test_single_beats_out_of_place_do_not_move_the_rate() -> None:
    beats_s, rr_ms = heart(15)
    rr_ms[20::25] *= 0.6
    rr_ms[21::25] *= 1.4
    rates = said(RrBreathStream().feed(beats_s, rr_ms))
    assert len(rates) > 100
    assert np.abs(np.array(rates) - 15).max() < 1


def test_a_minute_with_a_gap_in_it_is_missing() -> None:
    beats_s, rr_ms = heart(15, 300)
    heard = (beats_s < 120) | (beats_s > 130)
    seconds = RrBreathStream().feed(beats_s[heard], rr_ms[heard])
    in_gap = [s.per_min for s in seconds if 131 < s.t_s < 185]
    assert all(isinstance(each, Missing) for each in in_gap)
    assert not isinstance(seconds[-1].per_min, Missing)


def test_a_breath_quicker_than_half_the_heart_is_not_looked_for() -> None:
    seconds = RrBreathStream().feed(*heart(26, hr=45))
    assert all(rate <= 22.5 for rate in said(seconds))


def test_a_flat_heart_says_nothing() -> None:
    beats_s = np.arange(1, 200) * 0.8
    assert said(RrBreathStream().feed(beats_s, np.full(199, 800.0))) == []
