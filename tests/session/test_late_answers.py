"""What comes late may stop, deepen, lower and owe rest, and it answers nothing that is asked now."""

from collections.abc import Callable

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import (
    CapLowered,
    Expired,
    MovementStopped,
    Question,
    Reason,
    Refused,
    RestOwed,
    RoundAccepted,
)
from slackwater.session.phases import Phase
from slackwater.session.proof.story import a_round, alive, checking_in, given, practising

CALM = e.CheckedInLate(2, 0)
UNSETTLED = e.CheckedInLate(4, 0)

SAME_AS_NOW = [(7, 0, 0), (6, 0, 0), (5, 0, 0), (2, 2, 0), (2, 3, 0), (2, 1, 1), (4, 0, 0), (3, 1, 0)]


@pytest.mark.parametrize("said", SAME_AS_NOW, ids=str)
def test_it_stops_and_lowers_whatever_moves_as_a_check_in_does(said: tuple[int, int, int]) -> None:
    moving = given(practising(), alive(20, answering=False))
    late, now = moving.when(e.CheckedInLate(*said)), moving.when(e.CheckedIn(*said))
    assert late.decisions == now.decisions
    assert (late.state.phase, late.state.cap, late.state.rest_owed_h, late.state.checks_owed) == (
        now.state.phase,
        now.state.cap,
        now.state.rest_owed_h,
        now.state.checks_owed,
    )


def test_distress_seven_from_a_while_ago_stops_in_the_same_step() -> None:
    story = given(practising()).when(e.CheckedInLate(7, 0)).then(Phase.GROUNDING)
    assert story.decisions[0] == MovementStopped(Reason.DISTRESS_HIGH)


def test_a_calm_one_is_kept_as_expired_and_changes_nothing() -> None:
    before = given(checking_in())
    after = before.when(CALM)
    assert after.decisions == (Expired(CALM),)
    assert after.state is before.state
    assert after.state.question is Question.CHECK_IN


def test_it_does_not_answer_the_check_in() -> None:
    story = given(checking_in()).when(CALM, a_round())
    assert story.decisions == (Expired(CALM), Refused(a_round(), Reason.WRONG_TIME))


def test_it_does_not_end_the_silence() -> None:
    story = given(practising(a_round(2, work_s=120)), alive(65, answering=False))
    assert story.state.question is Question.STILL_HERE
    story.when(CALM, alive(10, answering=False)).then(Phase.GROUNDING)


def test_it_does_not_say_why_it_stopped_now() -> None:
    for stop in (e.PauseAsked(), e.FeltDizzy()):
        story = given(practising(), stop).when(CALM, UNSETTLED)
        assert story.state.why_known == (stop == e.FeltDizzy())


def test_in_grounding_it_is_no_settled_check() -> None:
    ready = given(practising(), e.TooMuch(), e.Grounded(), alive(180))
    story = ready.when(CALM, alive(60), CALM)
    assert story.state.checks_owed == 2
    assert story.state.question is Question.SETTLED_CHECK
    story.when(e.CheckedIn(2, 0), alive(60), e.CheckedIn(2, 0), e.Agreed()).then(Phase.SETTLING)


def test_after_distress_six_it_is_no_settled_check() -> None:
    paused = given(practising(start=5), e.CheckedIn(6, 0), alive(60))
    paused.when(CALM, e.Agreed()).then(Phase.PAUSED)
    paused.when(e.CheckedIn(2, 0), e.Agreed()).then(Phase.SETTLING)


def test_an_unsettled_one_begins_the_settled_checks_anew() -> None:
    once = given(practising(), e.TooMuch(), e.Grounded(), alive(60), e.CheckedIn(2, 0))
    assert (once.state.checks_owed, once.when(UNSETTLED).state.checks_owed) == (1, 2)


def test_one_that_is_not_settled_lowers_at_once() -> None:
    story = given(practising(a_round(4))).when(UNSETTLED)
    story.then(Phase.PRACTISING, CapLowered(HalfLevel(3), Reason.DISTRESS_RAISED))


def test_one_that_is_not_quiet_takes_back_a_rise_that_waits() -> None:
    waiting = given(checking_in(), e.CheckedIn(2, 0), a_round(5))
    story = waiting.when(e.CheckedInLate(2, 1))
    assert story.state.offer is not None
    assert RoundAccepted(story.state.offer, (Reason.RISE,)) in story.decisions
    assert (story.state.offer.level, story.state.question) == (4, Question.BEGIN)


def test_a_calm_one_gives_no_rise() -> None:
    eased = given(checking_in(), e.CheckedIn(2, 1), CALM).when(a_round(5))
    assert eased.state.phase is Phase.PRACTISING
    assert eased.state.level == 4


def test_it_counts_for_the_rest_that_is_owed_after_the_end() -> None:
    ended = given(practising(), e.EndAsked(), e.Oriented())
    assert ended.when(e.CheckedInLate(7, 0)).decisions == (RestOwed(24, Reason.DISTRESS_HIGH),)
    assert ended.when(e.CheckedInLate(2, 3)).decisions == (RestOwed(72, Reason.VERY_FAR_AWAY),)
    assert not ended.when(e.CheckedInLate(3, 1)).decisions


def test_one_below_the_scale_is_refused() -> None:
    story = given(practising()).when(e.CheckedInLate(-1, 0))
    assert story.decisions == (Refused(e.CheckedInLate(-1, 0), Reason.OUT_OF_RANGE),)


def test_less_asked_for_a_while_ago_lowers_as_ever_and_ends_no_silence() -> None:
    moving = given(practising(a_round(4)), alive(20, answering=False))
    late, now = moving.when(e.SofterAskedLate()), moving.when(e.SofterAsked())
    assert late.decisions == now.decisions
    assert (late.state.silence_s, now.state.silence_s) == (20, 0)


def test_less_asked_for_a_while_ago_rests_where_there_is_nothing_lower() -> None:
    given(practising(a_round(1))).when(e.SofterAskedLate()).then(Phase.RESTING)


@pytest.mark.parametrize("phase", [practising, checking_in], ids=["practising", "checking in"])
def test_an_answer_from_a_while_ago_is_kept_as_expired(phase: Callable[[], tuple[e.Event, ...]]) -> None:
    before = given(phase())
    after = before.when(e.AnsweredLate())
    assert after.decisions == (Expired(e.AnsweredLate()),)
    assert after.state is before.state
