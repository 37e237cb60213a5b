"""A dose and the limiters that lowered it: each may only lower, says why and who set it; the original is kept.

After ``Constraint.setIfSmaller`` of AndroidAPS, a closed-loop insulin program.
"""

from dataclasses import dataclass, replace
from enum import Enum

from slackwater.quantities import TOP, HalfLevel


class Limit(Enum):
    """Why a dose is no higher."""

    TOP = "top"
    """The top of the ladder."""
    TOLERANCE = "tolerance"
    """More would be too much with a higher probability than accepted."""
    BODY = "body"
    """The same, with the body's readings heard as well."""
    UNFAMILIAR = "unfamiliar"
    """The same, for a practice that is not yet known with this person."""
    FIRST = "first"
    """A session starts near the usual dose."""
    ARRIVAL = "arrival"
    """The still minutes were not quiet."""
    SESSION = "session"
    """A session goes little above the last one."""
    ROUND = "round"
    """A round goes little above a quiet, rested one."""
    NOT_QUIET = "not_quiet"
    """The last round was not quiet, or its rest is not over."""
    AFTER_STOP = "after_stop"
    """Something was stopped today."""
    AFTER_OVERWHELM = "after_overwhelm"
    """It was too much today."""
    WARY = "wary"
    """This dose was too much not long ago."""
    STAGE = "stage"
    """Raising is not earned yet."""
    PERSON = "person"
    PRACTITIONER = "practitioner"
    ENGINE = "engine"
    """A limit of the safety engine."""
    LADDER = "ladder"
    """Nothing stands on the ladder between this and the dose below."""


class Who(Enum):
    """Who set a limit."""

    LADDER = "ladder"
    MODEL = "model"
    SENSORS = "sensors"
    RULE = "rule"
    PERSON = "person"
    PRACTITIONER = "practitioner"
    ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Limiter:
    """One limit as it was met."""

    limit: Limit
    who: Who
    most: HalfLevel
    before: HalfLevel
    """The dose before it."""

    @property
    def lowered(self) -> bool:
        """Whether it made the dose smaller."""
        return self.most < self.before


@dataclass(frozen=True, slots=True)
class Chain:
    """A dose with every limiter it met."""

    value: HalfLevel = TOP
    original: HalfLevel = TOP
    met: tuple[Limiter, ...] = ()

    def lower(self, limit: Limit, who: Who, most: int) -> "Chain":
        """The dose under one limit more: never higher than before."""
        bounded = HalfLevel(max(0, min(TOP, most)))
        limiter = Limiter(limit, who, bounded, self.value)
        return replace(self, value=min(self.value, bounded), met=(*self.met, limiter))

    @property
    def binding(self) -> tuple[Limiter, ...]:
        """The limiters that allow no more than the dose: the reason first, then those that agree with it."""
        at_least = [one for one in self.met if one.most <= self.value]
        return tuple(sorted(at_least, key=lambda one: not one.lowered))
