"""What earlier sessions mean for the next; one test for each threshold of history, named for its row."""

from dataclasses import replace

import pytest

from slackwater.quantities import TOP, HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import Reason
from slackwater.session.history import Past, PastSession, hours_of_rest_left, limits_from, remember
from slackwater.session.limits import FIRST_CAP, FIRST_START, Limits
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
    settled,
)

NOW = 100_000
QUIET = PastSession(ended_h=NOW - 72, completed=HalfLevel(8), work_s=300, ended_by=Reason.PLAN_DONE)
HARD = replace(QUIET, overwhelms=1, completed=HalfLevel(6))
REST = PastSession(ended_h=NOW - 50, completed=HalfLevel(0), work_s=0, ended_by=Reason.PLAN_DONE)


def limits(*sessions: PastSession, screened_h: int | None = None) -> Limits:
    return limits_from(Past(sessions, screened_h), NOW)


def ago(hours: int, session: PastSession = QUIET) -> PastSession:
    return replace(session, ended_h=NOW - hours)


def test_somebody_new_has_the_table_s_limits() -> None:
    assert limits() == Limits(start=FIRST_START, cap=FIRST_CAP, tremor_s=30)


def test_the_cap_is_one_level_above_the_last_completed() -> None:
    assert (limits(QUIET).start, limits(QUIET).cap) == (8, 10)


def test_the_cap_never_passes_the_top_of_the_ladder() -> None:
    assert limits(replace(QUIET, completed=TOP)).cap == TOP


def test_sessions_of_rest_alone_do_not_change_the_level() -> None:
    assert limits(QUIET, REST).cap == 10


def test_after_an_overwhelm_the_next_practice_opens_no_higher_than_it_ended() -> None:
    assert (limits(HARD, REST).start, limits(HARD, REST).cap) == (6, 6)


def test_a_second_session_on_a_day_does_not_rise() -> None:
    assert limits(ago(23)).cap == 8
    assert limits(ago(24)).cap == 10


def test_least_start_level_one_is_where_a_session_that_practises_opens_at_least() -> None:
    assert limits(replace(QUIET, completed=HalfLevel(0))).start == NUMBERS.least_start == 2


def test_rest_distress_h_after_distress_seven_a_day_of_rest() -> None:
    story = given(practising(), e.EndAsked(), e.Oriented()).when(e.CheckedIn(7, 0))
    assert story.state.rest_owed_h == NUMBERS.rest_distress_h == 24


def test_rest_overwhelm_h_after_an_overwhelm_two_days_of_rest() -> None:
    assert given(practising()).when(e.TooMuch()).state.rest_owed_h == NUMBERS.rest_overwhelm_h == 48


def test_rest_far_away_h_after_far_away_three_three_days_of_rest() -> None:
    assert given(practising()).when(e.CheckedIn(2, 3)).state.rest_owed_h == NUMBERS.rest_far_away_h == 72


@pytest.mark.parametrize("owed_h", [24, 48, 72])
def test_while_rest_is_owed_there_is_rest_only(owed_h: int) -> None:
    owing = replace(QUIET, rest_owed_h=owed_h)
    assert limits(ago(owed_h - 1, owing), REST).rest_only
    assert not limits(ago(owed_h, owing), REST).rest_only


def test_the_session_after_owed_rest_is_rest_and_grounding_only_however_late_it_comes() -> None:
    owing = ago(24 * 30, replace(QUIET, rest_owed_h=24))
    assert limits(owing).rest_only
    assert not limits(owing, REST).rest_only


def test_a_session_of_rest_only_moves_nothing() -> None:
    story = given(settled(), limits=Limits(rest_only=True)).when(a_round(1))
    assert story.state.offer is None
    assert story.state.cap == 0


def test_word_overwhelms_two_lower_the_level_to_one_and_say_a_word() -> None:
    two = limits(HARD, HARD, REST)
    assert (two.cap, two.word, two.refer) == (NUMBERS.second_level, True, False)
    assert not limits(HARD, REST).word


