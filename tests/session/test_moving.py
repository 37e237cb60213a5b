"""Offers, yeses, rounds, and what makes them less: at boundaries more, at once less."""

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import (
    Asked,
    CapLowered,
    Expired,
    LevelLowered,
    OfferRefused,
    PhaseChanged,
    Question,
    Reason,
    Refused,
    RoundAccepted,
)
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase, Round, Side
from slackwater.session.proof.story import a_round, alive, checking_in, given, practising, resting, settled
from slackwater.session.state import at_boundary, is_moving

QUIET = e.CheckedIn(2, 0)


def test_a_session_goes_from_arriving_to_the_first_boundary() -> None:
    story = given()
    assert story.state.question is Question.ARRIVAL
    story = story.when(e.Arrived(2, 0)).then(Phase.SCREENING, Asked(Question.SCREENING))
    story = story.when(e.Screened(frozenset(Kind))).then(
        Phase.SETTLING, PhaseChanged(Phase.SETTLING, None, 60)
    )
    assert not at_boundary(story.state)
    assert at_boundary(story.when(alive(60)).state)


def test_an_accepted_round_waits_for_a_yes_and_then_runs() -> None:
    waiting = given(settled()).when(a_round())
    waiting.then(Phase.SETTLING, RoundAccepted(a_round().round, ()), Asked(Question.BEGIN))
    assert not at_boundary(waiting.state)
    story = waiting.when(e.Agreed()).then(Phase.PRACTISING, PhaseChanged(Phase.PRACTISING, None, 45))
    assert is_moving(story.state)
    assert (story.state.level, story.state.remaining_s) == (4, 45)


def test_a_round_rests_in_full_and_then_asks_how_it_is() -> None:
    given(practising()).when(alive(45)).then(Phase.RESTING, PhaseChanged(Phase.RESTING, None, 90))
    given(resting()).when(alive(90)).then(Phase.CHECKING_IN, Asked(Question.CHECK_IN))


def test_the_same_round_goes_on_under_the_standing_yes() -> None:
    given(checking_in(), QUIET).when(a_round()).then(Phase.PRACTISING)


def test_a_lower_round_of_the_same_practice_goes_on_under_the_standing_yes() -> None:
    given(checking_in(), QUIET).when(a_round(2)).then(Phase.PRACTISING)


@pytest.mark.parametrize("last", Side)
@pytest.mark.parametrize("other", Side)
def test_another_side_asks_for_a_fresh_yes(last: Side, other: Side) -> None:
    told = checking_in(a_round(2, kind=Kind.STRETCH, side=last))
    story = given(told, QUIET).when(a_round(2, kind=Kind.STRETCH, side=other))
    if last is other:
        story.then(Phase.PRACTISING)
        return
    story.then(Phase.CHECKING_IN, Asked(Question.BEGIN)).when(alive(300, answering=False)).then(
        Phase.CHECKING_IN
    )
    story.when(e.Agreed()).then(Phase.PRACTISING)


@pytest.mark.parametrize(
    "asked", [a_round(5), a_round(slot=1), a_round(kind=Kind.BREATH)], ids=["higher", "another", "kind"]
)
def test_more_or_another_practice_asks_for_a_fresh_yes(asked: e.Offered) -> None:
    given(checking_in(), QUIET).when(asked).then(Phase.CHECKING_IN, Asked(Question.BEGIN))


def test_no_second_offer_while_one_waits() -> None:
    story = given(settled(), a_round()).when(a_round(2))
    assert story.decisions == (Refused(a_round(2), Reason.WRONG_TIME),)


def test_no_offer_before_the_check_in_is_answered() -> None:
    story = given(checking_in()).when(a_round())
    assert story.decisions == (Refused(a_round(), Reason.WRONG_TIME),)


def test_a_yes_without_a_lease_begins_nothing() -> None:
    story = given(settled(), a_round(), (e.Tick(),) * 8).when(e.Agreed())
    assert story.decisions == (Refused(e.Agreed(), Reason.LEASE_LOST),)
    story.when(e.Heartbeat(), e.Agreed()).then(Phase.PRACTISING)


def test_a_yes_with_nothing_on_offer_is_expired() -> None:
    assert given(settled()).when(e.Agreed()).decisions == (Expired(e.Agreed()),)


