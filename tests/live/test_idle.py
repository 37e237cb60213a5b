"""A journal that is left alone locks by itself, after as long as was chosen, never in a session that goes on."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from slackwater.journal.journal import Door
from slackwater.journal.keys import Passphrase
from slackwater.journal.writer import Writer
from slackwater.live import keeping
from slackwater.live.clock import HandClock
from slackwater.live.home import Home
from slackwater.live.idle import USUAL_MIN, WAITS_MIN, lock_if_left
from slackwater.live.saying import Say
from slackwater.session.decisions import Question
from slackwater.session.phases import Phase

from .person import Person

BROWSER = "a browser"


class Kept(Person):
    """The same on a disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.home = Home(folder, clock=self.clock)
        self.home.listener = self.heard


@pytest.fixture
async def person(tmp_path: Path) -> AsyncIterator[Kept]:
    somebody = Kept(tmp_path)
    await somebody.home.cabinet.begin(BROWSER, "four words of mine")
    somebody.home.cabinet.journal._clock = somebody.clock.unix_s
    await somebody.screen()
    yield somebody
    await somebody.close()


def door(person: Kept) -> Door:
    return person.home.cabinet.journal.door


@pytest.mark.parametrize("minutes", [wait for wait in WAITS_MIN if wait])
async def test_it_locks_when_nobody_was_here_for_so_long(person: Kept, minutes: int) -> None:
    await person.home.cabinet.lock_after(minutes)
    person.clock.move(minutes * 60 - 1)
    assert not await lock_if_left(person.home)
    person.clock.move(1)
    assert await lock_if_left(person.home)
    assert door(person) is Door.LOCKED
    assert not person.home.cabinet.open_in(BROWSER)
    assert person.heard.order[-1] == "locked"


async def test_whoever_is_here_keeps_it_open(person: Kept) -> None:
    await person.home.cabinet.lock_after(5)
    for _ in range(5):
        person.clock.move(299)
        person.home.cabinet.idle.use()
        assert not await lock_if_left(person.home)


async def test_never_is_never(person: Kept) -> None:
    await person.home.cabinet.lock_after(0)
    person.clock.move(10**7)
    assert not await lock_if_left(person.home)


async def test_the_choice_holds_after_locking_and_another_start(person: Kept) -> None:
    await person.home.cabinet.lock_after(5)
    await person.home.lock()
    await person.home.unlock(BROWSER, Passphrase("four words of mine"))
    assert person.home.cabinet.idle.after_s == 300
    assert USUAL_MIN * 60 != 300


async def test_a_sleep_of_the_computer_counts(person: Kept) -> None:
    """Its own clock stands still meanwhile; the one on the wall does not."""

    class Wall(HandClock):
        def unix_s(self) -> int:
            return person.clock.unix_s() + 4000

    person.home.cabinet.idle._clock = Wall()
    assert person.home.cabinet.idle.is_due


async def test_a_clock_that_is_set_back_keeps_nothing_open(person: Kept) -> None:
    await person.home.cabinet.lock_after(5)
    person.home.cabinet.idle._since_unix_s += 10**6
    person.clock.move(300)
    assert await lock_if_left(person.home)


async def test_a_session_that_goes_on_is_never_cut_off(person: Kept) -> None:
    """Moving, resting, grounding: however long nobody touches the machine."""
    await person.home.cabinet.lock_after(5)
    room = await person.begin()
    seen = set()
    while room.guide.state.phase is not Phase.PAUSED and not room.over:
        seen.add(room.guide.state.phase)
        for _ in range(400):
            person.home.cabinet.idle._since_s -= 1
        assert not await lock_if_left(person.home)
        if Phase.RESTING in seen:
            person.say("pause")
        else:
            person.answer()
    assert {Phase.PRACTISING, Phase.RESTING} <= seen
    assert not await lock_if_left(person.home)
    person.clock.move(300)
    assert await lock_if_left(person.home)


async def test_a_stop_is_still_taken_once_it_has_locked(person: Kept) -> None:
    room = await person.begin()
    while room.guide.state.phase is not Phase.PRACTISING:
        person.answer()
    person.say("pause")
    person.clock.move(USUAL_MIN * 60)
    assert await lock_if_left(person.home)
    person.home.leave(room.session, Say("late-0001", "too_much"), lambda: None)
    await person.home.until_kept()
    await person.home.unlock(BROWSER, Passphrase("four words of mine"))
    assert person.room.guide.state.overwhelms == 1


async def test_what_is_kept_nowhere_never_locks() -> None:
    """Nothing could open it again."""
    somebody = Person()
    somebody.clock.move(10**6)
    assert not await lock_if_left(somebody.home)
    assert somebody.home.cabinet.unlocked
    await somebody.close()


async def test_what_somebody_chose_ends_with_their_journal(person: Kept) -> None:
    await person.home.cabinet.lock_after(0)
    await person.home.forget()
    await person.home.cabinet.begin(BROWSER, "other words of mine")
    person.clock.move(USUAL_MIN * 60)
    assert await lock_if_left(person.home)


async def test_a_yes_while_it_locks_moves_nothing_and_leaves_no_hole(
    person: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await person.begin()
    while room.guide.state.phase is not Phase.PRACTISING:
        person.answer()
    wait, waits = keeping._wait_for, 0
    loop = asyncio.get_running_loop()

    def slow(writer: Writer) -> None:
        nonlocal waits
        waits += 1
        wait(writer)
        if waits == 1:
            said = asyncio.run_coroutine_threadsafe(go_on(), loop)
            said.result(10)

    async def go_on() -> None:
        for _ in range(300):
            if room.guide.state.phase is Phase.PRACTISING:
                return
            if person.question is Question.WHY_STOPPED:
                person.say("only_a_pause")
            else:
                person.answer()
        pytest.fail("it did not go on")

    monkeypatch.setattr(keeping, "_wait_for", slow)
    await person.home.lock()
    assert room.guide.state.phase is not Phase.PRACTISING
    assert person.home.cabinet.writer.waiting == 0
    await person.home.unlock(BROWSER, Passphrase("four words of mine"))
    assert person.room.guide.state.phase is Phase.PAUSED


async def test_nobody_waits_for_a_journal_that_is_slow_to_let_go_and_a_stop_is_taken_meanwhile(
    person: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = await person.begin()
    while room.guide.state.phase is not Phase.PRACTISING:
        person.answer()
    journal, lets_go = person.home.cabinet.journal, threading.Event()
    at_it, lock = threading.Event(), journal.lock

    def slow() -> None:
        at_it.set()
        assert lets_go.wait(10)
        lock()

    monkeypatch.setattr(journal, "lock", slow)
    locking = asyncio.create_task(person.home.lock())
    await asyncio.to_thread(at_it.wait, 10)
    assert not locking.done()
    assert person.home.running is None, "a yes finds nothing to move"
    assert room.guide.state.phase is Phase.PAUSED
    assert person.heard.order[-1] == "locked"
    assert not person.home.cabinet.open_in(BROWSER)
    person.home.leave(room.session, Say("late-0001", "too_much"), lambda: None)
    lets_go.set()
    await locking
    assert door(person) is Door.LOCKED
    await person.home.unlock(BROWSER, Passphrase("four words of mine"))
    assert person.room.guide.state.overwhelms == 1


async def test_it_locks_although_the_page_that_asked_is_closed(person: Kept) -> None:
    locking = asyncio.create_task(person.home.lock())
    await asyncio.sleep(0)
    locking.cancel()
    for _ in range(200):
        await asyncio.sleep(0.01)
        if door(person) is Door.LOCKED:
            break
    assert door(person) is Door.LOCKED
