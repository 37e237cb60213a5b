"""What each second of motion was: every one once, and none that nobody heard."""

import numpy as np
import pytest

from slackwater.live.breathing import Breathing
from slackwater.live.moving import MOST_KEPT, Moving
from slackwater.quantities import Gap, Measured, Missing
from slackwater.sensors.phone import PhoneMotion, motion_between
from slackwater.sensors.polar import RATE_HZ, PolarAcc, Stream

HZ = 50
US = 1_000_000


def a_second(begins_s: int) -> PhoneMotion:
    """A second of a phone that lies on its back."""
    t_us = begins_s * US + np.arange(1, HZ + 1) * (US // HZ)
    ms2 = np.random.default_rng(begins_s).normal((0, 0, 9.81), 0.03, (HZ, 3))
    return motion_between(begins_s * US, t_us, ms2)


def a_frame(number: int) -> PolarAcc:
    """A second of a strap that lies still."""
    rate_hz = round(RATE_HZ[Stream.ACC])
    mg = np.random.default_rng(number).normal((0, 0, 1000), 3, (rate_hz, 3)).astype(np.int32)
    return PolarAcc(number * 1_000_000_000, mg)


def heard_until(moving: Moving, last_s: int) -> list[float]:
    for second in range(last_s):
        moving.feed(a_second(second), second + 1.0)
    return [one.t_s for one in moving.take()]


def test_every_second_of_a_burst_is_taken_once_and_the_oldest_first() -> None:
    moving = Moving()
    first = heard_until(moving, 6)
    for second in range(6, 12):
        moving.feed(a_second(second), 12.0)
    burst = [one.t_s for one in moving.take()]
    assert len(burst) == 6
    assert [*first, *burst] == list(range(len(first) + 6))
    assert moving.take() == ()


def test_what_nobody_takes_is_bounded_and_the_oldest_goes_first() -> None:
    moving = Moving()
    taken = heard_until(moving, MOST_KEPT + 20)
    assert len(taken) == MOST_KEPT
    assert taken == list(range(int(taken[0]), int(taken[0]) + MOST_KEPT))


@pytest.mark.parametrize("hole_s", [6, 3600, 500_000])
def test_a_hole_in_what_a_phone_sends_is_never_filled(hole_s: int) -> None:
    moving = Moving()
    known = heard_until(moving, 10)
    moving.feed(a_second(10 + hole_s), 10.0 + hole_s)
    assert known
    assert moving.take() == ()
    read = moving.read(10.0 + hole_s)
    assert isinstance(read, Missing)
    assert read.why is Gap.TOO_FEW


def test_a_short_silence_is_bridged_and_told_as_no_motion_known() -> None:
    moving = Moving()
    heard_until(moving, 10)
    moving.feed(a_second(13), 14.0)
    assert [one.t_s for one in moving.take()] != []


def test_a_hole_in_what_a_strap_sends_is_never_filled() -> None:
    moving = Moving()
    for number in range(10):
        moving.feed(a_frame(number), float(number))
    assert moving.take()
    moving.feed(a_frame(17), 17.0)
    assert moving.take() == ()
    assert isinstance(moving.read(17.0), Missing)


@pytest.mark.parametrize("hole_s", [6, 500_000])
def test_a_hole_in_what_lies_on_the_belly_begins_breath_anew(hole_s: int) -> None:
    breathing = Breathing()

    def feel(from_s: int, to_s: int) -> None:
        t_s = np.arange(from_s * HZ, to_s * HZ) / HZ
        tilt = np.deg2rad(1.5) * np.sin(2 * np.pi * 0.2 * t_s)
        acc_g = np.stack([np.sin(tilt), np.zeros(t_s.size), np.cos(tilt)], axis=1)
        breathing.feel(t_s, acc_g, float(to_s))

    for second in range(40):
        feel(second, second + 1)
    assert isinstance(breathing.read(40.0), Measured)
    feel(40 + hole_s, 41 + hole_s)
    read = breathing.read(41.0 + hole_s)
    assert isinstance(read, Missing)
    assert read.why is Gap.TOO_FEW
