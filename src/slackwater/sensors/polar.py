"""A Polar strap's own streams: measurement frames (PMD) in, ECG and acceleration out, and the commands that start them.

Written from the layout Polar publishes for its measurement service; see ``decode`` for the bytes. Read are the
frames a Polar H10 sends: ECG in microvolts and acceleration in thousandths of g, uncompressed.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from slackwater.sensors.errors import MalformedFrame

SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
CONTROL = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"

UUID = "FB005C82"
"""The data characteristic, as the socket names it."""

EPOCH_UNIX_S = 946_684_800
"""The strap counts from 2000-01-01T00:00:00Z. Its clock is set by phones and may stand years away from now."""

LONGEST_FRAME = 512
"""Bytes in the longest value Bluetooth lets a characteristic have (Core 5.4, vol. 3, part F, 3.2.9)."""

_HEAD = struct.Struct("<BQB")
_ECG_FRAME = 0
_ACC_FRAME = 1
_COMPRESSED = 0x80
_ECG_BYTES = 3
_ACC_BYTES = 6


class Stream(IntEnum):
    """What a strap can measure, by Polar's number."""

    ECG = 0
    ACC = 2


class Setting(IntEnum):
    """What can be chosen for a stream, by Polar's number; each value is a uint16."""

    RATE = 0
    """Samples a second."""
    RESOLUTION = 1
    """Bits in a sample."""
    RANGE = 2
    """± g."""


RATE_HZ = {Stream.ECG: 130.0, Stream.ACC: 50.0}
"""The rates asked for. ECG has this one; 50 Hz of acceleration holds everything up to tremor's 12 Hz twice over."""

CHOSEN: Mapping[Stream, Mapping[Setting, int]] = {
    Stream.ECG: {Setting.RATE: 130, Setting.RESOLUTION: 14},
    Stream.ACC: {Setting.RATE: 50, Setting.RESOLUTION: 16, Setting.RANGE: 8},
}
"""±8 g: a strap that is knocked does not reach the end, and the step of 1 mg is the same at every range."""


@dataclass(frozen=True, slots=True, eq=False)
class PolarEcg:
    """One frame of ECG."""

    at_ns: int
    """When its **last** sample was taken, by the strap's clock."""
    uv: NDArray[np.int32]
    """(n,) µV, oldest first."""


@dataclass(frozen=True, slots=True, eq=False)
class PolarAcc:
    """One frame of acceleration, gravity in it."""

    at_ns: int
    """When its **last** sample was taken, by the strap's clock."""
    mg: NDArray[np.int32]
    """(n, 3) thousandths of g, oldest first; axes as the strap lies."""


PolarFrame: TypeAlias = PolarEcg | PolarAcc


def decode(frame: bytes) -> PolarFrame:
    """Give the samples a measurement frame holds; raises :class:`MalformedFrame` where the bytes do not add up.

    Little-endian::

        byte 0      what is measured: 0 ECG, 2 acceleration
        byte 1-8    uint64, ns since 2000-01-01 of the frame's last sample
        byte 9      kind of frame: bit 7 compressed; 0 for ECG, 1 for acceleration
        [3 x n]     ECG: int24 each, µV, oldest first
        [6 x n]     acceleration: x, y, z, int16 each, mg, oldest first

    A frame without a sample, a compressed one (an optical band sends those) and any other kind are refused:
    their bytes would read as numbers that nobody measured.
    """
    if len(frame) <= _HEAD.size:
        raise _malformed(frame, f"{len(frame)} bytes, and a frame with one sample has more than {_HEAD.size}")
    if len(frame) > LONGEST_FRAME:
        raise _malformed(frame, f"{len(frame)} bytes, and {LONGEST_FRAME} is the most")
    measured, at_ns, kind = _HEAD.unpack_from(frame)
    body = frame[_HEAD.size :]
    if kind & _COMPRESSED:
        raise _malformed(frame, "it is compressed, which is not read")
    if (measured, kind) == (Stream.ECG, _ECG_FRAME):
        return PolarEcg(at_ns, _int24(_whole(frame, body, _ECG_BYTES)))
    if (measured, kind) == (Stream.ACC, _ACC_FRAME):
        values = np.frombuffer(_whole(frame, body, _ACC_BYTES), "<i2").astype(np.int32)
        return PolarAcc(at_ns, _kept(values.reshape(-1, 3)))
    raise _malformed(frame, f"measurement {measured} in frames of kind {kind} is not read")


def encode(samples: PolarFrame) -> bytes:
    """Give the frame a strap would send for these samples; ``decode`` gives the same samples back."""
    if isinstance(samples, PolarEcg):
        wide = samples.uv.astype("<i4").view(np.uint8).reshape(-1, 4)
        if ((samples.uv < -(1 << 23)) | (samples.uv >= 1 << 23)).any():
            raise ValueError("an ECG sample does not fit in 24 bits")
        head, body = _HEAD.pack(Stream.ECG, samples.at_ns, _ECG_FRAME), wide[:, :_ECG_BYTES].tobytes()
    else:
        if (np.abs(samples.mg) > np.iinfo(np.int16).max).any():
            raise ValueError("an acceleration does not fit in 16 bits")
        head, body = _HEAD.pack(Stream.ACC, samples.at_ns, _ACC_FRAME), samples.mg.astype("<i2").tobytes()
    if not _HEAD.size < len(head + body) <= LONGEST_FRAME:
        raise ValueError(f"{len(body)} bytes of samples do not fit in a frame")
    return head + body


