"""A guest on a running server, and that guest in a session."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .guest import Guest
from .house import House


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
def house(open_house: Callable[..., House]) -> House:
    """A quick server."""
    return open_house(speed=60)


@pytest.fixture
def guest(house: House, visit: Callable[..., Guest]) -> Guest:
    """Somebody on a quick server who keeps nothing and has been screened."""
    visitor = visit(house)
    visitor.set_up()
    return visitor


@pytest.fixture
def slow_guest(open_house: Callable[..., House], visit: Callable[..., Guest]) -> Guest:
    """The same on a server at the speed of the wall."""
    visitor = visit(open_house())
    visitor.set_up()
    return visitor
