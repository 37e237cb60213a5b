"""One contract for every way samples come in: whole or refused, and the same however they are cut up."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from slackwater.sensors import phone, polar, signal, strap
from slackwater.sensors.errors import MalformedFrame

Samples = Any
CHANCE = 20261123


@dataclass(frozen=True)
class Door:
    """A decoder, what it is tried on, and how its samples are laid side by side."""

    name: str
    decode: Callable[[bytes], Samples]
    frames_of: Callable[[Sequence[int]], list[bytes]]
    """The same samples, cut into frames of these many."""
    rows: Callable[[Samples], np.ndarray]
    """(n, columns): one row for each sample, with its time where the frame tells one."""
    step: int | None
    """Bytes of one sample, where a frame cut between two samples still adds up; None where it never does."""
    head: int
    """Bytes before the first sample."""


def _parts(sizes: Sequence[int]) -> list[slice]:
    ends = np.cumsum(sizes)
    return [slice(int(end - size), int(end)) for size, end in zip(sizes, ends, strict=True)]


def heart_frames(sizes: Sequence[int]) -> list[bytes]:
    ticks = np.random.default_rng(CHANCE).integers(500, 1400, sum(sizes)).tolist()
    return [strap.encode(strap.HeartPacket(77, rr_ticks=tuple(ticks[part]))) for part in _parts(sizes)]


def ecg_frames(sizes: Sequence[int]) -> list[bytes]:
    uv = np.random.default_rng(CHANCE).integers(-(1 << 23), 1 << 23, sum(sizes)).astype(np.int32)
    return [polar.encode(polar.PolarEcg(part.stop * 7_692_308, uv[part])) for part in _parts(sizes)]


def acc_frames(sizes: Sequence[int]) -> list[bytes]:
    mg = np.random.default_rng(CHANCE).integers(-8000, 8000, (sum(sizes), 3)).astype(np.int32)
    return [polar.encode(polar.PolarAcc(part.stop * 20_000_000, mg[part])) for part in _parts(sizes)]


def motion_frames(sizes: Sequence[int]) -> list[bytes]:
    chance = np.random.default_rng(CHANCE)
    t_us = np.cumsum(chance.integers(9_000, 24_000, sum(sizes) + 1))
    ms2 = np.round(chance.normal(0, 4, (sum(sizes), 3)), 1)
    frames = []
    for part in _parts(sizes):
        motion = phone.motion_between(int(t_us[part.start]), t_us[1:][part], ms2[part])
        frames.append(json.dumps(phone.message_of(motion)).encode())
    return frames


def signal_frames(sizes: Sequence[int]) -> list[bytes]:
    values = np.round(np.random.default_rng(CHANCE).normal(0, 1, sum(sizes)), 4)
    return [
        json.dumps(
            signal.message_of(
                signal.signal_of(signal.SignalKind.RESP, 50.0, 20_000 * (part.stop + 1), values[part])
            )
        ).encode()
        for part in _parts(sizes)
    ]


DOORS = [
    Door(
        "heart", strap.decode, heart_frames, lambda one: np.array([[ticks] for ticks in one.rr_ticks]), 2, 2
    ),
    Door("polar ecg", polar.decode, ecg_frames, lambda one: one.uv[:, None], 3, 10),
    Door("polar acceleration", polar.decode, acc_frames, lambda one: one.mg, 6, 10),
    Door("phone", phone.decode, motion_frames, lambda one: np.column_stack((one.t_s, one.ms2)), None, 0),
    Door("signal", signal.decode, signal_frames, lambda one: np.column_stack((one.t_s, one.values)), None, 0),
]


@pytest.fixture(params=DOORS, ids=[door.name for door in DOORS])
def door(request: pytest.FixtureRequest) -> Door:
    found: Door = request.param
    return found


def test_the_same_samples_come_out_however_the_frames_are_cut(door: Door) -> None:
    together = [door.decode(frame) for frame in door.frames_of([9] * 12)]
    apart = [door.decode(frame) for frame in door.frames_of([1, 8, 2, 7, 3, 6, 4, 5] * 3)]
    ours, theirs = (np.vstack([door.rows(one) for one in some]) for some in (together, apart))
    assert ours.shape[0] == 108
    np.testing.assert_array_equal(ours, theirs)


def test_a_frame_that_breaks_off_is_refused_or_is_the_beginning_of_the_whole(door: Door) -> None:
    (frame,) = door.frames_of([9])
    whole = door.rows(door.decode(frame))
    for length in range(len(frame)):
        between = door.step is not None and length > door.head and (length - door.head) % door.step == 0
        if between:
            part = door.rows(door.decode(frame[:length]))
            np.testing.assert_array_equal(part, whole[: (length - door.head) // door.step])
        elif door.name == "heart" and length == door.head:
            assert door.decode(frame[:length]).rr_ticks == ()
        else:
            with pytest.raises(MalformedFrame):
                door.decode(frame[:length])


def test_any_bytes_are_read_or_refused_and_nothing_else(door: Door) -> None:
    chance = np.random.default_rng(CHANCE)
    (frame,) = door.frames_of([9])
    for _ in range(400):
        spoilt = bytearray(frame)
        for at in chance.integers(0, len(frame), 3):
            spoilt[at] = int(chance.integers(0, 256))
        try:
            rows = door.rows(door.decode(bytes(spoilt)))
        except MalformedFrame:
            continue
        assert np.isfinite(rows).all()


def test_a_frame_longer_than_any_is_refused(door: Door) -> None:
    (frame,) = door.frames_of([9])
    with pytest.raises(MalformedFrame):
        door.decode(frame + bytes(600))


def test_samples_once_given_cannot_be_changed(door: Door) -> None:
    (frame,) = door.frames_of([9])
    arrays = [getattr(door.decode(frame), name, None) for name in ("uv", "mg", "ms2", "dt_us", "values")]
    assert not any(array.flags.writeable for array in arrays if array is not None)
