"""A session that is brought back while the person goes on speaking, and one that is let go."""

import asyncio
import gc
import threading
import weakref
from collections.abc import AsyncIterator
from typing import Any

import pytest

from slackwater.live import home
from slackwater.live.saying import Say
from slackwater.live.standing import Knowing
from slackwater.session.phases import Phase

from .person import Person


@pytest.fixture
async def person() -> AsyncIterator[Person]:
    somebody = Person()
    await somebody.screen()
    yield somebody
    await somebody.close()


@pytest.mark.parametrize(("of", "name"), [(Knowing, "dosing_before"), (home, "_last_session")])
@pytest.mark.parametrize("names_it", [True, False])
async def test_a_stop_said_while_a_session_is_brought_back_is_heard_in_it(
    person: Person, monkeypatch: pytest.MonkeyPatch, of: object, name: str, names_it: bool
) -> None:
    room = await person.begin()
    while person.room.guide.state.phase is not Phase.PRACTISING:
        person.answer()
    await person.kept()
    works, begun, may_end = getattr(of, name), threading.Event(), threading.Event()

    def slowly(*given: object) -> object:
        found = works(*given)
        begun.set()
        assert may_end.wait(5)
        return found

    monkeypatch.setattr(of, name, slowly)
    person.home.room = None
    coming = asyncio.create_task(person.home._bring_back())
    await asyncio.to_thread(begun.wait, 5)
    kept = asyncio.Event()
    person.home.leave(room.session if names_it else home.UNKNOWN, Say("left-now-001", "too_much"), kept.set)
    await asyncio.wait_for(kept.wait(), 5)
    may_end.set()
    await coming
    assert person.room.session == room.session
    again = person.room.guide.state
    assert (again.phase, again.overwhelms) == (Phase.GROUNDING, 1)
    await person.kept()
    person.home.room = None
    await person.home._bring_back()
    assert person.room.guide.state.overwhelms == 1


@pytest.mark.parametrize("lets_go", ["lock", "forget"])
async def test_nothing_of_a_session_stays_in_memory_after_locking(person: Person, lets_go: str) -> None:
    await person.home.start()
    room: Any = await person.begin()
    await asyncio.sleep(0.01)
    person.clock.move(1)
    await asyncio.sleep(1.1)  # time has been given to it
    gone = weakref.ref(room)
    del room
    await getattr(person.home, lets_go)()
    await asyncio.sleep(0.01)
    gc.collect()
    assert gone() is None
