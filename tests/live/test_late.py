"""What was said a while ago: it stops, lowers and owes as ever, and nothing goes on because of it."""

from collections.abc import Callable

import pytest

from slackwater.live.saying import EVENTS, STOPS
from slackwater.session.decisions import Expired, Question
from slackwater.session.events import AnsweredLate, SofterAskedLate
from slackwater.session.phases import Phase
from slackwater.session.state import State

from .conftest import SESSION, Stage

Staged = Callable[..., Stage]

AGO_MS = 600_000
DEPTH = (Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING, Phase.ENDED)


def arriving(live: Stage) -> None:
    assert live.phase is Phase.ARRIVING


def practising(live: Stage) -> None:
    live.practise()
    live.wait(40)


def resting(live: Stage) -> None:
    live.practise()
    while live.phase is Phase.PRACTISING:
        if live.question is Question.STILL_HERE:
            live.say("still_here")
        live.wait(1)
    live.wait(10)


def paused(live: Stage) -> None:
    live.practise()
    live.say("pause")


def grounding(live: Stage) -> None:
    live.practise()
    live.say("too_much")
    live.wait(200)


def closing(live: Stage) -> None:
    live.practise()
    live.say("end")


PLACES = (arriving, practising, resting, paused, grounding, closing)


def depth(state: State) -> int:
    return DEPTH.index(state.phase) if state.phase in DEPTH else -1


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("what", EVENTS)
async def test_nothing_said_a_while_ago_is_an_answer(
    stage: Staged, what: str, place: Callable[[Stage], None]
) -> None:
    live = stage()
    place(live)
    before = live.room.guide.state
    live.say(what, question=live.number, ago_ms=AGO_MS)
    after = live.room.guide.state
    if depth(after) == depth(before):
        assert after.phase in (before.phase, Phase.RESTING)
        assert after.silence_s == before.silence_s
        assert (after.grounded, after.shaking_s, after.checked) == (
            before.grounded,
            before.shaking_s,
            before.checked,
        )
        assert after.gap_s >= before.gap_s
    assert depth(after) >= depth(before)
    assert after.cap <= before.cap
    assert after.level <= before.level
    assert after.consent <= before.consent
    assert after.kinds in (before.kinds, 0)
    if depth(after) < DEPTH.index(Phase.CLOSING):
        assert after.checks_owed >= before.checks_owed


@pytest.mark.parametrize("what", sorted(STOPS))
async def test_a_stop_said_a_while_ago_stops(stage: Staged, what: str) -> None:
    live = stage()
    practising(live)
    live.say(what, ago_ms=AGO_MS)
    assert live.phase in DEPTH


async def test_here_said_a_while_ago_ends_no_silence_and_is_kept(stage: Staged) -> None:
    live = stage()
    practising(live)
    said = live.say("still_here", ago_ms=AGO_MS)
    assert live.room.guide.state.silence_s == 40
    await live.kept()
    assert (said, True, False) in live.heard.acks
    facts = live.journal.facts(SESSION)
    assert AnsweredLate() in facts
    assert any(Expired(AnsweredLate()) in getattr(fact, "decisions", ()) for fact in facts)


async def test_less_asked_for_a_while_ago_is_less_now_and_no_answer(stage: Staged) -> None:
    live = stage()
    practising(live)
    before = live.room.guide.state
    live.say("softer", ago_ms=AGO_MS)
    after = live.room.guide.state
    assert after.cap < before.cap
    assert after.silence_s == before.silence_s
    await live.kept()
    assert SofterAskedLate() in live.journal.facts(SESSION)


async def test_what_is_asked_now_is_asked_on(stage: Staged) -> None:
    live = stage()
    grounding(live)
    assert live.question is Question.GROUNDED
    live.say("grounded", ago_ms=AGO_MS)
    assert live.question is Question.GROUNDED
    assert live.heard.notes[-1] == "said_before"


async def test_an_arrival_from_a_while_ago_can_stop_and_opens_nothing(stage: Staged) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0, ago_ms=AGO_MS)
    assert live.phase is Phase.ARRIVING
    assert live.heard.notes[-1] == "said_before"
    live.say("arrived", distress=8, far_away=0, ago_ms=AGO_MS)
    assert live.phase is Phase.GROUNDING
