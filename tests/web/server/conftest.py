"""A guest on a running server, and that guest in a session."""

from collections.abc import Callable

import pytest

from .guest import Guest


@pytest.fixture
def guest(start_server: Callable[..., object]) -> Guest:
    """Somebody on a quick server who keeps nothing and has been screened."""
    server = start_server(speed=30)
    visitor = Guest(server.url)  # type: ignore[attr-defined]
    visitor.set_up()
    return visitor


@pytest.fixture
def slow_guest(start_server: Callable[..., object]) -> Guest:
    """The same on a server at the speed of the wall."""
    server = start_server()
    visitor = Guest(server.url)  # type: ignore[attr-defined]
    visitor.set_up()
    return visitor
