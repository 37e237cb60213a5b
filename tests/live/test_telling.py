"""What is told is what happened."""

from collections.abc import Callable

from slackwater.live import reopening
from slackwater.practices import library
from slackwater.session.decisions import Question, Reason
from slackwater.session.events import CheckedIn
from slackwater.session.phases import Phase
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
