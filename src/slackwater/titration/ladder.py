"""The ladder a person can stand on: ways to practise, each with its dose in levels.

A dose is ``anchor + doubling · log2(seconds / usual) + whole_range · (range − 1)``, where the usual seconds are
those the anchor is meant for: the practice's own length, 45 s for most. One axis changes at a time on
the way up, a partial order as in dose finding with two drugs (Tighiouart, Li, Rogatko 2017,
doi 10.1002/sim.6961).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log2

from slackwater.quantities import LEVEL, TOP, HalfLevel
from slackwater.titration.constants import CONSTANTS, Constants

SHORTEST_S = 10.0
"""A bout counts as at least this long. ENG: log2 has no floor of its own."""
HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Way:
    """One way to practise."""

    practice: str
    variant: str
    anchor: HalfLevel
    """Where the practice's own data place it, at its usual seconds and its whole range."""
    work_s: float
    range_percent: float = 100
    usual_s: float | None = None
    """The seconds the anchor is meant for; None for those of the model's bout."""

    def dose(self, constants: Constants = CONSTANTS) -> float:
        """Its dose, levels."""
        return dose(self.anchor, self.work_s, self.range_percent, self.usual_s, constants)

    def step(self, constants: Constants = CONSTANTS) -> HalfLevel:
        """The first half level that holds its dose."""
        return half_level_above(self.dose(constants))

    def changes_from(self, other: "Way") -> int:
        """On how many axes it differs: the way itself, its seconds, its range."""
        return (
            ((self.practice, self.variant) != (other.practice, other.variant))
            + (self.work_s != other.work_s)
            + (self.range_percent != other.range_percent)
        )


@dataclass(frozen=True, slots=True)
class Ladder:
    """The half levels that can be offered, and the ways that lead there."""

    steps: tuple[HalfLevel, ...]
    """Rising; without rest, which is always open."""
    ways: tuple[Way, ...] = ()

    def at_most(self, most: HalfLevel) -> HalfLevel:
        """The highest step that is not above this; 0, rest, where all are."""
        return max((one for one in self.steps if one <= most), default=HalfLevel(0))

    def offer(
        self, practice: str, most: HalfLevel, last: Way | None, constants: Constants = CONSTANTS
    ) -> Way | None:
        """The most of this practice that is within a half level; None where nothing of it is.

        Above the last way only one axis differs from it; anything gentler may differ on all.
        """
        open_ways = [
            way
            for way in self.ways
            if way.practice == practice
            and way.step(constants) <= most
            and (
                last is None
                or way.dose(constants) <= last.dose(constants) + HAIR
                or way.changes_from(last) <= 1
            )
        ]
        if last in open_ways and last.step(constants) == max(way.step(constants) for way in open_ways):
            return last
        return max(open_ways, key=lambda way: (way.step(constants), -way.work_s), default=None)


def dose(
    anchor: float,
    work_s: float,
    range_percent: float = 100,
    usual_s: float | None = None,
    constants: Constants = CONSTANTS,
) -> float:
    """The dose of a bout, levels, from its anchor in half levels, its seconds and its range in percent."""
    usual_s = constants.bout_s if usual_s is None else usual_s
    longer = constants.doubling * log2(max(work_s, SHORTEST_S) / usual_s)
    wider = constants.whole_range * (range_percent / 100 - 1)
    return max(0.0, anchor / LEVEL + longer + wider)


def half_level_above(level: float) -> HalfLevel:
    """The first half level that is not below this many levels, within the ladder."""
    return HalfLevel(min(TOP, max(0, ceil(level * LEVEL - HAIR))))


def half_level_below(level: float) -> HalfLevel:
    """The last half level that is not above this many levels, within the ladder."""
    return HalfLevel(min(TOP, max(0, floor(level * LEVEL + HAIR))))


def build_ladder(ways: Iterable[Way], constants: Constants = CONSTANTS) -> Ladder:
    """The ladder of these ways."""
    kept = tuple(ways)
    steps = sorted({step for way in kept if (step := way.step(constants)) > 0})
    return Ladder(tuple(steps), kept)


def even_ladder() -> Ladder:
    """Every half level from the first to the top, whatever leads there: for virtual people."""
    return Ladder(tuple(HalfLevel(step) for step in range(1, TOP + 1)))
