"""Nothing is acknowledged that is not kept."""

import asyncio
from collections.abc import Callable

from slackwater.journal.facts import Said
from slackwater.journal.journal import Journal
from slackwater.journal.writer import Writer
from slackwater.live.keeper import Keeper
from slackwater.live.keeping import Cabinet
from slackwater.session.events import TooMuch

from .conftest import SESSION, Disk, Stage

SOON_S = 0.2


async def test_what_the_writer_does_not_take_is_never_acknowledged(stage: Callable[..., Stage]) -> None:
    live = stage()
    live.practise()
    await live.kept()
    live.writer._waiting_most = 0
    said = live.say("too_much")
    live.writer._waiting_most = 1000
    await asyncio.sleep(SOON_S)
    live.say("too_much", said)
    await asyncio.sleep(SOON_S)
    assert said not in [ack for ack, _, _ in live.heard.acks]
    assert live.heard.notes == ["not_kept_yet"]


async def test_after_something_was_not_taken_nothing_more_is_kept_so_that_the_record_has_no_hole() -> None:
    journal = Journal(Disk())
    journal.begin()
    writer = Writer(journal, waiting_most=1)
    told: list[bool] = []
    keeper = Keeper(writer, SESSION, keeps=True, trouble=told.append)
    kept: list[str] = []
    keeper.keep([TooMuch(), TooMuch()], lambda: kept.append("both"))
    keeper.keep([TooMuch()], lambda: kept.append("after"))
    await asyncio.sleep(SOON_S)
    writer.close()
    assert (kept, told) == ([], [True])
    assert journal.facts(SESSION) == ()


async def test_a_late_answer_that_is_not_taken_is_not_acknowledged() -> None:
    cabinet = Cabinet(None)
    cabinet.begin_in_memory("a browser")
    cabinet.writer._waiting_most = 0
    kept: list[str] = []
    cabinet.leave(SESSION, (Said("said-0001", 0), TooMuch()), lambda: kept.append("late"))
    await asyncio.sleep(SOON_S)
    await cabinet.close()
    assert kept == []
