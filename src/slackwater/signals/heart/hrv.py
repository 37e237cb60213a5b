"""Heart rate variability over time and over frequency, from intervals that were heard, never across a gap.

RMSSD and SDNN are different quantities and are never mixed. Definitions and bands are those of the Task Force
of the ESC and NASPE (1996, doi 10.1161/01.CIR.93.5.1043); the shortest windows are those for which the value
still means what its name says (``docs/accuracy.md``). None of them says that anyone is calm: breathing slowly
raises RMSSD by itself.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from slackwater.quantities import Gap, Missing, Seconds
from slackwater.signals.heart.artefacts import Bools, Floats
from slackwater.signals.heart.rr import Corrected

RMSSD_LEAST_S = 30.0
RMSSD_USABLE_S = 60.0
"""RMSSD of 30 s is off by 14 % (median, against the five minutes around), of 60 s by 10 %: rough until then."""

SDNN_LEAST_S = 120.0
"""In less, SDNN is a quarter too low: the slow waves it counts have not come round."""

LF_LEAST_S = 250.0
HF_LEAST_S = 60.0
"""Ten turns of the slowest wave of the band: 0.04 Hz, and 0.15 Hz (rounded down to a minute)."""

LEAST_HEARD = 0.65
"""Share of the time that must have been heard as it is; the rest is artefact. ENG, as for the rate."""

LF_HZ = (0.04, 0.15)
HF_HZ = (0.15, 0.40)

GRID_HZ = 3.0
"""Well above the band; what straight lines add beyond 1.5 Hz and fold back into it is under a thousandth."""

SEGMENT_S = 256.0
"""Ten turns of 0.04 Hz and a little more."""


@dataclass(frozen=True, slots=True)
class TimeDomain:
    """Variability over time. Milliseconds of intervals that were heard."""

    rmssd_ms: float
    """Root mean square of the differences between neighbours."""
    rough: bool
    """From less than a minute: show it as rough."""
    sdnn_ms: float | Missing
    """Standard deviation of all intervals (n − 1). Missing under two minutes."""
    pnn50_percent: float
    mean_rr_ms: float
    mean_hr_per_min: float
    quality: float
    """Share of the time that was heard as it is, 0 … 1."""


@dataclass(frozen=True, slots=True)
class FrequencyDomain:
    """Power of the intervals in the bands, ms²."""

    lf_ms2: float | Missing
    """0.04 … 0.15 Hz. Missing where no stretch without a gap lasts 250 s. At 6 breaths a minute breath is here."""
    hf_ms2: float
    """0.15 … 0.40 Hz."""
    quality: float
    """Share of the time that was heard as it is, 0 … 1."""


def time_domain(corrected: Corrected) -> TimeDomain | Missing:
    """Give RMSSD, SDNN, pNN50 and the means of what was heard.

    Missing: under 30 s of neighbours that were both heard (too few), or over a third of the time not heard as
    it is (implausible).
    """
    nn_ms, steps_ms = corrected.nn_ms, corrected.steps_ms
    at = Seconds(float(corrected.beats_s[-1]))
    heard_s = float(nn_ms.sum()) / 1000
    if len(steps_ms) < 2 or heard_s < RMSSD_LEAST_S:
        return Missing(Gap.TOO_FEW, at)
    if corrected.quality < LEAST_HEARD:
        return Missing(Gap.IMPLAUSIBLE, at)
    mean_ms = heard_s * 1000 / len(nn_ms)
    spread = nn_ms - mean_ms
    return TimeDomain(
        rmssd_ms=float(np.sqrt(steps_ms @ steps_ms / len(steps_ms))),
        rough=heard_s < RMSSD_USABLE_S,
        sdnn_ms=(
            float(np.sqrt(spread @ spread / (len(nn_ms) - 1)))
            if heard_s >= SDNN_LEAST_S
            else Missing(Gap.TOO_FEW, at)
        ),
        pnn50_percent=100 * float(np.count_nonzero(np.abs(steps_ms) > 50)) / len(steps_ms),
        mean_rr_ms=mean_ms,
        mean_hr_per_min=60_000 / mean_ms,
        quality=corrected.quality,
    )


def frequency_domain(corrected: Corrected) -> FrequencyDomain | Missing:
    """Give the power of the intervals between 0.04 and 0.40 Hz.

    Mean periodogram (Hann, half overlapping, 256 s where the stretch allows, else the whole stretch of at
    least 60 s) of the intervals at the middle of each, joined by straight lines on a 3 Hz grid. Lines weaken
    quick waves by sinc²(f / beats per second); the power is divided by the square of that. A wave of known
    power in the intervals is thus given back within 1 % to 0.4 of the beats per second; cubic splines, usual
    elsewhere, lose 1 … 25 %. A wave in an integrating pacemaker reaches the intervals weakened by sinc itself,
    which is nature's and is left. Half of a double beat is joined, other artefacts are bridged by the line
    between heard intervals, and a gap or more than three bridged beats ends the stretch.

    Missing: no stretch of 60 s (too few), or over a third of the time not heard as it is (implausible).
    """
    at = Seconds(float(corrected.beats_s[-1]))
    if corrected.quality < LEAST_HEARD:
        return Missing(Gap.IMPLAUSIBLE if len(corrected.nn_ms) else Gap.TOO_FEW, at)
    stretches = _stretches(corrected)
    long = [s for s in stretches if s[0][-1] - s[0][0] >= LF_LEAST_S]
    if not long:
        long = sorted(stretches, key=lambda s: float(s[0][-1] - s[0][0]))[-1:]
    if not long or long[0][0][-1] - long[0][0][0] < HF_LEAST_S:
        return Missing(Gap.TOO_FEW, at)
    powers = [_bands(*stretch) for stretch in long]
    weights = [count for count, _, _ in powers]
    lf_ms2, hf_ms2 = np.average([(lf, hf) for _, lf, hf in powers], axis=0, weights=weights)
    slow_enough = long[0][0][-1] - long[0][0][0] >= LF_LEAST_S
    return FrequencyDomain(
        lf_ms2=float(lf_ms2) if slow_enough else Missing(Gap.TOO_FEW, at),
        hf_ms2=float(hf_ms2),
        quality=corrected.quality,
    )


MOST_BRIDGED_S = 4.0
"""A line over more than this would replace a whole breath. ENG."""


def _stretches(corrected: Corrected) -> list[tuple[Floats, Floats]]:
    """Give the heard intervals between gaps: for each stretch, the middles (s) and the lengths (ms)."""
    nn_ms = corrected.nn_ms
    middle_s = corrected.nn_at_s - nn_ms / 2000
    if len(nn_ms) < 2:
        return []
    cut = np.flatnonzero(_gap_before(corrected) | (np.diff(middle_s, prepend=middle_s[0]) > MOST_BRIDGED_S))
    edges = [0, *cut.tolist(), len(nn_ms)]
    return [(middle_s[a:b], nn_ms[a:b]) for a, b in pairwise(edges) if b - a >= 2]


def _gap_before(corrected: Corrected) -> Bools:
    """Say of each heard interval whether a gap lies between it and the one heard before, (k,)."""
    gaps = np.cumsum(corrected.gap)[corrected.heard]
    return np.diff(gaps, prepend=gaps[0]) > 0


def _bands(middle_s: Floats, rr_ms: Floats) -> tuple[float, float, float]:
    """Give how long the stretch is (s), and its power in LF and in HF (ms²)."""
    grid_s = np.arange(middle_s[0], middle_s[-1], 1 / GRID_HZ)
    size = min(len(grid_s), round(SEGMENT_S * GRID_HZ))
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)
    pieces = sliding_window_view(np.interp(grid_s, middle_s, rr_ms), size)[:: size // 2]
    starts = middle_s[0] + np.arange(len(pieces)) * (size // 2) / GRID_HZ
    inside = np.searchsorted(middle_s, [starts, starts + size / GRID_HZ])
    beats_hz = (inside[1] - inside[0]) * GRID_HZ / size
    hz = np.arange(size // 2 + 1) * GRID_HZ / size
    first, middle, end = np.searchsorted(hz, [LF_HZ[0], LF_HZ[1], HF_HZ[1] + 1e-9])
    spectrum = np.fft.rfft((pieces - pieces.mean(axis=1, keepdims=True)) * window)[:, first:end]
    weakened = np.sinc(hz[first:end] / beats_hz[:, None]) ** 2
    power = np.abs(spectrum / weakened) ** 2
    power = power.mean(axis=0) * 2 / (size * float(window @ window))
    return (
        float(middle_s[-1] - middle_s[0]),
        float(power[: middle - first].sum()),
        float(power[middle - first :].sum()),
    )
