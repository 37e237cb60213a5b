"""What is told is what happened."""

from collections.abc import Callable

import pytest

from slackwater.guiding.plan import Plan
from slackwater.live import reopening
from slackwater.practices import library
from slackwater.practices.plan import Choice, suggest
from slackwater.practices.screening import answered, judge
from slackwater.quantities import TOP
from slackwater.session.decisions import Question, Reason
from slackwater.session.events import Cautioned, CheckedIn, Strained
from slackwater.session.limits import Limits
from slackwater.session.phases import Phase, Side, Sign
from slackwater.web.scene import compose
from slackwater.web.timeline import moments
from slackwater.web.words import reason_text, word

from .conftest import SESSION, Stage


async def test_an_answer_that_only_lowers_the_dose_is_not_told_as_a_stop(stage: Callable[..., Stage]) -> None:
    live = stage()
    live.practise()
    while live.phase is not Phase.CHECKING_IN:
        live.wait(1)
        if live.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
            live.say("still_here")
    live.say("check_in", distress=4, far_away=0)
    assert live.phase is Phase.CHECKING_IN
    await live.kept()
    turns = reopening.reopen(live.journal.read(SESSION)).moments
    at = next(i for i, moment in enumerate(turns) if isinstance(moment.turn.event, CheckedIn))
    told = " ".join(one.text for one in moments(turns[at : at + 1]))
    assert "It felt stronger" in told
    assert "stopped" not in told


def why(live: Stage) -> str | None:
    told: str | None = compose(live.room.view(), library(), 1)["why"]
    return told


async def test_while_it_moves_less_on_the_persons_word_the_page_says_why(stage: Callable[..., Stage]) -> None:
    live = stage()
    live.practise()
    assert why(live) is None
    live.say("softer")
    assert why(live) == reason_text(Reason.PERSON_SOFTER)


async def test_with_the_question_to_begin_the_page_says_why_it_is_so_little(
    stage: Callable[..., Stage],
) -> None:
    live = stage()
    live.say("arrived", distress=2, far_away=0)
    live.wait(61)
    assert live.question is Question.BEGIN
    assert word("why", "lowest") in (why(live) or "")


async def test_before_the_other_side_the_page_says_to_change_sides(stage: Callable[..., Stage]) -> None:
    limits = Limits(start=TOP, cap=TOP)
    chosen = suggest(limits, judge(answered(adult=True)), library(), Choice("supported-low-lunge"))
    lunges = tuple(one for one in chosen.rounds if one.practice == "supported-low-lunge")
    assert [one.round.side for one in lunges] == [Side.LEFT, Side.RIGHT]
    live = stage(limits, Plan(lunges))
    live.practise()
    while live.question is not Question.CHECK_IN:
        live.wait(1)
        if live.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
            live.say("still_here")
    live.say("check_in", distress=2, far_away=0)
    scene = compose(live.room.view(), library(), 1)
    assert scene["question"]["kind"] == "begin"
    assert scene["question"]["text"] == scene["line"]["text"] == word("question", "begin_other_side")
    assert "your right foot" in scene["line"]["sub"]
    assert scene["figure"]["side"] == "right"
    live.wait(120)
    assert live.question is Question.BEGIN
    assert compose(live.room.view(), library(), 2)["line"]["text"] != word("question", "begin_other_side")


async def test_an_answer_from_a_while_ago_is_told_as_one(stage: Callable[..., Stage]) -> None:
    live = stage()
    live.practise()
    live.say("check_in", distress=3, far_away=1, ago_ms=9000)
    await live.kept()
    told = " ".join(one.text for one in moments(reopening.reopen(live.journal.read(SESSION)).moments))
    assert "You had said how it was a while before: 3 of 10, 1 of 4 away." in told


@pytest.mark.parametrize("sign", [sign for sign in Sign if sign is not Sign.SHAKING_UNASKED])
async def test_an_early_question_says_which_sign_it_is_about(stage: Callable[..., Stage], sign: Sign) -> None:
    live = stage()
    live.practise()
    live.room.happen(Cautioned(sign))
    assert live.phase is Phase.PRACTISING
    assert why(live) == reason_text(Reason(sign.value))
    assert "stop" not in (why(live) or "")


@pytest.mark.parametrize("sign", Sign)
async def test_a_stop_by_signs_says_which_and_that_it_stopped(
    stage: Callable[..., Stage], sign: Sign
) -> None:
    live = stage()
    live.practise()
    live.room.happen(Strained(sign))
    stop = compose(live.room.view(), library(), 1)["stop"]
    assert stop["text"].startswith(reason_text(Reason(sign.value)))
    assert stop["text"].endswith("so we stopped for a while.")
