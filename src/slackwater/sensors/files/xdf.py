"""XDF recordings of LSL streams: ECG, RR, breath and acceleration by the type of the stream or its channels.

The chunks are walked first, so that damage is told with its byte and what does not fit in memory is refused;
pyxdf then reads the chosen streams, whole, with clocks joined and jitter taken out.
"""

import gzip
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast
from xml.etree.ElementTree import fromstring

import numpy as np
import pyxdf

from slackwater.sensors.errors import BadByte, NothingToRead, NotSure, RecordingUnreadable
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.columns import NEEDED, named_kinds
from slackwater.sensors.files.samples import Floats, Found, Kind, Piece, Track, Wanted, held, sane
from slackwater.sensors.files.timing import Evener, rate_of
from slackwater.sensors.files.units import Scale, acc_scale, ecg_scale, rr_unit_ms
from slackwater.tongues import marked, worded

MOST_BYTES = 250 << 20
"""What the chosen streams may take in memory."""

_SAMPLE_BYTES, _VALUE_BYTES = 56, 24
"""What pyxdf holds at most for one sample and for each of its values, with its copies: measured."""

SILENCE_S = 3.0
"""A stream of intervals that is silent for longer than its next interval by this has a hole. ENG."""

_AGAIN = marked("Repair it with the tool that recorded it, or record once more.")
_HEADER, _SAMPLES = 2, 3
_TYPES = {
    "ecg": Kind.ECG, "ekg": Kind.ECG, "rr": Kind.RR, "rri": Kind.RR, "ibi": Kind.RR, "resp": Kind.RESP,
    "respiration": Kind.RESP, "breath": Kind.RESP, "accelerometer": Kind.ACC, "acc": Kind.ACC,
    "acceleration": Kind.ACC, "accelerometers": Kind.ACC,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of the file and which of its channels to read."""

    id: int
    kind: Kind
    channels: tuple[int, ...]
    unit: str
    name: str


def read_xdf(path: Path, wanted: Wanted) -> Found:
    """The tracks of an XDF file; raises a :class:`~slackwater.sensors.errors.RecordingError`."""
    samples, listed = _walk(path)
    chosen = [one for one in map(_chosen, listed) if one is not None and wanted.kind in {None, one.kind}]
    first: dict[Kind, Stream] = {}
    for one in chosen:
        first.setdefault(one.kind, one)
    if not first:
        raise _no_stream(path, [info for _, info in listed])
    width = {number: int(_words(info, "channel_count") or 1) for number, info in listed}
    needed = sum(samples[one.id] * (_SAMPLE_BYTES + _VALUE_BYTES * width[one.id]) for one in first.values())
    if needed > MOST_BYTES:
        why = worded("its streams would take {needed} MB of memory, and {most} MB is the most")
        parts = worded("Choose one with --kind, or cut the recording into parts.")
        raise RecordingUnreadable(path, why.format(needed=needed >> 20, most=MOST_BYTES >> 20), parts)
    loaded = _load(path, [one.id for one in first.values()])
    zero_s = min(
        (float(each["time_stamps"][0]) for each in loaded.values() if len(each["time_stamps"])), default=0.0
    )
    tracks = [_track(path, one, loaded[one.id], zero_s, wanted) for one in first.values() if one.id in loaded]
    return Found(path, "XDF", tuple(track for track in tracks if track is not None))


def _walk(path: Path) -> tuple[dict[int, int], list[tuple[int, Mapping[str, Any]]]]:
    """(samples of each stream, header of each stream); raises :class:`BadByte` where the chunks break off."""
    samples: dict[int, int] = {}
    headers: list[tuple[int, Mapping[str, Any]]] = []
    at = 4
    try:
        with _opened(path) as file:
            if file.read(4) != b"XDF:":
                no_xdf = worded("this archive is not an XDF recording")
                raise RecordingUnreadable(path, no_xdf, worded("Unpack it and try again."))
            while length := _length(file):
                content = file.read(min(length, 16)) if length < 1 << 40 else b""
                tag, number = int.from_bytes(content[:2], "little"), int.from_bytes(content[2:6], "little")
                rest = file.read(length - len(content)) if tag == _HEADER else b""
                if tag == _HEADER:
                    samples[number] = 0
                    headers.append((number, _header(content[6:] + rest)))
                else:
                    _skip(file, length - len(content))
                if tag == _SAMPLES:
                    samples[number] += int.from_bytes(content[7 : 7 + content[6]], "little")
                at = file.tell()
    except (*BROKEN, OSError) as error:
        why = worded("the file breaks off or does not add up here")
        raise BadByte(path, at, why, worded(_AGAIN)) from error
    return samples, headers


def _no_stream(path: Path, headers: Sequence[Mapping[str, Any]]) -> NothingToRead:
    """Says which streams there are, where none was told apart."""
    streams = ", ".join(f"{_words(info, 'name')} ({_words(info, 'type')})" for info in headers)
    looked = worded("streams of type ECG, RR, Resp or Accelerometer; its streams: {streams}")
    name_it = worded("Name the type of the stream when it is recorded.")
    return NothingToRead(path, looked.format(streams=streams or worded("none", "streams")), name_it)


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path, "rb")) if zipped else path.open("rb")


def _length(file: IO[bytes]) -> int:
    """The length of the next chunk; 0 at the end of the file."""
    size = file.read(1)
    if not size:
        return 0
    if size[0] not in {1, 4, 8}:
        raise ValueError(size)
    raw = file.read(size[0])
    length = int.from_bytes(raw, "little")
    if len(raw) < size[0] or length < 2:
        raise ValueError(length)
    return length


def _skip(file: IO[bytes], length: int) -> None:
    while length > 0:
        read = len(file.read(min(length, 1 << 20)))
        if not read:
            raise EOFError
        length -= read


def _header(xml: bytes) -> Mapping[str, Any]:
    def told(element: Any) -> Any:  # noqa: ANN401 -- XML of any shape
        inner = list(element)
        if not inner:
            return (element.text or "").strip()
        found: dict[str, list[Any]] = {}
        for each in inner:
            found.setdefault(each.tag, []).append(told(each))
        return found

    info = told(fromstring(xml.decode("utf-8", "replace")))  # noqa: S314 -- expat stops runaway entities
    if not isinstance(info, dict):
        raise ValueError("a stream without a header")  # noqa: TRY004 -- told like all other damage
    return info


def _words(info: Mapping[str, Any], name: str) -> str:
    found = info.get(name, [""])
    return str(found[0]) if isinstance(found, list) and found and isinstance(found[0], str) else ""


def _chosen(listed: tuple[int, Mapping[str, Any]]) -> Stream | None:
    """What a stream measures, by its type, or by the labels of its channels, or by its name."""
    number, info = listed
    labels, units = _channels(info)
    count = int(_words(info, "channel_count") or 0)
    name = _words(info, "name")
    kind = _TYPES.get(_words(info, "type").lower())
    named = named_kinds(labels) if labels else named_kinds([name.lower()] if count == 1 else [])
    if kind is None and _words(info, "type").lower() != "markers":
        kind = next(iter(named), None)
    if kind is None or count < NEEDED[kind]:
        return None
    channels = named.get(kind, tuple(range(NEEDED[kind])))
    if max(channels) >= count:
        return None
    unit = units[channels[0]] if len(units) > channels[0] else ""
    return Stream(number, kind, channels, unit, name or kind.value)


def _channels(info: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """(labels, units) of the channels, lower case, as far as the header tells them."""
    found: Any = info
    for name in ("desc", "channels"):
        found = found.get(name, [""])[0] if isinstance(found, dict) else ""
    channels = found.get("channel", []) if isinstance(found, dict) else []
    told = [each if isinstance(each, dict) else {} for each in channels]
    return [_words(each, "label").lower() for each in told], [_words(each, "unit") for each in told]


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What pyxdf complains of meanwhile: it goes on past damage and says so in its log alone."""
    log, said = logging.getLogger("pyxdf.pyxdf"), list[str]()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                said.append(record.getMessage())

    ear, before = Ear(), log.propagate
    log.addHandler(ear)
    log.propagate = False
    try:
        yield said
    finally:
        log.removeHandler(ear)
        log.propagate = before


def _load(path: Path, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    try:
        with _listening() as said, _opened(path) as file:
            streams, _ = pyxdf.load_xdf(file, select_streams=list(ids))
    except (*BROKEN, OSError) as error:
        raise RecordingUnreadable(path, worded("its samples do not add up"), worded(_AGAIN)) from error
    if said:
        why = worded("its samples do not add up ({why})").format(why=said[0])
        raise RecordingUnreadable(path, why, worded(_AGAIN))
    return {int(each["info"]["stream_id"]): each for each in streams}


def _track(path: Path, one: Stream, loaded: Mapping[str, Any], zero_s: float, wanted: Wanted) -> Track | None:
    at_s = np.asarray(loaded["time_stamps"], float) - zero_s
    series = np.asarray(loaded["time_series"])
    if not len(at_s) or series.dtype.kind not in "fiu":
        return None
    values = series[:, list(one.channels)].astype(float)
    known = sane(values) & np.isfinite(at_s)
    at_s, values = at_s[known], values[known]
    if not len(at_s):
        return None
    order = np.argsort(at_s, kind="stable")
    at_s, values = at_s[order], values[order]
    if one.kind is Kind.RR:
        pieces = tuple(_intervals(at_s, values[:, 0]))
        return Track(one.kind, one.name, held(pieces))
    scale = _scaled(path, one, values, wanted)
    read = worded("Stream “{name}” was read.").format(name=one.name)
    notes = tuple(note for note in (read, scale.note) if note)
    if one.kind is Kind.ACC:
        shaken = Piece(float(at_s[0]), values * scale.by, at_s)
        return Track(one.kind, one.name, held((shaken,)), notes=notes, in_g=scale.known)
    rate_hz = wanted.rate_hz or float(loaded["info"]["nominal_srate"][0])
    clock = rate_of(at_s)
    if clock is not None and not clock.bunched:
        rate_hz = clock.rate_hz
    if rate_hz <= 0:
        no_rate = worded("the stream “{name}” has no rate, and its times tell none")
        raise NotSure(path, no_rate.format(name=one.name), worded("Add --rate."))
    even = tuple(Evener(rate_hz).feed(at_s, values[:, 0] * scale.by))
    return Track(one.kind, one.name, held(even), rate_hz, notes)


def _scaled(path: Path, one: Stream, values: Floats, wanted: Wanted) -> Scale:
    told = wanted.unit or one.unit
    if one.kind is Kind.ECG:
        return ecg_scale(told, values[:, 0])
    if one.kind is Kind.ACC:
        scale = acc_scale(told, values)
        if scale is None:
            untold = worded("the unit of the acceleration cannot be told")
            raise NotSure(path, untold, worded("Add --unit g, mg, m/s2 or counts."))
        return scale
    return Scale(1.0)


def _intervals(at_s: Floats, values: Floats) -> Iterator[Piece]:
    """The intervals as they came, in pieces where the stream fell silent for longer than a beat."""
    if (values <= 0).any():
        values, at_s = values[values > 0], at_s[values > 0]
    rr_ms = values * rr_unit_ms(values) if len(values) else values
    silent = np.diff(at_s) - rr_ms[1:] / 1000 > SILENCE_S
    cuts = np.flatnonzero(silent) + 1
    for part_s, part in zip(np.split(at_s, cuts), np.split(rr_ms, cuts), strict=True):
        if len(part):
            yield Piece(float(part_s[0] - part[0] / 1000), part)
