"""The continual reassessment method: one curve through all levels, and the level nearest the target.

O'Quigley, Pepe, Fisher 1990, Biometrics 46:33, doi 10.2307/2531628. The empiric (power) model with a normal prior,
as Cheung 2011, Dose Finding by the Continual Reassessment Method (ISBN 978-1-4200-9151-9), and his dfcrm have it:
p(level) = skeleton ** exp(beta), beta ~ N(0, scale²).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt

import numpy as np
import numpy.typing as npt

from slackwater.cohort.designs.record import Counts, count

Floats = npt.NDArray[np.float64]

SCALE = sqrt(1.34)
"""Standard deviation of beta, as dfcrm has it. UBCRM's default is 1.34 itself: a wider prior, other answers."""

REACH = 12.0
"""Beta is integrated over so many prior standard deviations to each side: the prior is e⁻⁷² there."""
STEP = 0.02
"""Of beta. The trapezoid rule converges faster than any power; half the step moves no answer by 1e-9 (test_crm)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What the model believes after a record."""

    beta: float
    """Posterior mean."""
    beta_sd: float
    ptox: tuple[float, ...]
    """Plug-in chance of toxicity by level, p(E[beta]): what the recommendation goes by, as in dfcrm."""
    mean_ptox: tuple[float, ...]
    """Posterior mean chance of toxicity, E[p(beta)]: it may recommend another level."""
    nearest: int
    """The level whose plug-in chance is nearest the target; the lower of two that are as near."""


@dataclass(frozen=True, slots=True)
class Crm:
    """A continual reassessment method on ``len(skeleton)`` levels."""

    skeleton: tuple[float, ...]
    """Chance of toxicity by level, as it is guessed beforehand; rising, each between 0 and 1."""
    target: float
    scale: float = SCALE
    restrict: bool = False
    """Up by one level at most, and not right after a toxicity, as ``restrict`` of dfcrm's ``crmsim`` is described.
    """

    def fit(self, levels: Sequence[int], toxic: Sequence[bool]) -> Fit:
        """The belief after the record; its order makes no difference."""
        return _fit(self, count(levels, toxic, len(self.skeleton)))

    def next_level(self, levels: Sequence[int], toxic: Sequence[bool]) -> int:
        """The level of the next person."""
        nearest = self.fit(levels, toxic).nearest
        if not self.restrict or not levels:
            return nearest
        highest = levels[-1] if toxic[-1] else levels[-1] + 1
        return min(nearest, highest)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What a design looks up: the points of beta and, by level and point, the log chances."""

    beta: Floats
    """(b,) evenly spaced."""
    log_prior: Floats
    """(b,)"""
    log_toxic: Floats
    """(levels, b)"""
    log_fine: Floats
    """(levels, b)"""


@lru_cache(maxsize=16)
def _table(skeleton: tuple[float, ...], scale: float) -> _Table:
    step = min(STEP, scale / 20)
    half = round(REACH * scale / step)
    beta: Floats = np.arange(-half, half + 1, dtype=np.float64) * step
    log_toxic = np.exp(beta) * np.log(np.asarray(skeleton))[:, None]
    return _Table(
        beta=beta,
        log_prior=-0.5 * (beta / scale) ** 2,
        log_toxic=log_toxic,
        log_fine=np.log(-np.expm1(log_toxic)),
    )


def posterior(design: Crm, counts: Counts) -> tuple[Floats, Floats]:
    """The points of beta and their posterior probabilities, which sum to 1: two arrays of one length."""
    table = _table(design.skeleton, design.scale)
    toxic = np.asarray(counts.toxic, dtype=np.float64)
    fine = np.asarray(counts.treated, dtype=np.float64) - toxic
    log_weight = table.log_prior + toxic @ table.log_toxic + fine @ table.log_fine
    weight = np.exp(log_weight - log_weight.max())
    return table.beta, weight / weight.sum()


@lru_cache(maxsize=65536)
def _fit(design: Crm, counts: Counts) -> Fit:
    beta, weight = posterior(design, counts)
    mean = float(weight @ beta)
    chances = np.exp(_table(design.skeleton, design.scale).log_toxic)
    ptox = tuple(guess ** exp(mean) for guess in design.skeleton)
    away = [abs(chance - design.target) for chance in ptox]
    return Fit(
        beta=mean,
        beta_sd=sqrt(float(weight @ (beta - mean) ** 2)),
        ptox=ptox,
        mean_ptox=tuple(float(one) for one in chances @ weight),
        nearest=1 + away.index(min(away)),
    )
