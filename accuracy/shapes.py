"""What a method says, in plain arrays, whoever's method it is."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Read:
    """What a corrector makes of a series of RR intervals."""

    alarms: np.ndarray
    """(n,) whether each interval was flagged, in whatever words."""
    nn_ms: np.ndarray
    """(k,) corrected intervals."""
    nn_end_s: np.ndarray
    """(k,) when each ended, since the first interval began."""
    anew: np.ndarray
    """(k,) whether something that is not counted lies before the interval."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Breaths as a method finds them."""

    in_s: np.ndarray
    """(k,) inhalations begin."""
    out_s: np.ndarray
    """(m,) exhalations begin."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """What was said of each whole second of motion."""

    label: np.ndarray
    """(n,) tremor, movement, still or missing."""
    hertz: np.ndarray
    """(n,) of tremor; NaN where there is none."""
    size_g: np.ndarray
    """(n,) peak amplitude of tremor; NaN where there is none."""
    rocking: np.ndarray
    """(n,) score."""
    cadence_hz: np.ndarray
    """(n,) of rocking; NaN where there is none."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of tremor as they were told while the motion came in."""

    began_s: np.ndarray
    """(m,) when each began, as finely as it is told."""
    told_s: np.ndarray
    """(m,) how much of the motion had come in when it was first told."""


@dataclass(frozen=True, slots=True)
class Told:
    """Phases of breath as they were told while it came in."""

    about_s: np.ndarray
    """(n,) the moment each speaks of."""
    told_s: np.ndarray
    """(n,) how much had come in when it was told."""
    state: np.ndarray
    """(n,) as in :class:`accuracy.generators.breath.State`; −1 where missing."""
