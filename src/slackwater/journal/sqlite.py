"""The store of a personal journal: one SQLite file, private to its owner, one program writing at a time."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from slackwater.journal.errors import AlreadyBegun, NotBegun, RecordsMissing, SequenceTaken
from slackwater.journal.keys import Way, Wrap
from slackwater.journal.mark_file import MarkFile
from slackwater.journal.names import Written
from slackwater.journal.scrubbing import destroy, finish_destroying, scrub
from slackwater.journal.sqlite_file import PRIVATE_FOLDER, connect, in_words, transaction
from slackwater.journal.store import Folder, Mark, Row, SealAt

_SEQUENCE_MOST = 2**63 - 1
_AT_A_TIME = 500


class SqliteStore:
    """The :class:`~slackwater.journal.store.Store` in a file.

    WAL with ``synchronous=FULL``: a commit returns when the log is on the disk. A second writer is
    refused with :class:`InUse`; readers (``writing=False``) are welcome beside the one who writes.
    """

    keeps = True

    def __init__(self, path: Path, *, writing: bool = True) -> None:
        self.path = path
        self.writes = writing
        self._lock = threading.RLock()
        with in_words():
            if writing:
                path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._mark = MarkFile(path.with_name(path.name + "-mark"), writing=writing)
        try:
            if writing:
                finish_destroying(path)
            self._check_not_gone()
            self._db = connect(path, writing=writing)
        except BaseException:
            self._mark.close()
            raise

    def _check_not_gone(self) -> None:
        """A mark without its journal: starting over without a word would lose what is owed."""
        noted = self._mark.read()
        if noted and not self.path.exists():
            raise RecordsMissing(1, noted.sequence, f"{self.path} is gone")

    def person(self) -> bytes | None:
        """The one person of a personal journal."""
        found = self._ask("SELECT person FROM person LIMIT 1")
        return found[0][0] if found else None

    def folder(self, person: bytes) -> Folder | None:
        """What is held about the person."""
        found = self._ask("SELECT public_key, private_key, marked, mark FROM person WHERE person = ?", person)
        for public_key, private_key, marked, mark in found:
            return Folder(person, public_key, private_key, Mark(marked, mark))
        return None

    def begin(self, folder: Folder, wraps: Sequence[Wrap]) -> None:
        """The person is kept from now on."""
        with self._lock, transaction(self._db) as db:
            if db.execute("SELECT 1 FROM person").fetchone():
                raise AlreadyBegun
            db.execute(
                "INSERT INTO person (person, public_key, private_key, marked, mark) VALUES (?, ?, ?, ?, ?)",
                (
                    folder.person,
                    folder.public_key,
                    folder.private_key,
                    folder.mark.sequence,
                    folder.mark.sealed,
                ),
            )
            for wrap in wraps:
                _put_wrap(db, folder.person, wrap)
        self._mark.note(folder.person, folder.mark)

    def wraps(self, person: bytes) -> tuple[Wrap, ...]:
        """Every wrap of the data key."""
        found = self._ask(
            "SELECT way, version, parameters, wrapped FROM wrap WHERE person = ? ORDER BY way", person
        )
        return tuple(
            Wrap(Way(way), version, parameters, wrapped) for way, version, parameters, wrapped in found
        )

    def rewrap(self, person: bytes, wrap: Wrap) -> None:
        """This wrap stands instead of the one of the same way; the old one is overwritten."""
        with self._lock:
            with transaction(self._db) as db:
                _put_wrap(db, person, wrap)
            scrub(self._db, self.path)

    def drop_wrap(self, person: bytes, way: Way) -> None:
        """This way opens nothing any more."""
        with self._lock:
            with transaction(self._db) as db:
                db.execute("DELETE FROM wrap WHERE person = ? AND way = ?", (person, way.value))
            scrub(self._db, self.path)

    def append(self, person: bytes, rows: Sequence[Row], mark: Mark, merged: int = 0) -> None:
        """Records that follow the last without gap, durable when this returns."""
        with self._lock, transaction(self._db) as db:
            found = db.execute("SELECT marked FROM person WHERE person = ?", (person,)).fetchone()
            if found is None:
                raise NotBegun
            wanted = range(found[0] + 1, found[0] + 1 + len(rows))
            if [row.sequence for row in rows] != list(wanted) or mark.sequence != wanted.stop - 1:
                raise SequenceTaken(f"{found[0] + 1} comes next")
            db.executemany(
                "INSERT INTO record (person, sequence, name, version, sealed) VALUES (?, ?, ?, ?, ?)",
                [(person, row.sequence, *row.written, row.sealed) for row in rows],
            )
            db.execute(
                "UPDATE person SET marked = ?, mark = ?, merged = max(merged, ?) WHERE person = ?",
                (mark.sequence, mark.sealed, merged, person),
            )
            db.execute("DELETE FROM waiting WHERE person = ? AND number <= ?", (person, merged))
        self._mark.note(person, mark)

    def rows(self, person: bytes, first: int = 1, last: int | None = None) -> Iterator[Row]:
        """The records in order, a few hundred at a time."""
        question = (
            "SELECT sequence, name, version, sealed FROM record WHERE person = ?1 AND sequence >= ?2"
            " AND sequence <= ?3 ORDER BY sequence LIMIT ?4"
        )
        most = _SEQUENCE_MOST if last is None else last  # a plain bound: with OR, SQLite reads on to the end
        while found := self._ask(question, person, first, most, _AT_A_TIME):
            for sequence, name, version, sealed in found:
                yield Row(sequence, Written(name, version), sealed)
            first = found[-1][0] + 1

    def leave(self, person: bytes, written: Written, seal: SealAt) -> int:
        """Keep a record left while locked, durable when this returns."""
        with self._lock, transaction(self._db) as db:
            (number,) = db.execute(
                "SELECT 1 + max(merged, coalesce((SELECT max(number) FROM waiting WHERE person = ?1), 0))"
                " FROM person WHERE person = ?1",
                (person,),
            ).fetchone() or (None,)
            if number is None:
                raise NotBegun
            db.execute(
                "INSERT INTO waiting (person, number, name, version, sealed) VALUES (?, ?, ?, ?, ?)",
                (person, number, *written, seal(number)),
            )
            return int(number)

    def left(self, person: bytes) -> tuple[Row, ...]:
        """The records left while locked, in order."""
        found = self._ask(
            "SELECT number, name, version, sealed FROM waiting WHERE person = ? ORDER BY number", person
        )
        return tuple(Row(number, Written(name, version), sealed) for number, name, version, sealed in found)

    def last_mark(self, person: bytes) -> Mark | None:
        """The mark in the small file beside the journal."""
        return self._mark.read(person)

    def forget(self, person: bytes) -> None:
        """The whole file is overwritten and gone, the keys with it; a fresh one stands in its place."""
        with self._lock:
            if self.person() != person:
                return
            self._mark.clear()
            with in_words():
                self._db.close()
            destroy(self.path)
            self._db = connect(self.path, writing=True)

    def close(self) -> None:
        """Another program may write now."""
        with self._lock, in_words():
            self._db.close()
            self._mark.close()

    def _ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock, in_words():
            return self._db.execute(question, values).fetchall()


def _put_wrap(db: sqlite3.Connection, person: bytes, wrap: Wrap) -> None:
    db.execute(
        "INSERT OR REPLACE INTO wrap (person, way, version, parameters, wrapped) VALUES (?, ?, ?, ?, ?)",
        (person, wrap.way.value, wrap.version, wrap.parameters, wrap.wrapped),
    )
