"""What ``slackwater doctor`` looks at, and what to do where something is wrong."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slackwater.journal.keys import Way
from slackwater.live.keeping import JOURNAL_FILE
from slackwater.tongues import marked, worded
from slackwater.web.server import HOST, PORT, bind, is_slackwater

LEAST_FREE_MB = 50
"""ENG: years of sessions, and room for the database to work."""
OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)
"""ENG: years old; WAL and upserts are older."""

WAYS = {
    Way.PASSPHRASE: marked("passphrase"),
    Way.RECOVERY: marked("recovery code"),
    Way.KEYRING: marked("keyring"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at."""

    what: str
    well: bool
    says: str
    next_step: str = ""

    def __str__(self) -> str:
        state = worded("ok", "doctor") if self.well else worded("look", "doctor")
        line = f"{state:<4}  {self.what}: {self.says}"
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
        worded("Slackwater needs Python 3.11 or newer. Install one and run `make setup`."),
    )


def _sqlite() -> Found:
    return Found(
        "SQLite",
        sqlite3.sqlite_version_info >= OLDEST_SQLITE,
        sqlite3.sqlite_version,
        worded("This Python carries a very old SQLite. A newer Python brings a newer one."),
    )


def _sealing() -> Found:
    from slackwater.journal.errors import SealingMissing
    from slackwater.journal.sealing import new_key, open_bytes, seal_bytes

    try:
        key = new_key()
        well = open_bytes(key, seal_bytes(key, b"slack water", b"doctor"), b"doctor") == b"slack water"
    except SealingMissing as missing:
        return Found(
            worded("sealing", "doctor"),
            well=False,
            says=str(missing),
            next_step=worded("Run `make setup` again."),
        )
    return Found(
        worded("sealing", "doctor"),
        well,
        worded("seals and opens") if well else worded("does not open what it sealed"),
    )


def _folder(folder: Path) -> Iterator[Found]:
    there = folder if folder.exists() else next(one for one in folder.parents if one.exists())
    writes = os.access(there, os.W_OK)
    yield Found(
        worded("data folder", "doctor"),
        writes,
        str(folder)
        if folder.exists()
        else worded("{folder} (made at the first start)").format(folder=folder),
        worded("{folder} cannot be written. Change its owner, or choose another folder with --data.").format(
            folder=there
        ),
    )
    free_mb = shutil.disk_usage(there).free // 1_000_000
    yield Found(
        worded("free space", "doctor"),
        free_mb >= LEAST_FREE_MB,
        f"{free_mb} MB",
        worded("Make some room on this disk."),
    )


def _journal(folder: Path) -> Found:
    path = folder / JOURNAL_FILE
    if not path.exists():
        return Found(worded("journal", "doctor"), well=True, says=worded("none yet", "doctor"))
    from slackwater.journal.errors import JournalError
    from slackwater.journal.journal import Journal
    from slackwater.journal.sqlite import SqliteStore

    try:
        store = SqliteStore(path, writing=False)
        try:
            ways = sorted(worded(WAYS[way]) for way in Journal(store).ways())
        finally:
            store.close()
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            whole = database.execute("PRAGMA quick_check").fetchone()[0]
        database.close()
    except (JournalError, sqlite3.Error) as error:
        return Found(
            worded("journal", "doctor"),
            well=False,
            says=str(error),
            next_step=worded("Put a backup copy in its place."),
        )
    says = (
        worded("the file is whole; opens with {ways}").format(ways=", ".join(ways))
        if whole == "ok"
        else worded("the file is not whole: {why}").format(why=whole)
    )
    return Found(worded("journal", "doctor"), whole == "ok", says, worded("Put a backup copy in its place."))


def _port(port: int, folder: Path) -> Found:
    if is_slackwater(port, folder):
        return Found(
            worded("port", "doctor"),
            well=True,
            says=worded("Slackwater answers at {address}").format(address=f"http://{HOST}:{port}/"),
        )
    try:
        bind(port).close()
    except OSError:
        return Found(
            worded("port", "doctor"),
            well=False,
            says=worded("{port} is used by another program").format(port=port),
            next_step=worded("Choose another --port."),
        )
    return Found(worded("port", "doctor"), well=True, says=worded("{port} is free").format(port=port))


def _browser() -> Found:
    from slackwater.web.server import has_browser

    if has_browser():
        return Found(worded("browser", "doctor"), well=True, says=worded("there is one to open"))
    return Found(
        worded("browser", "doctor"),
        well=True,
        says=worded("none to open from here; the address is printed instead"),
    )


def _keyring() -> Found:
    from slackwater.journal.ring import has_safe_keyring

    says = (
        worded("a safe one is here")
        if has_safe_keyring()
        else worded("none that is safe here; a passphrase works as well")
    )
    return Found(worded("keyring", "doctor"), well=True, says=says)


def _practices() -> Found:
    from slackwater.practices import library
    from slackwater.practices.errors import BrokenLibrary

    try:
        count = len(library())
    except BrokenLibrary as broken:
        return Found(
            worded("practices", "doctor"),
            well=False,
            says=str(broken),
            next_step=worded("`slackwater practices check` says more."),
        )
    return Found(
        worded("practices", "doctor"), well=True, says=worded("{count} in the library").format(count=count)
    )
