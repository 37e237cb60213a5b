"""Everything a journal holds as one zip to carry elsewhere, and such a zip read again, whoever made it.

What counts is JSON: ``slackwater.json`` names each part with its SHA-256; a part holds every batch of one session,
or the person's own facts. Anything else in the zip is for reading and is never read here. Nothing is unpacked to a
disk; what is read is bounded, so a file made to be hostile costs a little time and a refusal.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, NoReturn

from slackwater.journal.batch import Batch
from slackwater.journal.codec import CODEC
from slackwater.journal.errors import (
    ExportDamaged,
    ExportTooLarge,
    JournalError,
    NewerExport,
    NotAnExport,
    UnknownFact,
)
from slackwater.journal.facts import Kept, PersonSet, Remembered, SessionBrought, SummedUp
from slackwater.journal.journal import Journal
from slackwater.journal.values import Json, canonical

FORMAT = "slackwater.export"
VERSION = 1
MANIFEST = "slackwater.json"
OF_THIS_MACHINE = ("phone.", "calendar.")
"""Settings of these names hold keys by which phones trust this one machine, or a calendar reads it: they stay here."""

FILE_MOST = 64 << 20
"""Bytes of a whole file: ten years of daily sessions take 15 MB (ENG)."""
PART_MOST = 8 << 20
"""Bytes of JSON of one part: an hour's session takes 0.1 MB (ENG)."""
ALL_MOST = 256 << 20
"""Bytes of JSON of all parts: ten years of daily sessions take 120 MB (ENG)."""
PARTS_MOST = 20_000
"""Sessions: more than fifty years of daily ones (ENG)."""
_DIRECTORY_MOST = 4 << 20
"""Bytes of the zip's own list of files (ENG)."""
_NUMBER_MOST = 1 << 40
_TIMES = ("at", "at_unix_s")
_LATEST_S = 253_402_000_000
"""The end of the year 9999: no page can write a later day, while any clock may have been wrong by so much."""
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_BYTES, _END_64_BYTES = 22, 20
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""`zipfile` unpacks these as far as it is asked; of any other way it unpacks all that a piece holds at once."""
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part as the zip's list names it."""

    name: str
    sha256: str
    session: str | None
    """None for the person's own facts."""


# Taking out


def pack(journal: Journal, program: str, made_at_unix_s: int) -> Iterator[tuple[str, bytes]]:
    """Each file of the zip that counts, by name; the list of them comes last."""
    parts = []
    for number, session in enumerate([None, *(kept.id for kept in journal.sessions())]):
        name = "json/person.json" if session is None else f"json/sessions/{number:05d}.json"
        body = _written(session, journal.read(session))
        parts.append({"name": name, "sha256": hashlib.sha256(body).hexdigest(), "session": session})
        yield name, body
    listed = {
        "format": FORMAT,
        "version": VERSION,
        "program": program,
        "made_at_unix_s": made_at_unix_s,
        "parts": parts,
    }
    yield MANIFEST, json.dumps(listed, indent=1).encode()


def carried(batch: Batch) -> tuple[Kept, ...]:
    """What of a batch is carried: all but this machine's own keys and notes, and what can be worked out again."""
    return tuple(
        fact
        for fact in batch.facts
        if not isinstance(fact, Remembered | SessionBrought | SummedUp)
        and not (isinstance(fact, PersonSet) and fact.name.startswith(OF_THIS_MACHINE))
    )


def _written(session: str | None, batches: tuple[Batch, ...]) -> bytes:
    rows = [
        {"at": batch.at_unix_s, "late": batch.late, "facts": [CODEC.encode(fact) for fact in facts]}
        for batch in batches
        if (facts := carried(batch))
    ]
    return canonical({"session": session, "batches": rows})


# Bringing in


