"""Tremor told from movement by physics: one isolated line between 4 and 12 Hz, with an octave of quiet below it.

An involuntary tremor is a narrow oscillation at 4 … 12 Hz (FACTS §2.4). Voluntary limb rhythms stay below about
3.5 Hz, but their harmonics reach into the band. Whatever its fundamental, a harmonic series that puts its strongest
line at f has another line between f / 2 and f or, when only odd ones are there, a strong one at f / 3; a tremor has
neither. Movement without rhythm has a spectrum that falls with frequency, so what lies below outweighs the line.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.motion.grid import CELLS_PER_S, Array, gain
from slackwater.signals.motion.spectrum import TINY, Phasors, hann, power

LOWEST_HZ = 4.0
HIGHEST_HZ = 12.0
"""The band of FACTS §2.4."""

SLACK_HZ = 0.05
"""A tremor at the band's edge may be read this far outside it."""

WINDOW = hann(2)
"""Two seconds: eight cycles of 4 Hz, and two rhythms 2 Hz apart stay two lines."""

HALF_LINE_HZ = 1.5
"""A line is this wide to each side: one hertz of the window, half a hertz of a tremor's own wandering."""

SMALLEST = 0.015
"""Peak amplitude under which nothing is called tremor, g. A healthy quiet hand trembles with less than 0.01 g. ENG."""

ISOLATED = 0.5
"""Share of the power between 3 and 14 Hz that the line holds: the larger half. Even noise gives it 0.27."""

QUIET_OCTAVE = 1.0
"""Nothing in the octave below may be larger than the line, in amplitude."""

QUIET_THIRD = 1.5
"""Nothing around a third of the line's frequency may be larger than this many lines. The least smooth rhythm with
odd harmonics alone, a square, has three. ENG: half of that.
"""

MOST_REPEATS = 6
SLOWEST_REPEAT_S = 1.0
"""A voluntary rhythm under a line at f repeats after 2 … 6 of its cycles, within a second."""

RHYTHM_FROM_HZ = 1.5
"""Slower rocking has its harmonics too low in size and too close to pass for one line."""

REPEATS_BETTER = 0.4
"""How much better the signal must match itself after several cycles than after one to be a slower rhythm: that is,
the lines between the harmonics of f hold a fifth of the power. ENG, confirmed on synthetic rhythms.
"""

CONTEXT = hann(4)
"""Four seconds: room for six cycles of a rhythm at 1.5 Hz."""

