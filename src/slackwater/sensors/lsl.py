"""The lab streaming layer: streams of a heart, a breath or an acceleration, as the socket's own messages.

An extra: ``pip install 'slackwater[lsl]'``. Stream types, units and time stamps are as the layer's conventions
have them (github.com/sccn/xdf/wiki/Meta-Data): a stream tells its type, its rate (0 for events such as beats) and,
for each channel, its unit.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from slackwater.quantities import BeatsPerMinute
from slackwater.sensors import phone, signal, strap
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.errors import NoStreamLibrary, NoStreams

__all__ = ["Kind", "NoStreams", "Stream", "find", "listen"]

FIND_S = 3.0
"""Streams answer on a home network in well under a second; three hear the slow ones. ENG."""

PULL_S = 0.25
"""A message about every quarter of a second, as a phone's."""

CORRECT_EVERY_S = 5.0
"""Clocks drift some 20 ppm, 0.1 ms in this time; asking costs a few packets. ENG."""

SECONDS_BELOW = 10.0
"""An interval under this, without a unit, is in seconds: no heart beats every 10 ms, or only every 10 s."""

G_MS2 = 9.80665


class Kind(Enum):
    """What a stream is of."""

    ECG = "ecg"
    RR = "beats"
    BREATH = "breath"
    ACCELERATION = "acceleration"


_TYPES = {
    "ecg": Kind.ECG,
    "ekg": Kind.ECG,
    "rr": Kind.RR,
    "rri": Kind.RR,
    "ibi": Kind.RR,
    "resp": Kind.BREATH,
    "respiration": Kind.BREATH,
    "accelerometer": Kind.ACCELERATION,
    "acceleration": Kind.ACCELERATION,
    "acc": Kind.ACCELERATION,
}

_TO_MV = {"mv": 1.0, "millivolts": 1.0, "uv": 1e-3, "µv": 1e-3, "microvolts": 1e-3, "v": 1e3, "volts": 1e3}
_TO_MS = {"ms": 1.0, "milliseconds": 1.0, "s": 1000.0, "sec": 1000.0, "seconds": 1000.0}
_TO_MS2 = {"m/s2": 1.0, "m/s^2": 1.0, "m/s²": 1.0, "g": G_MS2, "mg": G_MS2 / 1000, "millig": G_MS2 / 1000}


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream as it was found."""

    name: str
    kind: Kind
    rate_hz: float
    """0 for events."""
    channels: int
    unit: str
    """Of the first channel, in small letters; empty where it is not told."""
    info: Any
    """The layer's own handle."""

    @property
    def why_not(self) -> str:
        """Why this stream is not read; empty where it is."""
        if self.kind is Kind.ACCELERATION and self.channels < 3:
            return "left out, for it has fewer than three axes"
        if self.kind is Kind.ACCELERATION and self.unit not in _TO_MS2:
            return "left out, for its unit is none of m/s², g and mg"
        if (
            self.kind in (Kind.ECG, Kind.BREATH)
            and not signal.RATES_HZ[0] <= self.rate_hz <= signal.RATES_HZ[1]
        ):
            return "left out, for it is not evenly sampled"
        return ""

    @property
    def device(self) -> Device:
        """What this stream says it is."""
        electric = self.kind in (Kind.ECG, Kind.RR)
        return Device(
            self.name or self.kind.value,
            Sensing.ELECTRIC if self.kind is Kind.ECG else Sensing.UNKNOWN,
            Place.CHEST if electric else Place.UNKNOWN,
        )


Message = Mapping[str, Any]


def find(for_s: float = FIND_S) -> list[Stream]:
    """Give every stream on this network that is of a heart, a breath or an acceleration.

    Raises :class:`NoStreamLibrary` without the extra and :class:`NoStreams` where none answers.
    """
    layer = _layer()
    found = []
    for info in layer.resolve_streams(wait_time=for_s):
        kind = _TYPES.get(info.type().lower())
        if kind is not None and info.channel_format() != layer.cf_string:
            found.append(_described(layer, info, kind))
    if not found:
        raise NoStreams
    return sorted(found, key=lambda one: (one.kind.value, one.name))


def _described(layer: ModuleType, info: Any, kind: Kind) -> Stream:  # noqa: ANN401 -- the layer has no types
    """Ask the stream for its units, which only its full description tells."""
    unit = ""
    try:
        whole = layer.StreamInlet(info, recover=False).info(timeout=2.0)
        unit = whole.desc().child("channels").child("channel").child_value("unit").strip().lower()
    except (layer.util.TimeoutError, layer.util.LostError):
        pass
    return Stream(info.name(), kind, float(info.nominal_srate()), info.channel_count(), unit, info)


