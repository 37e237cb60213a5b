"""A kept session read again, and reopened still."""

from collections.abc import Callable

import pytest

from slackwater.journal.digest import Running
from slackwater.journal.facts import Said
from slackwater.journal.replay import replay
from slackwater.live.clock import SessionTime
from slackwater.live.errors import NotASession
from slackwater.live.record import Record
from slackwater.live.reopening import Reopened, begin, in_time, remembered, reopen
from slackwater.live.room import Room
from slackwater.live.story import EPOCH
from slackwater.practices import library
from slackwater.session.decisions import Question
from slackwater.session.events import CheckedIn, CheckedInLate, Restarted, TooMuch
from slackwater.session.phases import Phase

from .conftest import SESSION, Stage

Staged = Callable[..., Stage]


def again(live: Stage, kept: Reopened) -> Room:
    """The session in a program that has just started."""
    room = Room(
        SESSION,
        kept.guide,
        time=SessionTime(live.clock, 1.0, kept.seconds),
        library=library(),
        keeper=live.keeper(),
        listener=live.heard,
        record=Record(Running(kept.sha256)),
        story=kept.story,
        said=frozenset(kept.said),
        late=frozenset(kept.late),
    )
    room.happen(Restarted(10))
    for said, event in kept.left:
        room.hear_late(said, event)
    live.room = room
    return room


async def test_the_record_leads_to_the_same_session(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.wait(20)
    live.say("pause")
    await live.kept()
    kept = reopen(live.journal.read(SESSION))
    assert kept.guide == live.room.guide
    assert kept.story == live.room.story
    assert kept.seconds == live.room.time.given


async def test_the_record_replays_to_the_same_decisions_bit_for_bit(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.wait(30)
    live.say("too_much")
    live.wait(200)
    await live.kept()
    facts = in_time(live.journal.read(SESSION))
    assert replay(facts, begin(facts).decide).parted is None


async def test_a_session_that_was_moving_reopens_paused(stage: Staged) -> None:
    live = stage()
    live.practise()
    await live.kept()
    again(live, reopen(live.journal.read(SESSION)))
    assert live.phase is Phase.PAUSED


async def test_a_session_that_owed_grounding_reopens_grounding(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("too_much")
    await live.kept()
    again(live, reopen(live.journal.read(SESSION)))
    assert live.phase is Phase.GROUNDING
    assert live.room.guide.state.checks_owed == 2


async def test_a_yes_from_before_the_restart_is_dead(stage: Staged) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0)
    live.wait(61)
    asked_before = live.number
    await live.kept()
    again(live, reopen(live.journal.read(SESSION)))
    live.say("only_a_pause")
    assert live.question is Question.GO_ON
    live.say("agree", question=asked_before)
    assert live.phase is Phase.PAUSED


async def test_question_numbers_jump_at_a_restart(stage: Staged) -> None:
    live = stage()
    await live.kept()
    again(live, reopen(live.journal.read(SESSION)))
    assert (live.number or 0) > EPOCH


async def test_an_id_said_before_the_restart_moves_nothing_after_it(stage: Staged) -> None:
    live = stage()
    live.practise()
    said = live.say("softer")
    await live.kept()
    again(live, reopen(live.journal.read(SESSION)))
    before = live.room.guide.state
    live.say("softer", said)
    await live.kept()
    assert live.room.guide.state == before
    assert (said, True, False) in live.heard.acks


async def test_what_was_left_while_locked_takes_effect_once(stage: Staged) -> None:
    live = stage()
    live.practise()
    await live.kept()
    live.journal.leave(SESSION, [Said("left-while-locked", 5000), TooMuch()])
    again(live, reopen(live.journal.read(SESSION)))
    assert live.phase is Phase.GROUNDING
    await live.kept()
    kept = reopen(live.journal.read(SESSION))
    assert kept.left == []
    assert kept.guide.state.overwhelms == 1


async def test_a_calm_answer_left_while_locked_settles_nothing(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("too_much")
    live.say("grounded")
    live.wait(61)
    await live.kept()
    live.journal.leave(SESSION, [Said("left-while-locked", 0), CheckedIn(0, 0)])
    again(live, reopen(live.journal.read(SESSION)))
    assert live.room.guide.state.checks_owed == 2
    await live.kept()
    assert live.journal.facts(SESSION)[-3:-1] == (Said("left-while-locked", 0), CheckedInLate(0, 0))


async def test_an_answer_left_while_locked_is_not_how_it_was_afterwards(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("end")
    live.say("oriented")
    await live.kept()
    live.journal.leave(SESSION, [Said("left-while-locked", 0), CheckedIn(7, 0)])
    again(live, reopen(live.journal.read(SESSION)))
    assert live.room.story.afterwards is None
    assert live.room.guide.state.rest_owed_h == 24


async def test_a_reopened_session_replays_too(stage: Staged) -> None:
    live = stage()
    live.practise()
    await live.kept()
    live.journal.leave(SESSION, [Said("left-while-locked", 5000), TooMuch()])
    again(live, reopen(live.journal.read(SESSION)))
    live.wait(30)
    await live.kept()
    facts = in_time(live.journal.read(SESSION))
    assert replay(facts, begin(facts).decide).parted is None


async def test_what_was_left_for_a_closed_session_counts_for_the_next(stage: Staged) -> None:
    live = stage()
    live.practise()
    live.say("end")
    live.say("oriented")
    await live.kept()
    live.journal.leave(SESSION, [Said("left-after-the-end", 5000), TooMuch()])
    past = remembered(live.journal.sessions()[-1], live.journal.read(SESSION))
    assert past is not None
    assert past.past.rest_owed_h == 48


async def test_what_was_left_twice_is_taken_once(stage: Staged) -> None:
    live = stage()
    live.practise()
    await live.kept()
    for _ in range(2):
        live.journal.leave(SESSION, [Said("left-twice", 5000), TooMuch()])
    assert len(reopen(live.journal.read(SESSION)).left) == 1


async def test_a_record_without_an_opening_is_no_session(stage: Staged) -> None:
    live = stage()
    live.journal.append("something-else", [TooMuch()])
    with pytest.raises(NotASession):
        reopen(live.journal.read("something-else"))
