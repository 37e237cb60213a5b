"""A guest on a running server, and that guest in a session."""

from collections.abc import Callable, Iterator

import pytest

from .guest import Guest


@pytest.fixture
def visit() -> Iterator[Callable[..., Guest]]:
    """Guests of a server; their sockets close with the test: ``visit(server)``."""
    guests: list[Guest] = []

    def visit(server: object) -> Guest:
        guests.append(Guest(server.url))  # type: ignore[attr-defined]
        return guests[-1]

    yield visit
    for guest in guests:
        guest.close()


@pytest.fixture
def guest(start_server: Callable[..., object], visit: Callable[..., Guest]) -> Guest:
    """Somebody on a quick server who keeps nothing and has been screened."""
    visitor = visit(start_server(speed=60))
    visitor.set_up()
    return visitor


@pytest.fixture
def slow_guest(start_server: Callable[..., object], visit: Callable[..., Guest]) -> Guest:
    """The same on a server at the speed of the wall."""
    visitor = visit(start_server())
    visitor.set_up()
    return visitor
