"""A recording of a strap, as the notifications a strap would send.

Two kinds: an ``.npz`` with ``rr_ms`` (and, where the strap's own report times were kept, ``rr_t_s`` and
``hr``), and a text file with one beat-to-beat interval on each line, in milliseconds or in seconds.
Intervals are only rounded to the strap's 1/1024 s; none is altered, filled in or left out.
"""

import math
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

import numpy as np

from slackwater.quantities import BeatsPerMinute
from slackwater.sensors.errors import BadLine, NoBeats, RecordingUnreadable
from slackwater.sensors.strap import MOST_TICKS, Contact, HeartPacket, ticks_from_ms

TOGETHER_S = 0.05
"""Intervals reported within this were one notification (in the H10 recording they lie 0.008 s apart)."""

MOST_IN_ONE = 8
"""Intervals that fit in one notification, however wide its rate."""

SMOOTHED = 8
"""Intervals the rate field is averaged over, where the recording has no rate of its own. ENG."""

SECONDS_BELOW = 10.0
"""A file whose middle value is under this is in seconds: no heart beats every 10 ms, or only every 10 s."""

LEAST_MS = 10.0


@dataclass(frozen=True, slots=True)
class TimedPacket:
    """One notification and when the strap sent it."""

    at_s: float
    """Since the recording began."""
    packet: HeartPacket


@dataclass(frozen=True, slots=True)
class Recording:
    """Everything a strap sent, in order."""

    name: str
    packets: tuple[TimedPacket, ...]

    @property
    def length_s(self) -> float:
        """When the last notification is sent."""
        return self.packets[-1].at_s

    @property
    def beats(self) -> int:
        """How many intervals there are."""
        return sum(len(timed.packet.rr_ticks) for timed in self.packets)


def read_recording(path: Path) -> Recording:
    """Read a recording; raises a :class:`~slackwater.sensors.errors.RecordingError` that says why not."""
    try:
        with path.open("rb") as file:
            zipped = file.read(4) == b"PK\x03\x04"
    except OSError as error:
        raise RecordingUnreadable(path, _why(error)) from error
    packets = _from_arrays(path) if zipped else _from_lines(path)
    return Recording(path.name, tuple(packets))


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file"
    if isinstance(error, PermissionError):
        return "reading it is not allowed"
    return f"it cannot be read ({error.strerror})"


def _from_arrays(path: Path) -> list[TimedPacket]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            found = {
                key: np.asarray(arrays[key], float) for key in ("rr_ms", "rr_t_s", "hr") if key in arrays
            }
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise RecordingUnreadable(path, "its arrays cannot be read; it may be cut short") from error
    rr_ms = found.get("rr_ms", np.empty(0)).ravel()
    if rr_ms.size == 0:
        raise NoBeats(path, "an array “rr_ms” of intervals in milliseconds")
    if not (np.isfinite(rr_ms) & (rr_ms > 0)).all():
        raise RecordingUnreadable(path, "“rr_ms” holds values that are not intervals")
    told_s = found.get("rr_t_s")
    if told_s is None:
        return list(_sent_each_second(rr_ms.tolist()))
    if told_s.shape != rr_ms.shape or not np.isfinite(told_s).all() or (np.diff(told_s) < 0).any():
        raise RecordingUnreadable(path, "“rr_t_s” does not give a rising time for each interval")
    rates = found.get("hr")
    known = rates.tolist() if rates is not None and rates.shape == rr_ms.shape else [math.nan] * rr_ms.size
    return list(_sent_as_told(told_s.tolist(), rr_ms.tolist(), known))


def _from_lines(path: Path) -> list[TimedPacket]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RecordingUnreadable(path, "this is neither an .npz recording nor a text file") from error
    except OSError as error:
        raise RecordingUnreadable(path, _why(error)) from error
    values: list[tuple[int, str, float]] = []
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if text:
            values.append((number, text, _number(path, number, text)))
    if not values:
        raise NoBeats(path, "one interval on each line")
    unit_ms = 1000.0 if median(value for _, _, value in values) < SECONDS_BELOW else 1.0
    for number, text, value in values:
        if value * unit_ms < LEAST_MS:
            raise BadLine(path, number, text, "is far shorter than the rest, so the unit is in doubt")
    return list(_sent_each_second([value * unit_ms for _, _, value in values]))


def _number(path: Path, number: int, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise BadLine(path, number, text, "is not a number") from None
    if not math.isfinite(value) or value <= 0:
        raise BadLine(path, number, text, "is not the length of anything")
    return value


def _sent_as_told(
    told_s: Sequence[float], rr_ms: Sequence[float], rates: Sequence[float]
) -> Iterator[TimedPacket]:
    """Give one packet for each report time, with the intervals that came together."""
    first = 0
    for end in range(1, len(rr_ms) + 1):
        if end < len(rr_ms) and told_s[end] - told_s[end - 1] < TOGETHER_S and end - first < MOST_IN_ONE:
            continue
        told = [rate for rate in rates[first:end] if math.isfinite(rate)]
        yield _packet(told_s[end - 1], told[-1] if told else _smoothed(rr_ms, end), rr_ms[first:end])
        first = end


def _sent_each_second(rr_ms: Sequence[float]) -> Iterator[TimedPacket]:
    """Give one packet a second with the beats that fell in it, and none through a hole in the recording."""
    beat_s, sent_s = 0.0, 1.0
    waiting: list[float] = []
    for end, interval_ms in enumerate(rr_ms):
        hole = ticks_from_ms(interval_ms) > MOST_TICKS
        beat_s += interval_ms / 1000
        while beat_s > sent_s:
            if waiting or not hole:
                yield _packet(sent_s, _smoothed(rr_ms, max(1, end)), waiting)
            waiting, sent_s = [], sent_s + 1
        if not hole:
            waiting.append(interval_ms)
        if len(waiting) == MOST_IN_ONE:
            yield _packet(sent_s, _smoothed(rr_ms, end + 1), waiting)
            waiting = []
    if waiting:
        yield _packet(sent_s, _smoothed(rr_ms, len(rr_ms)), waiting)


def _smoothed(rr_ms: Sequence[float], end: int) -> float:
    """Give the rate over the last few intervals before ``end``, as the strap's own rate field would."""
    return 60000 / fmean(rr_ms[max(0, end - SMOOTHED) : end])


def _packet(at_s: float, bpm: float, rr_ms: Sequence[float]) -> TimedPacket:
    rate = BeatsPerMinute(min(0xFFFF, round(bpm)))
    return TimedPacket(at_s, HeartPacket(rate, Contact.UNKNOWN, None, tuple(map(ticks_from_ms, rr_ms))))
