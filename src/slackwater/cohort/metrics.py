"""What is measured of courses: per person sums, so that every interval can take people as the sample."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.body.equations import Acute, at_rest, bending
from slackwater.body.people import People
from slackwater.cohort.intervals import Array, Estimate, Picks, quantile, ratio
from slackwater.cohort.records import Course
from slackwater.cohort.settings import SESSION_DAYS

P90 = 0.9
SCAN = 401
"""Holding patterns looked at for the separatrix: 0 … 1 by 1/400."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Summed:
    """Each person's course up to a week; every quantity is (n,)."""

    sessions: Array
    overwhelmed: Array
    """Sessions in which the body was overwhelmed."""
    overwhelmed_week_1: Array
    overwhelms: Array
    counted: Array
    later: Array
    dose: Array
    """Level minutes."""
    above_min: Array
    away_min: Array
    rested: Array
    referred: Array
    beyond: Array
    start: Array
    end: Array
    """Holding pattern."""
    past: Array
    """1 for whoever came from above the separatrix and is below; NaN where there is none."""


def add_up(courses: list[Course], weeks: int, separatrix: Array) -> Summed:
    """The sums of these people over so many weeks."""
    n = len(SESSION_DAYS) * weeks

    def each(what: str) -> Array:
        return np.array([sum(float(getattr(one, what)) for one in course.sessions[:n]) for course in courses])

    start = np.array([course.holding[0] for course in courses])
    end = np.array([course.holding[n] for course in courses])
    past = np.where(np.isnan(separatrix) | (start <= separatrix), np.nan, (end < separatrix).astype(float))
    first = len(SESSION_DAYS)
    hurt = [[float(one.overwhelms > 0) for one in course.sessions[:n]] for course in courses]
    return Summed(
        sessions=np.full(len(courses), float(n)),
        overwhelmed=np.array([sum(one) for one in hurt]),
        overwhelmed_week_1=np.array([sum(one[:first]) for one in hurt]),
        overwhelms=each("overwhelms"),
        counted=each("counted"),
        later=each("later"),
        dose=each("dose"),
        above_min=each("above_s") / 60,
        away_min=each("away_s") / 60,
        rested=each("rest_only"),
        referred=np.array([float(course.sessions[n - 1].referred) for course in courses]),
        beyond=each("beyond"),
        start=start,
        end=end,
        past=past,
    )


def measure(ours: Summed, references: dict[str, Summed], weeks: int, picks: Picks) -> dict[str, Estimate]:
    """Every metric of these people, whom ``picks`` resamples."""
    one, sessions = np.ones(len(ours.start)), ours.sessions
    oracle, rest = references["oracle"], references["rest"]
    crossing = np.isfinite(ours.past)
    past = np.asarray(np.where(crossing, ours.past, 0.0), dtype=np.float64)
    return {
        "overwhelm_per_session": ratio(ours.overwhelmed, sessions, picks),
        "overwhelm_in_week_1": ratio(ours.overwhelmed_week_1, one * len(SESSION_DAYS), picks),
        "ever_overwhelmed": ratio(np.minimum(ours.overwhelmed, 1.0), one, picks),
        "overwhelms_p90": quantile(ours.overwhelms, P90, picks),
        "counted_per_session": ratio(ours.counted, sessions, picks),
        "later_per_session": ratio(ours.later, sessions, picks),
        "minutes_above": ratio(ours.above_min, sessions, picks),
        "minutes_away": ratio(ours.away_min, sessions, picks),
        "dose_a_week": ratio(ours.dose, one * weeks, picks),
        "unwinding": ratio(ours.start - ours.end, one, picks),
        "unwinding_beyond_rest": ratio(rest.end - ours.end, one, picks),
        "past_separatrix": ratio(past, crossing * 1.0, picks),
        "rest_only": ratio(ours.rested, sessions, picks),
        "referred": ratio(ours.referred, one, picks),
        "regret": ratio(oracle.dose - ours.dose, oracle.dose, picks),
        "beyond_the_engine": ratio(ours.beyond, one, picks),
    }


def only(ours: Summed, members: Bools) -> Summed:
    """The sums of some of the people."""
    return Summed(*(getattr(ours, name)[members] for name in Summed.__slots__))


def separatrix(people: People) -> Array:
    """(n,) the holding pattern above which it holds itself, at rest on an ordinary day; NaN where there is none."""
    grid = np.linspace(0.0, 1.0, SCAN)
    change = np.stack([_change(people, holding) for holding in grid])  # (grid, n)
    crosses = (change[:-1] <= 0) & (change[1:] > 0)
    found = np.full(len(people.numbers), np.nan)
    for at in range(len(found)):
        places = np.nonzero(crosses[:, at])[0]
        if len(places):
            found[at] = grid[places[-1]] + 0.5 / (SCAN - 1)
    return found


def _change(people: People, holding: float) -> Array:
    body: Acute = at_rest(people.constants, holding)
    change = bending(people.constants, body, 0.0, 1.0, 0.0)
    return np.broadcast_to(np.asarray(change, dtype=np.float64), people.numbers.shape)
