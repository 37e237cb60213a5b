"""Slow rocking of the trunk: how large, how fast, how far.

The score is the largest amplitude per octave (power times frequency) between 0.1 and 3 Hz in four seconds around the
second. Power per octave weighs a slow shift of posture and a quick jolt alike, so that a rhythm stands out from both.
Stereotyped rocking has most of its power at 0.5 … 3 Hz (Goodwin et al. 2014, doi 10.1145/2632048.2632096).
"""

from dataclasses import dataclass

import numpy as np

from slackwater.signals.motion.grid import Array
from slackwater.signals.motion.spectrum import hann

WINDOW = hann(4)
"""Four seconds: two cycles of slow rocking, and short enough for bouts of a few seconds."""

FASTEST_HZ = 3.0

MIDDLE = 0.05
"""Amplitude at 1 Hz that scores one half, g: a trunk tilted by 3° to each side. ENG."""

RHYTHMIC = 0.5
"""Share of the power up to 3 Hz within 0.5 Hz of the peak, from which a cadence is named. ENG."""

_TO = int(FASTEST_HZ * WINDOW.bins_per_hz)
_HZ = np.arange(1, _TO + 1) / WINDOW.bins_per_hz


@dataclass(frozen=True, slots=True)
class Rocks:
    """One value a window; all (b,)."""

    score: Array
    hz: Array
    """NaN where no rhythm stands out."""
    range_: Array


def find_rocking(spectra: Array, middle: float) -> Rocks:
    """Score rocking in each window: ``spectra`` (b, bins) of power over the axes."""
    slow = spectra[:, 1 : _TO + 1]
    weighed = slow * _HZ
    peak = weighed.argmax(axis=1)
    rows = np.arange(len(peak))
    size = np.sqrt(2.0 * weighed[rows, peak])
    sums = np.cumsum(spectra[:, : _TO + 4], axis=1)
    near = sums[rows, peak + 3] - np.where(peak >= 2, sums[rows, np.maximum(peak - 2, 0)], sums[:, 0])
    total = sums[:, _TO] - sums[:, 0]
    rhythmic = near > RHYTHMIC * np.maximum(total, 1e-300)
    return Rocks(
        score=size / (size + middle),
        hz=np.where(rhythmic, _HZ[peak], np.nan),
        range_=2.0 * np.sqrt(2.0 * near),
    )
