"""Another account of the same computer reaches the port: it finds the ground and help, and nothing of a person."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from slackwater.live.address import FILE, Keyhole, read_address, with_key, write_address
from slackwater.live.client import fetch_cookie, find_address
from slackwater.live.errors import NoKey
from slackwater.web import server as served
from slackwater.web.doorstep import doorstep

from .guest import Guest, Line
from .house import House

Visit = Callable[..., Guest]
Start = Callable[..., object]

ABOUT_A_PERSON = ("/", "/welcome", "/unlock", "/screening", "/session", "/after", "/settings", "/nowhere")
ABOUT_NOBODY = ("/ground", "/help", "/away", "/practices", "/practices/pelvic-tilts")


@pytest.fixture
def other_account(house: House) -> Guest:
    """A browser that knows the port and has no key."""
    return Guest(house.url)


def is_shut(guest: Guest) -> bool:
    return guest.status == 403 and "the address printed in their terminal" in guest.html


def test_without_the_key_every_page_about_a_person_says_how_to_come_in(other_account: Guest) -> None:
    for path in ABOUT_A_PERSON:
        other_account.get(path)
        assert is_shut(other_account), path
        assert not other_account.jar


def test_ground_and_help_are_open_to_everybody(other_account: Guest) -> None:
    for path in ABOUT_NOBODY:
        other_account.get(path)
        assert (other_account.at, other_account.status) == (path, 200)
        assert not [one for one in other_account.jar if one.name != "slackwater-form"]


def test_a_session_that_keeps_nothing_is_out_of_reach_without_the_key(
    house: House, visit: Visit, other_account: Guest
) -> None:
    owner = visit(house)
    owner.set_up()
    owner.begin()
    other_account.get("/session")
    assert is_shut(other_account)
    with pytest.raises(InvalidStatus) as refused:
        other_account.socket()
    assert refused.value.response.status_code == 403
    other_account.get("/help")
    other_account.post("/lock")
    assert is_shut(other_account)
    assert owner.line().welcome["you"] == "holder"


def test_a_wrong_key_lets_nobody_in(house: House, other_account: Guest) -> None:
    for key in ("", "wrong", "ключ", Keyhole().key):
        other_account.get(with_key(f"{house.url}/", key).removeprefix(house.url))
        assert is_shut(other_account)


def test_the_printed_address_opens_as_often_as_it_is_loaded_and_leaves_no_key_behind(
    house: House, visit: Visit
) -> None:
    for browser in (visit(house), visit(house)):
        for _ in range(2):
            browser.come_in(house.address)
            assert (browser.at, browser.status) == ("/welcome", 200)
            assert "key=" not in browser.html


def test_an_address_with_a_key_leads_to_its_own_page_and_never_elsewhere(house: House, visit: Visit) -> None:
    browser, key = visit(house), house.address.partition("?")[2]
    browser.get(f"/help?{key}")
    assert browser.at == "/help"
    browser.get(f"//elsewhere.example/?{key}")
    assert browser.status == 404


def test_a_one_time_key_fits_once() -> None:
    keyhole = Keyhole()
    once = keyhole.one_time()
    assert once != keyhole.key
    assert [keyhole.fits(once), keyhole.fits(once)] == [True, False]
    assert [keyhole.fits(keyhole.key), keyhole.fits(keyhole.key)] == [True, True]


def test_a_browser_is_led_in_by_a_file_that_only_its_owner_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line of a browser can be read by every account of the computer."""
    opened: list[str] = []
    pages: list[str] = []
    modes: list[int] = []
    said: list[str] = []
    keyholes: list[Keyhole] = []

    def take_the_keys(listening: socket.socket, _: Path, keyhole: Keyhole, **__: object) -> None:
        listening.close()
        keyholes.append(keyhole)

    def open_browser(address: str) -> bool:
        opened.append(address)
        path = Path(address.removeprefix("file://"))
        pages.append(path.read_text())
        modes.append(path.stat().st_mode & 0o777)
        return True

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(served, "has_browser", lambda: True)
    monkeypatch.setattr(served, "open_browser", open_browser)
    monkeypatch.setattr(served, "serve", take_the_keys)
    served.run(tmp_path, port=0, browser=True, say=said.append)
    assert keyholes[0].key in said[0]
    assert opened[0].startswith("file:///")
    assert "key=" not in opened[0]
    assert modes == [0o600]
    assert "key=" in pages[0]
    assert keyholes[0].key not in pages[0]
    assert Path(opened[0].removeprefix("file://")).parent == home, "where a browser in a box can read"
    assert not list(home.iterdir()), "gone with the server"


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_end_leaves_no_file(tmp_path: Path, told: signal.Signals) -> None:
    command = [sys.executable, "-m", "slackwater", "--port", "0", "--data", str(tmp_path / "data")]
    home = tmp_path / "home"
    home.mkdir()
    given = {**os.environ, "HOME": str(home), "DISPLAY": ":9", "BROWSER": "/bin/true"}
    with subprocess.Popen(
        command, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout
        while "stays empty" not in server.stdout.readline():
            assert server.poll() is None
        assert list(home.glob("slackwater-*.html"))
        while not (tmp_path / "data" / FILE).exists():  # until it serves
            assert server.poll() is None
            time.sleep(0.02)
        server.send_signal(told)
        assert server.wait(20) == 0
        assert "Aborted" not in server.stdout.read()
    assert not list(home.glob("slackwater-*.html"))


def test_a_home_that_takes_no_file_leaves_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "gone"))
    with doorstep("http://127.0.0.1:1/?key=k") as step:
        assert step
        assert "key=k" in Path(step.removeprefix("file://")).read_text()


