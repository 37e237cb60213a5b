"""One test for each threshold that time can meet: named for its row in ``session/pausing.py``."""

from slackwater.session import events as e
from slackwater.session.decisions import (
    Asked,
    DrillPassed,
    OfferRefused,
    PhaseChanged,
    Question,
    Reason,
    Refused,
    UrgentCare,
)
from slackwater.session.limits import Limits
from slackwater.session.pausing import NUMBERS
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

LONG = a_round(4, kind=Kind.BREATH, work_s=300)


def test_lease_s_eight_seconds_without_a_heartbeat_pause_and_seven_do_not() -> None:
    story = given(practising(), e.Heartbeat())
    story.when(silent(7)).then(Phase.PRACTISING)
    story.when(silent(8)).then(Phase.PAUSED, PhaseChanged(Phase.PAUSED, Reason.LEASE_LOST, None))


def unanswered(seconds: int) -> Story:
    return given(practising(LONG)).when(alive(seconds, answering=False))


def test_ask_after_s_sixty_seconds_without_an_answer_ask_softly() -> None:
    assert not unanswered(59).decisions
    assert unanswered(60).decisions[-1] == Asked(Question.STILL_HERE)


def test_louder_after_s_eight_more_seconds_ask_louder() -> None:
    assert unanswered(67).decisions[-1] == Asked(Question.STILL_HERE)
    assert unanswered(68).decisions[-1] == Asked(Question.STILL_HERE_LOUDER)


def test_no_answer_s_fifteen_seconds_after_the_soft_check_ground() -> None:
    unanswered(74).then(Phase.PRACTISING)
    unanswered(75).then(Phase.GROUNDING, PhaseChanged(Phase.GROUNDING, Reason.NO_ANSWER, 180))


def test_an_answer_at_the_last_second_begins_the_silence_anew() -> None:
    unanswered(74).when(e.StillHere(), alive(74, answering=False)).then(Phase.PRACTISING)


def test_settle_s_nothing_is_offered_before_a_minute_of_settling() -> None:
    early = given(e.Arrived(2, 0), e.Screened(frozenset(Kind)), alive(59)).when(a_round())
    assert early.decisions == (Refused(a_round(), Reason.WRONG_TIME),)
    given(settled()).when(a_round(), e.Agreed()).then(Phase.PRACTISING)


def test_ground_least_s_three_minutes_even_with_every_check_settled() -> None:
    quick = (e.Grounded(), *alive(60), e.CheckedIn(1, 0), *alive(60), e.CheckedIn(1, 0))
    early = given(practising(), e.TooMuch(), quick, alive(59))
    assert early.when(e.Agreed()).decisions == (Refused(e.Agreed(), Reason.NOT_SETTLED_YET),)
    early.when(alive(1), e.Agreed()).then(Phase.SETTLING)


def test_ground_most_s_ten_minutes_without_settling_close() -> None:
    story = given(practising(), e.TooMuch(), e.Grounded())
    story.when(alive(599)).then(Phase.GROUNDING)
    story.when(alive(600)).then(Phase.CLOSING, PhaseChanged(Phase.CLOSING, Reason.NOT_SETTLED, 180))


def test_ten_minutes_close_a_pause_that_owes_a_settled_check_too() -> None:
    story = given(practising(start=5), e.CheckedIn(6, 0))
    story.when(alive(600)).then(Phase.CLOSING, PhaseChanged(Phase.CLOSING, Reason.NOT_SETTLED, 180))


def test_somebody_settled_may_take_longer_than_ten_minutes_to_say_yes() -> None:
    given(practising(), e.TooMuch(), grounded()).when(alive(600)).then(Phase.GROUNDING)


def test_check_gap_s_a_second_check_counts_after_a_minute() -> None:
    once = given(practising(), e.TooMuch(), e.Grounded(), alive(60), e.CheckedIn(1, 0), alive(59))
    assert once.when(e.CheckedIn(1, 0)).state.checks_owed == 1
    assert once.when(alive(1), e.CheckedIn(1, 0)).state.checks_owed == 0


def test_overwhelm_checks_two_in_a_row_are_asked_for_and_one_that_is_not_settled_begins_anew() -> None:
    story = given(practising(), e.TooMuch(), e.Grounded(), alive(60), e.CheckedIn(1, 0), alive(60))
    assert story.when(e.CheckedIn(4, 0)).state.checks_owed == 2


def test_pause_checks_one_settled_check_after_distress_six() -> None:
    story = given(practising(start=5), e.CheckedIn(6, 0))
    assert story.when(e.Agreed()).decisions == (Refused(e.Agreed(), Reason.NOT_SETTLED_YET),)
    story.when(alive(60), e.CheckedIn(2, 0), e.Agreed()).then(Phase.SETTLING)


def test_closing_s_closing_ends_by_itself_after_three_minutes() -> None:
    story = given(practising(), e.EndAsked())
    story.when(silent(179)).then(Phase.CLOSING)
    story.when(silent(180)).then(Phase.ENDED)


