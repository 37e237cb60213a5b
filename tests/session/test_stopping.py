"""The table of stopping and going on, row by row."""

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import (
    Asked,
    BreathRests,
    CapLowered,
    Expired,
    MovementStopped,
    OfferRefused,
    PhaseChanged,
    Question,
    Reason,
    Refused,
    RestOwed,
    SlotBarred,
    TremorClosed,
    UrgentCare,
)
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase
from slackwater.session.proof.story import (
    Story,
    a_round,
    alive,
    checking_in,
    given,
    grounded,
    practising,
    resting,
    settled,
    silent,
)

PAUSES = {
    e.PauseAsked(): Reason.PERSON_PAUSED,
    e.PractitionerPaused(): Reason.PRACTITIONER,
    e.LeaseLost(): Reason.LEASE_LOST,
    e.Restarted(): Reason.RESTARTED,
    e.Faulted(): Reason.FAULT,
}
ON_THE_WAY = {
    "arriving": (),
    "screening": (e.Arrived(2, 0),),
    "settling": settled(),
    "offered": (*settled(), a_round()),
    "practising": practising(),
    "resting": resting(),
    "checking in": checking_in(),
}


@pytest.mark.parametrize("stop", PAUSES, ids=lambda stop: type(stop).__name__)
def test_a_pause_stops_movement_first_and_says_why(stop: e.Event) -> None:
    story = given(practising()).when(stop).then(Phase.PAUSED)
    assert story.decisions[0] == MovementStopped(PAUSES[stop])
    assert story.state.level == 0


@pytest.mark.parametrize("where", ON_THE_WAY)
@pytest.mark.parametrize("stop", PAUSES, ids=lambda stop: type(stop).__name__)
def test_a_pause_is_obeyed_wherever_the_session_is(where: str, stop: e.Event) -> None:
    story = given(ON_THE_WAY[where]).when(stop).then(Phase.PAUSED)
    assert (story.state.offer, story.state.consent) == (None, False)


@pytest.mark.parametrize("stop", PAUSES, ids=lambda stop: type(stop).__name__)
def test_a_pause_is_no_overwhelm_and_owes_nothing_but_a_yes(stop: e.Event) -> None:
    story = given(practising(), stop)
    assert (story.state.overwhelms, story.state.rest_owed_h) == (0, 0)
    story.when(e.Agreed()).then(Phase.SETTLING)


@pytest.mark.parametrize("stop", PAUSES, ids=lambda stop: type(stop).__name__)
@pytest.mark.parametrize("still", [e.TooMuch(), e.EndAsked()], ids=lambda still: type(still).__name__)
def test_a_pause_does_not_take_grounding_or_closing_back(stop: e.Event, still: e.Event) -> None:
    story = given(practising(), still)
    story.when(stop).then(story.state.phase)


def test_after_a_pause_comes_settling_and_then_the_same_level_or_lower() -> None:
    story = given(practising(a_round(4)), e.PauseAsked(), e.Agreed(), alive(60))
    higher = story.when(a_round(5))
    assert higher.state.offer is not None
    assert higher.state.offer.level == 4
    story.when(a_round(4), e.Agreed()).then(Phase.PRACTISING)


def test_after_a_pause_a_round_asks_for_a_fresh_yes_even_where_one_stood() -> None:
    story = given(practising(), e.PauseAsked(), e.Agreed(), alive(60)).when(a_round())
    story.then(Phase.SETTLING, Asked(Question.BEGIN))


def test_after_any_stop_one_question_is_asked() -> None:
    given(practising()).when(e.PauseAsked()).then(Phase.PAUSED, Asked(Question.WHY_STOPPED))


def test_just_a_pause_leads_to_the_question_whether_to_go_on() -> None:
    given(practising(), e.PauseAsked()).when(e.OnlyAPause()).then(Phase.PAUSED, Asked(Question.GO_ON))


def test_a_pause_while_arriving_goes_back_to_arriving() -> None:
    given(e.PauseAsked()).when(e.Agreed()).then(Phase.ARRIVING)
    given(e.Arrived(2, 0), e.PauseAsked()).when(e.Agreed()).then(Phase.SCREENING)


OVERWHELMS: dict[str, tuple[e.Event, ...]] = {
    "too much": (e.TooMuch(),),
    "far away": (e.FeltFarAway(),),
    "distress 7": (e.CheckedIn(7, 0),),
    "four above the start": (e.CheckedIn(6, 0),),
    "far away 2": (e.CheckedIn(2, 2),),
    "no answer": alive(75, answering=False),
}


@pytest.mark.parametrize("what", OVERWHELMS)
def test_an_overwhelm_stops_grounds_lowers_and_owes_rest(what: str) -> None:
    story = given(practising(a_round(4, work_s=120)), limits=Limits(tremor_s=30)).when(OVERWHELMS[what])
    story.then(Phase.GROUNDING)
    assert (story.state.cap, story.state.overwhelms, story.state.rest_owed_h) == (2, 1, 48)
    assert any(isinstance(one, TremorClosed) for one in story.decisions)
    assert any(isinstance(one, MovementStopped) for one in story.decisions)