def test_second_level_is_level_one() -> None:
    assert limits(HARD, HARD, REST).cap == NUMBERS.second_level == 2


def test_word_sessions_look_back_over_three() -> None:
    assert limits(HARD, QUIET, HARD, REST).word
    assert not limits(HARD, QUIET, QUIET, HARD, REST).word


def test_refer_overwhelms_three_stop_and_refer() -> None:
    three = limits(HARD, HARD, HARD, REST)
    assert (three.refer, three.rest_only) == (True, True)


def test_refer_sessions_look_back_over_six() -> None:
    assert limits(HARD, HARD, QUIET, QUIET, QUIET, HARD, REST).refer
    assert not limits(HARD, HARD, QUIET, QUIET, QUIET, QUIET, HARD, REST).refer


def ended(by: Reason, days: int, overwhelms: int = 0) -> PastSession:
    return replace(QUIET, ended_h=NOW - 24 * days, ended_by=by, overwhelms=overwhelms)


def test_refer_ends_three_stop_and_refer_and_two_do_not() -> None:
    ends = [ended(Reason.NOT_SETTLED, 12), ended(Reason.SHAKING, 8), ended(Reason.VERY_FAR_AWAY, 4)]
    assert limits(*ends).refer
    assert not limits(*ends[:2]).refer


def test_refer_days_look_back_over_fourteen() -> None:
    late = [ended(Reason.SHAKING, 8), ended(Reason.SHAKING, 4)]
    assert limits(ended(Reason.SHAKING, 13), *late).refer
    assert not limits(ended(Reason.SHAKING, 14), *late).refer


def test_a_wish_to_end_counts_only_on_a_day_with_an_overwhelm() -> None:
    wishes = [ended(Reason.PERSON_ENDED, days) for days in (12, 8, 4)]
    assert not limits(*wishes).refer
    hard = [ended(Reason.PERSON_ENDED, days, overwhelms=1) for days in (12, 8, 4)]
    assert limits(*hard).refer


def test_day_work_s_what_was_practised_within_a_day_is_gone() -> None:
    assert limits(ago(5, replace(QUIET, work_s=900))).work_s == NUMBERS.day_work_s - 900
    assert limits(ago(25, replace(QUIET, work_s=900))).work_s == NUMBERS.session_work_s


def test_week_work_s_what_was_practised_within_a_week_is_gone() -> None:
    full = replace(QUIET, work_s=1200)
    assert limits(ago(160, full), ago(100, full), ago(30, replace(full, work_s=1000))).work_s == 200
    assert limits(ago(169, full), ago(100, full), ago(30, replace(full, work_s=1000))).work_s == 1200


def test_with_no_time_left_for_a_round_there_is_rest_only() -> None:
    assert limits(ago(5, replace(QUIET, work_s=NUMBERS.day_work_s - 9))).rest_only


def test_stretch_week_s_both_sides_together_stay_within_ten_minutes() -> None:
    used = limits(ago(30, replace(QUIET, stretch_s=500)))
    assert used.stretch_left_s + used.stretch_right_s == NUMBERS.stretch_week_s - 500
    assert limits(ago(30, replace(QUIET, stretch_s=600))).stretch_left_s == 0
    assert limits(ago(169, replace(QUIET, stretch_s=600))).stretch_left_s == NUMBERS.stretch_session_s


SHOOK = replace(QUIET, tremor_s=30, tremor_quiet=True)


def test_tremor_gap_h_two_days_lie_between_sessions_with_tremor() -> None:
    assert limits(ago(47, SHOOK)).tremor_s == 0
    assert limits(ago(48, SHOOK)).tremor_s == 60


def test_tremor_begins_at_thirty_seconds() -> None:
    assert limits(QUIET).tremor_s == 30


