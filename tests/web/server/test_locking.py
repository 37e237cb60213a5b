"""Locking at once and by itself, as a browser sees it; and deleting, after which nothing opens."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from slackwater.journal.errors import JournalError
from slackwater.journal.journal import Door, Journal
from slackwater.journal.keys import Passphrase, RecoveryCode
from slackwater.journal.recovery import GROUPS
from slackwater.journal.sqlite import SqliteStore

from .guest import PASSPHRASE, Guest
from .house import House

Visit = Callable[..., Guest]


@pytest.fixture
def guest(house: House, visit: Visit) -> Guest:
    visitor = visit(house)
    visitor.set_up("passphrase")
    return visitor


def leave_alone(house: House) -> None:
    house.home.cabinet.idle._since_s -= 10**6


def test_a_page_that_was_left_alone_leads_to_the_lock(house: House, guest: Guest) -> None:
    guest.get("/")
    assert guest.at == "/"
    leave_alone(house)
    guest.get("/")
    assert guest.at == "/unlock"
    assert house.home.cabinet.journal.door is Door.LOCKED


def test_it_locks_with_no_page_open(house: House, guest: Guest) -> None:
    leave_alone(house)
    deadline = time.monotonic() + 15
    while house.home.cabinet.unlocked and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not house.home.cabinet.unlocked
    guest.unlock()
    assert guest.get("/settings")
    assert guest.at == "/settings"


def test_a_page_asks_whether_it_is_still_open_and_a_touch_keeps_it_so(house: House, guest: Guest) -> None:
    idle = house.home.cabinet.idle
    idle._since_s -= 100
    before = idle._since_s
    assert guest.get("/used") == '{"open": true}'
    assert idle._since_s == before
    assert guest.get("/used?hand=1") == '{"open": true}'
    assert idle._since_s > before
    leave_alone(house)
    assert guest.get("/used?hand=1") == '{"open": false}'


def test_the_wait_is_the_persons_choice(house: House, guest: Guest) -> None:
    page = guest.get("/settings")
    assert 'value="60" checked' in page
    guest.post("/lock-after", minutes="15")
    assert 'value="15" checked' in guest.get("/settings")
    assert 'data-idle="900"' in guest.html
    for nonsense in ("1", "-5", "1e9", ""):
        guest.post("/lock-after", minutes=nonsense)
        assert house.home.cabinet.idle.after_s == 900
        guest.get("/settings")
    guest.post("/lock-after", minutes="0")
    assert "data-idle" not in guest.get("/settings")


def test_a_journal_that_ends_with_the_program_is_not_said_to_lock(
    open_house: Callable[..., House], visit: Visit
) -> None:
    visitor = visit(open_house(speed=60))
    visitor.set_up()
    assert "/lock-after" not in visitor.get("/settings")


def test_locking_at_once_shuts_every_browser(house: House, guest: Guest, visit: Visit) -> None:
    second = visit(house)
    second.unlock()
    guest.get("/settings")
    guest.post("/lock")
    for one in (guest, second):
        one.get("/")
        assert one.at == "/unlock"


def test_after_deleting_nothing_that_is_left_opens_with_any_key(
    house: House, visit: Visit, tmp_path: Path
) -> None:
    guest = visit(house)
    guest.get("/welcome")
    page = guest.post("/welcome", keeping="passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)
    code = page.split('class="code"')[1].split(">")[1].split("<")[0].strip()
    assert code.count("-") == GROUPS - 1
    folder = house.home.folder
    assert folder is not None
    wraps = house.home.cabinet.journal._store.wraps(house.home.cabinet.journal._person())
    said = guest.get("/settings")
    assert "a file that you took out" in said
    guest.post("/forget")
    assert house.home.cabinet.decided, "without the tick nothing is deleted"
    guest.get("/settings")
    guest.post("/forget", sure="yes")
    assert guest.at == "/welcome"
    house.close()
    left = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not any(wrap.wrapped in left for wrap in wraps)
    store = SqliteStore(folder / "journal.sqlite")
    journal = Journal(store)
    assert journal.door is Door.NOT_BEGUN
    for key in (Passphrase(PASSPHRASE), RecoveryCode(code)):
        with pytest.raises(JournalError):
            journal.unlock(key)
    journal.close()
    with sqlite3.connect(folder / "journal.sqlite") as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert all(not db.execute(f"SELECT 1 FROM {table}").fetchone() for table in tables)
