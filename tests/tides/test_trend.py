"""A trend is a median with its middle half that looks back alone, and says so where there is too little."""

from hypothesis import given
from hypothesis import strategies as st

from slackwater.tides.trend import ENOUGH, STEPS_MOST, Quartiles, Reading, View, quartiles_of, trend

SEASON = View(1000, 1083)


def daily(values: list[float | None], first: int = 1000) -> list[Reading]:
    return [Reading(first + at, value) for at, value in enumerate(values)]


def test_fewer_than_five_answers_say_nothing() -> None:
    found = trend(daily([3.0] * (ENOUGH - 1)), SEASON)
    assert not found.says
    assert all(step.quartiles is None for step in found.steps)


def test_five_in_a_window_are_a_median_with_its_quartiles() -> None:
    assert quartiles_of([5, 1, 3, 2, 4]) == Quartiles(2, 3, 4)


def test_a_gap_is_counted_and_never_filled() -> None:
    found = trend(daily([2.0, None, 2.0, None, 2.0, 2.0, 2.0]), SEASON)
    assert (found.known, found.missing) == (5, 2)
    first = found.steps[0]
    assert (first.known, first.missing, first.quartiles) == (5, 2, Quartiles(2, 2, 2))


def test_one_odd_day_does_not_move_the_middle() -> None:
    found = trend(daily([2.0] * 27 + [10.0]), View(1000, 1027))
    assert found.steps[-1].quartiles == Quartiles(2, 2, 2)


def test_a_step_behind_a_long_silence_says_nothing() -> None:
    found = trend(daily([2.0] * 10), SEASON)
    assert found.says
    assert found.steps[-1].quartiles is None


@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=84),
    later=st.lists(st.integers(0, 10), max_size=60),
)
def test_what_comes_later_never_changes_a_step_behind(values: list[float | None], later: list[float]) -> None:
    before = trend(daily(values), SEASON)
    after = trend([*daily(values), *daily([*later], first=1084)], SEASON)
    assert before == after


@given(days=st.integers(1, 40_000))
def test_a_view_of_any_length_is_cut_into_whole_weeks_that_end_with_it(days: int) -> None:
    view = View(500, 500 + days - 1)
    assert 1 <= len(view.ends) <= STEPS_MOST
    assert view.ends[-1] == view.last
    assert view.step_days % 7 == 0
    assert all(later - end == view.step_days for end, later in zip(view.ends, view.ends[1:], strict=False))


@given(values=st.lists(st.integers(0, 10), min_size=ENOUGH, max_size=40))
def test_the_middle_half_holds_the_middle(values: list[float]) -> None:
    found = quartiles_of(values)
    assert found is not None
    assert min(values) <= found.low <= found.median <= found.high <= max(values)