_PER_HZ = WINDOW.bins_per_hz
_LOW = int(np.ceil((LOWEST_HZ - 0.5) * _PER_HZ))
_HIGH = int((HIGHEST_HZ + 0.5) * _PER_HZ)
_FROM = 3 * _PER_HZ
_TO = 14 * _PER_HZ
_HALF = int(HALF_LINE_HZ * _PER_HZ)
_BINS = np.arange(WINDOW.bins)
_PEAKS = np.arange(_HIGH + 1)[:, None]
_HALF_BELOW = _PEAKS // 2 - _PER_HZ // 2
_OCTAVE = np.where((_BINS >= _HALF_BELOW) & (_BINS <= _PEAKS - 2 * _PER_HZ + 1), 1.0, 0.0)
_THIRD = np.where((_BINS >= _PEAKS // 3 - _PER_HZ // 2) & (_BINS < _HALF_BELOW), 1.0, 0.0)
"""For a line in each bin, which bins are the octave below it, and which lie around a third of it."""

LEAST_LEFT = 0.5
"""The grid leaves at least this share of an amplitude at 12 Hz and 60 samples a second; a first, quick sieve."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What each window holds between 4 and 12 Hz; all (b,)."""

    trembles: NDArray[np.bool_]
    hz: Array
    """Of the line that trembles; 0 elsewhere."""
    size: Array
    """Its peak amplitude along the main axis, the loss of the grid put right; 0 elsewhere."""
    fast: Array
    """Mean square of all that is faster than 1 Hz."""


def find_lines(phasors: Phasors, steps_s2: Array, smallest: float) -> Lines:
    """Find the strongest line in each window (b, 3, bins) and say whether it is a tremor.

    ``steps_s2`` (b + 3,) is the mean square step of each block, a window's own four beginning at its index.
    """
    spectra = power(phasors, WINDOW)
    peak = spectra[:, _LOW : _HIGH + 1].argmax(axis=1)
    peak += _LOW
    sums = np.cumsum(spectra, axis=1)
    rows = np.arange(len(peak))
    held = sums[rows, peak + _HALF] - sums[rows, peak - _HALF - 1]
    isolated = held >= ISOLATED * (sums[:, _TO] - sums[:, _FROM - 1])
    isolated &= held >= 0.5 * (LEAST_LEFT * smallest) ** 2
    lines = Lines(isolated, np.zeros(len(peak)), np.zeros(len(peak)), sums[:, -1] - sums[:, _PER_HZ - 1])
    some = isolated.nonzero()[0]
    if some.size:
        kept = spectra[some], phasors[some], peak[some], held[some]
        own = (steps_s2[some] + steps_s2[some + 1] + steps_s2[some + 2] + steps_s2[some + 3]) / 4
        trembles, hz, size = _look_closely(*kept, own)
        lines.trembles[some] = trembles & (size >= smallest)
        lines.hz[some] = hz
        lines.size[some] = size
    return lines


def _look_closely(
    spectra: Array, phasors: Phasors, peak: NDArray[np.intp], held: Array, steps_s2: Array
) -> tuple[NDArray[np.bool_], Array, Array]:
    """Whether the isolated line of each window is alone and in the band; its Hz and its size."""
    rows = np.arange(len(peak))
    top, left, right = spectra[rows, peak], spectra[rows, peak - 1], spectra[rows, peak + 1]
    near, here, far = np.sqrt(left), np.sqrt(top), np.sqrt(right)
    # A Hann window's line lies between bins where the amplitudes beside the largest say (exact for a pure sine).
    hz = (peak + 2.0 * (far - near) / (near + 2.0 * here + far)) / _PER_HZ
    size = _along_main_axis(phasors[rows, :, peak], held) / gain(hz, steps_s2)
    octave = (spectra * _OCTAVE[peak]).max(axis=1)
    third = (spectra * _THIRD[peak]).max(axis=1)
    alone = (octave <= QUIET_OCTAVE**2 * top) & (third <= QUIET_THIRD**2 * top)
    rises = (top >= left) & (top >= right)
    inside = (hz >= LOWEST_HZ - SLACK_HZ) & (hz <= HIGHEST_HZ + SLACK_HZ)
    return rises & inside & alone, hz, size


def _along_main_axis(phasor: Phasors, held: Array) -> Array:
    """Peak amplitude along the major axis of the ellipse the sensor draws: phasor (b, 3), power of the line (b,)."""
    squares = phasor.real**2 + phasor.imag**2
    whole = squares[:, 0] + squares[:, 1] + squares[:, 2]
    turned = phasor * phasor
    straight = np.abs(turned[:, 0] + turned[:, 1] + turned[:, 2])
    size: Array = np.sqrt(held * (1.0 + straight / np.maximum(whole, TINY)))
    return size


_RHYTHM = slice(int(RHYTHM_FROM_HZ * CONTEXT.bins_per_hz), CONTEXT.bins)
_CYCLES = np.arange(1, MOST_REPEATS + 1)
_RHYTHM_HZ = np.arange(CONTEXT.bins)[_RHYTHM] / CONTEXT.bins_per_hz


def repeats_slower(context: Array, hz: Array) -> NDArray[np.bool_]:
    """Whether lines at ``hz`` (b,) are harmonics of a slower rhythm in ``context`` (b, bins), power over four seconds.

    The autocorrelation (the spectrum's cosine sum) of a tremor is highest after one cycle. That of a rhythm at f / 2
    with harmonics is highest after two cycles of f, for there all its lines agree.
    """
    lags_s = _CYCLES / hz[:, None]
    spectra = context[:, None, _RHYTHM]
    turned = np.cos((2.0 * np.pi * lags_s)[:, :, None] * _RHYTHM_HZ)
    turned *= spectra
    match = np.add.reduce(turned, axis=2) / _hann_overlap(lags_s * (CELLS_PER_S / CONTEXT.cells))
    again = np.where(lags_s[:, 1:] <= SLOWEST_REPEAT_S, match[:, 1:], -np.inf).max(axis=1)
    slower: NDArray[np.bool_] = again - match[:, 0] > REPEATS_BETTER * np.add.reduce(spectra, axis=2)[:, 0]
    return slower


def _hann_overlap(share: Array) -> Array:
    """How well a Hann window matches itself moved by a share of its length, 1 when not moved (closed form)."""
    turn = 2.0 * np.pi * share
    overlap: Array = (1.0 - share) * (2.0 / 3.0 + np.cos(turn) / 3.0) + np.sin(turn) / (2.0 * np.pi)
    return overlap
