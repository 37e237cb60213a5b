"""Two rules for integrals over a bounded range that need no chance and lose no digits at its ends."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.polynomial import legendre

Floats = npt.NDArray[np.float64]


class EndRule(NamedTuple):
    """Points in (0, 1) that crowd towards both ends, and their weights."""

    point: Floats
    weight: Floats


@cache
def ends(step: float = 1 / 16, reach: float = 3.0) -> EndRule:
    """The tanh-sinh rule on (0, 1), for integrands that behave like a power at an end.

    Takahasi, Mori 1974, Publications of the RIMS 9:721, doi 10.2977/prims/1195192451. ``step`` and ``reach`` are in
    the rule's own variable; the outermost points are within 1e-13 of an end.
    """
    half = round(reach / step)
    t = np.arange(-half, half + 1) * step
    inner = np.pi * np.sinh(t)
    point = 1 / (1 + np.exp(-inner))
    slope = np.pi * np.cosh(t) / ((1 + np.exp(-inner)) * (1 + np.exp(inner)))
    return EndRule(point, slope * step)


NODES = 8
"""Gauss-Legendre points in a panel: exact for polynomials of degree 15."""


@cache
def _gauss() -> tuple[Floats, Floats, Floats]:
    """Points and weights on (−1, 1), and the matrix from values there to the coefficients of their integral.

    The integral is that of the interpolating polynomial from −1, in powers, lowest first.
    """
    point, weight = legendre.leggauss(NODES)
    degrees = np.arange(NODES)
    project = (degrees + 0.5)[:, None] * legendre.legvander(point, NODES - 1).T * weight
    columns = [legendre.leg2poly(legendre.legint(one, lbnd=-1)) for one in np.eye(NODES)]
    powers = np.zeros((NODES + 1, NODES))
    for at, column in enumerate(columns):
        powers[: len(column), at] = column
    return np.asarray(point), np.asarray(weight), powers @ project


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """A range cut into panels, with Gauss-Legendre points in each."""

    edge: Floats
    """(n + 1,) rising."""

    @property
    def point(self) -> Floats:
        """(n, 8) points."""
        middle, half = (self.edge[1:] + self.edge[:-1]) / 2, np.diff(self.edge) / 2
        return np.asarray(middle[:, None] + half[:, None] * _gauss()[0])


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """A density on panels, normalised, that answers where a share of it lies."""

    panels: Panels
    density: Floats
    """(n, 8) at the points of the panels; integrates to 1."""
    below: Floats
    """(n + 1,) probability below each edge: 0 … 1."""

    def cdf(self, at: float) -> float:
        """The probability below a value of the range."""
        edge = self.panels.edge
        panel = min(max(int(np.searchsorted(edge, at)) - 1, 0), len(edge) - 2)
        place = (2 * at - edge[panel] - edge[panel + 1]) / (edge[panel + 1] - edge[panel])
        return float(self.below[panel] + _horner(self._powers(panel), place))

    def quantile(self, share: float) -> float:
        """The value that a share of the probability lies below, 0 < share < 1; by bisection in its panel."""
        panel = min(max(int(np.searchsorted(self.below, share)) - 1, 0), len(self.below) - 2)
        powers, wanted = self._powers(panel), share - float(self.below[panel])
        low, high = -1.0, 1.0
        while high - low > 1e-14:
            middle = (low + high) / 2
            if middle in (low, high):
                break
            low, high = (middle, high) if _horner(powers, middle) < wanted else (low, middle)
        left, right = float(self.panels.edge[panel]), float(self.panels.edge[panel + 1])
        return (left + right + (low + high) / 2 * (right - left)) / 2

    def mean(self) -> float:
        """The expected value."""
        return float((self._mass() * self.panels.point).sum())

    def _mass(self) -> Floats:
        half = np.diff(self.panels.edge) / 2
        return np.asarray(self.density * half[:, None] * _gauss()[1])

    def _powers(self, panel: int) -> list[float]:
        half = (self.panels.edge[panel + 1] - self.panels.edge[panel]) / 2
        powers: list[float] = (half * (_gauss()[2] @ self.density[panel])).tolist()
        return powers


def normalise(panels: Panels, weight: Floats) -> Distribution:
    """The distribution whose density goes as ``weight`` (n, 8) at the points of the panels."""
    half = np.diff(panels.edge) / 2
    mass = (weight * _gauss()[1]).sum(axis=1) * half
    whole = mass.sum()
    return Distribution(panels, weight / whole, np.concatenate(([0.0], np.cumsum(mass) / whole)))


def _horner(powers: list[float], at: float) -> float:
    value = 0.0
    for power in reversed(powers):
        value = value * at + power
    return value
