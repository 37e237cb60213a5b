"""The journal's SQLite file: made whole or not at all, opened carefully, its errors put into words."""

import errno
import importlib.resources
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from slackwater.journal.errors import (
    DiskFull,
    DiskRefused,
    InUse,
    JournalError,
    NewerJournal,
    NotAJournal,
    SequenceTaken,
    Truncated,
)

APPLICATION_ID = 0x536C6B77
"""``Slkw``, so that a journal is known from other SQLite files."""
LAYOUT = 1
BUSY_MS = 5000
"""How long one write waits for a reader that holds the file (ENG)."""
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",  # on macOS fsync alone leaves data in the drive's cache
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    f"busy_timeout={BUSY_MS}",
)

_WORDS: dict[int, type[JournalError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CORRUPT: Truncated,
    sqlite3.SQLITE_NOTADB: NotAJournal,
    sqlite3.SQLITE_BUSY: InUse,
    sqlite3.SQLITE_LOCKED: InUse,
    sqlite3.SQLITE_CONSTRAINT: SequenceTaken,
    sqlite3.SQLITE_IOERR_SHORT_READ: Truncated,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def in_words() -> Iterator[None]:
    """Errors of SQLite and the disk become errors a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        kind = _WORDS.get(code) or _WORDS.get(code & 0xFF)
        raise kind() if kind else DiskRefused(str(error)) from error
    except OSError as error:
        raise DiskFull() if error.errno in _NO_ROOM else DiskRefused(str(error)) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One durable transaction: all of it when this ends well, nothing of it otherwise."""
    with in_words():
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # SQLite itself has rolled back after some errors
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
            raise


def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection to a journal that is whole on the outside; the file is made where there is none."""
    with in_words():
        if not path.exists() and writing:
            _make(path)
        if writing:
            path.chmod(PRIVATE_FILE)
        if path.stat().st_size == 0:
            raise Truncated(str(path))
        db = _plain(path, "rw" if writing else "ro")
        try:
            _look(db, path, whole=writing)
            for pragma in _PRAGMAS if writing else _PRAGMAS[2:]:
                db.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            db.close()
            raise
        return db


def _plain(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )


def _look(db: sqlite3.Connection, path: Path, *, whole: bool) -> None:
    """Nothing is written before this has passed."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAJournal(str(path))
    if db.execute("PRAGMA user_version").fetchone()[0] > LAYOUT:
        raise NewerJournal(str(path))
    if whole and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Truncated(str(path))


def _make(path: Path) -> None:
    """A whole empty journal appears under its name in one step."""
    if Path(f"{path}-wal").exists():
        raise Truncated(f"{path} is gone, its log is there")
    fresh = path.with_name(path.name + "-fresh")
    for old in (fresh, Path(f"{fresh}-wal"), Path(f"{fresh}-shm")):
        old.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    db = _plain(fresh, "rw")
    try:
        for pragma in (*_PRAGMAS, f"application_id={APPLICATION_ID}", f"user_version={LAYOUT}"):
            db.execute(f"PRAGMA {pragma}").fetchall()
        schema = importlib.resources.files(__package__).joinpath("schema.sql").read_text("utf-8")
        db.executescript(f"BEGIN IMMEDIATE;\n{schema}\nCOMMIT;")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()
    fresh.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Names that were made, changed or removed in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