async def listen(stream: Stream, send: Callable[[Message], None], began_s: float) -> None:
    """Read this stream until cancelled, and hand on the messages it makes.

    ``at_s`` counts from ``began_s`` on this computer's clock: each sample's own time stamp, with the layer's
    correction between the two clocks added.
    """
    reader = Reader(stream, began_s)
    try:
        while True:
            for message in await asyncio.to_thread(reader.pull):
                send(message)
    finally:
        reader.close()


class Reader:
    """One stream, pulled."""

    def __init__(self, stream: Stream, began_s: float) -> None:
        self._inlet = _layer().StreamInlet(stream.info, max_buflen=30, recover=True)
        self._clock = _layer().local_clock
        self._stream = stream
        self._began_s = began_s
        self._correction_s = 0.0
        self._correct_at_s = 0.0
        self._write = _WRITERS[stream.kind](stream)

    def pull(self) -> list[Message]:
        """Wait for a quarter of a second's samples at most, and give the messages they make."""
        now_s = time.monotonic()
        if now_s >= self._correct_at_s:
            self._correction_s = self._inlet.time_correction(timeout=2.0)
            self._correct_at_s = now_s + CORRECT_EVERY_S
        values, stamps = self._inlet.pull_chunk(timeout=PULL_S, max_samples=signal.MOST_VALUES)
        if not stamps:
            return []
        to_ours_s = self._correction_s + time.monotonic() - self._clock() - self._began_s
        at_us = np.rint((np.asarray(stamps) + to_ours_s) * 1e6).astype(np.int64)
        return self._write(np.asarray(values, float), np.maximum(at_us, 0))

    def close(self) -> None:
        """Let the stream go."""
        self._inlet.close_stream()


Times = NDArray[np.int64]
Write = Callable[[NDArray[np.float64], Times], list[Message]]


def _even(kind: signal.SignalKind, factor: float, stream: Stream) -> Write:
    def write(values: NDArray[np.float64], at_us: Times) -> list[Message]:
        taken = np.round(values[:, 0] * factor, 6)
        if not np.isfinite(taken).all():
            return []
        return [signal.message_of(signal.signal_of(kind, stream.rate_hz, int(at_us[-1]), taken))]

    return write


def _ecg(stream: Stream) -> Write:
    """Beats alone are read from an ECG, so one whose unit is not told is taken as millivolts."""
    return _even(signal.SignalKind.ECG, _TO_MV.get(stream.unit, 1.0), stream)


def _breath(stream: Stream) -> Write:
    return _even(signal.SignalKind.RESP, 1.0, stream)


def _acceleration(stream: Stream) -> Write:
    before_us: list[int] = []

    def write(values: NDArray[np.float64], at_us: Times) -> list[Message]:
        ms2 = np.round(values[:, :3] * _TO_MS2[stream.unit], 4)
        kept = np.isfinite(ms2).all(1) & (np.abs(ms2) <= phone.MOST_MS2).all(1)
        times, taken = np.maximum.accumulate(at_us[kept]), ms2[kept]
        messages: list[Message] = []
        first = 0
        while first < len(times):
            most_us = times[first] + phone.LONGEST_SPAN_MS * 1000
            end = min(first + phone.MOST_SAMPLES, int(np.searchsorted(times, most_us, side="right")))
            part = slice(first, end)
            last = before_us[-1] if before_us else int(times[part][0])
            later = np.maximum(times[part], last)
            messages.append(phone.message_of(phone.motion_between(last, later, taken[part])))
            before_us[:] = [int(later[-1])]
            first = end
        return messages

    return write


def _beats(stream: Stream) -> Write:
    def write(values: NDArray[np.float64], at_us: Times) -> list[Message]:
        messages: list[Message] = []
        for value, beat_us in zip(values[:, 0].tolist(), at_us.tolist(), strict=True):
            rr_ms = value * _TO_MS.get(stream.unit, 1000.0 if value < SECONDS_BELOW else 1.0)
            ticks = strap.ticks_from_ms(rr_ms) if np.isfinite(rr_ms) else 0
            if 0 < ticks <= strap.MOST_TICKS:
                rate = BeatsPerMinute(min(0xFFFF, round(60_000 / rr_ms)))
                frame = strap.encode(strap.HeartPacket(rate, rr_ticks=(ticks,)))
                messages.append(
                    {"type": "packet", "uuid": strap.UUID, "hex": frame.hex(), "at_s": beat_us / 1e6}
                )
        return messages

    return write


_WRITERS: Mapping[Kind, Callable[[Stream], Write]] = {
    Kind.ECG: _ecg,
    Kind.RR: _beats,
    Kind.BREATH: _breath,
    Kind.ACCELERATION: _acceleration,
}


def _layer() -> ModuleType:
    try:
        import pylsl  # noqa: PLC0415 -- an extra, asked for when streams are
    except (ImportError, RuntimeError, OSError) as error:  # without its library it raises RuntimeError
        raise NoStreamLibrary from error
    module: ModuleType = pylsl
    return module
