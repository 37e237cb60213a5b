"""Readings as signs: when each asks, when two pause, and what is never told."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackwater.session import events as e
from slackwater.session.noticing import Moves, Noticing, Readings, hear, notice
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Kind, Phase, Seen, Side, Sign

MOVING = Seen(Phase.PRACTISING, 4, Kind.MOVEMENT, Side.NONE, 1)
RESTING = Seen(Phase.RESTING)
BREATH = Seen(Phase.PRACTISING, 2, Kind.BREATH, Side.NONE, 2)
FAST = Readings(breaths_per_min=23)
HELD = Readings(held_s=13)


def run(
    seconds: Sequence[Readings],
    seen: Seen = RESTING,
    noticing: Noticing | None = None,
    *,
    invited: bool = False,
) -> tuple[Noticing, list[tuple[int, e.BodyEvent]]]:
    """Every event of these seconds of readings, with the second it came in, from 1."""
    noticing = noticing or Noticing()
    told: list[tuple[int, e.BodyEvent]] = []
    for second, readings in enumerate(seconds, 1):
        noticing, events = notice(noticing, seen, readings, NUMBERS, shaking_invited=invited)
        told += [(second, event) for event in events]
    return noticing, told


def told(
    seconds: Sequence[Readings],
    seen: Seen = RESTING,
    noticing: Noticing | None = None,
    *,
    invited: bool = False,
) -> list[tuple[int, e.BodyEvent]]:
    return run(seconds, seen, noticing, invited=invited)[1]


def first(readings: Readings, limit_s: int = 200) -> tuple[int, e.BodyEvent] | tuple[None, None]:
    """The second a steady reading is told in, and what is told; nothing where it never is."""
    return next(iter(told([readings] * limit_s)), (None, None))


def test_breath_fast_per_min_above_twenty_two_is_a_sign_and_twenty_two_is_none() -> None:
    assert first(Readings(breaths_per_min=23))[1] == e.Cautioned(Sign.BREATH_FAST)
    assert first(Readings(breaths_per_min=22)) == (None, None)


def test_breath_fast_s_it_is_told_after_thirty_seconds() -> None:
    assert first(FAST)[0] == 30


def test_breath_held_s_over_twelve_seconds_is_a_sign_at_once_and_twelve_are_none() -> None:
    assert first(HELD) == (1, e.Cautioned(Sign.BREATH_HELD))
    assert first(Readings(held_s=12)) == (None, None)


def test_breath_uneven_percent_over_forty_is_a_sign_at_once_and_forty_is_none() -> None:
    assert first(Readings(uneven_percent=41)) == (1, e.Cautioned(Sign.BREATH_UNEVEN))
    assert first(Readings(uneven_percent=40)) == (None, None)


def test_rmssd_low_percent_under_sixty_is_a_sign_and_sixty_is_none() -> None:
    assert first(Readings(rmssd_percent=59))[1] == e.Cautioned(Sign.VARIABILITY_LOW)
    assert first(Readings(rmssd_percent=60)) == (None, None)


def test_rmssd_low_s_it_is_told_after_sixty_seconds() -> None:
    assert first(Readings(rmssd_percent=59))[0] == 60


def test_heart_fell_bpm_more_than_ten_under_is_a_sign_and_ten_is_none() -> None:
    assert first(Readings(above_bpm=-11))[1] == e.Cautioned(Sign.HEART_FELL)
    assert first(Readings(above_bpm=-10)) == (None, None)


def test_heart_fell_s_it_is_told_after_fifteen_seconds() -> None:
    assert first(Readings(above_bpm=-11))[0] == 15


@pytest.mark.parametrize(
    "readings",
    [
        Readings(breaths_per_min=22),
        Readings(held_s=12),
        Readings(uneven_percent=40),
        Readings(rmssd_percent=60),
        Readings(above_bpm=-10),
        Readings(moves=Moves.STILL),
        Readings(moves=Moves.MOVING),
        Readings(),
    ],
)
def test_at_the_limit_and_without_readings_nothing_is_told(readings: Readings) -> None:
    assert told([readings] * 300) == []


def test_a_missing_second_begins_the_count_again() -> None:
    assert told([FAST] * 29 + [Readings()] + [FAST] * 29) == []


def test_signs_together_s_two_signs_within_a_minute_pause() -> None:
    assert told([HELD] + [Readings()] * 29 + [FAST] * 30) == [
        (1, e.Cautioned(Sign.BREATH_HELD)),
        (60, e.Strained(Sign.BREATH_FAST)),
    ]


def test_two_signs_that_hold_at_once_pause_however_long_ago_the_first_was_told() -> None:
    fast_and_flat = replace(FAST, rmssd_percent=40)
    assert told([FAST] * 60 + [fast_and_flat] * 60) == [
        (30, e.Cautioned(Sign.BREATH_FAST)),
        (120, e.Strained(Sign.VARIABILITY_LOW)),
    ]


def test_two_signs_further_apart_only_ask() -> None:
    assert [type(event) for _, event in told([HELD] + [Readings()] * 31 + [FAST] * 30)] == [e.Cautioned] * 2


def test_two_signs_in_the_same_second_pause() -> None:
    assert told([replace(HELD, uneven_percent=41)]) == [(1, e.Strained(Sign.BREATH_UNEVEN))]


def test_sign_again_s_the_same_sign_asks_again_only_after_two_minutes() -> None:
    assert [second for second, _ in told([HELD] * 300)] == [1, 121, 241]


def test_shaking_unasked_s_ten_seconds_pause_and_each_second_counts() -> None:
    events = told([Readings(moves=Moves.TREMOR, tremor_s=1)] * 10, MOVING)
    assert [event for _, event in events] == [e.TremorSeen()] * 10 + [e.Strained(Sign.SHAKING_UNASKED)]


def test_invited_shaking_only_counts() -> None:
    shaking = Seen(Phase.PRACTISING, 2, Kind.TREMOR, Side.NONE, 3)
    events = told([Readings(moves=Moves.TREMOR, tremor_s=1)] * 60, shaking, invited=True)
    assert {event for _, event in events} == {e.TremorSeen()}


def test_tremor_is_counted_in_a_pause_too() -> None:
    assert told([Readings(moves=Moves.TREMOR, tremor_s=1)], Seen(Phase.PAUSED)) == [(1, e.TremorSeen())]


MOVED, STILL = [Readings(moves=Moves.MOVING)] * 5, [Readings(moves=Moves.STILL)] * 8


def test_went_still_s_eight_seconds_after_movement_are_a_sign_and_seven_are_none() -> None:
    assert told(MOVED + STILL, MOVING) == [(13, e.Cautioned(Sign.WENT_STILL))]
    assert told(MOVED + STILL[1:], MOVING) == []


def test_moved_s_without_five_seconds_of_movement_none_is_expected() -> None:
    assert told(MOVED[1:] + STILL, MOVING) == []


def test_stillness_is_no_sign_in_a_breath_round_or_after_another_round() -> None:
    assert told(MOVED + STILL, BREATH) == []
    noticing, _ = run(MOVED, MOVING)
    assert told(STILL, replace(MOVING, slot=5), noticing=noticing) == []


def test_a_heart_that_falls_beside_shutdown_words_pauses() -> None:
    noticing = hear(Noticing(), e.CheckedIn(2, 0, 1))
    assert told([Readings(above_bpm=-11)] * 15, noticing=noticing) == [(15, e.Strained(Sign.HEART_FELL))]


def test_fog_words_s_they_count_for_a_minute_and_alone_do_nothing() -> None:
    noticing = hear(Noticing(), e.CheckedIn(2, 0, 1))
    assert told([Readings()] * 60, noticing=noticing) == []
    late, _ = run([Readings()] * 46, noticing=noticing)
    assert told([Readings(above_bpm=-11)] * 15, noticing=late) == [(15, e.Cautioned(Sign.HEART_FELL))]


@pytest.mark.parametrize("phase", [one for one in Phase if one not in (Phase.PRACTISING, Phase.RESTING)])
def test_where_nothing_moves_or_rests_no_sign_is_told(phase: Phase) -> None:
    both = Readings(breaths_per_min=40, held_s=60, uneven_percent=90, above_bpm=-40, rmssd_percent=1)
    assert told([both] * 120, Seen(phase)) == []


numbers = st.one_of(st.none(), st.integers(-60, 120))
readings = st.builds(
    Readings, numbers, numbers, numbers, numbers, numbers, st.one_of(st.none(), st.sampled_from(Moves))
)


@given(st.lists(readings, max_size=90), st.sampled_from([MOVING, RESTING, BREATH]))
def test_whatever_is_read_at_most_one_sign_is_told_a_second(seconds: list[Readings], seen: Seen) -> None:
    events = [second for second, event in told(seconds, seen) if not isinstance(event, e.TremorSeen)]
    assert len(events) == len(set(events))


@given(
    st.sampled_from(["breaths_per_min", "held_s", "uneven_percent", "rmssd_percent", "above_bpm", "moves"]),
    st.lists(readings, max_size=200),
    st.sampled_from([MOVING, RESTING, BREATH]),
)
def test_one_kind_of_sign_alone_asks_and_never_pauses(kind: str, seconds: list[Readings], seen: Seen) -> None:
    alone = [Readings(**{kind: getattr(one, kind)}) for one in seconds]
    quiet = [one for one in alone if one.moves is not Moves.TREMOR]
    assert not any(isinstance(event, e.Strained) for _, event in told(quiet, seen))