class Parcel:
    """A zip that was taken out somewhere, read part by part. Every error names what is wrong and where."""

    def __init__(self, file: BinaryIO) -> None:
        _look(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except _UNREADABLE as broken:
            raise NotAnExport(str(broken)) from broken
        names = self._zip.namelist()
        if MANIFEST not in names:
            raise NotAnExport(f"it holds no {MANIFEST}")
        if len(set(names)) != len(names):
            raise ExportDamaged("two files of one name")
        if any(one.compress_type not in _PACKINGS for one in self._zip.infolist()):
            raise NotAnExport("it is packed in a way that no journal is")
        self.parts = _listed(self._json(MANIFEST, self._read(MANIFEST)))
        if sum(self._zip.getinfo(part.name).file_size for part in self._present()) > ALL_MOST:
            raise ExportTooLarge

    def batches(self, part: Part) -> tuple[Batch, ...]:
        """Every batch of a part, as it was kept."""
        raw = self._read(part.name)
        if hashlib.sha256(raw).hexdigest() != part.sha256:
            raise ExportDamaged(part.name)
        body = self._json(part.name, raw)
        if not isinstance(body, dict) or body.keys() != {"session", "batches"}:
            raise ExportDamaged(part.name)
        if body["session"] != part.session or not isinstance(body["batches"], list):
            raise ExportDamaged(part.name)
        return tuple(_batch(part, row) for row in body["batches"])

    def _present(self) -> Iterator[Part]:
        held = set(self._zip.namelist())
        for part in self.parts:
            if part.name not in held:
                raise ExportDamaged(f"{part.name} is missing")
            yield part

    def _read(self, name: str) -> bytes:
        """The bytes of one file, unpacked in memory, never more than a part may have."""
        try:
            with self._zip.open(name) as packed:
                raw = packed.read(PART_MOST + 1)
        except _UNREADABLE as broken:
            raise ExportDamaged(f"{name}: {broken}") from broken
        if len(raw) > PART_MOST:
            raise ExportTooLarge(name)
        return raw

    def _json(self, name: str, raw: bytes) -> Json:
        try:
            body = json.loads(raw, parse_constant=_no_number)
            _check_values(body)
        except (ValueError, RecursionError) as broken:
            raise ExportDamaged(name) from broken
        return body


def open_parcel(content: bytes) -> Parcel:
    """The zip in these bytes."""
    return Parcel(BytesIO(content))


def _look(file: BinaryIO) -> None:
    """Whether the zip's list of files is of a size to be read: `zipfile` would read any."""
    size = file.seek(0, 2)
    if size > FILE_MOST:
        raise ExportTooLarge
    file.seek(max(0, size - _END_BYTES - _END_64_BYTES))
    tail = file.read()
    end, before = tail[-_END_BYTES:], tail[:-_END_BYTES]
    if len(end) < _END_BYTES or not end.startswith(_END):
        raise NotAnExport("it is no whole zip")
    count, length = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if before.startswith(_END_64) or count > PARTS_MOST or length > _DIRECTORY_MOST:
        raise ExportTooLarge
    file.seek(0)


def _listed(body: Json) -> tuple[Part, ...]:
    """The parts that the list names, each once."""
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise NotAnExport(f"{MANIFEST} is of another program")
    if type(body.get("version")) is not int or body["version"] < 1:
        raise ExportDamaged(MANIFEST)
    if body["version"] > VERSION:
        raise NewerExport(f"format {body['version']}")
    rows = body.get("parts")
    if not isinstance(rows, list) or len(rows) > PARTS_MOST:
        raise ExportDamaged(MANIFEST)
    parts = tuple(_part(row) for row in rows)
    for told in ([part.name for part in parts], [part.session for part in parts]):
        if len(set(told)) != len(told):
            raise ExportDamaged(f"{MANIFEST} names a part twice")
    return parts


def _part(row: Any) -> Part:  # noqa: ANN401 -- anything JSON holds
    if not isinstance(row, dict) or row.keys() != {"name", "sha256", "session"}:
        raise ExportDamaged(MANIFEST)
    name, sha256, session = row["name"], row["sha256"], row["session"]
    if type(name) is not str or type(sha256) is not str or not (session is None or _is_name(session)):
        raise ExportDamaged(MANIFEST)
    return Part(name, sha256, session)


def _is_name(session: object) -> bool:
    return isinstance(session, str) and 0 < len(session) <= 128 and session.isprintable()


def _batch(part: Part, row: Any) -> Batch:  # noqa: ANN401 -- anything JSON holds
    if not isinstance(row, dict) or row.keys() != {"at", "late", "facts"}:
        raise ExportDamaged(part.name)
    at, late, facts = row["at"], row["late"], row["facts"]
    if type(at) is not int or type(late) is not bool or not isinstance(facts, list) or not facts:
        raise ExportDamaged(part.name)
    try:
        batch = Batch(part.session, at, late, tuple(CODEC.fact(fact) for fact in facts))
    except UnknownFact as newer:
        raise NewerExport(f"{part.name}: {newer.detail}") from newer
    except (JournalError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        detail = wrong.detail if isinstance(wrong, JournalError) else type(wrong).__name__
        raise ExportDamaged(f"{part.name}: {detail}"[:200]) from wrong
    if carried(batch) != batch.facts:
        raise ExportDamaged(f"{part.name} holds what is never taken out")
    return batch


def _check_values(body: Json) -> None:
    """Nothing that a page, a clock or the seal would stumble over: raises :class:`ValueError`."""
    waiting = [("", body)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.items()
            waiting += (("", key) for key in value)
        elif isinstance(value, list):
            waiting += ((name, one) for one in value)
        elif isinstance(value, str):
            value.encode()  # half a character cannot be kept
        elif isinstance(value, int | float):
            most = _LATEST_S if name in _TIMES else _NUMBER_MOST
            if not (0 if name in _TIMES else -most) <= value <= most:
                raise ValueError(name)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
