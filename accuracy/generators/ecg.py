"""Noise for electrocardiograms."""

import numpy as np

from accuracy.generators.noise import wander

MUSCLE_HZ = (5.0, 60.0)
SWAY_HZ = 0.4


def in_noise(mv: np.ndarray, rate_hz: float, snr_db: float, seed: int) -> np.ndarray:
    """(n,) the same ECG with muscle noise and a baseline that sways, at this ratio of signal to noise.

    The signal's power is that of a sinusoid as high as the QRS (peak to peak squared over eight, as MIT's noise stress
    test has it; the QRS is taken as the median over 2 s pieces of each piece's range). Muscle noise is Gaussian, flat
    from 5 to 60 Hz; half as much power besides sways below 0.4 Hz.
    """
    rng = np.random.default_rng([20, seed])
    piece = int(2 * rate_hz)
    whole = mv[: len(mv) // piece * piece].reshape(-1, piece)
    power = np.median(np.ptp(whole, axis=1)) ** 2 / 8 / 10 ** (snr_db / 10)
    spectrum = np.fft.rfft(rng.normal(size=len(mv)))
    hertz = np.fft.rfftfreq(len(mv), 1 / rate_hz)
    spectrum[(hertz < MUSCLE_HZ[0]) | (hertz > MUSCLE_HZ[1])] = 0
    muscle = np.fft.irfft(spectrum, len(mv))
    sway = wander(len(mv), SWAY_HZ, 1 / rate_hz, rng)
    return mv + np.sqrt(power * 2 / 3) * muscle / np.std(muscle) + np.sqrt(power / 3) * sway
