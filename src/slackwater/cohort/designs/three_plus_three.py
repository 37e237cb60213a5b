"""The 3+3 design: three at a level, three more after one toxicity, and two close the level.

Storer 1989, Biometrics 45:925, doi 10.2307/2531693 (his design A); going back down to fill six is described by
Korn and others 1994, Statistics in Medicine 13:1799, doi 10.1002/sim.4780131802.

One deviation for people who come one by one: two toxicities close a level at once, also before a three is full.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from slackwater.cohort.designs.record import Counts, count
from slackwater.cohort.errors import BadCase

COHORT = 3
CLOSED_BY = 2
"""Toxicities at a level."""


class Why(Enum):
    """Why the next level is what it is."""

    NOBODY_YET = "nobody_yet"
    UNFINISHED = "unfinished"
    """The three are not complete."""
    NONE_OF_THREE = "none_of_three"
    ONE_OF_THREE = "one_of_three"
    ONE_OF_SIX = "one_of_six"
    """At most one of six."""
    EXPANDED = "expanded"
    """No higher level is open, so three more fill this one up to six."""
    CLOSED = "closed"
    """Two toxicities: the level below is tried, or filled up to six."""
    FOUND = "found"
    """The highest level that is open is the maximum tolerated dose."""
    NONE_TOLERATED = "none_tolerated"


@dataclass(frozen=True, slots=True)
class Step:
    """The next level, or ``None`` for a stop, with the maximum tolerated dose where one was found."""

    next_level: int | None
    why: Why
    mtd: int | None = None
    closed_from: int | None = None
    """This level and all above it had too many toxicities."""


@dataclass(frozen=True, slots=True)
class ThreePlusThree:
    """The 3+3 design."""

    dose_levels: int
    start: int = 1
    expand: bool = False
    """Whether a level that only three had is filled up to six before it is called tolerated."""

    def decide(self, levels: Sequence[int], toxic: Sequence[bool]) -> Step:
        """The next level after the record, and why. The record is not checked against the rules' own path."""
        counts = count(levels, toxic, self.dose_levels)
        if not levels:
            return Step(self.start, Why.NOBODY_YET)
        closed = next((at + 1 for at, hurt in enumerate(counts.toxic) if hurt >= CLOSED_BY), None)
        if closed is not None and closed <= levels[-1]:
            return self._below(closed, counts)
        return self._here(levels[-1], counts, closed)

    def next_level(self, levels: Sequence[int], toxic: Sequence[bool]) -> int | None:
        """The level of the next person; ``None`` where the design stops."""
        return self.decide(levels, toxic).next_level

    def _here(self, here: int, counts: Counts, closed: int | None) -> Step:
        treated, hurt = counts.treated[here - 1], counts.toxic[here - 1]
        if treated % COHORT:
            return Step(here, Why.UNFINISHED, closed_from=closed)
        if treated == COHORT and hurt:
            return Step(here, Why.ONE_OF_THREE, closed_from=closed)
        if here < self.dose_levels and here + 1 != closed:
            why = Why.NONE_OF_THREE if treated == COHORT else Why.ONE_OF_SIX
            return Step(here + 1, why, closed_from=closed)
        return self._settle(here, treated, closed)

    def _below(self, closed: int, counts: Counts) -> Step:
        below = closed - 1
        if below == 0:
            return Step(None, Why.NONE_TOLERATED, closed_from=closed)
        treated, hurt = counts.treated[below - 1], counts.toxic[below - 1]
        if treated == 0 or treated % COHORT or (treated == COHORT and hurt):
            return Step(below, Why.CLOSED, closed_from=closed)
        return self._settle(below, treated, closed)

    def _settle(self, level: int, treated: int, closed: int | None) -> Step:
        if treated == COHORT and self.expand:
            return Step(level, Why.EXPANDED, closed_from=closed)
        return Step(None, Why.FOUND, mtd=level, closed_from=closed)


def check_path(design: ThreePlusThree, levels: Sequence[int], toxic: Sequence[bool]) -> None:
    """Refuse a record that the rules would not have led to. Raises :class:`BadCase` at its first wrong level.

    A three that was begun may always be filled.
    """
    count(levels, toxic, design.dose_levels)
    for at, level in enumerate(levels):
        before = levels[:at]
        if at and level == before[-1] and before.count(level) % COHORT:
            continue
        step = design.decide(before, toxic[:at])
        if step.next_level != level:
            led = "the rules stop" if step.next_level is None else f"the rules lead to {step.next_level}"
            do_next = "Look at the order, and at expand and start, or end the record before it."
            raise BadCase(f"levels[{at}]", f"is {level}, where {led}.", do_next)
