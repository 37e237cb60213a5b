"""Overwriting what is not to be found again: an old wrap, or a whole journal."""

import os
import sqlite3
from pathlib import Path

from slackwater.journal.sqlite_file import in_words, sync_folder

FORGOTTEN = "-forgotten"
"""Behind the name of a journal that is being destroyed."""
_AT_A_TIME = 1 << 16


def scrub(db: sqlite3.Connection, path: Path) -> None:
    """What was overwritten in the journal is gone from its write-ahead log too."""
    with in_words():
        busy, frames, done = db.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
        log = Path(f"{path}-wal")
        if not busy and frames == done and log.exists():
            _overwrite(log)  # every frame is in the journal and synced: nobody needs the log's copies
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def destroy(path: Path) -> None:
    """The journal's file is overwritten and gone; a crash in between is finished at the next opening.

    Overwriting in place needs no room, so a full disk does not keep a key.
    """
    with in_words():
        path.replace(_forgotten(path))
        sync_folder(path.parent)
    finish_destroying(path)


def is_half_destroyed(path: Path) -> bool:
    """Whether a journal was being destroyed here, and something of it is left."""
    return _forgotten(path).exists()


def finish_destroying(path: Path) -> None:
    """Nothing is left of a journal that was being destroyed, if one was."""
    forgotten = _forgotten(path)
    with in_words():
        if not forgotten.exists():
            return
        for file in (Path(f"{path}-wal"), Path(f"{path}-shm"), forgotten):
            if file.exists():
                _overwrite(file)
                file.unlink()
        sync_folder(path.parent)


def _forgotten(path: Path) -> Path:
    return path.with_name(path.name + FORGOTTEN)


def _overwrite(file: Path) -> None:
    with file.open("r+b", buffering=0) as held:
        left = file.stat().st_size
        while left > 0:
            left -= held.write(bytes(min(left, _AT_A_TIME)))
        os.fsync(held.fileno())
