"""The server is killed and comes back: what was owed is owed, and what was said late is heard."""

from collections.abc import Callable

import pytest

from .guest import Guest, Line

Start = Callable[..., object]
Visit = Callable[..., Guest]


@pytest.fixture
def practising(start_server: Start, visit: Visit) -> tuple[object, Guest, Line]:
    """A server with a journal, and a session that moves."""
    server = start_server(speed=20)
    guest = visit(server)
    guest.set_up("passphrase")
    guest.begin()
    line = guest.line()
    line.practise()
    return server, guest, line


def kill(server: object) -> None:
    server.kill()  # type: ignore[attr-defined]
    server.start()  # type: ignore[attr-defined]


def test_a_session_comes_back_paused(practising: tuple[object, Guest, Line]) -> None:
    server, guest, line = practising
    kill(server)
    guest.unlock()
    assert guest.at == "/session"
    again = Line(guest.socket(), page=line.page)
    assert again.welcome["session"] == line.welcome["session"]
    scene = again.scene()
    assert (scene["phase"], scene["moving"]) == ("paused", False)
    assert scene["stop"]["reason"] == "restarted"


def test_grounding_that_was_owed_is_still_owed(practising: tuple[object, Guest, Line]) -> None:
    server, guest, line = practising
    line.ack(line.say("too_much"))
    kill(server)
    guest.unlock()
    assert Line(guest.socket(), page=line.page).scene()["phase"] == "grounding"


def test_before_unlocking_a_stop_is_taken_and_kept_and_nothing_is_shown(
    practising: tuple[object, Guest, Line],
) -> None:
    server, guest, line = practising
    kill(server)
    locked = Line(guest.socket(), page=line.page)
    assert locked.welcome["you"] == "locked"
    said = locked.say("too_much", session=line.welcome["session"], ago_ms=3000)
    assert locked.ack(said)["kept"] is True
    assert locked.latest("scene") is None
    guest.unlock()
    assert Line(guest.socket(), page=line.page).scene()["phase"] == "grounding"


def test_a_stop_that_names_no_session_reaches_the_one_that_waits(
    practising: tuple[object, Guest, Line],
) -> None:
    server, guest, line = practising
    kill(server)
    locked = Line(guest.socket(), page=line.page)
    locked.ack(locked.say("too_much"))
    guest.unlock()
    assert Line(guest.socket(), page=line.page).scene()["phase"] == "grounding"


def test_before_unlocking_a_yes_is_refused(practising: tuple[object, Guest, Line]) -> None:
    server, guest, line = practising
    kill(server)
    locked = Line(guest.socket(), page=line.page)
    said = locked.say("agree", question=3, session=line.welcome["session"])
    assert locked.until(lambda one: one["type"] == "refused")["id"] == said


def test_what_is_sent_again_after_a_restart_counts_once(practising: tuple[object, Guest, Line]) -> None:
    server, guest, line = practising
    said = line.say("too_much")
    line.ack(said)
    kill(server)
    guest.unlock()
    again = Line(guest.socket(), page=line.page)
    again.say("too_much", said, session=line.welcome["session"])
    again.ack(said)
    scene = again.latest("scene")
    assert scene is not None
    assert scene["phase"] == "grounding"


def test_a_kind_stop_keeps_everything_too(practising: tuple[object, Guest, Line]) -> None:
    server, guest, line = practising
    server.stop()  # type: ignore[attr-defined]
    server.start()  # type: ignore[attr-defined]
    guest.unlock()
    assert Line(guest.socket(), page=line.page).scene()["phase"] == "paused"


def test_a_server_that_stood_still_pauses_when_it_goes_on(start_server: Start, visit: Visit) -> None:
    import time

    server = start_server(speed=60)
    guest = visit(server)
    guest.set_up()
    guest.begin()
    line = guest.line()
    line.practise()
    server.freeze()  # type: ignore[attr-defined]
    time.sleep(9)
    server.thaw()  # type: ignore[attr-defined]
    assert line.scene(lambda scene: not scene["moving"])["stop"] is not None
