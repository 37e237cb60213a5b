"""Intervals put right: what is found, what is kept apart, and that any feeding gives the same."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.signals.heart.rr import LATENCY_BEATS, Corrected, Flag, RrStream, correct, join


def breathing_heart(
    beats: int, *, mean_ms: float = 850.0, sway_ms: float = 30.0, per_min: float = 14.0
) -> np.ndarray:
    """Intervals (ms) of a heart that sways with the breath and jitters by 8 ms; seed 4."""
    chance, at_s, out = np.random.default_rng(4), 0.0, []
    for jitter in chance.normal(0, 8, beats):
        out.append(mean_ms + sway_ms * np.sin(2 * np.pi * per_min / 60 * at_s) + jitter)
        at_s += out[-1] / 1000
    return np.array(out)


def same(one: Corrected, other: Corrected) -> bool:
    return (
        np.array_equal(one.rr_ms, other.rr_ms, equal_nan=True)
        and one.flags == other.flags
        and np.array_equal(one.beats_s, other.beats_s)
        and np.array_equal(one.heard, other.heard)
        and np.array_equal(one.gap, other.gap)
    )


ODD = st.sampled_from([100.0, 240.0, 300.0, 400.0, 640.0, 800.0, 850.0, 1250.0, 1700.0, 2500.0, 5000.0, 0.0])
RR = st.lists(st.floats(700, 1000) | ODD | st.floats(allow_nan=True), max_size=200)


@settings(max_examples=150)
@given(rr_ms=RR, cuts=st.lists(st.integers(0, 50), max_size=30))
def test_any_feeding_gives_the_same_to_the_last_bit(rr_ms: list[float], cuts: list[int]) -> None:
    stream, pieces, at = RrStream(), [], 0
    for size in cuts:
        pieces.append(stream.feed(rr_ms[at : at + size]))
        at += size
    pieces += [stream.feed(rr_ms[at:]), stream.finish()]
    assert same(join(pieces), correct(rr_ms))


@given(rr_ms=RR)
def test_the_raw_intervals_are_never_altered(rr_ms: list[float]) -> None:
    found = correct(rr_ms)
    assert np.array_equal(found.rr_ms, rr_ms, equal_nan=True)
    assert len(found.flags) == len(rr_ms)


def test_an_interval_is_settled_when_the_stated_number_of_beats_has_followed() -> None:
    stream, given_out = RrStream(), 0
    for fed, rr_ms in enumerate(breathing_heart(200), start=1):
        given_out += len(stream.feed([rr_ms]).rr_ms)
        assert given_out == max(0, fed - LATENCY_BEATS)


def test_a_breathing_heart_is_left_as_it_is() -> None:
    rr_ms = breathing_heart(400)
    found = correct(rr_ms)
    assert set(found.flags) == {None}
    np.testing.assert_allclose(found.nn_ms, rr_ms)


def test_a_missed_beat_is_put_in_and_not_counted_for_variability() -> None:
    rr_ms = breathing_heart(100)
    found = correct(np.concatenate([rr_ms[:50], [rr_ms[50] + rr_ms[51]], rr_ms[52:]]))
    assert [i for i, flag in enumerate(found.flags) if flag is Flag.MISSED] == [50]
    assert len(found.beats_s) == 101
    np.testing.assert_allclose(found.nn_ms, np.delete(rr_ms, [50, 51]))


def test_a_beat_seen_twice_is_joined_to_what_it_was() -> None:
    rr_ms = breathing_heart(100)
    found = correct(np.concatenate([rr_ms[:50], [0.3 * rr_ms[50], 0.7 * rr_ms[50]], rr_ms[51:]]))
    assert [i for i, flag in enumerate(found.flags) if flag is Flag.EXTRA] == [50, 51]
    np.testing.assert_allclose(found.nn_ms, rr_ms)
