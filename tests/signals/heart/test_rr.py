"""Intervals put right: what is found, what is kept apart, and that any feeding gives the same."""

import numpy as np
import pytest
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


@pytest.mark.parametrize("share", [0.12, 0.2, 0.35, -0.12, -0.2, -0.35])
def test_a_beat_out_of_its_place_is_moved_back_and_not_counted_for_variability(share: float) -> None:
    rr_ms = breathing_heart(100)
    moved = rr_ms.copy()
    moved[50:52] += np.array([-share, share]) * 850
    found = correct(moved)
    assert [i for i, flag in enumerate(found.flags) if flag is Flag.ECTOPIC] == [50, 51]
    assert np.abs(found.beats_s - np.concatenate([[0], np.cumsum(rr_ms) / 1000])).max() < 0.03
    np.testing.assert_allclose(found.nn_ms, np.delete(rr_ms, [50, 51]))


@pytest.mark.parametrize("odd_ms", [5000.0, 0.0, -800.0, np.nan, np.inf])
def test_what_no_heart_does_is_a_gap(odd_ms: float) -> None:
    rr_ms = breathing_heart(100)
    rr_ms[50] = odd_ms
    found = correct(rr_ms)
    assert found.flags[50] is Flag.IMPOSSIBLE
    assert found.gap.tolist() == [i == 50 for i in range(100)]


def test_no_difference_is_taken_across_a_gap_or_a_repair() -> None:
    low, high = np.full(60, 800.0), np.full(60, 900.0)
    across_a_gap = correct(np.concatenate([low, [6000.0], high]))
    np.testing.assert_allclose(across_a_gap.steps_ms, 0.0, atol=1e-9)
    across_a_repair = correct(np.concatenate([low, [1600.0], low + 10]))
    np.testing.assert_allclose(across_a_repair.steps_ms, 0.0, atol=1e-9)


def test_deep_slow_breathing_is_no_artefact() -> None:
    rr_ms = breathing_heart(400, mean_ms=950, sway_ms=180, per_min=6)
    assert set(correct(rr_ms).flags) == {None}


def test_a_heart_that_quickens_on_standing_up_is_no_artefact() -> None:
    beats = np.arange(300)
    rise = 1 / (1 + np.exp(-(beats - 150) / 3.0))
    rr_ms = breathing_heart(300, mean_ms=1000) - 350 * rise
    assert set(correct(rr_ms).flags) == {None}


def test_every_second_beat_early_is_not_taken_for_the_usual() -> None:
    sinus, out = breathing_heart(60), list(breathing_heart(120))
    for each in sinus:
        out += [0.65 * each, 1.35 * each]
    flagged = [flag is not None for flag in correct(np.array(out)).flags[125:-4]]
    assert np.mean(flagged) > 0.95


def test_a_beat_seen_again_at_once_is_joined() -> None:
    rr_ms = breathing_heart(100)
    found = correct(np.insert(rr_ms, 50, 60.0))
    assert Flag.EXTRA in found.flags[49:52]
    assert len(found.nn_ms) == 100


def test_the_grid_of_a_strap_is_no_artefact() -> None:
    rr_ms = breathing_heart(400, sway_ms=4)
    on_grid = np.round(rr_ms * 128 / 1000) * 1000 / 128
    assert set(correct(on_grid).flags) == {None}


@pytest.mark.parametrize("rr_ms", [[], [800.0], [800.0, 810.0], [5000.0], [0.0, 0.0]])
def test_the_shortest_recordings_are_answered(rr_ms: list[float]) -> None:
    found = correct(rr_ms)
    assert len(found.flags) == len(rr_ms)
    assert len(found.steps_ms) <= len(rr_ms)


def test_a_part_keeps_its_times_and_its_raw_intervals() -> None:
    rr_ms = breathing_heart(300)
    rr_ms[200] *= 2
    part = correct(rr_ms).between(60.0, 120.0)
    assert part.beats_s[1] > 60.0
    assert part.beats_s[-1] <= 120.0
    ends_s = np.cumsum(rr_ms) / 1000
    np.testing.assert_allclose(part.rr_ms, rr_ms[(ends_s > 60) & (ends_s <= 120)])
    np.testing.assert_allclose(part.ends_s, ends_s[(ends_s > 60) & (ends_s <= 120)])


def test_what_would_be_said_now_is_what_finishing_would_say_and_changes_nothing() -> None:
    rr_ms = breathing_heart(100)
    rr_ms[97] *= 0.6
    stream, plain = RrStream(), RrStream()
    stream.feed(rr_ms)
    plain.feed(rr_ms)
    assert same(stream.provisional(), plain.finish())


def test_memory_stays_small() -> None:
    stream = RrStream()
    for _ in range(50):
        stream.feed(breathing_heart(100))
        assert len(stream._held) <= 128 + 8 + LATENCY_BEATS