def test_a_plan_that_is_done_closes() -> None:
    given(checking_in(), QUIET).when(e.NothingLeft()).then(Phase.CLOSING)
    assert given(practising()).when(e.NothingLeft()).decisions == (
        Refused(e.NothingLeft(), Reason.WRONG_TIME),
    )


SENSELESS = {
    "slot below": a_round(slot=-1),
    "slot above": a_round(slot=32),
    "level nought": a_round(0),
    "level above": a_round(21),
    "no work": a_round(work_s=0),
    "rest below": a_round(rest_s=-1),
}


@pytest.mark.parametrize("what", SENSELESS)
def test_a_senseless_offer_is_refused(what: str) -> None:
    asked = SENSELESS[what]
    assert given(settled()).when(asked).decisions == (OfferRefused(asked.round, Reason.OUT_OF_RANGE),)


def test_kinds_the_screening_left_out_are_refused() -> None:
    told = (e.Arrived(2, 0), e.Screened(frozenset({Kind.BREATH})), *alive(60))
    assert given(told).when(a_round()).decisions == (OfferRefused(a_round().round, Reason.NOT_OFFERED_TODAY),)


def test_tremor_that_is_closed_is_refused() -> None:
    asked = a_round(kind=Kind.TREMOR)
    assert given(settled()).when(asked).decisions == (OfferRefused(asked.round, Reason.TREMOR_LOCKED),)


def test_with_every_limit_that_bound_an_offer_says_so() -> None:
    limits = Limits(start=HalfLevel(4), cap=HalfLevel(4), work_s=30)
    asked = a_round(9, kind=Kind.STRETCH, side=Side.LEFT, work_s=500, rest_s=5)
    story = given(settled(), limits=limits).when(asked)
    accepted = Round(0, Kind.STRETCH, HalfLevel(4), Side.LEFT, 30, 30)
    bound = (Reason.RISE, Reason.CAP, Reason.SESSION_LENGTH, Reason.REST_LENGTH)
    story.then(Phase.SETTLING, RoundAccepted(accepted, bound))


def test_softer_takes_effect_at_once_and_lowers_the_cap() -> None:
    story = given(practising(a_round(4))).when(e.SofterAsked())
    story.then(Phase.PRACTISING, LevelLowered(HalfLevel(2), Reason.PERSON_SOFTER))
    assert (story.state.level, story.state.cap) == (2, 2)
    assert CapLowered(HalfLevel(2), Reason.PERSON_SOFTER) in story.decisions


def test_softer_at_the_lowest_rests() -> None:
    story = given(practising(a_round(1))).when(e.SofterAsked())
    story.then(Phase.RESTING, PhaseChanged(Phase.RESTING, Reason.PERSON_SOFTER, 90))
    assert story.state.cap == 0


def test_softer_softens_what_waits_for_a_yes() -> None:
    story = given(settled(), a_round(4)).when(e.SofterAsked())
    assert story.state.offer is not None
    assert story.state.offer.level == 2
    assert RoundAccepted(story.state.offer, (Reason.PERSON_SOFTER,)) in story.decisions


def test_softer_takes_the_lowest_offer_away() -> None:
    story = given(settled(), a_round(1)).when(e.SofterAsked())
    assert story.state.offer is None
    assert any(isinstance(one, OfferRefused) for one in story.decisions)


def test_softer_never_raises() -> None:
    story = given(checking_in(a_round(4)), e.SofterAsked())
    assert story.when(e.SofterAsked(), e.SofterAsked()).state.cap <= story.state.cap <= 2


def test_a_softened_round_is_still_completed_at_the_level_it_ended() -> None:
    story = given(practising(a_round(4)), e.SofterAsked()).when(alive(45))
    assert story.state.reach == 2


def test_a_round_softened_to_rest_is_not_completed() -> None:
    assert given(practising(a_round(1))).when(e.SofterAsked()).state.reach == 0


def test_every_second_of_practice_is_counted_also_one_that_ends_in_a_stop() -> None:
    story = given(practising(), e.Heartbeat()).when((e.Tick(),) * 8)
    story.then(Phase.PAUSED)
    assert story.state.done_s == 8
