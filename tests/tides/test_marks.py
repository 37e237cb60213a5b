"""Body maps over time: counted place by place, in two halves, and nothing said of too few."""

from hypothesis import given
from hypothesis import strategies as st

from slackwater.journal.facts import BodyMark, BodyMarked
from slackwater.tides.marks import PlaceMarks, fold_maps
from slackwater.tides.trend import ENOUGH, View

VIEW = View(11, 20)


def day_of(unix_s: int) -> int:
    return unix_s


def marked(day: int, *marks: BodyMark) -> BodyMarked:
    return BodyMarked(day, "", marks)


def test_a_place_counts_once_a_map_in_the_half_it_was_marked_in() -> None:
    found = fold_maps(
        [
            marked(11, BodyMark("throat", 1, ()), BodyMark("chest", None, ())),
            marked(15, BodyMark("throat", 4, ())),
            marked(16, BodyMark("throat", None, ())),
            marked(20, BodyMark("throat", 2, ())),
        ],
        VIEW,
        day_of,
    )
    assert (found.earlier, found.later) == (2, 2)
    assert found.places == (PlaceMarks("throat", 2, 2, 2), PlaceMarks("chest", 1, 0, None))


def test_maps_outside_the_view_are_left_out() -> None:
    found = fold_maps(
        [marked(10, BodyMark("throat", 1, ())), marked(21, BodyMark("chest", 1, ()))], VIEW, day_of
    )
    assert (found.earlier, found.later, found.places) == (0, 0, ())


@given(st.lists(st.integers(11, 20), max_size=12))
def test_nothing_is_said_of_fewer_maps_than_enough(days: list[int]) -> None:
    found = fold_maps([marked(day, BodyMark("throat", 1, ())) for day in days], VIEW, day_of)
    assert found.enough is (len(days) >= ENOUGH)
    assert sum(one.earlier + one.later for one in found.places) == len(days)
