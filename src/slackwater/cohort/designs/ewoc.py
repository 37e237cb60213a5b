"""Escalation with overdose control: the dose that is above the maximum tolerated dose with probability alpha.

Babb, Rogatko, Zacks 1998, Statistics in Medicine 17:1103,
doi 10.1002/(SICI)1097-0258(19980530)17:10<1103::AID-SIM793>3.0.CO;2-9. Two parameters: rho0, the chance of toxicity
at the lowest dose, evenly spread below the target; and gamma, the maximum tolerated dose (MTD), evenly spread over the
range; independent. The chance of toxicity is logistic in the dose, rho0 at the lowest and the target at gamma.

What happens at the lowest dose tells of rho0 alone: by itself it moves gamma not at all, and a toxicity there beside one
higher up can move the proposal *up*, as a high rho0 explains the other away. Whoever uses this design adds a rule of his
own for that corner (docs/design.md).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from slackwater.cohort.designs.quadrature import Distribution, Panels, ends, normalise
from slackwater.cohort.designs.record import agree
from slackwater.cohort.errors import BadCase

Floats = npt.NDArray[np.float64]

Given = tuple[tuple[float, int, int], ...]
"""Dose as a share of the range, number treated, number of toxicities; the lowest first."""

HALVINGS = 20
"""The panel nearest the lowest dose is 2⁻²⁰ of the range: a dose above it makes gamma change fast near there."""
EVEN = 32
"""Panels of even width, of which the first is halved again and again."""


@dataclass(frozen=True, slots=True)
class Ewoc:
    """An escalation with overdose control over a range of doses."""

    target: float
    """theta: the chance of toxicity at the MTD."""
    alpha: float
    """The accepted probability that a dose is above the MTD."""
    lowest: float
    highest: float
    available: tuple[float, ...] | None = None
    """Rising doses to round down to; every dose of the range without it, as in the paper."""

    def posterior(self, doses: Sequence[float], toxic: Sequence[bool]) -> Distribution:
        """The belief about the MTD after the record, as a share of the range: 0 lowest, 1 highest."""
        return _posterior(self.target, self._given(doses, toxic))

    def most(self, doses: Sequence[float], toxic: Sequence[bool]) -> float:
        """The dose that is above the MTD with probability alpha: the design allows no higher one."""
        given = self._given(doses, toxic)
        span = self.highest - self.lowest
        if _says_nothing(given):
            return self.lowest + self.alpha * span
        return self.lowest + span * _posterior(self.target, given).quantile(self.alpha)

    def next_dose(self, doses: Sequence[float], toxic: Sequence[bool]) -> float | None:
        """The dose of the next person; ``None`` where every available one is above what the design allows."""
        most = self.most(doses, toxic)
        if self.available is None:
            return most
        return max((dose for dose in self.available if dose <= most), default=None)

    def chance_above(self, dose: float, doses: Sequence[float], toxic: Sequence[bool]) -> float:
        """The probability, after the record, that a dose is above the MTD."""
        return self.posterior(doses, toxic).cdf((dose - self.lowest) / (self.highest - self.lowest))

    def _given(self, doses: Sequence[float], toxic: Sequence[bool]) -> Given:
        agree(doses, toxic, "doses")
        treated: Counter[float] = Counter()
        bad: Counter[float] = Counter()
        for at, (dose, was_toxic) in enumerate(zip(doses, toxic, strict=True)):
            if not self.lowest <= dose <= self.highest:
                what = f"is {dose:g}, and the range is {self.lowest:g} to {self.highest:g}."
                raise BadCase(f"doses[{at}]", what, "Give a dose of the range, or widen it.")
            share = (dose - self.lowest) / (self.highest - self.lowest)
            treated[share] += 1
            bad[share] += bool(was_toxic)
        return tuple((share, treated[share], bad[share]) for share in sorted(treated))


def _says_nothing(given: Given) -> bool:
    """Whether a record is at the lowest dose only: gamma is then as even as it was, exactly."""
    return all(share == 0 for share, _, _ in given)


@cache
def _panels() -> Panels:
    first = 1 / EVEN
    halved = first * 0.5 ** np.arange(HALVINGS, 0, -1)
    return Panels(np.concatenate(([0.0], halved, np.linspace(first, 1, EVEN))))


def _log_odds(target: float, share: float) -> Floats:
    """The log odds of toxicity at a dose, by place of gamma and of rho0: (8 n, r)."""
    rho0 = target * ends().point
    at_lowest = np.log(rho0) - np.log1p(-rho0)
    at_gamma = log(target / (1 - target))
    return np.asarray(at_lowest + (at_gamma - at_lowest) * (share / _panels().point.reshape(-1, 1)))


@lru_cache(maxsize=64)
def _log_fine(target: float, share: float) -> Floats:
    """The log chance of no toxicity, of the same shape. That of a toxicity is this and the log odds."""
    return np.asarray(-np.logaddexp(0, _log_odds(target, share)))


@lru_cache(maxsize=8192)
def _posterior(target: float, given: Given) -> Distribution:
    panels = _panels()
    if _says_nothing(given):
        return normalise(panels, np.ones_like(panels.point))
    log_weight = np.zeros((panels.point.size, ends().point.size))
    for share, treated, toxic in given:
        log_weight += treated * _log_fine(target, share)
        if toxic:
            log_weight += toxic * _log_odds(target, share)
    weight = np.exp(log_weight - log_weight.max()) @ ends().weight
    return normalise(panels, weight.reshape(panels.point.shape))
