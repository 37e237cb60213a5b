"""Sample times from frames that name their last sample's time."""

import numpy as np
import pytest

from slackwater.sensors.sample_clock import SampleClock

RATE_HZ = 130.06
FRAME = 73


def frames(count: int, rate_hz: float = RATE_HZ, start_ns: int = 599_616_000_000_000_000) -> list[int]:
    """The time of each frame's last sample, by a device whose clock rounds to a whole nanosecond."""
    return [start_ns + round((FRAME * (one + 1) - 1) / rate_hz * 1e9) for one in range(count)]


def test_the_devices_own_rate_is_found_and_not_the_nominal_one() -> None:
    clock = SampleClock(130.0)
    for at_ns in frames(110):
        clock.place(at_ns, FRAME)
    assert clock.rate_hz == pytest.approx(RATE_HZ, abs=1e-6)


def test_samples_lie_where_the_device_took_them() -> None:
    clock = SampleClock(130.0)
    placed = [clock.place(at_ns, FRAME) for at_ns in frames(110)]
    t_s = np.concatenate([one.t_s for one in placed])
    taken_s = np.arange(len(t_s)) / RATE_HZ
    first_frame_s = (FRAME - 1) * (1 / 130.0 - 1 / RATE_HZ)
    np.testing.assert_allclose(t_s, taken_s, atol=first_frame_s + 1e-6)
    assert (np.diff(t_s) > 0).all()


def test_a_frame_is_placed_by_what_came_before_it_alone() -> None:
    times = frames(40)
    whole = SampleClock(130.0)
    together = [whole.place(at_ns, FRAME).t_s for at_ns in times]
    for end in (1, 2, 17):
        again = SampleClock(130.0)
        for at_ns, before in zip(times[:end], together, strict=False):
            np.testing.assert_array_equal(again.place(at_ns, FRAME).t_s, before)


def test_a_repeated_frame_gives_no_sample_twice() -> None:
    clock = SampleClock(130.0)
    first, second = frames(2)
    clock.place(first, FRAME)
    clock.place(second, FRAME)
    assert clock.place(second, FRAME).t_s.size == 0
    assert clock.place(frames(3)[2], FRAME).first == 2 * FRAME


@pytest.mark.parametrize("missing", [1, 2, 9])
def test_lost_frames_are_counted_and_later_samples_keep_their_time(missing: int) -> None:
    clock = SampleClock(130.0)
    times = frames(60)
    for at_ns in times[:40]:
        clock.place(at_ns, FRAME)
    after = clock.place(times[40 + missing], FRAME)
    assert (after.lost, after.first, after.anew) == (missing * FRAME, (40 + missing) * FRAME, False)
    np.testing.assert_allclose(after.t_s, (after.first + np.arange(FRAME)) / RATE_HZ, atol=3e-4)


def test_a_loss_does_not_unlearn_the_rate() -> None:
    clock = SampleClock(130.0)
    times = frames(120)
    for at_ns in times[:110]:
        clock.place(at_ns, FRAME)
    clock.place(times[112], FRAME)
    clock.place(times[113] + 2_000_000, FRAME)
    assert clock.rate_hz == pytest.approx(RATE_HZ, abs=1e-3)


def test_a_clock_that_is_set_or_a_long_silence_begins_anew() -> None:
    clock = SampleClock(130.0)
    first, second = frames(2)
    clock.place(first, FRAME)
    assert clock.place(second - 10**15, FRAME).anew
    assert clock.place(second + 12 * 10**9, FRAME).anew
    assert clock.place(second + 12 * 10**9 + 10**6, FRAME).anew, "73 samples cannot lie in a millisecond"


def test_a_time_between_samples_is_found_by_its_count() -> None:
    clock = SampleClock(130.0)
    for at_ns in frames(20):
        clock.place(at_ns, FRAME)
    found = clock.at(np.array([100.0, 700.5, 1e6, -3.0]))
    np.testing.assert_allclose(found[:2], [100 / RATE_HZ, 700.5 / RATE_HZ], atol=3e-4)
    assert np.isnan(found[2:]).all()


def test_memory_is_bounded() -> None:
    clock = SampleClock(130.0)
    for at_ns in frames(1000):
        clock.place(at_ns, FRAME)
    assert len(clock._anchors) <= 256
