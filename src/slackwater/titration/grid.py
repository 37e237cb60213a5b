"""The grid on which tolerance is a probability: its axes, the prior, and how a session leads to the next.

Slow tolerance L moves as a random walk, the day's shift as a first-order autoregression, and the reporting
bias stays. Both L and day stand on one spacing, so that their sum theta does too.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

import numpy as np

from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.normal import Floats, cdf, quantile

SPACING = 0.25
"""Levels. Halving it moves P(T < d) by less than 0.01 (test_belief)."""
REACH = 4.0
"""The prior of L is kept this many standard deviations to each side."""
DAY_REACH = 3.2
BIAS_REACH = 3.0
BIAS_CELLS = 17


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Axes and fixed tables for one set of constants."""

    constants: Constants
    spacing: float
    slow: Floats
    """(l,) levels."""
    day: Floats
    """(d,) levels."""
    bias: Floats
    """(b,) levels."""
    theta: Floats
    """(l + d − 1,) levels: every sum of slow and day."""
    sums: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    """(l, d): where the sum of a cell stands on ``theta``."""
    prior: Floats
    """(l, d, b), sums to 1."""
    next_day: Floats
    """(d, d): column to row."""

    @property
    def tolerated_below(self) -> float:
        """How far the tolerated level T lies under theta, levels."""
        return -tolerated_offset(self.constants)


def tolerated_offset(constants: Constants) -> float:
    """T − theta, levels: where one bout overwhelms with the tolerated probability."""
    share = (constants.tolerated - constants.spurious) / (1 - constants.spurious)
    return constants.width * quantile(share)


@lru_cache(maxsize=32)
def build_grid(constants: Constants = CONSTANTS, spacing: float | None = None) -> Grid:
    """The grid for these constants; built once."""
    step = min(SPACING, constants.width / 2) if spacing is None else spacing
    low = round((constants.prior_mean - REACH * constants.prior_sd) / step)
    high = round((constants.prior_mean + REACH * constants.prior_sd) / step)
    half = max(1, ceil(DAY_REACH * constants.day_sd / step))
    slow, day = _axis(low, high, step), _axis(-half, half, step)
    sides = BIAS_CELLS // 2
    bias = _axis(-sides, sides, BIAS_REACH * constants.bias_sd / sides)
    lead = _cells(slow, constants.prior_mean, constants.prior_sd)
    prior = (
        lead[:, None, None]
        * _cells(day, 0.0, constants.day_sd)[:, None]
        * _cells(bias, 0.0, constants.bias_sd)
    )
    return Grid(
        constants=constants,
        spacing=step,
        slow=slow,
        day=day,
        bias=bias,
        theta=slow[0] + day[0] + step * np.arange(len(slow) + len(day) - 1),
        sums=np.arange(len(slow))[:, None] + np.arange(len(day)),
        prior=prior / prior.sum(),
        next_day=_next_day(day, constants),
    )


def drift(grid: Grid, days: float) -> Floats:
    """How slow tolerance moves over a gap, (l, l), column to row; each column sums to 1.

    The variance of one drift, or of as many as the gap holds. Where that is narrower than the spacing, a step
    to each neighbour has exactly this variance; probability that would leave the grid stays at its edge.
    """
    constants = grid.constants
    variance = constants.drift_sd**2 * max(1.0, days / constants.drift_days)
    return _drift(grid, round(min(variance, constants.prior_sd**2), 4))


@lru_cache(maxsize=256)
def _drift(grid: Grid, variance: float) -> Floats:
    cells = len(grid.slow)
    share = variance / (2 * grid.spacing**2)
    if share > 0.4:
        moved = np.stack([_cells(grid.slow, at, sqrt(variance)) for at in grid.slow], axis=1)
        return np.asarray(moved / moved.sum(axis=0), dtype=np.float64)
    moved = np.eye(cells) * (1 - 2 * share) + (np.eye(cells, k=1) + np.eye(cells, k=-1)) * share
    moved[0, 0] += share
    moved[-1, -1] += share
    return np.asarray(moved, dtype=np.float64)


def _next_day(day: Floats, constants: Constants) -> Floats:
    left = constants.day_sd * sqrt(1 - constants.day_keep**2)
    moved = np.stack([_cells(day, constants.day_keep * at, left) for at in day], axis=1)
    return np.asarray(moved / moved.sum(axis=0), dtype=np.float64)


def _axis(first: int, last: int, step: float) -> Floats:
    """Even values from one whole number of steps to another."""
    return np.arange(first, last + 1, dtype=np.float64) * step


def _cells(axis: Floats, mean: float, sd: float) -> Floats:
    """The normal probability of each cell of an evenly spaced axis."""
    half = (axis[1] - axis[0]) / 2
    return np.asarray(cdf((axis + half - mean) / sd) - cdf((axis - half - mean) / sd), dtype=np.float64)
