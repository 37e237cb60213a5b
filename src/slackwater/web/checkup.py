"""What ``slackwater doctor`` looks at, and what to do where something is wrong."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slackwater.live.keeping import JOURNAL_FILE
from slackwater.web.server import HOST, PORT, bind, is_slackwater

LEAST_FREE_MB = 50
"""ENG: years of sessions, and room for the database to work."""
OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)
"""ENG: years old; WAL and upserts are older."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at."""

    what: str
    well: bool
    says: str
    next_step: str = ""

    def __str__(self) -> str:
        line = f"{'ok  ' if self.well else 'look'}  {self.what}: {self.says}"
        return line if self.well or not self.next_step else f"{line}\n      {self.next_step}"


def look_over(folder: Path, port: int | None) -> Iterator[Found]:
    """Everything that is looked at, in order. Nothing is changed."""
    yield _python()
    yield _sqlite()
    yield _sealing()
    yield from _folder(folder)
    yield _journal(folder)
    yield _port(PORT if port is None else port, folder)
    yield _browser()
    yield _keyring()
    yield _practices()


def _python() -> Found:
    has = sys.version_info[:3]
    return Found(
        "Python",
        has >= OLDEST_PYTHON,
        ".".join(map(str, has)),
        "Slackwater needs Python 3.11 or newer. Install one and run `make setup`.",
    )


def _sqlite() -> Found:
    return Found(
        "SQLite",
        sqlite3.sqlite_version_info >= OLDEST_SQLITE,
        sqlite3.sqlite_version,
        "This Python carries a very old SQLite. A newer Python brings a newer one.",
    )


def _sealing() -> Found:
    from slackwater.journal.errors import SealingMissing
    from slackwater.journal.sealing import new_key, open_bytes, seal_bytes

    try:
        key = new_key()
        well = open_bytes(key, seal_bytes(key, b"slack water", b"doctor"), b"doctor") == b"slack water"
    except SealingMissing as missing:
        return Found("sealing", well=False, says=str(missing), next_step="Run `make setup` again.")
    return Found("sealing", well, "seals and opens" if well else "does not open what it sealed")


def _folder(folder: Path) -> Iterator[Found]:
    there = folder if folder.exists() else next(one for one in folder.parents if one.exists())
    writes = os.access(there, os.W_OK)
    yield Found(
        "data folder",
        writes,
        f"{folder}{'' if folder.exists() else ' (made at the first start)'}",
        f"{there} cannot be written. Change its owner, or choose another folder with --data.",
    )
    free_mb = shutil.disk_usage(there).free // 1_000_000
    yield Found("free space", free_mb >= LEAST_FREE_MB, f"{free_mb} MB", "Make some room on this disk.")


def _journal(folder: Path) -> Found:
    path = folder / JOURNAL_FILE
    if not path.exists():
        return Found("journal", well=True, says="none yet")
    from slackwater.journal.errors import JournalError
    from slackwater.journal.journal import Journal
    from slackwater.journal.sqlite import SqliteStore

    try:
        store = SqliteStore(path, writing=False)
        try:
            ways = sorted(way.value for way in Journal(store).ways())
        finally:
            store.close()
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            whole = database.execute("PRAGMA quick_check").fetchone()[0]
        database.close()
    except (JournalError, sqlite3.Error) as error:
        return Found("journal", well=False, says=str(error), next_step="Put a backup copy in its place.")
    says = (
        f"the file is whole; opens with {', '.join(ways)}"
        if whole == "ok"
        else f"the file is not whole: {whole}"
    )
    return Found("journal", whole == "ok", says, "Put a backup copy in its place.")


def _port(port: int, folder: Path) -> Found:
    if is_slackwater(port, folder):
        return Found("port", well=True, says=f"Slackwater answers at http://{HOST}:{port}/")
    try:
        bind(port).close()
    except OSError:
        return Found(
            "port", well=False, says=f"{port} is used by another program", next_step="Choose another --port."
        )
    return Found("port", well=True, says=f"{port} is free")


def _browser() -> Found:
    from slackwater.web.server import has_browser

    if has_browser():
        return Found("browser", well=True, says="there is one to open")
    return Found("browser", well=True, says="none to open from here; the address is printed instead")


def _keyring() -> Found:
    from slackwater.journal.ring import has_safe_keyring

    says = (
        "a safe one is here" if has_safe_keyring() else "none that is safe here; a passphrase works as well"
    )
    return Found("keyring", well=True, says=says)


def _practices() -> Found:
    from slackwater.practices import library
    from slackwater.practices.errors import BrokenLibrary

    try:
        count = len(library())
    except BrokenLibrary as broken:
        return Found(
            "practices", well=False, says=str(broken), next_step="`slackwater practices check` says more."
        )
    return Found("practices", well=True, says=f"{count} in the library")
