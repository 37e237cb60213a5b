"""EDF and EDF+ recordings: ECG, breath and acceleration by their labels, read record by record."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import edfio
import numpy as np

from slackwater.sensors.errors import BadByte, NothingToRead, NotSure, RecordingUnreadable
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.columns import NEEDED, named_kinds
from slackwater.sensors.files.samples import ASKED, Floats, Found, Kind, Piece, Tell, Track, Wanted
from slackwater.sensors.files.units import Scale, acc_scale, ecg_scale
from slackwater.tongues import marked, worded

HELD = 16 << 20
"""Bytes of the file that are mapped at once: it is opened anew for each part, so that memory is given back."""

_AGAIN = marked("Export the recording once more, or repair it with an EDF tool.")
_HEADER_WRONG = marked("the header does not add up")
_ANNOTATIONS = b"EDF Annotations "


def read_edf(path: Path, wanted: Wanted) -> Found:
    """The tracks of an EDF or EDF+ file; raises a :class:`~slackwater.sensors.errors.RecordingError`."""
    with path.open("rb") as file:
        if file.read(8) == b"\xffBIOSEMI":
            bdf = worded("this is BDF, which is not read here")
            raise RecordingUnreadable(path, bdf, worded("Save it as EDF+ and try again."))
    header = _Header(path)
    channels = _channels(path, wanted, header)
    tracks = []
    for kind, places in channels.items():
        if wanted.kind in {None, kind}:
            tracks.append(_track(header, kind, places, wanted))
    return Found(path, header.format, tuple(tracks))


class _Header:
    """What the header of the file says, checked against its length."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        edf = self.open()
        try:
            self.begin = int(edf.bytes_in_header_record)
            self.record_s = float(edf.data_record_duration)
            self.said = int(self.raw(236, 8))
            self.labels = [str(signal.label) for signal in edf.signals]
            self.units = [str(signal.physical_dimension) for signal in edf.signals]
            self.rates = [float(signal.sampling_frequency) for signal in edf.signals]
            self.format = worded("EDF+") if self.raw(192, 4) == b"EDF+" else "EDF"
            self.holed = self.raw(192, 5) == b"EDF+D"
            signals = int(self.raw(252, 4))
            table = 256 + 216 * signals
            self.samples = [int(self.raw(table + 8 * at, 8)) for at in range(signals)]
            self.kinds = [self.raw(256 + 16 * at, 16) for at in range(signals)]
            self.record_bytes = 2 * sum(self.samples)
            self.records = (self.size - self.begin) // self.record_bytes
            self.starts_s = self._starts()
        except BROKEN as error:
            raise BadByte(path, 0, worded(_HEADER_WRONG), worded(_AGAIN)) from error
        self._check_length()

    def open(self) -> Any:  # noqa: ANN401 -- edfio's own
        """The file as edfio has it; nothing but its header is read yet."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what they warn of is checked here, and is an error
                return edfio.read_edf(self.path, lazy_load_data=True, header_encoding="latin-1")
        except (*BROKEN, OSError) as error:
            at = min(self.size, 256)
            raise BadByte(self.path, at, worded(_HEADER_WRONG), worded(_AGAIN)) from error

    def raw(self, begin: int, length: int) -> bytes:
        with self.path.open("rb") as file:
            file.seek(begin)
            return file.read(length)

    def _check_length(self) -> None:
        end = self.begin + self.records * self.record_bytes
        if self.records < 1 or end != self.size or self.said not in {self.records, -1}:
            why = worded("the header promises {said} records and the file holds {held}")
            if end != self.size:
                why = worded(
                    "the header promises {said} records and the file holds {held}, the last of them cut short"
                )
            raise BadByte(self.path, end, why.format(said=self.said, held=self.records), worded(_AGAIN))
        if self.record_s <= 0 and self.labels:
            raise BadByte(self.path, 244, worded("the records have no length in time"), worded(_AGAIN))

    def _starts(self) -> Floats:
        """(records,) s, when each record began; evenly, unless the file says it has holes."""
        if not self.holed:
            return np.arange(self.records, dtype=np.float64) * self.record_s
        place = 2 * sum(self.samples[: self.kinds.index(_ANNOTATIONS)])
        length = 2 * self.samples[self.kinds.index(_ANNOTATIONS)]
        starts = np.empty(self.records)
        with self.path.open("rb") as file:
            for record in range(self.records):
                file.seek(self.begin + record * self.record_bytes + place)
                starts[record] = float(file.read(length).partition(b"\x14")[0])
        return np.asarray(starts - starts[0], np.float64)


def _channels(path: Path, wanted: Wanted, header: _Header) -> dict[Kind, tuple[int, ...]]:
    labels = [label.lower() for label in header.labels]
    if wanted.columns:
        places = tuple(_place(path, labels, name) for name in wanted.columns)
        kind = wanted.kind or next(iter(named_kinds([labels[at] for at in places])), None)
        if kind is None or NEEDED[kind] != len(places):
            what = worded("what these channels measure cannot be told")
            raise NotSure(path, what, worded("Add --kind ecg, resp or acc."))
        return {kind: places}
    named = named_kinds(labels)
    named.pop(Kind.RR, None)
    if not named or (wanted.kind is not None and wanted.kind not in named):
        raise _no_channel(path, wanted, header.labels)
    return named


def _place(path: Path, labels: list[str], name: str) -> int:
    if name.lower() in labels:
        return labels.index(name.lower())
    if name.isdecimal() and 1 <= int(name) <= len(labels):
        return int(name) - 1
    add = worded("Its channels: {channels}.").format(channels=", ".join(labels))
    raise NotSure(path, worded("it has no channel “{name}”").format(name=name), add)


def _no_channel(path: Path, wanted: Wanted, labels: list[str]) -> NothingToRead:
    """Says which channels there are, where none was told apart."""
    channels = ", ".join(f"{at} {label}" for at, label in enumerate(labels, 1)) or worded("none", "channels")
    looked = (
        worded("channels for {kind}; its channels: {channels}")
        if wanted.kind
        else worded("channels for ECG, breath or acceleration; its channels: {channels}")
    ).format(kind=wanted.kind and wanted.kind.value, channels=channels)
    kinds = "|".join(kind.value for kind in ASKED if kind is not Kind.RR)
    return NothingToRead(path, looked, worded("Add --kind {kinds} and --columns.").format(kinds=kinds))


def _track(header: _Header, kind: Kind, places: tuple[int, ...], wanted: Wanted) -> Track:
    rate_hz = header.rates[places[0]]
    first = next(_parts(header, places))[1]
    scale = _scaled(header, kind, places, wanted, first)
    name = header.labels[places[0]]

    def pieces(tell: Tell) -> Iterator[Piece]:
        for done, (start_s, values) in enumerate(_parts(header, places), 1):
            scaled = values * scale.by
            if kind is Kind.ACC:
                yield Piece(start_s, scaled, start_s + np.arange(len(scaled)) / rate_hz)
            else:
                yield Piece(start_s, scaled[:, 0])
            tell(min(1.0, done * HELD / header.size))

    read = worded("Channel “{name}” was read.").format(name=name)
    notes = tuple(note for note in (read, scale.note) if note)
    return Track(kind, name, pieces, rate_hz, notes, in_g=scale.known)


def _scaled(header: _Header, kind: Kind, places: tuple[int, ...], wanted: Wanted, first: Floats) -> Scale:
    told = wanted.unit or header.units[places[0]]
    if kind is Kind.ECG:
        return ecg_scale(told, first[:, 0])
    if kind is Kind.ACC:
        scale = acc_scale(told, first)
        if scale is None:
            what = worded("the unit “{unit}” of the acceleration is not known, and gravity does not tell it")
            add = worded("Add --unit g, mg, m/s2 or counts.")
            raise NotSure(header.path, what.format(unit=told), add)
        return scale
    return Scale(1.0)


def _parts(header: _Header, places: tuple[int, ...]) -> Iterator[tuple[float, Floats]]:
    """(start s, values (n, channels)) of runs of records that follow one another, each of bounded size."""
    most = max(1, HELD // header.record_bytes)
    ends_s = header.starts_s + header.record_s
    holes = set(
        (np.flatnonzero(np.abs(header.starts_s[1:] - ends_s[:-1]) > 0.5 * header.record_s) + 1).tolist()
    )
    first = 0
    for record in range(1, header.records + 1):
        if record == header.records or record - first == most or record in holes:
            yield float(header.starts_s[first]), _values(header, places, first, record)
            first = record


def _values(header: _Header, places: tuple[int, ...], first: int, end: int) -> Floats:
    signals = header.open().signals
    try:
        columns = [
            signals[at].get_data_slice(first * header.record_s, end * header.record_s) for at in places
        ]
        return np.asarray(np.stack(columns, axis=1), np.float64)
    except BROKEN as error:
        offset = header.begin + first * header.record_bytes
        why = worded("the samples do not add up")
        raise BadByte(header.path, offset, why, worded(_AGAIN)) from error
