"""Power spectra of the last seconds, one window after every block, for all windows at once."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from slackwater.signals.motion.grid import BLOCK, CELLS_PER_S, Array

Phasors = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Window:
    """A Hann window of fixed length: its weights, and the power of a bin that makes all bins sum to mean square."""

    cells: int
    weights: Array
    unit: float

    @property
    def bins_per_hz(self) -> int:
        """Bins in one hertz: the window's seconds."""
        return self.cells // CELLS_PER_S


def hann(seconds: int) -> Window:
    """A periodic Hann window, whose side lobes fall by 18 dB an octave: slow tilts stay out of the tremor band."""
    cells = seconds * CELLS_PER_S
    weights = 0.5 - 0.5 * np.cos(2.0 * np.pi * (np.arange(cells) + 0.5) / cells)
    return Window(cells, weights, 2.0 / (cells * float((weights**2).sum())))


def see(values: Array, window: Window, every: int) -> Phasors:
    """Phasors (b, 3, bins) of every window ending at a multiple of ``every`` blocks from the first full one.

    ``values`` is (3, m) and begins so that its first full window is the first wanted. The mean is taken out first.
    """
    seen = sliding_window_view(values, window.cells, axis=1)[:, :: every * BLOCK].transpose(1, 0, 2)
    flat = seen - seen.mean(axis=2, keepdims=True)
    flat *= window.weights
    return np.fft.rfft(flat)


def power(phasors: Phasors, window: Window) -> Array:
    """Power (b, bins) over the three axes: the bins sum to the mean square, whatever way the sensor is turned."""
    squares = phasors.real**2 + phasors.imag**2
    summed: Array = (squares[:, 0] + squares[:, 1] + squares[:, 2]) * window.unit
    return summed
