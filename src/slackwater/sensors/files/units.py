"""Units that files leave out, told by what bodies and gravity make likely; what stays open is None, never a guess."""

from dataclasses import dataclass

import numpy as np

from slackwater.sensors.files.samples import Floats
from slackwater.tongues import worded

SECONDS_BELOW = 10.0
"""Intervals whose middle is under this are in seconds: no heart beats every 10 ms, or only every 10 s."""

RR_MS = (250.0, 3000.0)
"""Between 240 and 20 beats a minute: what a list of numbers has to hold, to be taken for intervals. ENG."""

LIKELY = 0.9
"""The share that has to lie there. ENG."""

G_MS2 = 9.80665
"""Standard gravity."""

TOLD_WITHIN_S = 0.02
"""How near the step between two times has to be to the interval, where both were rounded. ENG."""

COUNTS = "counts"
"""What a person calls the raw numbers of a sensor."""

UNITS_OF_ACC = {"g": 1.0, "m/s2": 1 / G_MS2, "mg": 1 / 1000}
LEAST_COUNTS = 50.0
"""Whole numbers of this middle length and more are taken for counts: a sensor of 8 bits over 2 g gives as many. ENG."""

NEAR_G = (0.75, 1.35)
"""How far the middle length of a person's acceleration may be from 1 g: miscalibration and slow movement. ENG."""

UNITS_OF_ECG = {"mv": 1.0, "uv": 1 / 1000, "v": 1000.0, "nv": 1e-6}
SPREAD_MV = (0.15, 12.0)
"""From lowest to highest in a few beats on the skin, mV; beyond it the numbers are in another unit. ENG."""
USUAL_SPREAD_MV = 1.5
"""What raw counts are scaled to, so that an R wave is near 1 mV."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What to multiply by, and what was assumed, as a sentence or empty."""

    by: float
    note: str = ""
    known: bool = True
    """False where sizes stay counts."""


def looks_like_rr(values: Floats) -> bool:
    """Whether a list of numbers can be beat-to-beat intervals, in ms or s."""
    known = values[np.isfinite(values)]
    rr_ms = known * rr_unit_ms(known) if len(known) else known
    outside = np.count_nonzero((rr_ms < RR_MS[0]) | (rr_ms > RR_MS[1]))
    return bool(len(known) > outside and outside <= max(1.0, (1 - LIKELY) * len(known)))


def rr_unit_ms(values: Floats) -> float:
    """Milliseconds in one unit of these intervals: 1 or 1000."""
    return 1000.0 if np.median(values) < SECONDS_BELOW else 1.0


def beats_match(times: Floats, intervals: Floats) -> bool:
    """Whether the second column is the steps of the first: a time of each beat, and the interval before it."""
    if len(times) < 3 or not looks_like_rr(intervals):
        return False
    rr_s = intervals * rr_unit_ms(intervals[np.isfinite(intervals)]) / 1000
    steps = np.diff(times)
    return any(
        np.mean(np.abs(steps * unit_s - rr_s[1:]) <= TOLD_WITHIN_S) >= LIKELY for unit_s in (1.0, 0.001)
    )


def plain(unit: str) -> str:
    """A unit as it is looked up: ``µV`` and ``m/s²`` as ``uv`` and ``m/s2``."""
    word = unit.strip().lower().replace("µ", "u").replace("μ", "u").replace("²", "2").replace("^", "")
    return {
        "microvolt": "uv",
        "microvolts": "uv",
        "millivolt": "mv",
        "millivolts": "mv",
        "volt": "v",
        "volts": "v",
    }.get(
        word,
        {"m s2": "m/s2", "m/s/s": "m/s2", "m/sec2": "m/s2", "ms2": "m/s2", "g's": "g", "milli g": "mg"}.get(
            word, word
        ),
    )


def ecg_scale(told: str, first: Floats) -> Scale:
    """What makes millivolts of an ECG; ``told`` is the unit the file or the person gives, or empty."""
    unit = plain(told)
    if unit in UNITS_OF_ECG:
        return Scale(UNITS_OF_ECG[unit])
    known = first[np.isfinite(first)]
    spread = float(np.subtract(*np.quantile(known, (0.998, 0.002)))) if len(known) else 0.0
    if unit != COUNTS and SPREAD_MV[0] <= spread <= SPREAD_MV[1]:
        return Scale(1.0, worded("The unit of the ECG is not told; its size is that of millivolts."))
    if spread <= 0:
        return Scale(1.0)
    note = worded(
        "The unit of the ECG is not told; it was scaled to the size of a usual beat. Times do not depend on it."
    )
    return Scale(USUAL_SPREAD_MV / spread, "" if unit == COUNTS else note)


def acc_unit_of(values: Floats) -> str | None:
    """The unit in which the middle length of these accelerations is about 1 g; None where it is none we know."""
    known = values[np.isfinite(values).all(axis=1)]
    if not len(known):
        return None
    middle = float(np.median(np.linalg.norm(known, axis=1)))
    near = (unit for unit, in_g in UNITS_OF_ACC.items() if NEAR_G[0] <= middle * in_g <= NEAR_G[1])
    return next(near, None)


def acc_scale(told: str, first: Floats) -> Scale | None:
    """What makes g of an acceleration; None where neither a word nor gravity says it.

    Whole numbers that gravity fits in no unit are a sensor's own counts: they stay so, and have no size.
    """
    unit = plain(told)
    if unit in UNITS_OF_ACC:
        return Scale(UNITS_OF_ACC[unit])
    known = first[np.isfinite(first).all(axis=1)]
    found = None if unit == COUNTS else acc_unit_of(known)
    if found is not None:
        by_gravity = worded("The unit of the acceleration is not told; by gravity it is {unit}.")
        return Scale(UNITS_OF_ACC[found], by_gravity.format(unit=found))
    middle = float(np.median(np.linalg.norm(known, axis=1))) if len(known) else 0.0
    if unit == COUNTS or (middle > LEAST_COUNTS and bool((known == np.round(known)).all())):
        in_counts = worded("The acceleration is in counts of its sensor: sizes in g cannot be told.")
        return Scale(1.0, in_counts, known=False)
    return None


TIME_UNITS_S = {
    "ns": 1e-9, "us": 1e-6, "ms": 1e-3, "msec": 1e-3, "millis": 1e-3, "milliseconds": 1e-3,
    "s": 1.0, "sec": 1.0, "secs": 1.0, "second": 1.0, "seconds": 1.0, "min": 60.0, "minutes": 60.0, "h": 3600.0,
}  # fmt: skip

_SINCE_1970 = ((1e17, 1e-9), (1e14, 1e-6), (1e11, 1e-3), (1e9, 1.0))
"""A count of this size since 1970 is in this unit, s: true from 2001 to 5138."""

_STEPS_S = ((0.5, 1.0), (500.0, 1e-3), (5e5, 1e-6), (5e8, 1e-9))
"""Steps below this are in this unit, s: recordings of bodies have 2 to 5,000 samples a second. ENG."""


def time_unit_s(told: str, column: Floats) -> float | None:
    """Seconds in one unit of a column of times; None where rows that count up by one leave it open."""
    unit = plain(told)
    if unit in TIME_UNITS_S:
        return TIME_UNITS_S[unit]
    for least, unit_s in _SINCE_1970:
        if column[0] >= least:
            return unit_s
    steps = np.diff(column)
    rising = steps[steps > 0]
    if not len(rising) or (rising == 1).all():
        return None
    step = float(np.median(rising))
    return next((unit_s for below, unit_s in _STEPS_S if step < below), None)
