"""A full disk: a clear error, nothing lost, nothing overwritten, and writing goes on when there is room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from slackwater.journal.errors import DiskFull, NotKept
from slackwater.journal.journal import Door, Journal
from slackwater.journal.keys import Hardness, Passphrase
from slackwater.journal.sqlite import SqliteStore
from slackwater.journal.writer import Writer
from slackwater.session.events import CheckedIn, TooMuch

SESSION = "5e551011"
KEY = Passphrase("four words of mine", Hardness(1, 1, 8))
LONG = [CheckedIn(3, 0)] * 200


class SmallDisk:
    """A disk that can be filled and emptied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        with self._filler.open("ab", buffering=0) as filler, suppress(OSError):
            while filler.write(bytes(4096)):
                pass

    def empty(self) -> None:
        self._filler.unlink()


def append_until_refused(journal: Journal) -> tuple[int, NotKept]:
    """How many records were kept, and why the next was not."""
    for kept in range(10_000):
        try:
            journal.append(SESSION, LONG)
        except NotKept as refused:
            return kept, refused
    pytest.fail("the disk never filled")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A real file system of one megabyte, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    asked = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "slackwater-test", str(folder)]
    if os.geteuid() != 0 or not mount or not umount or subprocess.run(asked, check=False).returncode:
        pytest.skip("only root can mount a small disk; test_a_full_file_is_told covers the rest")
    yield SmallDisk(folder)
    subprocess.run([umount, "-l", str(folder)], check=True)


def test_a_full_disk_is_told_and_nothing_is_lost(disk: SmallDisk) -> None:
    path = disk.folder / "journal.sqlite"
    journal = Journal(SqliteStore(path))
    journal.begin(KEY)
    disk.fill()
    kept, refused = append_until_refused(journal)
    assert isinstance(refused, DiskFull)
    assert "Make some room" in str(refused)
    assert len(journal.facts(SESSION)) == kept * len(LONG)
    disk.empty()
    journal.append(SESSION, [TooMuch()])
    journal.lock()
    journal.unlock(KEY)
    assert len(journal.facts(SESSION)) == kept * len(LONG) + 1
    journal.close()


def test_a_disk_that_is_full_from_the_start_is_told(disk: SmallDisk) -> None:
    path = disk.folder / "journal.sqlite"
    journal = Journal(SqliteStore(path))
    journal.begin(KEY)
    journal.append(SESSION, [TooMuch()])
    journal.close()
    before = path.read_bytes()
    disk.fill()
    for writing in (True, False):
        with pytest.raises(DiskFull):
            SqliteStore(path, writing=writing)
    assert path.read_bytes() == before
    disk.empty()
    journal = Journal(SqliteStore(path))
    journal.unlock(KEY)
    assert journal.facts(SESSION) == (TooMuch(),)
    journal.close()


def test_what_waits_is_written_when_there_is_room(disk: SmallDisk) -> None:
    journal = Journal(SqliteStore(disk.folder / "journal.sqlite"))
    journal.begin(KEY)
    writer = Writer(journal, retry_s=0.05)
    disk.fill()
    puts = 0
    while True:
        puts += 1
        if isinstance(writer.put(SESSION, LONG).exception(timeout=10), DiskFull):
            break
    writer.put(SESSION, [TooMuch()]).exception(timeout=10)
    assert writer.waiting == len(LONG) + 1
    disk.empty()
    writer.flush().result(timeout=10)
    assert writer.close() == 0
    facts = journal.facts(SESSION)
    assert len(facts) == puts * len(LONG) + 1
    assert facts[-1] == TooMuch()
    journal.close()


def test_deleting_works_on_a_full_disk(disk: SmallDisk) -> None:
    """The keys go first: nothing opens, whatever room is left."""
    path = disk.folder / "journal.sqlite"
    store = SqliteStore(path)
    journal = Journal(store)
    journal.begin(KEY)
    journal.append_many([(SESSION, LONG)] * 10)
    wrapped = store.wraps(store.person() or b"")[0].wrapped
    disk.fill()
    journal.forget()
    assert journal.door is Door.NOT_BEGUN
    journal.close()
    assert not any(wrapped in file.read_bytes() for file in disk.folder.iterdir())


def test_a_full_file_is_told(tmp_path: Path) -> None:
    """SQLite's own ceiling stands in for the disk's where nobody may mount one."""
    store = SqliteStore(tmp_path / "journal.sqlite")
    journal = Journal(store)
    journal.begin(KEY)
    store._db.execute("PRAGMA max_page_count = 60").fetchall()
    kept, refused = append_until_refused(journal)
    assert isinstance(refused, DiskFull)
    assert kept > 0
    assert len(journal.facts(SESSION)) == kept * len(LONG)
    store._db.execute("PRAGMA max_page_count = 100000").fetchall()
    journal.append(SESSION, [TooMuch()])
    assert journal.facts(SESSION)[-1] == TooMuch()
    journal.close()


def test_a_disk_that_breaks_is_told(tmp_path: Path) -> None:
    """A ceiling on the size of any file makes the system refuse the write itself."""
    resource = pytest.importorskip("resource")
    journal = Journal(SqliteStore(tmp_path / "journal.sqlite"))
    journal.begin(KEY)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        kept, _ = append_until_refused(journal)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    journal.append(SESSION, [TooMuch()])
    assert len(journal.facts(SESSION)) == kept * len(LONG) + 1
    journal.close()