def test_open_s_after_an_hour_any_session_closes() -> None:
    story = given(practising(), e.PauseAsked())
    story.when(silent(3600 - 61)).then(Phase.PAUSED)
    story.when(silent(3600 - 60)).then(Phase.CLOSING, PhaseChanged(Phase.CLOSING, Reason.SESSION_LENGTH, 180))


TREMOR_LIMITS = Limits(tremor_s=30)
TREMOR = a_round(4, slot=2, kind=Kind.TREMOR, work_s=60)
DRILL = a_round(2, slot=1, kind=Kind.DRILL, work_s=20, rest_s=30)


def drilled(times: int) -> tuple[e.Event, ...]:
    """From opening to the boundary after so many clean stops, at level two."""
    told: list[e.Event] = [*checking_in(a_round(4)), e.CheckedIn(2, 0)]
    for _time in range(times):
        told += (DRILL, e.Agreed(), *alive(20), e.StoppedOnCue(), *alive(30), e.CheckedIn(2, 0))
    return tuple(told)


def shaking() -> Story:
    return given(drilled(3), TREMOR, e.Agreed(), alive(30), limits=TREMOR_LIMITS)


def test_drills_needed_three_clean_stops_open_tremor_and_two_do_not() -> None:
    two = given(drilled(2), limits=TREMOR_LIMITS).when(TREMOR)
    assert two.decisions == (OfferRefused(TREMOR.round, Reason.DRILL_FIRST),)
    three = given(drilled(3), limits=TREMOR_LIMITS).when(TREMOR, e.Agreed())
    three.then(Phase.PRACTISING)


def test_cue_s_a_cue_is_answered_within_fifteen_seconds_or_grounds() -> None:
    cued = given(settled(), DRILL, e.Agreed(), alive(20))
    assert cued.state.question is Question.STOP_ON_CUE
    cued.when(alive(14), e.StoppedOnCue()).then(Phase.RESTING, DrillPassed(1, 3))
    cued.when(alive(15)).then(Phase.GROUNDING, PhaseChanged(Phase.GROUNDING, Reason.NO_ANSWER, 180))


def test_shaking_s_two_minutes_of_shaking_close_with_urgent_care_words() -> None:
    story = shaking()
    assert story.state.question is Question.SHAKING
    still = e.StillShaking()
    story.when(alive(60), still, alive(59)).then(Phase.RESTING)
    story.when(alive(60), still, alive(60)).then(Phase.CLOSING, UrgentCare())


def test_tremor_rest_s_two_minutes_of_rest_follow_tremor_whatever_was_planned() -> None:
    story = shaking().when(e.ShakingStopped())
    story.when(alive(119)).then(Phase.RESTING)
    story.when(alive(120)).then(Phase.CHECKING_IN)


def test_a_pause_in_the_rest_after_tremor_does_not_shorten_it() -> None:
    story = shaking().when(e.ShakingStopped(), e.PauseAsked(), e.Agreed())
    story.then(Phase.SETTLING)
    assert story.state.remaining_s == 120


def test_tremor_s_five_minutes_are_the_most_however_long_the_limits_say() -> None:
    story = given(drilled(3), limits=Limits(tremor_s=900)).when(
        a_round(4, slot=2, kind=Kind.TREMOR, work_s=900)
    )
    assert story.state.offer is not None
    assert story.state.offer.work_s == 300


def high(story: Story, seconds: int) -> Story:
    return story.when(e.HeartRead(21, 26), alive(seconds))


def test_heart_soft_bpm_twenty_is_not_high_and_twenty_one_is() -> None:
    high(given(resting()), 15).then(Phase.PAUSED, PhaseChanged(Phase.PAUSED, Reason.HEART_HIGH, None))
    given(resting()).when(e.HeartRead(20, 40), alive(15)).then(Phase.RESTING)


def test_heart_soft_percent_twenty_five_is_not_high() -> None:
    given(resting()).when(e.HeartRead(29, 25), alive(15)).then(Phase.RESTING)


def test_heart_soft_s_fifteen_seconds_pause_and_fourteen_do_not() -> None:
    high(given(resting()), 14).then(Phase.RESTING)
    high(given(resting()), 15).then(Phase.PAUSED)


def test_heart_hard_bpm_thirty_one_pauses_at_once_and_owes_a_settled_check() -> None:
    given(practising()).when(e.HeartRead(30, 50)).then(Phase.PRACTISING)
    story = given(practising()).when(e.HeartRead(31, 0)).then(Phase.PAUSED)
    assert story.state.checks_owed == NUMBERS.pause_checks


def test_a_heart_that_rises_while_moving_is_no_reason_to_pause() -> None:
    given(practising()).when(e.HeartRead(29, 50), alive(20)).then(Phase.PRACTISING)


def test_a_missing_heart_ends_the_count_and_permits_nothing() -> None:
    story = high(given(resting()), 14).when(e.HeartMissing(), alive(5))
    assert story.state.heart_s == 0
    story.then(Phase.RESTING)


def test_overwhelms_most_the_second_one_closes() -> None:
    once = given(practising(), e.TooMuch(), grounded(), e.Agreed(), alive(60))
    once.when(e.TooMuch()).then(Phase.CLOSING, PhaseChanged(Phase.CLOSING, Reason.SECOND_OVERWHELM, 180))