def test_grounding_ends_by_contact_three_minutes_two_settled_checks_and_a_yes() -> None:
    ready = given(practising(), e.TooMuch(), grounded())
    assert ready.state.question is Question.GO_ON
    ready.when(e.Agreed()).then(Phase.SETTLING)


def test_without_contact_grounding_does_not_end() -> None:
    told = [event for event in grounded() if not isinstance(event, e.Grounded)]
    given(practising(), e.TooMuch(), told).when(e.Agreed()).then(
        Phase.GROUNDING, Refused(e.Agreed(), Reason.NOT_SETTLED_YET)
    )


def test_too_much_again_while_grounding_is_the_same_overwhelm_and_begins_it_anew() -> None:
    story = given(practising(), e.TooMuch(), grounded()).when(e.TooMuch()).then(Phase.GROUNDING)
    assert (story.state.overwhelms, story.state.grounded, story.state.checks_owed) == (1, False, 2)


def test_the_dose_does_not_rise_again_on_a_day_with_an_overwhelm() -> None:
    story = given(practising(a_round(6)), e.TooMuch(), grounded(), e.Agreed(), alive(60))
    story = story.when(a_round(2), e.Agreed(), alive(45), alive(90), e.CheckedIn(2, 0), a_round(6))
    assert story.state.offer is None
    assert story.state.level == 2


def test_tremor_never_resumes_in_a_session_with_an_overwhelm() -> None:
    limits = Limits(start=HalfLevel(8), cap=HalfLevel(10), tremor_s=30)
    story = given(practising(a_round(8)), e.TooMuch(), grounded(), e.Agreed(), alive(60), limits=limits)
    tremor = a_round(4, kind=Kind.TREMOR)
    assert story.when(tremor).decisions == (OfferRefused(tremor.round, Reason.OVERWHELMED_TODAY),)


RAISED = {
    "distress 6": (5, e.CheckedIn(6, 0)),
    "three above the start": (2, e.CheckedIn(5, 0)),
    "far away 1 with words": (2, e.CheckedIn(2, 1, 1)),
}


@pytest.mark.parametrize("what", RAISED)
def test_a_raised_answer_stops_and_asks_one_settled_check_a_yes_and_a_level_lower(what: str) -> None:
    start, answer = RAISED[what]
    story = given(practising(start=start)).when(answer).then(Phase.PAUSED)
    assert (story.state.cap, story.state.overwhelms, story.state.rest_owed_h) == (2, 0, 0)
    assert story.when(e.Agreed()).state.phase is Phase.PAUSED
    story.when(alive(60)).then(Phase.PAUSED, Asked(Question.SETTLED_CHECK))
    story.when(alive(60), e.CheckedIn(2, 0), e.Agreed()).then(Phase.SETTLING)


def test_pain_stops_and_bars_that_practice_and_no_other() -> None:
    hurt = given(practising(a_round(slot=3))).when(e.Hurt()).then(Phase.PAUSED, SlotBarred(3))
    story = hurt.when(e.Agreed(), alive(60))
    assert story.when(a_round(slot=3)).decisions == (OfferRefused(a_round(slot=3).round, Reason.BARRED),)
    story.when(a_round(slot=4), e.Agreed()).then(Phase.PRACTISING)


def test_pain_told_after_a_pause_bars_too() -> None:
    given(practising(a_round(slot=3)), e.PauseAsked()).when(e.Hurt()).then(Phase.PAUSED, SlotBarred(3))


def test_red_flags_show_urgent_care_words_wherever_they_are_told() -> None:
    for where in (practising(), (*practising(), e.TooMuch()), (*practising(), e.EndAsked(), e.Oriented())):
        assert UrgentCare() in given(where).when(e.Hurt(red_flag=True)).decisions


def test_dizziness_stops_and_rests_paced_breath_and_asks_for_a_settled_check() -> None:
    story = given(practising()).when(e.FeltDizzy()).then(Phase.PAUSED, BreathRests(Reason.DIZZY))
    assert (story.state.checks_owed, story.state.cap) == (1, 2)
    later = story.when(alive(60), e.CheckedIn(2, 0), e.Agreed(), alive(60))
    breath = a_round(2, kind=Kind.BREATH)
    assert later.when(breath).decisions == (OfferRefused(breath.round, Reason.DIZZY),)


CLOSINGS: dict[str, tuple[tuple[e.Event, ...], Reason]] = {
    "the wish": ((e.EndAsked(),), Reason.PERSON_ENDED),
    "a practitioner": ((e.PractitionerEnded(),), Reason.PRACTITIONER),
    "far away 3": ((e.CheckedIn(2, 3),), Reason.VERY_FAR_AWAY),
    "a second overwhelm": (
        (e.TooMuch(), *grounded(), e.Agreed(), *alive(60), e.TooMuch()),
        Reason.SECOND_OVERWHELM,
    ),
    "not settled": ((e.TooMuch(), *alive(600)), Reason.NOT_SETTLED),
}


