"""The ladder: doses from anchors, seconds and range, and one axis at a time on the way up."""

from hypothesis import given
from hypothesis import strategies as st

from slackwater.quantities import HalfLevel
from slackwater.titration.ladder import (
    Way,
    build_ladder,
    dose,
    even_ladder,
    half_level_above,
    half_level_below,
)


def way(variant: str, anchor: int, work_s: float = 45, percent: float = 100) -> Way:
    return Way("tilts", variant, HalfLevel(anchor), work_s, percent)


LADDER = build_ladder(
    way(v, a, s, p) for v, a in (("micro", 4), ("whole", 6)) for s in (45, 90) for p in (50, 100)
)


def test_an_anchor_is_its_dose_at_its_usual_seconds_and_whole_range() -> None:
    assert dose(6, 45) == 3
    assert dose(2, 180, usual_s=180) == 1


def test_twice_as_long_and_half_the_range_move_half_a_level_each() -> None:
    assert dose(6, 90) == 3.5
    assert dose(6, 45, 50) == 2.5


def test_no_dose_is_below_rest() -> None:
    assert dose(1, 10, 1) == 0


def test_a_dose_between_half_levels_counts_as_the_one_above_when_offered_and_below_when_done() -> None:
    assert (half_level_above(2.3), half_level_below(2.3)) == (5, 4)
    assert half_level_above(2.5) == half_level_below(2.5) == 5


def test_on_the_way_up_only_one_axis_changes() -> None:
    """From a small tilt of 45 s to a whole one of 90 s are two axes: the way there goes by one of them."""
    last = way("micro", 4)
    offered = LADDER.offer("tilts", HalfLevel(20), last)
    assert offered == way("whole", 6)
    assert LADDER.offer("tilts", HalfLevel(20), offered) == way("whole", 6, 90)


def test_on_the_way_down_all_axes_may_change_at_once() -> None:
    offered = LADDER.offer("tilts", HalfLevel(3), way("whole", 6, 90))
    assert offered is not None
    assert offered.changes_from(way("whole", 6, 90)) == 3


def test_a_way_that_still_fits_stays() -> None:
    last = way("micro", 4, 90, 100)
    assert LADDER.offer("tilts", HalfLevel(5), last) == last


def test_nothing_of_a_practice_may_be_open() -> None:
    assert LADDER.offer("tilts", HalfLevel(1), None) is None
    assert LADDER.offer("lunge", HalfLevel(20), None) is None


@given(st.integers(0, 20), st.integers(0, 20), st.sampled_from([None, *LADDER.ways]))
def test_no_offer_is_above_what_is_allowed_nor_two_axes_up(a: int, b: int, last: Way | None) -> None:
    offered = LADDER.offer("tilts", HalfLevel(min(a, b)), last)
    if offered is not None:
        assert offered.step() <= min(a, b)
        assert last is None or offered.dose() <= last.dose() or offered.changes_from(last) <= 1


@given(st.integers(0, 20))
def test_the_step_below_is_on_the_ladder_or_rest(most: int) -> None:
    step = LADDER.at_most(HalfLevel(most))
    assert step <= most
    assert step == 0 or step in LADDER.steps
    assert even_ladder().at_most(HalfLevel(most)) == most
