"""A disk that is full delays no stop; the page is told plainly; what waited is kept later."""

from collections.abc import Callable

import pytest

from slackwater.journal.errors import DiskFull

from .guest import Guest, Line

Full = Callable[[bool], None]


@pytest.fixture
def moving(open_house: Callable[..., object], visit: Callable[..., Guest]) -> tuple[Line, Full]:
    """A session that moves and is kept, and a switch for its disk."""
    house = open_house(speed=60)
    guest = visit(house)
    guest.set_up("passphrase")
    guest.begin()
    line = guest.line()
    line.practise()
    store = house.home.cabinet.journal._store  # type: ignore[attr-defined]
    append, full = store.append, [False]

    def try_to_append(*arguments: object) -> None:
        if full[0]:
            raise DiskFull
        append(*arguments)

    store.append = try_to_append

    def make(is_full: bool) -> None:
        full[0] = is_full

    return line, make


def noted(line: Line) -> str:
    """The first note, whether it came before or comes now."""
    note = line.latest("note") or line.until(lambda one: one["type"] == "note")
    return str(note["why"])


def test_a_stop_is_shown_at_once_and_said_to_be_not_kept_yet(moving: tuple[Line, Full]) -> None:
    line, make_full = moving
    make_full(True)
    said = line.say("too_much")
    assert line.scene(lambda scene: scene["phase"] == "grounding")["moving"] is False
    assert noted(line) == "not_kept_yet"
    assert not any(one.get("id") == said for one in line.heard if one["type"] == "ack")


def test_what_waited_is_acknowledged_once_there_is_room(moving: tuple[Line, Full]) -> None:
    line, make_full = moving
    make_full(True)
    said = line.say("too_much")
    noted(line)
    make_full(False)
    assert line.ack(said)["kept"] is True
    assert any(one.get("why") == "kept_again" for one in line.heard if one["type"] == "note")
