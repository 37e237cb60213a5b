"""Who is always looked at apart: a rule that is good on the whole may harm exactly those who say least."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.body.equations import Array
from slackwater.body.people import People, begin, draw_people, on_day
from slackwater.cohort.course import rows
from slackwater.cohort.oracle import tolerated_intensity
from slackwater.cohort.settings import Settings

QUARTER = 0.25
EDGE = 1.0
"""Arousal at which overwhelm begins."""
SUDS_ZERO = 0.3

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Subgroup:
    """Some of a world's people, with the reason why they are looked at."""

    name: str
    about: str
    members: Bools


def subgroups(settings: Settings, world: int) -> tuple[Subgroup, ...]:
    """Everybody, then three quarters of the world's people that may overlap."""
    people = draw_people(settings.worlds[world], settings.seed, np.arange(settings.people))
    everybody = np.ones(settings.people, dtype=np.bool_)
    return (
        Subgroup("everybody", "all people of this world", everybody),
        Subgroup(
            "under-reporters",
            "the quarter who would say least at the edge of overwhelm: their words protect them least",
            lowest(said_at_the_edge(people)),
        ),
        Subgroup(
            "uneven days",
            "the quarter whose days differ most: what was well on one day may be too much on the next",
            lowest(-day_swing(people, settings.weeks)),
        ),
        Subgroup(
            "fragile",
            "the quarter who tolerate least on an ordinary first day",
            lowest(tolerated_at_first(people)),
        ),
    )


def lowest(values: Array) -> Bools:
    """The people up to the first quartile, at least one."""
    return np.asarray(values <= np.quantile(values, QUARTER, method="lower"))


def said_at_the_edge(people: People) -> Array:
    """How strong a word overwhelm would get, before it is rounded and cut off."""
    return np.asarray(people.gain * (EDGE - SUDS_ZERO + people.bias))


def day_swing(people: People, weeks: int) -> Array:
    """Standard deviation of arousal at rest over the course's days, unrest within a session added in quadrature."""
    rests = np.stack(
        [np.broadcast_to(on_day(people, one + 1).rest, len(people.numbers)) for one in range(3 * weeks)]
    )
    return np.asarray(np.hypot(rests.std(axis=0), people.constants.arousal_unrest))


def tolerated_at_first(people: People) -> Array:
    """Intensity tolerated on an ordinary day, as they come."""
    who, bodies, _ = rows(people.constants, begin(people), len(people.numbers))
    return np.array([tolerated_intensity(one, body) for one, body in zip(who, bodies, strict=True)])
