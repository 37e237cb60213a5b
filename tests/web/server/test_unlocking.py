"""A browser that goes away while the journal opens changes nothing of what opening does."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urlsplit

import keyring
import pytest
from keyring.backend import KeyringBackend

from slackwater.live import to_its_end as going
from slackwater.live.tries import FREE

from .guest import PATIENCE_S, Guest, Line
from .house import House

OpenHouse = Callable[..., House]
Visit = Callable[..., Guest]
SENT_S = 0.2
"""Long enough for a form to be read."""
CUT_S = 0.5
"""Longer than a server takes to see that a browser has gone."""


class Gate:
    """Holds whatever comes through until it is opened."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self.opened.set()

    def hold(self) -> None:
        self.reached.clear()
        self.opened.clear()

    def pass_through(self) -> None:
        self.reached.set()
        assert self.opened.wait(PATIENCE_S)


class AsksThePerson(KeyringBackend):
    """A keyring that answers once somebody has answered it."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.prompt = Gate()

    def get_password(self, service: str, username: str) -> str | None:
        self.prompt.pass_through()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def desktop() -> Iterator[AsksThePerson]:
    before, backend = keyring.get_keyring(), AsksThePerson()
    keyring.set_keyring(backend)
    yield backend
    backend.prompt.opened.set()
    keyring.set_keyring(before)


@pytest.fixture
def again() -> Iterator[Callable[[House], House]]:
    """The same folder after the program has ended: ``again(house)``."""
    houses: list[House] = []

    def again(house: House) -> House:
        house.close()
        assert house.home.folder is not None
        houses.append(House(house.home.folder, 20))
        return houses[-1]

    yield again
    for house in houses:
        house.close()


def send_and_go_away(guest: Guest, gate: Gate, **fields: str) -> None:
    """Send the form that opens the journal, and close the connection once the key is looked at."""
    guest.get("/unlock")
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', guest.html)
    assert token is not None
    body = urlencode({"csrfmiddlewaretoken": token[1], **fields})
    where = urlsplit(guest.url)
    head = (
        f"POST /unlock HTTP/1.1\r\nHost: {where.netloc}\r\nOrigin: {guest.url}\r\nCookie: {guest.cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    with socket.create_connection(("127.0.0.1", where.port or 0)) as sending:
        sending.sendall(head.encode())
        assert gate.reached.wait(PATIENCE_S)
        time.sleep(SENT_S)
    time.sleep(CUT_S)


def gate_before_opening(house: House, monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate, unlock = Gate(), house.home.cabinet.journal.unlock

    def unlock_slowly(*given: object, **more: object) -> None:
        gate.pass_through()
        unlock(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(house.home.cabinet.journal, "unlock", unlock_slowly)
    return gate


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_stop_that_was_left_takes_effect_when_the_browser_that_opens_goes_away(
    open_house: OpenHouse, visit: Visit, again: Callable[[House], House], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_house(speed=20)
    owner = visit(first)
    owner.set_up("passphrase")
    owner.begin()
    line = owner.line()
    line.practise()
    house = again(first)
    guest = visit(house)
    locked = Line(guest.socket(), page=line.page)
    locked.ack(locked.say("too_much", session=line.welcome["session"], ago_ms=3000))
    gate = gate_before_opening(house, monkeypatch)
    gate.hold()
    send_and_go_away(guest, gate, passphrase="four quiet words here")
    gate.opened.set()
    until(lambda: house.home.cabinet.unlocked)
    other = visit(house)
    other.unlock()
    assert other.at == "/session"
    shown = Line(other.socket(), page=line.page)
    assert shown.welcome["session"] == line.welcome["session"]
    assert shown.scene()["phase"] == "grounding"


def test_a_session_that_was_left_open_comes_back_before_another_begins(
    open_house: OpenHouse, visit: Visit, again: Callable[[House], House]
) -> None:
    first = open_house(speed=20)
    owner = visit(first)
    owner.set_up("passphrase")
    owner.begin()
    house = again(first)
    guest = visit(house)
    guest.unlock()
    house.home.room = None  # as where reading it again went wrong
    guest.get("/")
    guest.post("/session", choice="")
    assert guest.status == 409
    assert house.home.running is not None


def test_wrong_keys_count_though_the_browser_goes_away(
    open_house: OpenHouse, visit: Visit, again: Callable[[House], House], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_house()
    visit(first).set_up("passphrase")
    house = again(first)
    guest = visit(house)
    gate = gate_before_opening(house, monkeypatch)
    for _ in range(FREE):
        gate.hold()
        send_and_go_away(guest, gate, passphrase="not the right words")
        gate.opened.set()
    guest.get("/unlock")
    until(lambda: not going._going)
    guest.post("/unlock", passphrase="not the right words")
    assert "so the next one waits a little" in guest.html


def test_the_recovery_code_opens_while_the_keyring_waits_for_an_answer(
    desktop: AsksThePerson, open_house: OpenHouse, visit: Visit, again: Callable[[House], House]
) -> None:
    first = open_house()
    owner = visit(first)
    owner.get("/welcome")
    owner.post("/welcome", keeping="keyring")
    code = re.search(r"\b(?:[0-9A-Z]{4,5}[- ]){3,}[0-9A-Z]{4,5}\b", owner.html)
    assert code is not None, owner.html
    house = again(first)
    desktop.prompt.hold()
    for _ in range(8):  # more than the pool has threads
        send_and_go_away(visit(house), desktop.prompt, keyring="1")
    guest = visit(house)
    guest.get("/unlock")
    guest.post("/unlock", code=code[0])
    assert guest.at != "/unlock", guest.html
    desktop.prompt.opened.set()
