"""What a page says that still names an earlier session: now it stops whatever runs, late it counts where it was said."""

import asyncio
from collections.abc import Callable

import pytest

from .guest import Guest, Json, Line
from .house import House


@pytest.fixture
def guest(house: House, visit: Callable[..., Guest]) -> Guest:
    """Somebody on it who keeps nothing and has been screened."""
    visitor = visit(house)
    visitor.set_up()
    return visitor


@pytest.fixture
def earlier(guest: Guest) -> str:
    """The name of a session that came to its end; another has begun since."""
    guest.begin()
    line = guest.line()
    ended = str(line.welcome["session"])
    line.ack(line.say("end"))
    line.answer("oriented", "oriented")
    line.until(lambda one: one["type"] == "ended")
    line.close()
    guest.begin()
    return ended


@pytest.fixture
def leading(guest: Guest, earlier: str) -> Line:
    """The page that leads the session that runs, moving."""
    line = guest.line()
    assert line.welcome["session"] != earlier
    line.practise()
    return line


def stopped_for(line: Line, reason: str) -> Json:
    """The scene that is still for this reason."""
    return line.scene(lambda one: not one["moving"] and (one["stop"] or {}).get("reason") == reason)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("pause", "person_paused"),
        ("too_much", "too_much"),
        ("end", "person_ended"),
        ("hurt", "hurt"),
        ("dizzy", "dizzy"),
        ("far_away", "far_away"),
    ],
)
def test_a_stop_that_is_said_now_stops_whatever_runs(
    guest: Guest, earlier: str, leading: Line, what: str, reason: str
) -> None:
    left_open = guest.line()
    said = left_open.say(what, session=earlier, ago_ms=0)
    stopped_for(leading, reason)
    assert left_open.ack(said)["late"] is False


def test_a_stop_of_a_session_that_nobody_knows_stops_whatever_runs(leading: Line) -> None:
    leading.say("too_much", session="a-session-of-another-machine", ago_ms=8000)
    assert stopped_for(leading, "too_much")["phase"] == "grounding"


def test_a_stop_that_comes_late_leaves_what_runs_alone(earlier: str, leading: Line) -> None:
    leading.ack(leading.say("too_much", session=earlier, ago_ms=600_000))
    scene = leading.latest("scene")
    assert scene is not None
    assert scene["phase"] == "practising"


def test_a_stop_that_comes_late_counts_in_what_is_owed(house: House, earlier: str, leading: Line) -> None:
    assert asyncio.run(house.home.standing()).rest_hours == 0
    leading.ack(leading.say("too_much", session=earlier, ago_ms=600_000))
    assert asyncio.run(house.home.standing()).rest_hours == 48


def test_a_stop_that_is_sent_again_later_counts_once(house: House, earlier: str, leading: Line) -> None:
    said = leading.say("pause", session=earlier, ago_ms=0)
    leading.ack(said)
    leading.say("pause", said, session=earlier, ago_ms=600_000)
    leading.ack(said)
    assert not [batch for batch in house.home.cabinet.journal.read(earlier) if batch.late]


def test_an_answer_that_names_an_earlier_session_moves_nothing(earlier: str, leading: Line) -> None:
    leading.ack(leading.say("softer", session=earlier))
    scene = leading.latest("scene")
    assert scene is not None
    assert scene["moving"]


def test_an_old_page_that_falls_asleep_stops_nothing(guest: Guest, earlier: str, leading: Line) -> None:
    left_open = guest.line()
    left_open.ack(left_open.say("page_stopped", why="hidden", session=earlier))
    leading.beat()
    leading.until(lambda one: one["type"] == "lease")
    scene = leading.latest("scene")
    assert scene is not None
    assert scene["moving"]
