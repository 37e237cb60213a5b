"""The journal's file: private, durable, one writer."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from slackwater.journal.errors import DiskRefused, InUse, ReadingOnly
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Passphrase
from slackwater.journal.sqlite import SqliteStore
from slackwater.session.events import PauseAsked, TooMuch

SESSION = "5e551011"
Open = Callable[..., Journal]

ANOTHER = """
import sys
from pathlib import Path
from slackwater.journal.errors import InUse
from slackwater.journal.sqlite import SqliteStore
try:
    SqliteStore(Path(sys.argv[1]))
except InUse as taken:
    print(taken)
"""


def test_only_its_owner_can_read_it(open_file: Open, path: Path, mine: Passphrase) -> None:
    before = os.umask(0)
    try:
        journal = open_file()
        journal.begin(mine)
        journal.append(SESSION, [TooMuch()])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes) >= {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-mark"}
    assert set(modes.values()) == {0o600}


def test_a_file_that_others_could_read_is_made_private(open_file: Open, path: Path) -> None:
    open_file().close()
    path.chmod(0o644)
    open_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_commit_waits_for_the_disk(path: Path) -> None:
    store = SqliteStore(path)
    settings = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "fullfsync")
    }
    store.close()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "fullfsync": 1,
    }


def test_a_record_never_changes(open_file: Open, path: Path, mine: Passphrase) -> None:
    journal = open_file()
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    journal.close()
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        db.execute("UPDATE record SET sealed = x'00'")
    db.close()


def test_a_second_writer_of_this_program_is_refused(open_file: Open) -> None:
    open_file()
    with pytest.raises(InUse, match="Close the other one"):
        open_file()


def test_a_second_program_is_refused(open_file: Open, path: Path) -> None:
    open_file()
    said = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(path)], capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("Another Slackwater has this journal open.")


def test_the_next_writer_is_welcome_after_closing(open_file: Open) -> None:
    open_file().close()
    open_file()


def test_a_reader_is_welcome_beside_the_writer(open_file: Open, mine: Passphrase) -> None:
    journal = open_file()
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    reader = open_file(writing=False)
    reader.unlock(mine)
    assert reader.facts(SESSION) == (TooMuch(),)
    assert reader.problems == ()
    with pytest.raises(ReadingOnly):
        reader.append(SESSION, [PauseAsked()])
    journal.append(SESSION, [PauseAsked()])


def test_a_reader_changes_no_file(open_file: Open, path: Path, mine: Passphrase) -> None:
    journal = open_file()
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    journal.close()
    before = path.read_bytes()
    reader = open_file(writing=False)
    reader.unlock(mine)
    reader.close()
    assert path.read_bytes() == before


def test_a_reader_of_nothing_is_told_so(open_file: Open, path: Path) -> None:
    with pytest.raises(DiskRefused):
        open_file(writing=False)
    assert not path.exists()


def test_a_crash_while_it_was_made_leaves_a_clean_start(
    open_file: Open, path: Path, mine: Passphrase
) -> None:
    path.parent.mkdir()
    path.with_name(path.name + "-fresh").write_bytes(b"half")
    open_file().begin(mine)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DiskRefused, match="permissions"):
        SqliteStore(tmp_path / "file" / "journal.sqlite")
