"""Power spectra of the last seconds, one window after every block, for all windows at once.

Every step treats each window alone and in the same order of operations, so one window gives the same bits as many.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.motion.grid import BLOCK, CELLS_PER_S, Array

Phasors = NDArray[np.complex128]

HIGHEST_HZ = 15
"""Nothing above is asked for: the tremor band ends at 12 Hz, and its widest line at 14."""


TINY = 1e-300
"""Keeps a silent window from dividing by zero."""


@dataclass(frozen=True, slots=True)
class Window:
    """A Hann window of fixed length."""

    cells: int
    weights: Array
    unit: float
    """What makes the bins of a power spectrum sum to the mean square."""
    leak: complex
    """What a constant puts into bin 1, beside what it puts into bin 0."""

    @property
    def bins_per_hz(self) -> int:
        """Bins in one hertz: the window's seconds."""
        return self.cells // CELLS_PER_S

    @property
    def bins(self) -> int:
        """Bins of a spectrum, 0 Hz and HIGHEST_HZ included."""
        return HIGHEST_HZ * self.bins_per_hz + 1


def hann(seconds: int) -> Window:
    """A periodic Hann window, whose side lobes fall by 18 dB an octave: slow tilts stay out of the tremor band."""
    cells = seconds * CELLS_PER_S
    weights = 0.5 - 0.5 * np.cos(2.0 * np.pi * (np.arange(cells) + 0.5) / cells)
    seen = np.fft.rfft(weights)
    return Window(cells, weights, 2.0 / (cells * float((weights**2).sum())), complex(seen[1] / seen[0]))


def see(values: Array, first: int, window: Window, every: int) -> Phasors:
    """Phasors (b, 3, bins) of the windows of ``values`` (3, m), each ``every`` blocks after the one before.

    The first window begins with the cell ``first``. What is constant is taken out, as far as it leaks past 0 Hz.
    """
    hop = every * BLOCK
    count = (values.shape[1] - first - window.cells) // hop + 1
    row, cell = values.strides
    shape, strides = (count, 3, window.cells), (hop * cell, row, cell)
    seen: Array = np.ndarray(shape, values.dtype, values, first * cell, strides)
    phasors = np.fft.rfft(seen * window.weights)[:, :, : window.bins]
    phasors[:, :, 1] -= phasors[:, :, 0] * window.leak
    return phasors


def power(phasors: Phasors, window: Window) -> Array:
    """Power (b, bins) over the three axes: the bins sum to the mean square, whatever way the sensor is turned."""
    pairs = np.ascontiguousarray(phasors).view(np.float64)
    squares = pairs * pairs
    summed: Array = squares[:, 0] + squares[:, 1]
    summed += squares[:, 2]
    summed *= window.unit
    return summed[:, ::2] + summed[:, 1::2]
