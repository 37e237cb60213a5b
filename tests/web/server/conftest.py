"""A guest on a running server, and that guest in a session."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from slackwater.live.address import Keyhole, with_key
from slackwater.live.home import Home
from slackwater.web.lan.network import Lan
from slackwater.web.server import bind, serving

from .guest import Guest


class House:
    """A whole server in a thread: the same pages and socket as ``slackwater serve`` runs."""

    def __init__(self, folder: Path, speed: float, *, lan: bool = False) -> None:
        self.home = Home(folder, speed=speed)
        keyhole = Keyhole()
        self.lan = Lan(self.home, ["127.0.0.1"], (0, 0)) if lan else None
        self._server = serving(self.home, keyhole, self.lan)
        listening = bind(0)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self.address = with_key(f"{self.url}/", keyhole.key)
        self._thread = threading.Thread(target=self._run, args=(listening,))
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.005)

    def _run(self, listening: socket.socket) -> None:
        with listening:
            self._server.run(sockets=[listening])

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)


@pytest.fixture
def visit() -> Iterator[Callable[..., Guest]]:
    """Guests of a server, let in; their sockets close with the test: ``visit(server)``."""
    guests: list[Guest] = []

    def visit(server: object) -> Guest:
        guests.append(Guest(server.url))  # type: ignore[attr-defined]
        guests[-1].come_in(server.address)  # type: ignore[attr-defined]
        return guests[-1]

    yield visit
    for guest in guests:
        guest.close()


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Servers in threads of this process, quick to start: ``open_house(speed=60)``."""
    houses: list[House] = []

    def open_house(speed: float = 1.0) -> House:
        folder = tmp_path / f"house-{len(houses)}"
        folder.mkdir(mode=0o700)
        houses.append(House(folder, speed))
        return houses[-1]

    yield open_house
    for house in houses:
        house.close()


@pytest.fixture
def stranger(open_house: Callable[..., House], visit: Callable[..., Guest]) -> Guest:
    """Somebody on a server on which nothing has been chosen."""
    return visit(open_house())


@pytest.fixture
def guest(open_house: Callable[..., House], visit: Callable[..., Guest]) -> Guest:
    """Somebody on a quick server who keeps nothing and has been screened."""
    visitor = visit(open_house(speed=60))
    visitor.set_up()
    return visitor


@pytest.fixture
def slow_guest(open_house: Callable[..., House], visit: Callable[..., Guest]) -> Guest:
    """The same on a server at the speed of the wall."""
    visitor = visit(open_house())
    visitor.set_up()
    return visitor
