"""One test for each threshold that an answer can meet: named for its row in ``session/pausing.py``."""

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import CapLowered, PhaseChanged, Question, Reason, RestOwed, RoundAccepted
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Phase
from slackwater.session.proof.story import a_round, alive, checking_in, given, practising


def answered(answer: e.CheckedIn, start: int) -> Phase:
    return given(practising(start=start)).when(answer).state.phase


def test_pause_distress_six_stops_and_five_goes_on() -> None:
    assert answered(e.CheckedIn(6, 0), start=5) is Phase.PAUSED
    assert answered(e.CheckedIn(5, 0), start=5) is Phase.PRACTISING


def test_pause_rise_three_above_the_start_stops_and_two_goes_on() -> None:
    assert answered(e.CheckedIn(4, 0), start=1) is Phase.PAUSED
    assert answered(e.CheckedIn(3, 0), start=1) is Phase.PRACTISING


def test_fog_far_away_one_with_words_stops_and_words_alone_go_on() -> None:
    assert answered(e.CheckedIn(2, 1, 1), start=2) is Phase.PAUSED
    assert answered(e.CheckedIn(2, 0, 3), start=2) is Phase.PRACTISING


def test_fog_words_one_is_enough_and_none_goes_on() -> None:
    given(practising()).when(e.CheckedIn(2, 1, 1)).then(
        Phase.PAUSED, PhaseChanged(Phase.PAUSED, Reason.FOG_WORDS, NUMBERS.ground_most_s)
    )
    assert answered(e.CheckedIn(2, 1, 0), start=2) is Phase.PRACTISING


def test_overwhelm_distress_seven_grounds_whatever_the_start() -> None:
    assert answered(e.CheckedIn(7, 0), start=5) is Phase.GROUNDING
    assert answered(e.CheckedIn(6, 0), start=5) is not Phase.GROUNDING


def test_overwhelm_rise_four_above_the_start_grounds() -> None:
    assert answered(e.CheckedIn(5, 0), start=1) is Phase.GROUNDING
    assert answered(e.CheckedIn(4, 0), start=1) is not Phase.GROUNDING


def test_overwhelm_far_away_two_grounds_and_one_goes_on() -> None:
    assert answered(e.CheckedIn(0, 2), start=2) is Phase.GROUNDING
    assert answered(e.CheckedIn(0, 1), start=2) is Phase.PRACTISING


def test_end_far_away_three_closes_and_owes_three_days() -> None:
    given(practising()).when(e.CheckedIn(0, 3)).then(
        Phase.CLOSING, RestOwed(NUMBERS.rest_far_away_h, Reason.VERY_FAR_AWAY)
    )


def one_check_from_going_on(start: int) -> tuple[e.Event, ...]:
    return (
        *practising(start=start),
        e.TooMuch(),
        e.Grounded(),
        *alive(120),
        e.CheckedIn(0, 0),
        *alive(60),
    )


@pytest.mark.parametrize(("distress", "goes_on"), [(3, True), (4, False)])
def test_settled_distress_is_at_most_three(distress: int, *, goes_on: bool) -> None:
    story = given(one_check_from_going_on(start=2)).when(e.CheckedIn(distress, 0), e.Agreed())
    assert (story.state.phase is Phase.SETTLING) is goes_on


@pytest.mark.parametrize(("distress", "goes_on"), [(5, True), (6, False)])
def test_settled_rise_is_at_most_one_above_the_start(distress: int, *, goes_on: bool) -> None:
    story = given(one_check_from_going_on(start=4)).when(e.CheckedIn(distress, 0), e.Agreed())
    assert (story.state.phase is Phase.SETTLING) is goes_on


@pytest.mark.parametrize(("far_away", "goes_on"), [(1, True), (2, False)])
def test_settled_far_away_is_at_most_one(far_away: int, *, goes_on: bool) -> None:
    story = given(one_check_from_going_on(start=2)).when(e.CheckedIn(2, far_away), e.Agreed())
    assert (story.state.phase is Phase.SETTLING) is goes_on


def offered_more(answer: e.CheckedIn, start: int) -> HalfLevel:
    """The level at which a round goes on that asks for half a level more, after this answer."""
    return given(checking_in(start=start)).when(answer, a_round(5), e.Agreed()).state.level


def test_quiet_distress_three_may_rise_and_four_may_not() -> None:
    assert offered_more(e.CheckedIn(3, 0), start=3) == 5
    assert offered_more(e.CheckedIn(4, 0), start=3) == 4


def test_quiet_rise_one_above_the_start_may_rise_and_two_may_not() -> None:
    assert offered_more(e.CheckedIn(2, 0), start=1) == 5
    assert offered_more(e.CheckedIn(2, 0), start=0) == 4


def test_ease_an_answer_that_is_not_settled_takes_half_a_level_at_once() -> None:
    story = given(practising(start=2)).when(e.CheckedIn(4, 0))
    assert story.state.level == 3
    story.then(Phase.PRACTISING, CapLowered(HalfLevel(3), Reason.DISTRESS_RAISED))


def test_a_settled_answer_that_is_not_quiet_takes_back_a_rise_that_waits() -> None:
    waiting = given(checking_in(), e.CheckedIn(2, 0), a_round(5))
    assert waiting.state.offer is not None
    assert waiting.state.offer.level == 5
    story = waiting.when(e.CheckedIn(2, 1))
    assert story.state.offer is not None
    assert story.state.offer.level == 4
    assert RoundAccepted(story.state.offer, (Reason.RISE,)) in story.decisions
    assert story.state.question is Question.BEGIN


def test_an_answer_below_the_scale_is_refused_and_one_above_counts_as_its_worst() -> None:
    assert answered(e.CheckedIn(-1, 0), start=2) is Phase.PRACTISING
    assert answered(e.CheckedIn(99, 0), start=2) is Phase.GROUNDING
    refused = given(practising()).when(e.CheckedIn(0, -1))
    assert not refused.state.silence_s
    assert refused.decisions


UNSETTLED = e.CheckedIn(5, 0)


def test_an_unsettled_answer_after_both_settled_checks_owes_both_anew() -> None:
    paid = given(practising(start=3), e.TooMuch(), e.Grounded())
    paid = paid.when(alive(180), e.CheckedIn(3, 0), alive(60), e.CheckedIn(3, 0))
    assert paid.state.question is Question.GO_ON
    paid.when(UNSETTLED, e.Agreed()).then(Phase.GROUNDING)


def test_an_unsettled_answer_after_a_plain_pause_owes_one_settled_check() -> None:
    unsettled = given(practising(start=3), e.PauseAsked(), UNSETTLED)
    unsettled.when(e.Agreed()).then(Phase.PAUSED)
    unsettled.when(alive(60), e.CheckedIn(3, 0), e.Agreed()).then(Phase.SETTLING)
    unsettled.when(alive(NUMBERS.ground_most_s)).then(Phase.CLOSING)
