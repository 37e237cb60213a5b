"""Slow rocking of the trunk: how large, how fast, how far.

The score is the largest amplitude per octave (power times frequency) between 0.1 and 3 Hz in four seconds around the
second. Power per octave weighs a slow shift of posture and a quick jolt alike, so that a rhythm stands out from both.
Stereotyped rocking has most of its power at 0.5 … 3 Hz (Goodwin et al. 2014, doi 10.1145/2632048.2632096). It is a
size, not a probability, and its order does not depend on the sensor's scale.
"""

from dataclasses import dataclass

import numpy as np

from slackwater.signals.motion.grid import BLOCK_S, Array
from slackwater.signals.motion.spectrum import hann

WINDOW = hann(4)
"""Four seconds: two cycles of slow rocking, and short enough for bouts of a few seconds."""

FASTEST_HZ = 3.0

MIDDLE = 0.05
"""Amplitude at 1 Hz that scores one half, g: a trunk tilted by 3° to each side. ENG."""

RHYTHMIC = 0.5
"""Share of the power up to 3 Hz within 0.5 Hz of the peak, from which a cadence is named. ENG."""

SLOW_HZ = 0.6
"""Under this the four seconds hold too few cycles: the cadence comes from the slower window. ENG."""

SLOW_BLOCKS = 40
"""Twenty seconds of half-second means: two cycles of 0.1 Hz, the slowest rocking."""

SLOWEST_HZ = 0.08

_TO = int(FASTEST_HZ * WINDOW.bins_per_hz)
_HZ = np.arange(1, _TO + 1) / WINDOW.bins_per_hz
_PADDED = 160
_SLOW_WEIGHTS = np.hanning(SLOW_BLOCKS + 2)[1:-1]
_SLOW_UNIT = 2.0 / float(_SLOW_WEIGHTS.sum())


@dataclass(frozen=True, slots=True)
class Rocks:
    """One value a window; all (b,)."""

    score: Array
    hz: Array
    """NaN where no rhythm stands out."""
    range_: Array
    slow: Array
    """Mean square of what is slower than 1 Hz: tilting."""


def find_rocking(spectra: Array, middle: float) -> Rocks:
    """Score rocking in each window: ``spectra`` (b, bins) of power over the axes."""
    weighed = spectra[:, 1 : _TO + 1] * _HZ
    peak = weighed.argmax(axis=1)
    rows = np.arange(len(peak))
    size = np.sqrt(2.0 * weighed[rows, peak])
    peak += 1
    sums = np.cumsum(spectra[:, : _TO + 4], axis=1)
    near = sums[rows, peak + 2] - sums[rows, np.maximum(peak - 3, 0)]
    total = sums[:, _TO] - sums[:, 0]
    left, here, right = (np.sqrt(spectra[rows, peak + beside]) for beside in (-1, 0, 1))
    between = 2.0 * (right - left) / (left + 2.0 * here + right + 1e-300)
    hz = (peak + np.clip(between, -0.5, 0.5)) / WINDOW.bins_per_hz
    return Rocks(
        score=size / (size + middle),
        hz=np.where(near > RHYTHMIC * total, hz, np.nan),
        range_=2.0 * np.sqrt(2.0 * near),
        slow=sums[:, WINDOW.bins_per_hz] - sums[:, 0],
    )


def find_slow_rocking(means: Array) -> tuple[float, float] | None:
    """Cadence (Hz) and range of rocking slower than 0.6 Hz in ``means`` (3, SLOW_BLOCKS), one each half second.

    None when no rhythm holds half of the power. The range is right for a steady rhythm along one axis.
    """
    moved = (means - means.mean(axis=1, keepdims=True)) * _SLOW_WEIGHTS
    phasors = np.fft.rfft(moved, _PADDED)
    power = (phasors.real**2 + phasors.imag**2).sum(axis=0)
    low = int(np.ceil(SLOWEST_HZ * _PADDED * BLOCK_S))
    high = int(SLOW_HZ * 1.2 * _PADDED * BLOCK_S)
    peak = low + int(power[low : high + 1].argmax())
    lobe = 2 * _PADDED // SLOW_BLOCKS
    around = float(power[max(1, peak - lobe) : peak + lobe + 1].sum())
    if around < RHYTHMIC * float(power[1:].sum()) or around <= 0.0:
        return None
    return peak / (_PADDED * BLOCK_S), 2.0 * _SLOW_UNIT * float(np.sqrt(power[peak]))
