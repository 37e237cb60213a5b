"""A disk that is full delays no stop; the page is told plainly; what waited is kept later."""

import re
import time
from collections.abc import Callable

import pytest

from slackwater.journal.errors import DiskFull
from slackwater.live import home

from .guest import PATIENCE_S, Guest, Line
from .house import House

Full = Callable[[bool], None]


@pytest.fixture
def guest(house: House, visit: Callable[..., Guest]) -> Guest:
    """Somebody whose session has begun and is kept."""
    guest = visit(house)
    guest.set_up("passphrase")
    guest.begin()
    return guest


@pytest.fixture
def disk(house: House, guest: Guest) -> Full:
    """A switch that fills the disk."""
    store = house.home.cabinet.journal._store
    append, full = store.append, [False]

    def try_to_append(*arguments: object) -> None:
        if full[0]:
            raise DiskFull
        append(*arguments)

    store.append = try_to_append  # type: ignore[method-assign]

    def make(is_full: bool) -> None:
        full[0] = is_full

    return make


@pytest.fixture
def moving(guest: Guest, disk: Full) -> tuple[Line, Full]:
    """A session that moves, and the switch for its disk."""
    line = guest.line()
    line.practise()
    return line, disk


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


@pytest.mark.parametrize(
    "said", [{"distress": 5, "far_away": 0}, {"line": "the sea was flat"}, {"wrong": "my knee"}]
)
def test_after_a_session_a_full_disk_is_told_in_a_little_while_and_what_was_said_is_kept_later(
    guest: Guest, disk: Full, monkeypatch: pytest.MonkeyPatch, said: dict[str, object]
) -> None:
    monkeypatch.setattr(home, "KEEP_S", 0.2)
    line = guest.line()
    line.ack(line.say("end"))
    line.answer("oriented", "oriented")
    line.until(lambda one: one["type"] == "ended")
    guest.get("/after")
    disk(True)
    guest.post("/after", **said)
    assert guest.status == 409
    assert "what you just said is not kept yet" in guest.html
    assert "make some room on the disk" in guest.html
    disk(False)
    shown = str(said.get("line") or said.get("wrong") or "5 of 10")
    deadline = time.monotonic() + PATIENCE_S
    while shown not in guest.get("/after"):
        assert time.monotonic() < deadline


@pytest.mark.parametrize(
    "said", [{"distress": 5, "far_away": 0}, {"line": "the sea was flat"}, {"wrong": "my knee"}]
)
def test_what_is_sent_again_because_it_was_not_kept_yet_is_kept_once(
    guest: Guest, house: House, disk: Full, monkeypatch: pytest.MonkeyPatch, said: dict[str, object]
) -> None:
    monkeypatch.setattr(home, "KEEP_S", 0.2)
    line = guest.line()
    line.ack(line.say("end"))
    line.answer("oriented", "oriented")
    line.until(lambda one: one["type"] == "ended")
    before = len(kept_facts(house))
    form = guest.get("/after")
    name = re.search(r'name="form" value="([0-9a-f]+)"', form)
    assert name is not None
    disk(True)
    guest.post("/after", form=name[1], **said)
    assert guest.status == 409
    disk(False)
    guest.html = form
    guest.post("/after", form=name[1], **said)
    assert guest.status == 200
    assert name[1] not in guest.html
    added = [type(fact).__name__ for fact in kept_facts(house)[before:]]
    assert sum(one in {"AfterNote", "CheckedIn", "CheckedInLate"} for one in added) == 1, added


def kept_facts(house: House) -> tuple[object, ...]:
    journal, room = house.home.cabinet.journal, house.home.room
    assert room is not None
    return journal.facts(room.session)