def _int24(body: bytes) -> NDArray[np.int32]:
    """(n,) from three bytes each: put in the upper bytes of four, then shifted down with their sign."""
    wide = np.zeros((len(body) // _ECG_BYTES, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, _ECG_BYTES)
    return _kept(wide.view("<i4").ravel().astype(np.int32) >> 8)


def _kept(values: NDArray[np.int32]) -> NDArray[np.int32]:
    values.flags.writeable = False
    return values


def _whole(frame: bytes, body: bytes, size: int) -> bytes:
    if len(body) % size:
        raise _malformed(frame, "the last sample is cut")
    return body


def _malformed(frame: bytes, why: str) -> MalformedFrame:
    return MalformedFrame(frame, why, "measurement")


# The control point: what is offered, and starting and stopping it

_OFFERED = 0x0F
_ANSWER = 0xF0


class Command(IntEnum):
    """What the control point is asked to do."""

    SETTINGS = 1
    START = 2
    STOP = 3


class Answered(IntEnum):
    """How a command went, by Polar's number."""

    DONE = 0
    NO_SUCH_COMMAND = 1
    NO_SUCH_STREAM = 2
    NOT_SUPPORTED = 3
    WRONG_LENGTH = 4
    WRONG_SETTING = 5
    ALREADY_SO = 6
    WRONG_RESOLUTION = 7
    WRONG_RATE = 8
    WRONG_RANGE = 9
    PACKET_TOO_SMALL = 10
    WRONG_CHANNELS = 11
    WRONG_STATE = 12
    CHARGING = 13


@dataclass(frozen=True, slots=True)
class Answer:
    """What the strap answered to a command."""

    command: Command
    stream: Stream
    answered: Answered
    settings: Mapping[Setting, tuple[int, ...]]
    """For :attr:`Command.SETTINGS`: every value that can be chosen."""


def ask_settings(stream: Stream) -> bytes:
    """Give the command that asks which settings a stream has."""
    return bytes((Command.SETTINGS, stream))


def start(stream: Stream, chosen: Mapping[Setting, int] | None = None) -> bytes:
    """Give the command that starts a stream with these settings, or with :data:`CHOSEN`.

    For each setting: its number, 1 (one value follows), the value as uint16. So ECG is
    ``02 00  00 01 82 00  01 01 0E 00``: 130 samples a second of 14 bits.
    """
    written = b"".join(
        struct.pack("<BBH", *(key, 1, value)) for key, value in (chosen or CHOSEN[stream]).items()
    )
    return bytes((Command.START, stream)) + written


def stop(stream: Stream) -> bytes:
    """Give the command that stops a stream."""
    return bytes((Command.STOP, stream))


def offered(value: bytes) -> frozenset[Stream]:
    """Give the streams a strap offers, from its control point as read: ``0F``, then a bit for each number."""
    if len(value) < 2 or value[0] != _OFFERED:
        raise _malformed(value, "it does not say what the strap offers")
    return frozenset(stream for stream in Stream if value[1] >> stream & 1)


def read_answer(value: bytes) -> Answer:
    """Give what the strap answered: ``F0``, command, stream, how it went, [more follows, settings].

    A setting that is not known here ends the reading of settings: how long its values are is not known either.
    """
    if len(value) < 4 or value[0] != _ANSWER:
        raise _malformed(value, "it is no answer to a command")
    try:
        command, stream, answered = Command(value[1]), Stream(value[2]), Answered(value[3])
    except ValueError:
        raise _malformed(value, "it answers something that was not asked") from None
    return Answer(command, stream, answered, _settings(value, value[5:]))


def _settings(value: bytes, rest: bytes) -> dict[Setting, tuple[int, ...]]:
    found: dict[Setting, tuple[int, ...]] = {}
    while rest and rest[0] in Setting.__members__.values():
        end = 2 + 2 * rest[1] if len(rest) > 1 else 2
        if len(rest) < end:
            raise _malformed(value, "the last setting is cut")
        found[Setting(rest[0])] = struct.unpack(f"<{rest[1]}H", rest[2:end])
        rest = rest[end:]
    return found


def choose(offered_settings: Mapping[Setting, Sequence[int]], stream: Stream) -> dict[Setting, int]:
    """Give the settings to start with: what :data:`CHOSEN` names where it is offered, else the nearest above it.

    A setting the strap does not have is left out; where nothing is above, the highest offered stands.
    """
    given: dict[Setting, int] = {}
    for setting, values in offered_settings.items():
        if not values:
            continue
        wanted: Any = CHOSEN[stream].get(setting, 0)
        given[setting] = min((value for value in values if value >= wanted), default=max(values))
    return given
