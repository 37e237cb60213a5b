"""Slow rocking of the trunk: how large, how fast, how far.

The score is the largest amplitude per octave (power times frequency) between 0.1 and 3 Hz in four seconds around the
second. Power per octave weighs a slow shift of posture and a quick jolt alike, so that a rhythm stands out from both.
Stereotyped rocking has most of its power at 0.5 … 3 Hz (Goodwin et al. 2014, doi 10.1145/2632048.2632096). It is a
size, not a probability, and its order does not depend on the sensor's scale.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.motion.grid import BLOCK_S, Array
from slackwater.signals.motion.spectrum import TINY, hann

WINDOW = hann(4)
"""Four seconds: two cycles of slow rocking, and short enough for bouts of a few seconds."""

FASTEST_HZ = 3.0

MIDDLE = 0.05
"""Amplitude at 1 Hz that scores one half, g: a trunk tilted by 3° to each side. ENG."""

RHYTHMIC = 0.5
"""Share of the power up to 3 Hz within 0.5 Hz of the peak, from which a cadence is named. ENG."""

SLOW_HZ = 0.75
"""Under this the four seconds hold too few cycles: the cadence comes from the slower window. ENG."""

SLOW_BLOCKS = 40
"""Twenty seconds of half-second means: two cycles of 0.1 Hz, the slowest rocking."""

SLOWEST_HZ = 0.08

_TO = int(FASTEST_HZ * WINDOW.bins_per_hz)
_HZ = np.arange(1, _TO + 1) / WINDOW.bins_per_hz
_BESIDE = np.array([-1, 0, 1])
_PADDED = 80
_SLOW_WEIGHTS = np.hanning(SLOW_BLOCKS + 2)[1:-1]
_SLOW_UNIT = 2.0 / float(_SLOW_WEIGHTS.sum())
_SLOW_FROM = int(SLOWEST_HZ * _PADDED * BLOCK_S)
_SLOW_TO = int(SLOW_HZ * _PADDED * BLOCK_S)
_SLOW_LOBE = 2 * _PADDED // SLOW_BLOCKS


@dataclass(frozen=True, slots=True)
class Rocks:
    """One value a window; all (b,)."""

    score: Array
    hz: Array
    """NaN where no rhythm stands out."""
    range_: Array
    slow: Array
    """Mean square of what is slower than 1 Hz: tilting."""
    sums: Array
    """(b, bins): the power up to each bin and with it."""


def find_rocking(spectra: Array, middle: float) -> Rocks:
    """Score rocking in each window: ``spectra`` (b, bins) of power over the axes."""
    weighed = spectra[:, 1 : _TO + 1] * _HZ
    peak = weighed.argmax(axis=1)
    rows = np.arange(len(peak))
    size = np.sqrt(2.0 * weighed[rows, peak])
    peak += 1
    sums = np.cumsum(spectra, axis=1)
    near = sums[rows, peak + 2] - sums[rows, np.maximum(peak - 3, 0)]
    still = sums[:, 0]
    beside = np.sqrt(spectra[rows[:, None], peak[:, None] + _BESIDE])
    left, here, right = beside[:, 0], beside[:, 1], beside[:, 2]
    between = 2.0 * (right - left) / (left + 2.0 * here + right + TINY)
    hz = (peak + np.minimum(np.maximum(between, -1.0), 1.0)) / WINDOW.bins_per_hz
    return Rocks(
        score=size / (size + middle),
        hz=np.where(near > RHYTHMIC * (sums[:, _TO] - still), hz, np.nan),
        range_=2.0 * np.sqrt(2.0 * near),
        slow=sums[:, WINDOW.bins_per_hz] - still,
        sums=sums,
    )


def find_slow_rocking(means: Array, ends: NDArray[np.intp]) -> tuple[Array, Array]:
    """Cadence (Hz) and range (b,) of rocking slower than 0.75 Hz in the twenty seconds before each of ``ends``.

    ``means`` (3, m) holds half-second means; ``ends`` count in them. NaN where no rhythm holds half of the power. The
    range is right for a steady rhythm along one axis.
    """
    seen = means[:, (ends - SLOW_BLOCKS)[:, None] + np.arange(SLOW_BLOCKS)].transpose(1, 0, 2)
    moved = seen - np.add.reduce(seen, axis=2, keepdims=True) / SLOW_BLOCKS
    phasors = np.fft.rfft(moved * _SLOW_WEIGHTS, _PADDED)
    squares = phasors.real**2 + phasors.imag**2
    power = squares[:, 0] + squares[:, 1] + squares[:, 2]
    weighed = power[:, _SLOW_FROM : _SLOW_TO + 1] * np.arange(_SLOW_FROM, _SLOW_TO + 1)
    peak = weighed.argmax(axis=1) + _SLOW_FROM
    rows = np.arange(len(peak))
    sums = np.cumsum(power, axis=1)
    around = sums[rows, peak + _SLOW_LOBE] - sums[rows, np.maximum(peak - _SLOW_LOBE - 1, 0)]
    beside = np.log(power[rows[:, None], peak[:, None] + _BESIDE] + TINY)
    left, here, right = beside[:, 0], beside[:, 1], beside[:, 2]
    rhythmic = (around > RHYTHMIC * (sums[:, -1] - sums[:, 0])) & (here >= right)
    # The top of a parabola through three log powers: bins lie twice as close as the window tells apart.
    between = 0.5 * (right - left) / np.minimum(left + right - 2.0 * here, -TINY)
    hz = (peak - np.minimum(np.maximum(between, -1.0), 1.0)) / (_PADDED * BLOCK_S)
    # The mean over half a second has taken some of a quicker rhythm.
    range_ = 2.0 * _SLOW_UNIT * np.exp(0.5 * here) / np.sinc(hz * BLOCK_S)
    return np.where(rhythmic, hz, np.nan), range_