def test_tremor_climbs_a_rung_for_each_whole_and_quiet_one_up_to_five_minutes() -> None:
    rungs = [limits(*[ago(96, SHOOK)] * times).tremor_s for times in range(1, 8)]
    assert rungs == [60, 90, 120, 180, 300, 300, 300]


def test_tremor_that_was_stopped_stays_on_its_rung() -> None:
    assert limits(ago(96, replace(SHOOK, tremor_quiet=False))).tremor_s == 30


def test_tremor_goes_a_rung_down_after_an_overwhelm() -> None:
    hard = replace(SHOOK, overwhelms=1, tremor_quiet=False)
    assert limits(ago(200, SHOOK), ago(150, SHOOK), ago(96, hard), REST).tremor_s == 60


def test_what_hurt_stays_barred_until_screened_again() -> None:
    hurt = ago(72, replace(QUIET, barred=0b101))
    assert limits(hurt).barred == 0b101
    assert limits(hurt, screened_h=NOW - 80).barred == 0b101
    assert limits(hurt, screened_h=NOW - 10).barred == 0


def test_a_session_from_the_future_counts_as_now() -> None:
    assert limits(ago(-500, SHOOK)).tremor_s == 0
    assert hours_of_rest_left(Past((ago(-500, replace(QUIET, rest_owed_h=24)),)), NOW) == 24


def test_a_session_is_remembered_with_what_it_completed_and_used() -> None:
    stretch = a_round(4, kind=Kind.STRETCH, work_s=45)
    story = given(checking_in(stretch), e.CheckedIn(2, 0), e.NothingLeft(), e.Oriented())
    assert story.state.phase is Phase.ENDED
    assert remember(story.state, NOW) == PastSession(
        ended_h=NOW, completed=HalfLevel(4), work_s=45, stretch_s=90, ended_by=Reason.PLAN_DONE
    )


def test_a_level_that_overwhelmed_is_not_remembered_as_completed() -> None:
    story = given(checking_in(a_round(4)), e.CheckedIn(7, 0))
    assert remember(story.state, NOW).completed == 2
    assert remember(story.state, NOW).overwhelms == 1


def test_pain_is_remembered() -> None:
    story = given(practising(a_round(slot=5))).when(e.Hurt())
    assert remember(story.state, NOW).barred == 1 << 5


def shaken_whole() -> Story:
    """A session whose whole tremor was done, at the check-in after it."""
    drill = a_round(2, slot=1, kind=Kind.DRILL, work_s=20, rest_s=30)
    drills = [(drill, e.Agreed(), alive(20), e.StoppedOnCue(), alive(30), e.CheckedIn(2, 0))] * 3
    tremor = a_round(4, slot=2, kind=Kind.TREMOR, work_s=30)
    told = (one for told in drills for one in told)
    shaking = (tremor, e.Agreed(), alive(30), e.ShakingStopped(), alive(120))
    return given(checking_in(a_round(4)), e.CheckedIn(2, 0), *told, *shaking, limits=Limits(tremor_s=30))


def test_a_whole_tremor_in_a_session_done_to_its_end_is_quiet() -> None:
    done = shaken_whole().when(e.CheckedIn(2, 0), e.NothingLeft(), e.Oriented())
    assert remember(done.state, NOW).tremor_quiet


@pytest.mark.parametrize("stop", [e.PauseAsked(), e.EndAsked(), e.FeltDizzy()])
def test_a_whole_tremor_in_a_session_that_was_stopped_is_not_quiet(stop: e.Event) -> None:
    stopped = shaken_whole().when(stop, e.Agreed(), alive(60), e.NothingLeft(), e.Oriented())
    assert not remember(stopped.state, NOW).tremor_quiet


def test_an_overwhelm_today_keeps_tremor_of_that_session_from_being_quiet() -> None:
    story = given(practising(), e.TooMuch(), grounded(), e.Agreed(), alive(60))
    assert not remember(story.state, NOW).tremor_quiet