def test_without_room_for_that_file_the_printed_address_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    nowhere = tmp_path / "gone"
    monkeypatch.setenv("HOME", str(nowhere))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(nowhere))
    monkeypatch.setattr(served, "serve", lambda listening, *_, **__: listening.close())
    served.run(tmp_path, port=0, browser=True, say=said.append)
    assert served.NO_BROWSER in said


def test_the_address_is_kept_for_its_owner_alone(start_server: Start, tmp_path: Path) -> None:
    server = start_server()
    path = tmp_path / "data-0" / FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text() == server.address  # type: ignore[attr-defined]


def test_a_kept_address_never_opens_to_others_even_where_a_file_was_left(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("old")
    (tmp_path / f"{FILE}-fresh").write_text("cut off")
    write_address(tmp_path, "http://127.0.0.1:1/?key=new")
    assert read_address(tmp_path) == "http://127.0.0.1:1/?key=new"
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_program_of_the_owner_finds_the_key_in_the_folder(start_server: Start, tmp_path: Path) -> None:
    server = start_server()
    folder = tmp_path / "data-0"
    for asked in (None, server.url, f"{server.url}/", server.address):  # type: ignore[attr-defined]
        assert fetch_cookie(find_address(asked, folder)).startswith("slackwater-")


def test_a_program_without_the_key_is_told_how_to_find_it(house: House, tmp_path: Path) -> None:
    with pytest.raises(NoKey, match="Name the folder of the Slackwater that runs"):
        fetch_cookie(find_address(house.url, tmp_path))


def restarted(server: object) -> None:
    server.stop()  # type: ignore[attr-defined]
    server.start()  # type: ignore[attr-defined]


@pytest.mark.parametrize("keeping", ["", "nothing"])
def test_a_browser_that_was_let_in_by_a_key_alone_is_known_until_the_server_ends(
    start_server: Start, visit: Visit, keeping: str
) -> None:
    server = start_server()
    guest = visit(server)
    if keeping:
        guest.set_up(keeping)
    restarted(server)
    guest.get("/")
    assert is_shut(guest)
    with pytest.raises(InvalidStatus):
        guest.socket()


def test_a_browser_that_opened_a_kept_journal_stays_known_over_a_restart(
    start_server: Start, visit: Visit
) -> None:
    server = start_server()
    guest = visit(server)
    guest.set_up("passphrase")
    other = visit(server)
    other.unlock()
    before = server.address  # type: ignore[attr-defined]
    restarted(server)
    assert server.address != before  # type: ignore[attr-defined]
    for browser in (guest, other):
        browser.get("/")
        assert browser.at == "/unlock"
        Line(browser.socket()).close()
    outsider = Guest(server.url)  # type: ignore[attr-defined]
    outsider.come_in(before)
    assert is_shut(outsider)
