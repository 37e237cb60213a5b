"""Deleting destroys the keys."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from slackwater.journal.journal import Door, Journal
from slackwater.journal.keys import Hardness, Passphrase, new_recovery_code
from slackwater.journal.scrubbing import scrub
from slackwater.journal.sqlite import SqliteStore
from slackwater.session.events import CheckedIn, TooMuch

SESSION = "5e551011"
Open = Callable[..., Journal]
PIECE = 16


def pieces(content: bytes) -> set[bytes]:
    return {content[at : at + PIECE] for at in range(0, len(content) - PIECE + 1, PIECE)}


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_no_wrapped_key_or_record_is_left_in_any_file(open_file: Open, path: Path, mine: Passphrase) -> None:
    journal = open_file()
    journal.begin(mine, new_recovery_code())
    for distress in range(200):
        journal.append(SESSION, [CheckedIn(distress % 10, 0)])
    journal.lock()
    journal.leave(SESSION, [TooMuch()])
    store = journal._store
    person = store.person() or b""
    folder = store.folder(person)
    assert folder is not None
    secrets = [wrap.wrapped for wrap in store.wraps(person)] + [folder.private_key]
    secrets += [row.sealed for row in (*store.rows(person), *store.left(person))]
    on_disk = everything_on_disk(path.parent)
    assert all(secret[:PIECE] in on_disk for secret in secrets)
    journal.forget()
    left = everything_on_disk(path.parent)
    assert path.with_name(path.name + "-mark").read_bytes().strip() == b""
    journal.close()
    left += everything_on_disk(path.parent)
    assert not any(piece in left for secret in secrets for piece in pieces(secret))


def test_the_file_itself_is_overwritten_not_only_unlinked(path: Path, mine: Passphrase) -> None:
    """Who still holds the files open, or the blocks of the disk, reads zeros."""
    store = SqliteStore(path)
    journal = Journal(store)
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    wrapped = store.wraps(store.person() or b"")[0].wrapped
    with path.open("rb") as file:
        journal.forget()
        content = file.read()
    journal.close()
    assert wrapped not in content
    assert set(content) == {0}


@pytest.mark.parametrize("stage", ["renamed", "half overwritten", "log unlinked"])
def test_a_crash_while_deleting_is_finished_at_the_next_opening(
    open_file: Open, path: Path, mine: Passphrase, stage: str
) -> None:
    journal = open_file()
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    store = journal._store
    wrapped = store.wraps(store.person() or b"")[0].wrapped
    log = path.with_name(path.name + "-wal")
    at_the_crash = {file: file.read_bytes() for file in (path, log)}
    journal.close()
    mark = path.with_name(path.name + "-mark")
    mark.write_bytes(b" " * 512)
    path.unlink()
    content = at_the_crash[path]
    if stage != "renamed":
        content = bytes(len(content) // 2) + content[len(content) // 2 :]
    path.with_name(path.name + "-forgotten").write_bytes(content)
    if stage != "log unlinked":
        log.write_bytes(at_the_crash[log])
    journal = open_file()
    assert journal.door is Door.NOT_BEGUN
    assert wrapped not in everything_on_disk(path.parent)
    assert not path.with_name(path.name + "-forgotten").exists()


def test_an_old_passphrase_is_left_nowhere_after_a_change(
    open_file: Open, path: Path, mine: Passphrase
) -> None:
    journal = open_file()
    journal.begin(mine)
    old = journal._store.wraps(journal._store.person() or b"")[0].wrapped
    journal.rewrap(Passphrase("four other words", Hardness(1, 1, 8)))
    left = everything_on_disk(path.parent)
    assert not any(piece in left for piece in pieces(old))


def test_the_log_is_overwritten_before_it_is_cut(path: Path, mine: Passphrase) -> None:
    """Cutting alone would leave the old wrap in blocks of the disk that nobody owns."""
    store = SqliteStore(path)
    Journal(store).begin(mine)
    log = path.with_name(path.name + "-wal")
    before_the_cut = []

    class Watching:
        def execute(self, statement: str) -> sqlite3.Cursor:
            if "TRUNCATE" in statement:
                before_the_cut.append(log.read_bytes())
            return store._db.execute(statement)

    scrub(Watching(), path)  # type: ignore[arg-type]
    store.close()
    assert set(before_the_cut[0]) == {0}


def test_a_forgotten_file_is_small_and_begins_anew(open_file: Open, path: Path, mine: Passphrase) -> None:
    journal = open_file()
    journal.begin(mine)
    empty = path.stat().st_size
    journal.append_many([(SESSION, [CheckedIn(1, 0)])] * 2000)
    journal.forget()
    assert path.stat().st_size <= empty
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    assert journal.facts(SESSION) == (TooMuch(),)