@pytest.mark.parametrize("what", CLOSINGS)
def test_what_ends_the_session_leads_through_closing_to_ended(what: str) -> None:
    told, reason = CLOSINGS[what]
    story = given(practising()).when(told)
    story.then(Phase.CLOSING, PhaseChanged(Phase.CLOSING, reason, 180), Asked(Question.ORIENTED))
    story.when(e.Oriented()).then(Phase.ENDED)
    story.when(silent(180)).then(Phase.ENDED)


@pytest.mark.parametrize("told", [e.Agreed(), a_round(), e.Arrived(2, 0), e.Screened(frozenset(Kind))])
def test_ended_is_final(told: e.Event) -> None:
    given(practising(), e.EndAsked(), e.Oriented()).when(told).then(Phase.ENDED)


@pytest.mark.parametrize("where", ["paused", "grounding", "practising"])
def test_a_late_yes_is_recorded_as_expired_and_moves_nothing(where: str) -> None:
    roads = {"paused": (e.PauseAsked(),), "grounding": (e.TooMuch(),), "practising": ()}
    before = given(practising(), roads[where])
    after = before.when(e.AgreedLate())
    assert after.decisions == (Expired(e.AgreedLate()),)
    assert after.state is before.state


def test_a_second_yes_is_recorded_as_expired() -> None:
    assert given(practising()).when(e.Agreed()).decisions == (Expired(e.Agreed()),)


def test_stops_and_answers_after_the_end_count_for_the_rest_that_is_owed() -> None:
    ended = given(practising(), e.EndAsked(), e.Oriented())
    assert ended.when(e.TooMuch()).decisions == (RestOwed(48, Reason.TOO_MUCH),)
    assert ended.when(e.TooMuch()).state.overwhelms == 1
    assert ended.when(e.CheckedIn(7, 0)).decisions == (RestOwed(24, Reason.DISTRESS_HIGH),)
    assert ended.when(e.CheckedIn(2, 2)).decisions == (RestOwed(48, Reason.FAR_AWAY),)
    assert ended.when(e.CheckedIn(2, 3)).decisions == (RestOwed(72, Reason.VERY_FAR_AWAY),)
    assert not ended.when(e.CheckedIn(3, 1)).decisions


def test_a_lighter_late_answer_takes_no_owed_rest_back() -> None:
    story = given(practising(), e.CheckedIn(2, 3), e.Oriented()).when(e.CheckedIn(7, 0))
    assert story.state.rest_owed_h == 72


def restarted_from(*told: e.Event) -> Story:
    return given(practising(), *told).when(e.Restarted())


def test_a_restart_reopens_paused_or_as_still_as_it_was() -> None:
    restarted_from().then(Phase.PAUSED)
    restarted_from(e.TooMuch()).then(Phase.GROUNDING)
    restarted_from(e.EndAsked()).then(Phase.CLOSING)
    restarted_from(e.EndAsked(), e.Oriented()).then(Phase.ENDED)


def test_a_restart_keeps_caps_counts_and_what_is_owed() -> None:
    before = given(practising(), e.TooMuch(), e.Grounded(), alive(60), e.CheckedIn(2, 0), alive(60))
    after = before.when(e.Restarted())
    assert after.state == before.state
    assert after.decisions == (Asked(Question.SETTLED_CHECK),)


def test_a_restart_while_a_round_waits_for_a_yes_kills_the_offer_and_the_yes() -> None:
    story = given(settled(), a_round()).when(e.Restarted(), e.AgreedLate(), alive(30))
    story.then(Phase.PAUSED)
    assert story.state.offer is None


def test_a_session_that_was_gone_for_an_hour_closes_when_it_comes_back() -> None:
    given(practising(), e.Restarted(away_s=3600)).when(e.Tick()).then(Phase.CLOSING)


def test_arriving_overwhelmed_grounds_before_anything_is_offered() -> None:
    given().when(e.Arrived(7, 0)).then(Phase.GROUNDING)
    given().when(e.Arrived(6, 0)).then(Phase.PAUSED)
    given().when(e.Arrived(2, 3)).then(Phase.CLOSING)


def test_a_disagreement_of_the_monitor_grounds_and_nothing_moves_again() -> None:
    story = given(practising()).when(e.MonitorDisagreed()).then(Phase.GROUNDING)
    assert story.state.cap == 0
    later = story.when(grounded(), e.Agreed(), alive(60), a_round(1))
    assert OfferRefused(a_round(1).round, Reason.CAP) in later.decisions


def test_a_stop_lowers_the_cap_and_says_so() -> None:
    story = given(practising(a_round(4))).when(e.PauseAsked())
    assert CapLowered(HalfLevel(4), Reason.PERSON_PAUSED) in story.decisions
