"""What sensors and questions would show of a HYPOTHESIS, and what people would say. All gains are assumed.

Shutdown makes a body look calm: the heart comes down while the answers take longer. Nothing here may be read as
an all-clear, in a virtual person or in a real one.
"""

from dataclasses import dataclass

import numpy as np

from slackwater.body.constants import Amount, Constants
from slackwater.body.equations import Acute, Array, above

HEART_GAIN = 45.0
"""Beats/min for each unit of arousal: a quarter of an hour of social stress (threat 0.27 here) gives + 24. [A]"""
SHUTDOWN_SLOWS = 15.0
"""Beats/min that a whole shutdown takes. [A]"""
HEART_UNREST = 2.5
"""Beats/min, sd. [A]"""
RMSSD_FALL = 1.6
"""Natural log of RMSSD lost for each unit of arousal: - 43 % at + 15 beats/min. [A]"""
RMSSD_UNREST = 0.12
"""Log sd. [A]"""
FASTEST, SLOWEST = 190.0, 40.0
"""Beats/min that a virtual heart stays between. [A]"""
SUDS_ZERO, SUDS_SPAN = 0.3, 0.9
"""Arousal at which somebody says 0, and how much more makes a 10. [A]"""
UNANSWERED = 0.6
"""Shutdown above which no answer comes. [A]"""


@dataclass(frozen=True, slots=True)
class Reporting:
    """How people say how distressed they are; each is one number or (n,)."""

    gain: Amount = 1.0
    """Below 1 for somebody who feels or says little."""
    bias: Amount = 0.0
    """Arousal that somebody adds to what there is."""
    coupling: Amount = 1.0
    """Share of the answer that comes from arousal; the rest is what mood says."""
    mood: Amount = 0.0
    """What it says instead, as an arousal."""


TRUTHFUL = Reporting()


@dataclass(frozen=True, slots=True)
class Observed:
    """One look at n people; each is () or (n,)."""

    heart: Array
    """Beats/min."""
    rmssd: Array
    """ms, over the last half minute as far as the body stood still."""
    breath_irregularity: Array
    """Coefficient of variation of breath length, 0.1 at rest."""
    answer_after_s: Array
    """s; NaN where no answer comes."""
    suds: Array
    """0 … 10 in whole numbers; NaN where no answer comes."""


def heart(constants: Constants, body: Acute, resting: Amount, unrest: Amount = 0.0) -> Array:
    """Give the heart rate, beats/min: faster with arousal, and misleadingly slower in shutdown."""
    up = HEART_GAIN * (body.arousal - constants.rest) * (1 - body.shutdown)
    return np.clip(resting + up - SHUTDOWN_SLOWS * body.shutdown + HEART_UNREST * unrest, SLOWEST, FASTEST)


def rmssd(constants: Constants, body: Acute, resting: Amount, unrest: Amount = 0.0) -> Array:
    """Give RMSSD, ms, from its value at rest."""
    return np.asarray(
        resting * np.exp(-RMSSD_FALL * above(body.arousal - constants.rest) + RMSSD_UNREST * unrest)
    )


def answer_after_s(body: Acute) -> Array:
    """Give how long an answer takes, s; longer when shut down, though the heart looks calm."""
    return np.asarray(0.8 * np.exp(0.9 * body.shutdown + 0.3 * body.arousal))


def suds(body: Acute, reporting: Reporting = TRUTHFUL) -> Array:
    """Give the distress that would be said, 0 … 10."""
    felt = reporting.coupling * body.arousal + (1 - reporting.coupling) * reporting.mood
    said = 10 * reporting.gain * (felt - SUDS_ZERO + reporting.bias) / SUDS_SPAN
    return np.asarray(np.clip(np.round(said), 0.0, 10.0))


def observe(  # noqa: PLR0913 - a person is all of these
    constants: Constants,
    body: Acute,
    *,
    resting_heart: Amount,
    resting_rmssd: Amount,
    reporting: Reporting = TRUTHFUL,
    unrest: tuple[Amount, Amount] = (0.0, 0.0),
) -> Observed:
    """Look at n people once; ``unrest`` is two standard normal draws, of heart and of RMSSD."""
    silent = np.asarray(body.shutdown) > UNANSWERED
    return Observed(
        heart=heart(constants, body, resting_heart, unrest[0]),
        rmssd=rmssd(constants, body, resting_rmssd, unrest[1]),
        breath_irregularity=np.asarray(0.1 + 0.5 * above(body.arousal - constants.rest)),
        answer_after_s=np.where(silent, np.nan, answer_after_s(body)),
        suds=np.where(silent, np.nan, suds(body, reporting)),
    )
