"""A recording of a strap, as the notifications a strap would send.

An ``.npz`` with ``rr_ms`` (and, where the strap's own report times were kept, ``rr_t_s`` and ``hr``), or any file
of beat-to-beat intervals that ``files/`` reads, such as text with one interval on each line.
Intervals are only rounded to the strap's 1/1024 s; none is altered, filled in or left out.
"""

import math
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from slackwater.quantities import BeatsPerMinute
from slackwater.sensors.errors import NoBeats, RecordingUnreadable
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.intervals import joined
from slackwater.sensors.files.opening import open_file, why_not
from slackwater.sensors.files.samples import Kind, Wanted, silent
from slackwater.sensors.strap import MOST_TICKS, Contact, HeartPacket, ticks_from_ms

TOGETHER_S = 0.05
"""Intervals reported within this were one notification (in the H10 recording they lie 0.008 s apart)."""

MOST_IN_ONE = 8
"""Intervals that fit in one notification, however wide its rate."""

SMOOTHED = 8
"""Intervals the rate field is averaged over, where the recording has no rate of its own. ENG."""


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
    packets = _from_arrays(path) if _holds_arrays(path) else _from_other(path)
    return Recording(path.name, tuple(packets))


def _holds_arrays(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(".npy") for name in archive.namelist())
    except BROKEN:
        return path.suffix == ".npz"
    except OSError as error:
        raise RecordingUnreadable(path, why_not(error)) from error


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


def _from_other(path: Path) -> list[TimedPacket]:
    found = open_file(path, Wanted(kind=Kind.RR), silent)
    track = next((track for track in found.tracks if track.kind is Kind.RR), None)
    if track is None:
        raise NoBeats(path, "beat-to-beat intervals")
    _, rr_ms = joined(track.pieces(silent))
    return list(_sent_each_second(rr_ms.tolist()))


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
