"""Doubt is Missing: silence, a sensor that stands, one that lies on a table, and times that cannot be."""

import numpy as np
import pytest

from slackwater.quantities import Gap
from slackwater.signals.motion.grid import ImpossibleTimes
from slackwater.signals.motion.second import Label, MotionSecond
from slackwater.signals.motion.stream import MotionStream


def _alive(size: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """A quiet body at 100 Hz: breath, heartbeats that ring at 6 Hz, and the sensor's noise."""
    chance = np.random.default_rng(seed)
    t = np.arange(size) / 100
    acc = np.tile([0.0, 0.0, 1.0], (size, 1)) + chance.normal(0, 0.0007, (size, 3))
    acc[:, 1] += 0.01 * np.sin(2 * np.pi * 0.25 * t)
    beat = t % 0.9
    acc[:, 2] += 0.006 * np.exp(-beat / 0.1) * np.sin(2 * np.pi * 6 * beat)
    return t, acc


def _read(t: np.ndarray, acc: np.ndarray) -> tuple[MotionSecond, ...]:
    stream = MotionStream()
    return stream.feed(t, acc) + stream.finish()


def test_a_flat_line_is_missing() -> None:
    t, acc = _alive(3000)
    seconds = _read(t, np.repeat(acc[:1], 3000, axis=0))
    assert {each.why for each in seconds} == {Gap.FLAT}


def test_a_sensor_that_stands_is_missing_from_its_second_second_on() -> None:
    t, acc = _alive(4000)
    acc[2000:] = acc[2000]
    assert {each.why for each in _read(t, acc)[22:]} == {Gap.FLAT}


def test_a_body_at_rest_is_still_for_as_long_as_it_rests() -> None:
    t, acc = _alive(30_000)
    assert {each.label for each in _read(t, acc)} == {Label.STILL}


def test_a_sensor_on_a_table_is_off_body_after_ten_seconds() -> None:
    """Its own noise and nothing else; seed 1."""
    t, acc = _alive(6000)
    noise = np.random.default_rng(1).normal([0.0, 0.0, 1.0], 0.001, acc.shape)
    seconds = _read(t, noise)
    assert all(each.off_body for each in seconds[12:])
    assert not any(each.off_body for each in _read(t, acc))


def test_seconds_in_a_silence_are_stale_and_say_nothing_else() -> None:
    t, acc = _alive(3000)
    kept = (t < 10.2) | (t > 14.9)
    seconds = _read(t[kept], acc[kept])
    assert [each.t_s for each in seconds if each.label is Label.MISSING] == [10, 11, 12, 13, 14]
    assert all(each.why is Gap.STALE and each.rocking_hz is None for each in seconds[10:15])


@pytest.mark.parametrize("wrong", [0.0, 9.80665])
def test_values_without_gravity_or_in_another_unit_are_implausible(wrong: float) -> None:
    t, acc = _alive(2000)
    assert {each.why for each in _read(t, (acc - [0.0, 0.0, 1.0]) + [0.0, 0.0, wrong])} == {Gap.IMPLAUSIBLE}


def test_stillness_starts_anew_after_a_gap() -> None:
    t, acc = _alive(3000)
    kept = (t < 10.2) | (t > 14.9)
    assert _read(t[kept], acc[kept])[20].still_s <= 6


def test_samples_that_are_no_numbers_or_go_back_in_time_are_left_out() -> None:
    t, acc = _alive(2000)
    spoiled_t, spoiled = np.insert(t, [500, 900], [2.0, np.nan]), np.insert(acc, [500, 900], 9.0, axis=0)
    spoiled_t, spoiled = np.insert(spoiled_t, 1200, spoiled_t[1200]), np.insert(spoiled, 1200, np.nan, axis=0)
    assert _read(spoiled_t, spoiled) == _read(t, acc)


def test_a_clock_that_leaps_a_day_is_refused() -> None:
    t, acc = _alive(2000)
    t[1000:] += 100_000
    with pytest.raises(ImpossibleTimes):
        _read(t, acc)


def test_nothing_fed_is_nothing_answered() -> None:
    assert MotionStream().finish() == ()
    assert _read(np.empty(0), np.empty((0, 3))) == ()
