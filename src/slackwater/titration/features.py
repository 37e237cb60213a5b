"""Answers and body readings as one graded response, with the past as the only yardstick.

A body reading counts as its distance from the person's own readings at rest in *earlier sessions*, in their
standard deviations: neither today nor anything later moves the yardstick. Features err together, so six of
them are worth 1.7, not six.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from slackwater.titration.constants import Constants
from slackwater.titration.log import Feature, Reading, Response

LEAST_QUALITY = 0.25
"""A poorer reading is left out. ENG."""
LEAST_SPREAD: Mapping[Feature, float] = {
    Feature.HEART_RISE: 2.5,
    Feature.RMSSD_FALL: 0.12,
    Feature.BREATH_IRREGULARITY: 0.05,
    Feature.TREMOR_SPREAD: 0.05,
    Feature.LATENCY: 0.3,
}
"""No person's resting readings spread less than the sensor does, in the feature's unit. ENG; heart and RMSSD
as the virtual person's sensor errs."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Weighted readings of one feature at rest, in earlier sessions."""

    weight: float = 0.0
    mean: float = 0.0
    squares: float = 0.0

    def with_reading(self, reading: Reading) -> "Baseline":
        """The baseline with one reading more, weighted by quality (West 1979, doi 10.1145/359146.359153)."""
        weight = self.weight + reading.quality
        apart = reading.value - self.mean
        mean = self.mean + apart * reading.quality / weight
        return Baseline(weight, mean, self.squares + reading.quality * apart * (reading.value - mean))

    def spread(self, least: float) -> float:
        """Standard deviation, and no less than the sensor's own."""
        return max(least, sqrt(self.squares / self.weight)) if self.weight > 0 else least


@dataclass(frozen=True, slots=True)
class Baselines:
    """The yardsticks of earlier sessions, and today's readings, which count from the next session on."""

    past: Mapping[Feature, Baseline] = field(default_factory=dict)
    today: tuple[Reading, ...] = ()

    def heard(self, readings: Sequence[Reading]) -> "Baselines":
        """With readings of today's still minutes, set aside."""
        return Baselines(self.past, (*self.today, *(one for one in readings if one.quality >= LEAST_QUALITY)))

    def next_session(self) -> "Baselines":
        """With what was set aside counted as past."""
        past = dict(self.past)
        for one in self.today:
            past[one.feature] = past.get(one.feature, Baseline()).with_reading(one)
        return Baselines(past)

    def distance(self, reading: Reading, constants: Constants) -> float | None:
        """How far a reading is from rest, own standard deviations; None where too little is known."""
        baseline = self.past.get(reading.feature, Baseline())
        if reading.quality < LEAST_QUALITY or baseline.weight < constants.reading_least:
            return None
        return (reading.value - baseline.mean) / baseline.spread(LEAST_SPREAD[reading.feature])


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature says of a bout."""

    value: float
    """Levels."""
    quality: float


def hear_distress(distress: int | None, constants: Constants) -> tuple[Part, ...]:
    """What an answer says, where there is one."""
    if distress is None:
        return ()
    return (Part((distress - constants.distress_zero) * constants.distress_step, 1.0),)


def hear_body(readings: Sequence[Reading], baselines: Baselines, constants: Constants) -> tuple[Part, ...]:
    """What body readings say, those that can be told from rest.

    A slower answer counts as more, a quicker one as nothing. A heart that falls while answers slow counts as
    more too: both can mean shutting down, never calm.
    """
    apart = {
        one.feature: (distance, one.quality)
        for one in readings
        if (distance := baselines.distance(one, constants)) is not None
    }
    slow, _ = apart.get(Feature.LATENCY, (0.0, 0.0))
    if slow <= 0:
        apart.pop(Feature.LATENCY, None)
    heart = apart.get(Feature.HEART_RISE)
    if heart is not None and heart[0] < 0 < slow:
        apart[Feature.HEART_RISE] = (-heart[0], heart[1])
    return tuple(
        Part(constants.calm_floor + constants.reading_step * distance, quality)
        for distance, quality in apart.values()
    )


def fuse(parts: Sequence[Part], constants: Constants) -> Response | None:
    """The parts as one response, levels, with the error of correlated parts; None where there are none.

    Weighted by quality, with weights that are never negative: the best linear weights of correlated errors
    can be, and then a higher reading of a poor sensor would count as calmer.
    """
    if not parts:
        return None
    total = sum(part.quality for part in parts)
    value = sum(part.quality * part.value for part in parts) / total
    errors = [part.quality / total * constants.error_sd / sqrt(part.quality) for part in parts]
    shared = constants.error_shared
    variance = (1 - shared) * sum(error**2 for error in errors) + shared * sum(errors) ** 2
    return Response(value, sqrt(variance))
