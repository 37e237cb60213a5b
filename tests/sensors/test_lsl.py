"""Streams of the lab streaming layer, over the real layer: an outlet of our own on this machine."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import pytest

from slackwater.sensors import phone, signal, strap
from slackwater.sensors.device import Sensing
from slackwater.sensors.errors import NoStreamLibrary, NoStreams
from slackwater.sensors.lsl import _WRITERS, Kind, Stream, find, listen
from slackwater.web.messages import is_valid

pylsl = pytest.importorskip("pylsl")
Outlet: TypeAlias = Any


def outlet(kind: str, channels: int, rate_hz: float, unit: str, name: str) -> Outlet:
    info = pylsl.StreamInfo(name, kind, channels, rate_hz, pylsl.cf_double64, f"slackwater-test-{name}")
    described = info.desc().append_child("channels")
    for number in range(channels):
        channel = described.append_child("channel")
        channel.append_child_value("label", f"c{number}")
        channel.append_child_value("unit", unit)
    return pylsl.StreamOutlet(info)


@pytest.fixture(scope="module")
def outlets() -> Iterator[dict[str, Outlet]]:
    """One stream of each kind, and two that are left out; they are found on this machine alone."""
    made = {
        "heart wires": outlet("ECG", 1, 250, "microvolts", "heart wires"),
        "belt": outlet("Resp", 1, 50, "", "belt"),
        "beats": outlet("RR", 1, 0, "ms", "beats"),
        "hip": outlet("Accelerometer", 3, 100, "g", "hip"),
        "hip without a unit": outlet("Accelerometer", 3, 100, "", "hip without a unit"),
        "belt without a rate": outlet("Resp", 1, 0, "", "belt without a rate"),
        "brain": outlet("EEG", 8, 250, "microvolts", "brain"),
    }
    yield made
    made.clear()


@pytest.fixture(scope="module")
def streams(outlets: dict[str, Outlet]) -> dict[str, Stream]:
    try:
        return {stream.name: stream for stream in find() if stream.name in outlets}
    except NoStreams:
        pytest.skip("this machine's network lets no stream be found")


async def heard(stream: Stream, source: Outlet, chunk: list[list[float]], least: int) -> list[dict[str, Any]]:
    """Everything the stream makes of this chunk."""
    messages: list[dict[str, Any]] = []
    listening = asyncio.create_task(listen(stream, lambda one: messages.append(dict(one)), 0.0))
    async with asyncio.timeout(20):
        while not source.have_consumers():
            await asyncio.sleep(0.01)
        source.push_chunk(chunk)
        while len(messages) < least:
            await asyncio.sleep(0.01)
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening
    assert all(is_valid("toServer", one) for one in messages)
    return messages


def test_streams_of_a_body_are_found_by_their_type_and_others_are_not(streams: dict[str, Stream]) -> None:
    assert {name: one.kind for name, one in streams.items()} == {
        "heart wires": Kind.ECG,
        "belt": Kind.BREATH,
        "beats": Kind.RR,
        "hip": Kind.ACCELERATION,
        "hip without a unit": Kind.ACCELERATION,
        "belt without a rate": Kind.BREATH,
    }


def test_a_stream_whose_numbers_cannot_be_known_is_left_out_with_why(streams: dict[str, Stream]) -> None:
    left_out = {name for name, one in streams.items() if one.why_not}
    assert left_out == {"hip without a unit", "belt without a rate"}
    assert "unit" in streams["hip without a unit"].why_not


def test_only_wires_on_the_chest_are_trusted_as_such(streams: dict[str, Stream]) -> None:
    assert streams["heart wires"].device.sensing is Sensing.ELECTRIC
    assert streams["beats"].device.sensing is Sensing.UNKNOWN


async def test_an_ecg_in_microvolts_comes_as_millivolts(
    streams: dict[str, Stream], outlets: dict[str, Outlet]
) -> None:
    wave = [[1000.0 * np.sin(at / 9)] for at in range(100)]
    messages = await heard(streams["heart wires"], outlets["heart wires"], wave, 1)
    read = [signal.read(one) for one in messages]
    values = np.concatenate([one.values for one in read])
    np.testing.assert_allclose(values, np.array(wave)[: len(values), 0] / 1000, atol=1e-6)
    assert read[0].rate_hz == 250


async def test_a_belt_keeps_its_unit_and_its_sample_times(
    streams: dict[str, Stream], outlets: dict[str, Outlet]
) -> None:
    messages = await heard(streams["belt"], outlets["belt"], [[0.1], [0.2], [0.3]], 1)
    read = signal.read(messages[0])
    assert read.kind is signal.SignalKind.RESP
    assert read.values.tolist() == [0.1, 0.2, 0.3]
    np.testing.assert_allclose(np.diff(read.t_s), 0.02, atol=2e-6)


async def test_beats_come_as_a_straps_packets(streams: dict[str, Stream], outlets: dict[str, Outlet]) -> None:
    messages = await heard(
        streams["beats"], outlets["beats"], [[771.484375], [float("nan")], [0.0], [900.0]], 2
    )
    packets = [strap.decode_hex(one["hex"]) for one in messages]
    assert [packet.rr_ms for packet in packets] == [(771.484375,), (900.390625,)]


async def test_an_acceleration_in_g_comes_in_metres_per_second_squared(
    streams: dict[str, Stream], outlets: dict[str, Outlet]
) -> None:
    rows = [[0.0, 0.5, 1.0 + number / 1000] for number in range(150)]
    messages = await heard(streams["hip"], outlets["hip"], rows, 3)
    read = [phone.read(one) for one in messages]
    ms2 = np.concatenate([one.ms2 for one in read])
    np.testing.assert_allclose(ms2, np.array(rows) * 9.80665, atol=1e-4)
    t_s = np.concatenate([one.t_s for one in read])
    np.testing.assert_allclose(np.diff(t_s), 0.01, atol=2e-6)
    assert all(later.follows_us == before.at_us for before, later in pairwise(read))


def test_an_acceleration_with_holes_is_told_in_messages_that_are_taken() -> None:
    """A quarter of an hour that waited, at one sample a second: every hole is before a message or short."""
    at_us = np.delete(np.arange(900), slice(100, 400)) * 1_000_000
    hip = Stream("hip", Kind.ACCELERATION, 0.0, 3, "g", None)
    messages = _WRITERS[Kind.ACCELERATION](hip)(np.ones((at_us.size, 3)), at_us)
    assert all(is_valid("motion", one) for one in messages)
    t_s = np.concatenate([phone.read(one).t_s for one in messages])
    np.testing.assert_array_equal(t_s, at_us / 1e6)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pylsl", None)
    with pytest.raises(NoStreamLibrary, match="slackwater\\[lsl\\]"):
        find()
