"""The Bayesian optimal interval design: up, stay or down by the share of toxicities at the level itself.

Liu, Yuan 2015, Journal of the Royal Statistical Society C 64:507, doi 10.1111/rssc.12089.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import ceil, comb, floor, log

from slackwater.cohort.designs.record import count

ELIMINATE_FROM = 3
"""Treated at a level before it may be eliminated (the paper's rule)."""


class Why(Enum):
    """Why the next level is what it is."""

    NOBODY_YET = "nobody_yet"
    FEW = "few"
    """The share of toxicities is at or below lambda_e."""
    FEW_BUT_TOP = "few_but_top"
    FEW_BUT_ELIMINATED = "few_but_eliminated"
    BETWEEN = "between"
    MANY = "many"
    """The share is at or above lambda_d."""
    MANY_BUT_LOWEST = "many_but_lowest"
    ELIMINATED = "eliminated"
    """The level itself is too toxic to be used again."""
    ALL_ELIMINATED = "all_eliminated"


@dataclass(frozen=True, slots=True)
class Boundary:
    """The numbers of toxicities that decide, for so many treated at a level."""

    treated: int
    escalate_at_most: int
    de_escalate_at_least: int
    eliminate_at_least: int | None
    """``None`` where no number of toxicities eliminates."""


@dataclass(frozen=True, slots=True)
class Step:
    """The next level, or ``None`` for a stop, and why."""

    next_level: int | None
    why: Why
    eliminated_from: int | None
    """This level and all above it are not used again."""


@dataclass(frozen=True, slots=True)
class Boin:
    """A Bayesian optimal interval design. ``None`` stands for the paper's defaults."""

    dose_levels: int
    target: float = 0.3
    p_safe: float | None = None
    """phi_1: so low that going up is right; 0.6 of the target."""
    p_toxic: float | None = None
    """phi_2: so high that going down is right; 1.4 of the target."""
    cutoff: float = 0.95
    """A level is eliminated when it is above the target with more than this probability."""
    start: int = 1

    @property
    def lambdas(self) -> tuple[float, float]:
        """lambda_e and lambda_d: the shares of toxicities at which one goes up and down."""
        return _lambdas(self.target, self.p_safe, self.p_toxic)

    def boundary(self, treated: int) -> Boundary:
        """The numbers that decide for so many treated, at least one."""
        return _boundary(self, treated)

    def decide(self, levels: Sequence[int], toxic: Sequence[bool]) -> Step:
        """The next level after the record, and why."""
        counts = count(levels, toxic, self.dose_levels)
        if not levels:
            return Step(self.start, Why.NOBODY_YET, None)
        out = self._eliminated(counts.treated, counts.toxic)
        here = levels[-1]
        if out is not None and out <= here:
            return Step(out - 1, Why.ELIMINATED, out) if out > 1 else Step(None, Why.ALL_ELIMINATED, out)
        boundary = self.boundary(counts.treated[here - 1])
        hurt = counts.toxic[here - 1]
        if hurt >= boundary.de_escalate_at_least:
            return Step(here - 1, Why.MANY, out) if here > 1 else Step(here, Why.MANY_BUT_LOWEST, out)
        if hurt > boundary.escalate_at_most:
            return Step(here, Why.BETWEEN, out)
        if here == self.dose_levels:
            return Step(here, Why.FEW_BUT_TOP, out)
        if here + 1 == out:
            return Step(here, Why.FEW_BUT_ELIMINATED, out)
        return Step(here + 1, Why.FEW, out)

    def next_level(self, levels: Sequence[int], toxic: Sequence[bool]) -> int | None:
        """The level of the next cohort; ``None`` where all are eliminated."""
        return self.decide(levels, toxic).next_level

    def _eliminated(self, treated: Sequence[int], toxic: Sequence[int]) -> int | None:
        for at, (number, hurt) in enumerate(zip(treated, toxic, strict=True)):
            least = self.boundary(number).eliminate_at_least if number >= ELIMINATE_FROM else None
            if least is not None and hurt >= least:
                return at + 1
        return None


def chance_above(target: float, toxic: int, treated: int) -> float:
    """P(p > target) after so many toxicities of so many treated, p ~ U(0, 1) beforehand.

    Exact: the tail of Beta(1 + toxic, 1 + treated − toxic) is a sum of treated + 1 binomial terms.
    """
    number = treated + 1
    return sum(comb(number, at) * target**at * (1 - target) ** (number - at) for at in range(toxic + 1))


@lru_cache(maxsize=256)
def _lambdas(target: float, p_safe: float | None, p_toxic: float | None) -> tuple[float, float]:
    low = 0.6 * target if p_safe is None else p_safe
    high = 1.4 * target if p_toxic is None else p_toxic
    up = log((1 - low) / (1 - target)) / log(target * (1 - low) / (low * (1 - target)))
    down = log((1 - target) / (1 - high)) / log(high * (1 - target) / (target * (1 - high)))
    return up, down


@lru_cache(maxsize=65536)
def _boundary(design: Boin, treated: int) -> Boundary:
    up, down = design.lambdas
    eliminate = None
    if treated >= ELIMINATE_FROM:
        too_toxic = (
            hurt for hurt in range(treated + 1) if chance_above(design.target, hurt, treated) > design.cutoff
        )
        eliminate = next(too_toxic, None)
    return Boundary(treated, floor(up * treated), ceil(down * treated), eliminate)
