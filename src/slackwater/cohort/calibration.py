"""Whether what titration states comes true: stated chances in bins, against what happened.

Two statements are held apart. *The next bout overwhelms* is compared with whether it did. *The tolerated level is below
this dose* is compared with the world: a hundred tries of that very bout from that very body, and more than 2 % of them
overwhelm (2 % a bout is what titration means by tolerated).
"""

from dataclasses import dataclass

import numpy as np

from slackwater.cohort.intervals import HIGH, LOW, Array, Estimate, Picks
from slackwater.cohort.records import Course, Stated
from slackwater.titration.constants import CONSTANTS

EDGES = {
    "overwhelm": (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 1.0),
    "too_much": (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0),
}
"""Bins of the stated probability, finer where it is low: that is where doses are."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The rounds whose stated chance lies in one bin."""

    low: float
    high: float
    rounds: int
    stated: float
    observed: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """One statement against what happened."""

    bins: tuple[Bin, ...]
    error: Estimate
    """Mean distance of stated from observed, weighted by rounds."""
    surplus: Estimate
    """Mean of stated less observed: above 0 is over-cautious."""


def calibrate(courses: list[Course], sessions: int, picks: Picks) -> dict[str, Calibration]:
    """Both statements, over the first sessions."""
    return {name: _calibrate(name, courses, sessions, picks) for name in EDGES}


def _calibrate(name: str, courses: list[Course], sessions: int, picks: Picks) -> Calibration:
    edges = EDGES[name]
    sums = np.zeros((3, len(courses), len(edges) - 1))  # rounds, stated, observed
    for at, course in enumerate(courses):
        for session in course.sessions[:sessions]:
            for one in session.stated:
                stated, observed = _pair(name, one)
                place = min(len(edges) - 2, int(np.searchsorted(edges, stated, side="right")) - 1)
                sums[:, at, place] += (1.0, stated, observed)
    whole = sums.sum(axis=1)
    bins = tuple(
        Bin(edges[at], edges[at + 1], int(whole[0, at]), *(whole[1:, at] / whole[0, at]).tolist())
        for at in range(len(edges) - 1)
        if whole[0, at]
    )
    if not whole[0].sum():
        return Calibration((), Estimate(None), Estimate(None))
    each = sums[:, picks].sum(axis=2)  # (3, TIMES, bins)
    return Calibration(
        bins,
        _estimate(_error(whole), _error(each), courses),
        _estimate(_surplus(whole), _surplus(each), courses),
    )


def _pair(name: str, one: Stated) -> tuple[float, float]:
    overwhelm, too_much, truth, happened = one
    return (
        (overwhelm, float(happened))
        if name == "overwhelm"
        else (too_much, float(truth > CONSTANTS.tolerated))
    )


def _error(sums: Array) -> Array:
    return np.asarray(np.abs(sums[1] - sums[2]).sum(axis=-1) / np.maximum(sums[0].sum(axis=-1), 1))


def _surplus(sums: Array) -> Array:
    return np.asarray((sums[1] - sums[2]).sum(axis=-1) / np.maximum(sums[0].sum(axis=-1), 1))


def _estimate(value: Array, each: Array, courses: list[Course]) -> Estimate:
    low, high = np.quantile(each, (LOW, HIGH))
    return Estimate(float(value), float(low), float(high), len(courses))
