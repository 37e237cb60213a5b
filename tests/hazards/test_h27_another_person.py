"""H-27: what is one person's is neither shown nor applied to another who lives on the same machine."""

import asyncio
import importlib.util
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from slackwater.journal.errors import WrongKey
from slackwater.journal.facts import AfterNote
from slackwater.journal.keys import Passphrase
from slackwater.journal.parcel import open_parcel
from slackwater.live.bringing import take_in
from slackwater.live.clock import HandClock
from slackwater.live.home import Home
from slackwater.live.household import Household
from slackwater.live.saying import Say
from slackwater.live.today import Screening
from slackwater.practices.asking import questions
from slackwater.session.decisions import Question
from slackwater.session.phases import Phase

NONE = frozenset(f"{group.id}.none" for group in questions().groups)
ANAS, MOS = "four words of ana", "four words of mo"


class Pages:
    """Nobody looks."""

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: None


def meet(home: Home) -> None:
    home.listener = Pages()  # type: ignore[assignment]


@pytest.fixture
async def household(tmp_path: Path) -> AsyncIterator[Household]:
    """Ana, who has a condition and had a session that was too much; and Mo, to whom nothing applies."""
    household = Household(Home(tmp_path, clock=HandClock()), meet)
    await household.start()
    ana = household.first
    await ana.cabinet.begin("ana's browser", ANAS)
    ticks = NONE - {"belly.none"} | {"belly.pregnancy-later"}
    await ana.screen(Screening(adult=True, ticks=ticks, at_unix_s=ana.clock.unix_s()))
    await household.welcome("mo's browser", "Mo")
    mo = household.home_of("mo's browser")
    await mo.cabinet.begin("mo's browser", MOS)
    household.arrived(mo)
    for home in household.homes:
        home.cabinet.journal._clock = home.clock.unix_s
    await mo.screen(Screening(adult=True, ticks=NONE, at_unix_s=mo.clock.unix_s()))
    yield household
    await household.close()


async def overwhelmed(home: Home) -> None:
    """A session that was too much, and a word after it."""
    home.say_today(arriving="steady", new=frozenset({"today.none"}))
    room = await home.begin()
    room.lease.ask("page", home.clock.now_s())
    said = 0
    while not room.over:
        said += 1
        match room.guide.state.question:
            case Question.ARRIVAL:
                room.say(Say(f"said-{said:04d}", "arrived", distress=2))
            case Question.BEGIN:
                room.say(Say(f"said-{said:04d}", "agree", question=room.story.standing(room.guide)))
                room.say(Say(f"much-{said:04d}", "too_much"))
                room.say(Say(f"ends-{said:04d}", "end"))
            case _:
                home.clock.move(1)  # type: ignore[attr-defined]
                room.beat("page")
                room.catch_up()
    home.note_after("a", "a word of ana", went_wrong=True)
    await home.until_kept()


async def test_limits_rest_and_health_answers_are_each_persons_own(household: Household) -> None:
    ana, mo = household.homes
    before = await mo.standing()
    await overwhelmed(ana)
    hers, theirs = await ana.standing(), await mo.standing()
    assert hers.rest_hours > 0
    assert hers.limits.rest_only
    assert (theirs.limits, theirs.rest_hours, theirs.log) == (before.limits, before.rest_hours, ())
    assert theirs.screening is not None
    assert "belly.pregnancy-later" not in theirs.screening.ticks


async def test_what_was_written_stands_in_ones_own_journal_alone(household: Household) -> None:
    ana, mo = household.homes
    await overwhelmed(ana)
    facts = [fact for kept in ana.cabinet.journal.sessions() for fact in ana.cabinet.journal.facts(kept.id)]
    assert AfterNote("a word of ana", went_wrong=True) in facts
    assert mo.cabinet.journal.sessions() == ()


async def test_a_session_that_runs_is_its_own_persons(household: Household) -> None:
    ana, mo = household.homes
    mo.say_today(arriving="steady", new=frozenset({"today.none"}))
    room = await mo.begin()
    assert ana.running is None
    await ana.lock()
    assert mo.running is room
    assert room.guide.state.phase is not Phase.PAUSED


async def test_no_key_and_no_browser_opens_anothers(household: Household) -> None:
    ana, mo = household.homes
    assert not ana.cabinet.open_in("mo's browser")
    assert not mo.cabinet.open_in("ana's browser")
    for home in (ana, mo):
        await home.lock()
    for home, words in ((ana, MOS), (mo, ANAS)):
        with pytest.raises(WrongKey):
            await home.unlock("a browser", Passphrase(words))


async def test_deleting_reaches_ones_own_alone(household: Household) -> None:
    ana, mo = household.homes
    await overwhelmed(ana)
    await mo.forget()
    await household.moved_out(mo)
    assert household.homes == (ana,)
    await ana.lock()
    await ana.unlock("a browser", Passphrase(ANAS))
    assert len(ana.cabinet.journal.sessions()) == 1


def _taken_out() -> object:
    path = Path(__file__).parents[1] / "live" / "taken_out.py"
    found = importlib.util.spec_from_file_location("taken_out", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["taken_out"] = module
    found.loader.exec_module(module)
    return module


async def test_what_comes_in_from_a_file_lifts_nothing_that_stands(household: Household) -> None:
    """Mo's quiet journal, brought into Ana's by mistake: what she owes and answered still holds."""
    ana, mo = household.homes
    await overwhelmed(ana)
    before = await ana.standing()
    content = _taken_out().taken_out(mo.cabinet.journal)  # type: ignore[attr-defined]
    now = ana.clock.unix_s()
    await ana.change_at_rest(lambda journal: take_in(journal, open_parcel(content), now))
    after = await ana.standing()
    assert after.rest_hours == before.rest_hours > 0
    assert after.limits == before.limits
    assert after.screening is not None
    assert "belly.pregnancy-later" in after.screening.ticks
    await asyncio.sleep(0)


async def test_nobody_at_the_door_clears_away_a_journal_that_is_being_begun(household: Household) -> None:
    await household.welcome("ida's browser", "Ida")
    ida = household.home_of("ida's browser")
    beginning = asyncio.create_task(ida.cabinet.begin("ida's browser", "four words of ida"))
    await asyncio.sleep(0.05)
    assert await household.stand_before("another browser", "")
    assert await beginning
    assert household.home_of("ida's browser") is ida
    assert (ida.folder / "journal.sqlite").exists()  # type: ignore[operator]


async def test_deleting_is_finished_although_the_page_that_asked_is_closed(household: Household) -> None:
    ana, mo = household.homes
    folder = mo.folder
    assert folder is not None
    deleting = asyncio.create_task(household.delete(mo))
    await asyncio.sleep(0)
    deleting.cancel()
    for _ in range(300):
        await asyncio.sleep(0.01)
        if not folder.exists():
            break
    assert not folder.exists()
    assert household.homes == (ana,)


async def test_a_deletion_that_was_cut_off_is_finished_at_the_next_start(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    mo, root = household.homes[1], household.first.folder
    folder = mo.folder
    assert folder is not None
    monkeypatch.setattr("slackwater.journal.scrubbing.finish_destroying", _power_goes)
    with pytest.raises(PowerGone):
        await mo.forget()
    monkeypatch.undo()
    await household.close()
    assert (folder / "journal.sqlite-forgotten").exists()
    again = Household(Home(root, clock=HandClock()), meet)
    again.first.cabinet.start()
    await again.start()
    await again.close()
    assert not folder.exists()


class PowerGone(Exception):
    """What a power cut is to the program."""


def _power_goes(*_: object) -> None:
    raise PowerGone
