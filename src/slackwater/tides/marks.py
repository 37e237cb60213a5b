"""Body maps over time: which places were marked how often, in the earlier and the later half of a view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from slackwater.journal.facts import BodyMarked
from slackwater.tides.days import DayOf
from slackwater.tides.trend import ENOUGH, View


@dataclass(frozen=True, slots=True)
class PlaceMarks:
    """One place that was marked."""

    place: str
    earlier: int
    later: int
    """Maps of each half with a mark there."""
    strength: float | None
    """The middle of the strengths that were said, 1 … 4; None where none was."""


@dataclass(frozen=True, slots=True)
class MapsOverTime:
    """The maps of one view."""

    earlier: int
    later: int
    """Maps in the half up to the middle day, and in the one after it."""
    places: tuple[PlaceMarks, ...]
    """The most often marked first; equal ones by name."""

    @property
    def enough(self) -> bool:
        """Whether there are maps enough to say anything."""
        return self.earlier + self.later >= ENOUGH


def fold_maps(maps: Sequence[BodyMarked], view: View, day_of: DayOf) -> MapsOverTime:
    """The maps in this view, place by place."""
    middle = (view.first + view.last) // 2
    days = [(day_of(one.at_unix_s), one) for one in maps]
    halves = (
        [one for day, one in days if view.has(day) and day <= middle],
        [one for day, one in days if view.has(day) and day > middle],
    )
    places = sorted(_places(*halves), key=lambda one: (-(one.earlier + one.later), one.place))
    return MapsOverTime(len(halves[0]), len(halves[1]), tuple(places))


def _places(earlier: Sequence[BodyMarked], later: Sequence[BodyMarked]) -> Iterator[PlaceMarks]:
    """A place counts once in each map."""
    halves = [*((one, True) for one in earlier), *((one, False) for one in later)]
    marked = [({mark.place: mark.intensity for mark in one.marks}, is_early) for one, is_early in halves]
    for place in {place for one, _ in marked for place in one}:
        in_halves = [(one[place], is_early) for one, is_early in marked if place in one]
        said = [strength for strength, _ in in_halves if strength is not None]
        early = sum(is_early for _, is_early in in_halves)
        yield PlaceMarks(place, early, len(in_halves) - early, median(said) if said else None)
