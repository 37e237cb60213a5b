"""Tremor told from movement by physics: one isolated line between 4 and 12 Hz, with an octave of quiet below it.

An involuntary tremor is a narrow oscillation at 4 … 12 Hz (FACTS §2.4). Voluntary limb rhythms stay below about
3.5 Hz, but their harmonics reach into the band. Whatever its fundamental, a harmonic series that puts its strongest
line at f has another line between f / 2 and f or, when only odd ones are there, a strong one at f / 3; a tremor has
neither. Movement without rhythm has a spectrum that falls with frequency, so what lies below outweighs the line.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.motion.grid import Array, gain
from slackwater.signals.motion.spectrum import Phasors, hann, power

LOWEST_HZ = 4.0
HIGHEST_HZ = 12.0
"""The band of FACTS §2.4."""

SLACK_HZ = 0.25
"""Half a bin: a tremor at the band's edge is read this far outside it."""

WINDOW = hann(2)
"""Two seconds: eight cycles of 4 Hz, and two rhythms 2 Hz apart stay two lines."""

HALF_LINE_HZ = 1.5
"""A line is this wide to each side: one hertz of the window, half a hertz of a tremor's own wandering."""

SMALLEST = 0.015
"""Peak amplitude under which nothing is called tremor, g. A healthy quiet hand trembles with less than 0.01 g. ENG."""

ISOLATED = 0.5
"""Share of the power between 3 and 14 Hz that the line holds. Even noise gives it 0.27. ENG, from synthetic signals."""

QUIET_OCTAVE = 0.85
"""Largest amplitude in the octave below, beside the line's. ENG, from synthetic signals."""

QUIET_THIRD = 1.5
"""Largest amplitude around a third of the line's frequency, beside the line's. ENG, from synthetic signals."""

_LOW = int(np.ceil((LOWEST_HZ - 2 * SLACK_HZ) * WINDOW.bins_per_hz))
_HIGH = int((HIGHEST_HZ + 2 * SLACK_HZ) * WINDOW.bins_per_hz)
_FROM = 3 * WINDOW.bins_per_hz
_TO = 14 * WINDOW.bins_per_hz
_HALF = int(HALF_LINE_HZ * WINDOW.bins_per_hz)
_BIN_HZ = np.arange(WINDOW.cells // 2 + 1) / WINDOW.bins_per_hz

TINY = 1e-300
"""Keeps a silent window from dividing by zero."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The strongest line between 4 and 12 Hz in each window; all (b,)."""

    trembles: NDArray[np.bool_]
    hz: Array
    size: Array
    """Peak amplitude along the main axis, the loss of the grid put right."""


def find_lines(phasors: Phasors, steps_s2: Array, smallest: float) -> Lines:
    """Find the strongest line in each window ((b, 3, bins), (b,) s²) and say whether it is a tremor."""
    spectra = power(phasors, WINDOW)
    rows = np.arange(len(spectra))
    peak = spectra[:, _LOW : _HIGH + 1].argmax(axis=1) + _LOW
    top = spectra[rows, peak]
    # Running sums add one bin after another, so one window alone gives the same bits as many together.
    sums = np.cumsum(spectra, axis=1)
    moments = np.cumsum(spectra * _BIN_HZ, axis=1)
    first, last = peak - _HALF - 1, peak + _HALF
    held = sums[rows, last] - sums[rows, first]
    hz = (moments[rows, last] - moments[rows, first]) / np.maximum(held, TINY)
    size = _along_main_axis(phasors[rows, :, peak], held) / gain(hz, steps_s2)
    total = sums[:, _TO] - sums[:, _FROM - 1]
    octave, third = _below(spectra, peak)
    rises = (top >= spectra[rows, peak - 1]) & (top >= spectra[rows, peak + 1])
    inside = (hz >= LOWEST_HZ - SLACK_HZ) & (hz <= HIGHEST_HZ + SLACK_HZ)
    isolated = held >= ISOLATED * total
    alone = (octave <= QUIET_OCTAVE**2 * top) & (third <= QUIET_THIRD**2 * top)
    return Lines(rises & inside & isolated & alone & (size >= smallest), hz, size)


def _along_main_axis(phasor: Phasors, held: Array) -> Array:
    """Peak amplitude along the major axis of the ellipse the sensor draws: phasor (b, 3), power of the line (b,)."""
    squares = phasor.real**2 + phasor.imag**2
    whole = squares[:, 0] + squares[:, 1] + squares[:, 2]
    turned = phasor * phasor
    straight = np.abs(turned[:, 0] + turned[:, 1] + turned[:, 2])
    return np.sqrt(held * (1.0 + straight / np.maximum(whole, TINY)))


_BINS = np.arange(_TO + 1)[None, :]


def _below(spectra: Array, peak: NDArray[np.intp]) -> tuple[Array, Array]:
    """The largest power in the octave below each peak, and around a third of it."""
    near = spectra[:, : _TO + 1]
    half = WINDOW.bins_per_hz // 2
    octave_from = (peak[:, None] // 2) - half
    octave = (octave_from <= _BINS) & (peak[:, None] - 2 * WINDOW.bins_per_hz - half + 2 >= _BINS)
    third = (peak[:, None] // 3 - half <= _BINS) & (octave_from > _BINS)
    return np.where(octave, near, 0.0).max(axis=1), np.where(third, near, 0.0).max(axis=1)
