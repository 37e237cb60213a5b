"""A quiet second is a second of the one round that virtual and real sessions share."""

import pytest

from slackwater.cohort import quiet
from slackwater.cohort.course import plan_for, screened
from slackwater.cohort.quiet import Quiet
from slackwater.guiding.diary import open_diary
from slackwater.guiding.round import Guide, advance, open_guide
from slackwater.practices.loader import library
from slackwater.practices.screening import kinds
from slackwater.session import events as e
from slackwater.session.decisions import Question
from slackwater.session.limits import Limits
from slackwater.session.phases import Phase

ANSWERS = {
    Question.ARRIVAL: e.Arrived(2, 0),
    Question.SCREENING: e.Screened(kinds(screened(), library())),
    Question.BEGIN: e.Agreed(),
    Question.CHECK_IN: e.CheckedIn(3, 0),
    Question.STILL_HERE: e.StillHere(),
    Question.GROUNDED: e.Grounded(),
    Question.WHY_STOPPED: e.OnlyAPause(),
    Question.SETTLED_CHECK: e.CheckedIn(2, 0),
    Question.GO_ON: e.Agreed(),
    Question.ORIENTED: e.Oriented(),
}


def opened() -> Guide:
    limits = Limits()
    return open_guide(limits, plan_for(limits), open_diary(0.0))


def test_quiet_seconds_lead_exactly_where_advance_leads() -> None:
    skipping, slow, known, skipped, overwhelmed = opened(), opened(), Quiet(), 0, False
    for _ in range(4000):
        if slow.state.phase is Phase.ENDED:
            break
        said = ANSWERS.get(slow.state.question) if slow.state.question else None
        if slow.state.phase is Phase.PRACTISING and slow.upcoming == 2 and not overwhelmed:
            said, overwhelmed = e.TooMuch(), True
        if said is not None:
            skipping, slow = advance(skipping, said)[0], advance(slow, said)[0]
            assert skipping == slow
        path = known.ahead(skipping, 37)
        for _ in path or [None]:
            slow = quiet.pass_second(slow)
        skipping = quiet.after(skipping, path, len(path)) if path else quiet.pass_second(skipping)
        skipped += len(path)
        assert skipping == slow
    assert slow.state.phase is Phase.ENDED
    assert overwhelmed
    assert skipped > 800, "most seconds are quiet"


def test_what_was_found_once_is_found_again() -> None:
    known = Quiet()
    guide, _ = advance(opened(), e.Arrived(2, 0))
    guide, _ = advance(guide, e.Screened(kinds(screened(), library())))
    assert known.ahead(guide, 30) == known.ahead(guide, 30)


@pytest.mark.parametrize("seconds", [1, 7])
def test_a_beat_keeps_the_lease(seconds: int) -> None:
    guide, _ = advance(opened(), e.Arrived(2, 0))
    guide, _ = advance(guide, e.Screened(kinds(screened(), library())))
    for _ in range(seconds):
        guide = quiet.pass_second(guide)
    assert guide.state.lease_s >= guide.state.limits.numbers.lease_s - quiet.BEAT_S
