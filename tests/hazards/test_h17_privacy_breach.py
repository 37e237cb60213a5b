"""H-17: somebody else at the computer, or with its disk, reads nothing of what was said."""

import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from slackwater.journal.errors import Locked, WrongKey
from slackwater.journal.facts import AfterNote, PersonScreened, SessionClosed
from slackwater.journal.journal import Door, Journal
from slackwater.journal.keys import Hardness, Passphrase, new_recovery_code
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.reminders import Reminders
from slackwater.session.events import TooMuch
from slackwater.sharing.calendar import Entry, write_calendar

MINE = Passphrase("four words of mine", Hardness(iterations=1, lanes=1, memory_kib=8))
THEIRS = Passphrase("four words of theirs", Hardness(iterations=1, lanes=1, memory_kib=8))
SESSION = "the-quiet-session"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal with something said, as it stands on the disk while the program runs."""
    journal = Journal(SqliteStore(tmp_path / "home" / "journal.sqlite"))
    journal.begin(MINE, new_recovery_code())
    journal.append(None, [PersonScreened(1, {"pregnant": "dont-know"})])
    journal.append(SESSION, [TooMuch(), AfterNote("nobody shall read this", went_wrong=True)])
    journal.append(SESSION, [SessionClosed(1)])
    journal.lock()
    journal.leave(SESSION, [AfterNote("nor this, left while locked", went_wrong=False)])
    journal.close()
    return tmp_path / "home"


def test_no_word_said_stands_on_the_disk(folder: Path) -> None:
    on_disk = b"".join(file.read_bytes() for file in folder.iterdir())
    for word in (b"nobody", b"left while", b"pregnant", b"dont-know", b"too_much", b"screening", b"quiet"):
        assert word not in on_disk


def test_the_passphrase_and_the_key_are_not_on_the_disk(folder: Path) -> None:
    on_disk = b"".join(file.read_bytes() for file in folder.iterdir())
    journal = Journal(SqliteStore(folder / "journal.sqlite"))
    journal.unlock(MINE)
    assert journal._opened
    assert journal._opened.key not in on_disk
    assert b"four words" not in on_disk
    journal.close()


def test_nobody_but_the_owner_may_open_the_files(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_a_locked_journal_answers_nothing(folder: Path) -> None:
    journal = Journal(SqliteStore(folder / "journal.sqlite"))
    with pytest.raises(Locked):
        journal.facts(SESSION)
    with pytest.raises(WrongKey):
        journal.unlock(THEIRS)
    with pytest.raises(Locked):
        journal.sessions()
    journal.close()


def test_deleting_leaves_nothing_that_a_key_could_open(folder: Path) -> None:
    journal = Journal(SqliteStore(folder / "journal.sqlite"))
    journal.forget()
    assert journal.door is Door.NOT_BEGUN
    assert journal.ways() == frozenset()
    journal.close()


def test_a_calendar_tells_days_times_and_the_persons_words_alone() -> None:
    """Whoever sees the calendar sees no name of ours, and switched off there is no address to see."""
    on = Reminders(on=True, days=frozenset(range(7)), uid="5e551011", token="secret")
    entry, day = Entry(on.uid, on.words, on.days, on.at), date(2026, 11, 23)
    written = write_calendar(entry, first=day, last=day, without=(), made=datetime(2026, 11, 23, tzinfo=UTC))
    assert b"SUMMARY:A quiet moment" in written
    assert not any(word in written.lower() for word in (b"slackwater", b"practice", b"session", b"secret"))
    assert Reminders().on is False
    assert not replace(on, on=False).fits("secret")
