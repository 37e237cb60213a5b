"""95 % intervals that take people, not sessions, as what was sampled: a bootstrap whose chance is counters.

Every policy is resampled with the same people, so that differences and ratios are paired.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.body.chance import uniform

Array = NDArray[np.float64]
Picks = NDArray[np.int64]

TIMES = 1000
LOW, HIGH = 0.025, 0.975
RESAMPLING = 104_729
"""Keeps this chance apart from that of people."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; ``None`` where it is not known."""

    value: float | None
    low: float | None = None
    high: float | None = None
    people: int = 0

    def written(self) -> dict[str, float | int | None]:
        """As JSON, seven digits: as many as say anything."""
        return {
            "value": _short(self.value),
            "low": _short(self.low),
            "high": _short(self.high),
            "people": self.people,
        }


def resample(seed: int, people: int) -> Picks:
    """(TIMES, people): who stands in for whom, each time anew."""
    if people == 0:
        return np.zeros((TIMES, 0), dtype=np.int64)
    at = np.arange(TIMES * people)
    drawn = uniform(seed, RESAMPLING, at // people, at % people)
    return (drawn * people).astype(np.int64).reshape(TIMES, people)


def ratio(over: Array, under: Array, picks: Picks) -> Estimate:
    """Sum over sum, each (n,) by person."""
    return _between(_divided(over, under), _divided_each(over, under, picks), len(over))


def quantile(values: Array, share: float, picks: Picks) -> Estimate:
    """That quantile over people."""
    if not len(values):
        return Estimate(None)
    each = np.quantile(values[picks], share, axis=1)
    return _between(float(np.quantile(values, share)), each, len(values))


def ratio_of_ratios(ours: tuple[Array, Array], theirs: tuple[Array, Array], picks: Picks) -> Estimate:
    """One ratio over another, the same people in both."""
    mine, other = _divided(*ours), _divided(*theirs)
    each, others = _divided_each(*ours, picks), _divided_each(*theirs, picks)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _between(_over(mine, other), each / others, len(ours[0]))


def difference(ours: tuple[Array, Array], theirs: tuple[Array, Array], picks: Picks) -> Estimate:
    """One ratio less another, the same people in both."""
    mine, other = _divided(*ours), _divided(*theirs)
    each = _divided_each(*ours, picks) - _divided_each(*theirs, picks)
    return _between(None if mine is None or other is None else mine - other, each, len(ours[0]))


def _divided(over: Array, under: Array) -> float | None:
    return _over(float(over.sum()), float(under.sum()))


def _over(one: float | None, other: float | None) -> float | None:
    return None if one is None or not other else one / other


def _divided_each(over: Array, under: Array, picks: Picks) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(over[picks].sum(axis=1) / under[picks].sum(axis=1))


def _between(value: float | None, each: Array, people: int) -> Estimate:
    known = each[np.isfinite(each)]
    if value is None or not len(known) or known.min() == known.max():
        return Estimate(value, people=people)  # what never varies among these people says nothing of others
    return Estimate(value, float(np.quantile(known, LOW)), float(np.quantile(known, HIGH)), people)


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.7g}")
