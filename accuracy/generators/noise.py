"""Slow random wander that every generator uses."""

import numpy as np


def wander(samples: int, below_hz: float, step_s: float, rng: np.random.Generator) -> np.ndarray:
    """(n,) Gaussian noise with no power above a frequency, standard deviation 1, made by its spectrum."""
    long = samples + int(2 / (below_hz * step_s))
    hertz = np.fft.rfftfreq(long, step_s)
    spectrum = (rng.normal(size=len(hertz)) + 1j * rng.normal(size=len(hertz))) * (hertz <= below_hz)
    spectrum[0] = 0
    waves = np.fft.irfft(spectrum, long)[:samples]
    return waves / max(float(np.std(waves)), 1e-12)
