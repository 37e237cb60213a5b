"""One test for each threshold of dose: named for its row in ``session/pausing.py``."""

import pytest

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import OfferRefused, Reason, RoundAccepted
from slackwater.session.limits import FIRST_CAP, FIRST_START, Limits
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Kind, Phase, Round, Side
from slackwater.session.proof.story import Story, a_round, alive, checking_in, given, practising, settled


def accepted(story: Story) -> tuple[Round, tuple[Reason, ...]]:
    decided = [one for one in story.decisions if isinstance(one, RoundAccepted)]
    assert decided, story.decisions
    return decided[-1].round, decided[-1].bound


def offer(asked: e.Offered, limits: Limits | None = None) -> tuple[Round, tuple[Reason, ...]]:
    return accepted(given(settled(), limits=limits).when(asked))


WIDE = Limits(start=HalfLevel(20), cap=HalfLevel(20))


def test_rise_half_a_level_after_a_quiet_fully_rested_round() -> None:
    story = given(checking_in(a_round(4)), e.CheckedIn(2, 0)).when(a_round(6))
    assert accepted(story)[0].level == 5
    assert accepted(story)[1] == (Reason.RISE,)


def test_full_rest_s_no_rise_after_a_rest_under_ninety_seconds() -> None:
    story = given(checking_in(a_round(4, rest_s=89)), e.CheckedIn(2, 0)).when(a_round(6))
    assert accepted(story)[0].level == 4


def test_fall_a_whole_level_after_an_overwhelm() -> None:
    assert given(practising(a_round(4))).when(e.TooMuch()).state.cap == 2


def test_session_rise_one_level_above_the_last_session() -> None:
    assert FIRST_CAP - FIRST_START == NUMBERS.session_rise == 2


def test_first_level_somebody_new_starts_at_level_two() -> None:
    assert offer(a_round(6))[0].level == NUMBERS.first_level == 4


def test_load_most_a_round_ends_where_the_load_on_board_would_pass_its_ceiling() -> None:
    long = a_round(20, kind=Kind.BREATH, work_s=300)
    story = given(checking_in(long), e.CheckedIn(2, 0), limits=WIDE).when(long)
    shrunk = story.state.round
    assert shrunk is not None
    assert story.state.load <= NUMBERS.load_most * NUMBERS.load_grain
    assert shrunk.work_s < 300
    assert accepted(story)[1] == (Reason.LOAD,)


def test_load_tau_s_a_third_of_the_load_is_left_after_its_time_constant() -> None:
    story = given(practising(a_round(4)), alive(45), limits=Limits(open_s=7200))
    loaded = story.state.load
    later = story.when(e.PauseAsked(), alive(NUMBERS.load_tau_s))
    assert later.state.load / loaded == pytest.approx(0.37, abs=0.02)


def test_load_grain_a_second_at_half_a_level_is_a_thousand_parts() -> None:
    assert given(practising(a_round(1))).when(alive(1)).state.load == NUMBERS.load_grain


def test_least_round_s_under_ten_seconds_is_not_offered() -> None:
    nine = a_round(work_s=9)
    refused = given(settled()).when(nine)
    assert refused.decisions == (OfferRefused(nine.round, Reason.ROUND_LENGTH),)
    assert offer(a_round(work_s=10))[0].work_s == 10


def longest(kind: Kind) -> int:
    return offer(a_round(2, kind=kind, work_s=9999))[0].work_s


def test_movement_s_two_minutes_are_the_longest_movement() -> None:
    assert longest(Kind.MOVEMENT) == NUMBERS.movement_s == 120


def test_stretch_s_two_minutes_are_the_longest_stretch() -> None:
    assert longest(Kind.STRETCH) == NUMBERS.stretch_s == 120


def test_drill_s_a_minute_is_the_longest_drill() -> None:
    assert longest(Kind.DRILL) == NUMBERS.drill_s == 60


def test_felt_sense_s_three_minutes_are_the_longest_felt_sense() -> None:
    assert longest(Kind.FELT_SENSE) == NUMBERS.felt_sense_s == 180


def test_breath_s_five_minutes_are_the_longest_breath() -> None:
    assert longest(Kind.BREATH) == NUMBERS.breath_s == 300


def test_least_rest_s_half_a_minute_of_rest_follows_any_round() -> None:
    assert offer(a_round(rest_s=0))[0].rest_s == NUMBERS.least_rest_s == 30
    assert offer(a_round(rest_s=0))[1] == (Reason.REST_LENGTH,)


def test_most_rest_s_no_rest_is_planned_over_ten_minutes() -> None:
    assert offer(a_round(rest_s=9999))[0].rest_s == NUMBERS.most_rest_s == 600


def test_session_work_s_practice_stops_at_what_is_left() -> None:
    assert offer(a_round(work_s=100), Limits(work_s=60)) == (
        Round(0, Kind.MOVEMENT, HalfLevel(4), Side.NONE, 60, 90),
        (Reason.SESSION_LENGTH,),
    )


@pytest.mark.parametrize(
    ("side", "left_s"), [(Side.LEFT, 100), (Side.RIGHT, 40), (Side.BOTH, 40), (Side.NONE, 40)]
)
def test_stretch_session_s_each_side_has_its_own_and_no_side_counts_as_both(side: Side, left_s: int) -> None:
    limits = Limits(stretch_left_s=100, stretch_right_s=40)
    shrunk, bound = offer(a_round(2, kind=Kind.STRETCH, side=side, work_s=120), limits)
    assert (shrunk.work_s, bound) == (left_s, (Reason.STRETCH_LEFT,))


def test_a_second_of_stretch_on_no_side_is_used_up_on_both() -> None:
    story = given(practising(a_round(2, kind=Kind.STRETCH, work_s=45))).when(alive(10))
    assert (story.state.stretch_left_s, story.state.stretch_right_s) == (110, 110)


def test_count_most_counts_saturate_so_that_the_state_stays_bounded() -> None:
    story = given(settled())
    for _time in range(NUMBERS.count_most + 3):
        story = story.when(e.PauseAsked(), e.Agreed())
    assert story.state.stops == NUMBERS.count_most
    assert story.state.phase is Phase.SETTLING
