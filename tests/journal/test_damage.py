"""What is not whole is told, and nothing is overwritten."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from slackwater.journal.errors import (
    Damaged,
    KeyDamaged,
    NewerJournal,
    NotAJournal,
    RecordsMissing,
    Tampered,
    Truncated,
)
from slackwater.journal.journal import Door, Journal
from slackwater.journal.keys import Passphrase
from slackwater.session.events import CheckedIn, PauseAsked, TooMuch

SESSION, OTHER = "5e551011", "07e5"
Open = Callable[..., Journal]


@pytest.fixture
def kept(open_file: Open, path: Path, mine: Passphrase) -> Path:
    """A closed journal of two sessions in six records, with one stop left while locked."""
    journal = open_file()
    journal.begin(mine)
    for distress in range(3):
        journal.append_many([(SESSION, [CheckedIn(distress, 0)]), (OTHER, [CheckedIn(distress, 1)])])
    journal.lock()
    journal.leave(SESSION, [TooMuch()])
    journal.close()
    return path


def change(path: Path, *statements: str) -> None:
    """Somebody with other tools was here."""
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER a_record_never_changes")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


def refuses(open_file: Open, path: Path, mine: Passphrase, error: type[Damaged]) -> Damaged:
    """The journal stays locked with this error, and not a byte of what was sealed changed."""
    before = sealed_of(path)
    journal = open_file()
    with pytest.raises(error) as refused:
        journal.unlock(mine)
    assert journal.door is Door.LOCKED
    journal.close()
    assert sealed_of(path) == before
    return refused.value


def sealed_of(path: Path) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(path)
    found = [db.execute(f"SELECT * FROM {table}").fetchall() for table in ("record", "waiting", "wrap")]
    db.close()
    return [row for rows in found for row in rows]


def test_a_changed_record_is_told_with_its_number(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "UPDATE record SET sealed = zeroblob(length(sealed)) WHERE sequence = 4")
    refused = refuses(open_file, kept, mine, Tampered)
    assert isinstance(refused, Tampered)
    assert refused.sequence == 4


def test_two_swapped_records_are_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(
        kept,
        "UPDATE record SET sequence = 99 WHERE sequence = 2",
        "UPDATE record SET sequence = 2 WHERE sequence = 4",
        "UPDATE record SET sequence = 4 WHERE sequence = 99",
    )
    refuses(open_file, kept, mine, Tampered)


def test_a_renamed_record_is_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "UPDATE record SET version = 2 WHERE sequence = 3")
    refuses(open_file, kept, mine, Tampered)


def test_a_record_taken_from_the_middle_is_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "DELETE FROM record WHERE sequence IN (3, 4)")
    refused = refuses(open_file, kept, mine, RecordsMissing)
    assert isinstance(refused, RecordsMissing)
    assert (refused.first, refused.last) == (3, 4)


def test_last_records_that_were_cut_off_are_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "DELETE FROM record WHERE sequence > 4")
    refused = refuses(open_file, kept, mine, RecordsMissing)
    assert isinstance(refused, RecordsMissing)
    assert (refused.first, refused.last) == (5, 6)


def test_a_mark_pushed_back_with_its_records_is_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    """The number of the mark is sealed with it."""
    change(kept, "DELETE FROM record WHERE sequence > 4", "UPDATE person SET marked = 4")
    refuses(open_file, kept, mine, Tampered)


def test_a_whole_file_put_back_without_its_mark_is_told(
    open_file: Open, path: Path, mine: Passphrase, tmp_path: Path
) -> None:
    """As when the file is copied without its write-ahead log: whole in itself, and too old."""
    journal = open_file()
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    journal.close()
    shutil.copy(path, tmp_path / "older")
    journal = open_file()
    journal.unlock(mine)
    journal.append(SESSION, [PauseAsked()])
    journal.close()
    shutil.copy(tmp_path / "older", path)
    refused = refuses(open_file, path, mine, RecordsMissing)
    assert isinstance(refused, RecordsMissing)
    assert (refused.first, refused.last) == (2, 2)


def test_an_older_copy_put_back_on_purpose_opens_without_the_mark(
    open_file: Open, path: Path, mine: Passphrase, tmp_path: Path
) -> None:
    journal = open_file()
    journal.begin(mine)
    journal.append(SESSION, [TooMuch()])
    journal.close()
    shutil.copy(path, tmp_path / "older")
    journal = open_file()
    journal.unlock(mine)
    journal.append(SESSION, [PauseAsked()])
    journal.close()
    shutil.copy(tmp_path / "older", path)
    path.with_name(path.name + "-mark").unlink()
    journal = open_file()
    journal.unlock(mine)
    assert journal.facts(SESSION) == (TooMuch(),)


def test_a_journal_that_went_on_from_an_older_copy_is_told(
    open_file: Open, path: Path, mine: Passphrase, tmp_path: Path
) -> None:
    """The same number once held another record: the mark outside knows."""
    mark = path.with_name(path.name + "-mark")
    journal = open_file()
    journal.begin(mine)
    journal.close()
    shutil.copy(path, tmp_path / "older")
    journal = open_file()
    journal.unlock(mine)
    journal.append(SESSION, [TooMuch()])
    journal.close()
    noted = mark.read_bytes()
    shutil.copy(tmp_path / "older", path)
    mark.unlink()
    journal = open_file()
    journal.unlock(mine)
    journal.append_many([(SESSION, [PauseAsked()]), (SESSION, [PauseAsked()])])
    journal.close()
    mark.write_bytes(noted)
    refuses(open_file, path, mine, Tampered)


def test_a_record_once_sealed_for_the_same_place_is_told(
    open_file: Open, path: Path, mine: Passphrase, tmp_path: Path
) -> None:
    """From a copy that went on by itself: key and place are right, what came before is not."""
    mark = path.with_name(path.name + "-mark")
    journal = open_file()
    journal.begin(mine)
    journal.close()
    shutil.copy(path, tmp_path / "copy")
    sealed = {}
    for fact in (TooMuch(), PauseAsked()):
        shutil.copy(tmp_path / "copy", path)
        mark.unlink()
        journal = open_file()
        journal.unlock(mine)
        journal.append(SESSION, [fact])
        journal.close()
        sealed[fact] = sealed_of(path)[0][-1]
    mark.unlink()
    change(path, f"UPDATE record SET sealed = x'{sealed[TooMuch()].hex()}'")
    refuses(open_file, path, mine, Tampered)


@pytest.mark.parametrize("content", [b"", b"noise" * 200, bytes(512)], ids=["gone", "noise", "zeros"])
def test_a_lost_mark_beside_the_journal_is_no_alarm(
    open_file: Open, kept: Path, mine: Passphrase, content: bytes
) -> None:
    """A power cut may leave it behind or empty; what is acknowledged stands in the journal itself."""
    kept.with_name(kept.name + "-mark").write_bytes(content)
    journal = open_file()
    journal.unlock(mine)
    assert len(journal.facts(SESSION)) == 4


def test_a_journal_that_is_gone_is_not_begun_anew_without_a_word(open_file: Open, kept: Path) -> None:
    kept.unlink()
    with pytest.raises(RecordsMissing, match="is gone"):
        open_file()
    assert not kept.exists()


def test_a_log_without_its_journal_is_left_as_it_is(open_file: Open, path: Path) -> None:
    path.parent.mkdir()
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"what was not in the file yet")
    with pytest.raises(Truncated, match="its log is there"):
        open_file()
    assert log.read_bytes() == b"what was not in the file yet"


def test_a_stop_taken_away_while_locked_is_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    journal = open_file()
    journal.leave(SESSION, [PauseAsked()])
    journal.close()
    change(kept, "DELETE FROM waiting WHERE number = 1")
    refuses(open_file, kept, mine, RecordsMissing)


def test_a_changed_stop_left_while_locked_is_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "UPDATE waiting SET sealed = zeroblob(length(sealed))")
    refuses(open_file, kept, mine, Tampered)


def test_a_public_key_that_is_not_ours_is_told(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "UPDATE person SET public_key = zeroblob(32)")
    refuses(open_file, kept, mine, Tampered)


def test_a_damaged_wrap_is_not_called_a_wrong_passphrase(
    open_file: Open, kept: Path, mine: Passphrase
) -> None:
    change(kept, "UPDATE wrap SET wrapped = zeroblob(length(wrapped))")
    with pytest.raises(KeyDamaged):
        open_file().unlock(mine)


def test_what_is_whole_can_be_read_beside_what_is_not(open_file: Open, kept: Path, mine: Passphrase) -> None:
    change(kept, "UPDATE record SET sealed = zeroblob(300) WHERE sequence = 4")
    journal = open_file(writing=False)
    journal.unlock(mine, reading_only=True)
    assert journal.facts(SESSION) == tuple(CheckedIn(distress, 0) for distress in range(3))
    assert journal.facts(OTHER) == (CheckedIn(0, 1), CheckedIn(2, 1))
    assert str(journal.problems[0]).endswith("(journal.batch 4)")


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.8, 0.99])
def test_a_truncated_file_is_told_and_left_as_it_is(
    open_file: Open, kept: Path, mine: Passphrase, part: float
) -> None:
    content = kept.read_bytes()
    cut = content[: int(len(content) * part)]
    kept.write_bytes(cut)
    with pytest.raises(Damaged):
        open_file().unlock(mine)
    assert kept.read_bytes() == cut


def test_an_empty_file_is_not_taken_for_a_fresh_journal(open_file: Open, kept: Path) -> None:
    kept.write_bytes(b"")
    with pytest.raises(Truncated):
        open_file()
    assert kept.read_bytes() == b""


def test_any_flipped_byte_of_the_file_is_told_or_changes_nothing(
    open_file: Open, kept: Path, mine: Passphrase
) -> None:
    """Every 97th byte of the file: an error, or every fact as it was; never another fact, never a loss."""
    whole = kept.read_bytes()
    told = 0
    for at in range(0, len(whole), 97):
        kept.write_bytes(whole)
        flip(kept, at)
        try:
            journal = open_file()
        except Damaged:
            told += 1
            continue
        try:
            journal.unlock(mine)
            assert len(journal.facts(OTHER)) == 3
            assert journal.facts(SESSION)[-1] == TooMuch()
        except (Damaged, KeyDamaged):
            told += 1
        finally:
            journal.close()
    assert told > 10


def test_a_file_that_is_not_ours_is_left_as_it_is(open_file: Open, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, " * 100)
    with pytest.raises(NotAJournal):
        open_file()
    assert path.read_bytes() == b"Dear diary, " * 100


def test_another_programs_database_is_left_as_it_is(open_file: Open, path: Path) -> None:
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE theirs (thing)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(NotAJournal):
        open_file()
    assert path.read_bytes() == before


def test_a_newer_layout_is_left_as_it_is(open_file: Open, kept: Path) -> None:
    change(kept, "PRAGMA user_version = 2")
    with pytest.raises(NewerJournal, match="Update Slackwater"):
        open_file()
