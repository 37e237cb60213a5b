"""A journal that cannot be read at the start: ground and help are served, the file is named, nothing is overwritten."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .guest import PASSPHRASE, Guest
from .house import House

Visit = Callable[..., Guest]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def scribbled_over(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))


def something_else(path: Path) -> None:
    path.write_text("a shopping list\n" * 400)


def from_the_future(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


def without_its_tables(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE person")
    database.close()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture
def folder(open_house: Callable[..., House], visit: Visit, tmp_path: Path) -> Path:
    """The folder of a journal that is closed."""
    house = open_house()
    visit(house).set_up("passphrase")
    house.close()
    return tmp_path / "house-0"


DAMAGES = (cut_short, emptied, scribbled_over, something_else, from_the_future, without_its_tables)


@pytest.fixture(params=DAMAGES, ids=lambda damage: damage.__name__)
def journal(folder: Path, request: pytest.FixtureRequest) -> Path:
    """The journal's file after a mishap."""
    path = folder / "journal.sqlite"
    request.param(path)
    return path


def content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_a_journal_that_cannot_be_read_is_named_and_left_as_it_is(journal: Path, visit: Visit) -> None:
    before = content(journal)
    house = House(journal.parent, 1.0)
    try:
        guest = visit(house)
        for path in ("/ground", "/help"):
            guest.get(path)
            assert (guest.at, guest.status) == (path, 200)
        for path in ("/", "/unlock", "/session", "/settings"):
            guest.get(path)
            assert guest.status == 409
            assert str(journal) in guest.html
            assert "nothing was overwritten" in guest.html
            assert "backup copy" in guest.html
        guest.get("/ground")
        guest.post("/welcome", keeping="passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)
        guest.post("/unlock", passphrase=PASSPHRASE)
        assert guest.line().welcome["session"] is None
    finally:
        house.close()
    assert content(journal) == before


def test_the_command_goes_on_serving_and_says_so(
    start_server: Callable[..., object], visit: Visit, tmp_path: Path
) -> None:
    server = start_server()
    visit(server).set_up("passphrase")
    server.stop()  # type: ignore[attr-defined]
    scribbled_over(tmp_path / "data-0" / "journal.sqlite")
    server.start()  # type: ignore[attr-defined]
    guest = visit(server)
    guest.get("/help")
    assert guest.status == 200


@contextmanager
def no_room() -> Iterator[None]:
    """A program that is started meanwhile can add to no file, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_lets_nothing_be_opened_is_told_as_that_and_not_as_a_broken_journal(
    start_server: Callable[..., object], visit: Visit, tmp_path: Path
) -> None:
    server = start_server()
    visit(server).set_up("passphrase")
    server.stop()  # type: ignore[attr-defined]
    path = tmp_path / "data-0" / "journal.sqlite"
    before = content(path)
    with no_room():
        server.start()  # type: ignore[attr-defined]
    guest = visit(server)
    guest.get("/")
    assert guest.status == 409
    assert "The disk did not let the journal be opened" in guest.html
    assert "backup copy" not in guest.html
    assert guest.get("/ground")
    assert guest.status == 200
    assert content(path) == before


def test_a_folder_in_place_of_the_journal_is_left_as_it_is(folder: Path, visit: Visit) -> None:
    path = folder / "journal.sqlite"
    a_folder(path)
    house = House(folder, 1.0)
    try:
        guest = visit(house)
        guest.get("/")
        assert guest.status == 409
        assert str(path) in guest.html
        assert "Nothing was changed or overwritten" in guest.html
    finally:
        house.close()
    assert path.is_dir()


def test_on_a_full_disk_a_first_start_serves_and_says_that_the_address_is_not_kept(
    start_server: Callable[..., object], visit: Visit, tmp_path: Path
) -> None:
    with no_room():
        server = start_server()
    guest = visit(server)
    for page in ("/ground", "/help", "/welcome"):
        guest.get(page)
        assert (guest.at, guest.status) == (page, 200)
    assert not (tmp_path / "data-0" / "address").exists()
    assert "Traceback" not in server.log()  # type: ignore[attr-defined]
    told = "".join(server.process.stdout.readline() for _ in range(3))  # type: ignore[attr-defined]
    assert "The disk did not take the address" in told
    assert "slackwater play" in told
