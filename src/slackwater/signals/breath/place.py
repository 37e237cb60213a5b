"""Where exactly a breath turns, once it is known that it does.

A curve that rests before it rises has its lowest point anywhere in the rest. So the onset of a rise is taken
from the rise: breath moves as half a cosine wave, and its phase tells where it began. The
onset of a fall is the fullest moment and what the fall tells, half and half: a heart moves the fullest moment of a
slow breath by half a beat. Where the breath rested, the fall alone tells.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from slackwater.signals.breath.trail import Trail

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

LOW, HIGH = 0.15, 0.7
"""Shares of the way between which a rise is read: out of the rests at both ends, and near the onset."""

LOOKED_S = 6.0
"""A rise is looked for so long before its end: the slowest inhalation or exhalation passes half way by then."""

RESTED_S = 0.7
"""A fall that begins so long after the fullest moment was preceded by a rest. ENG."""

SHORT_S = 2.5
"""A breath shorter than this loses its shape in the low pass: its turns are read from a lighter one."""

FEWEST = 3
"""A line is drawn through so many points at least."""

LIGHT_S = 0.24
NEAR = 0.35
"""In the lighter curve a turn is looked for within this share of the legs that meet in it."""


class Legs(NamedTuple):
    """Rise and fall of (n,) breaths: numbers of points, and heights of the smoothed curve."""

    bottom: Floats
    low: Floats
    top: Floats
    high: Floats
    fallen: Floats
    """The lowest point known after the top."""
    fell: Floats


def place(legs: Legs, points: Trail, smooth: Trail, hz: float) -> tuple[Floats, Floats]:
    """Onset of inhalation and of exhalation (n,), numbers of points with fractions."""
    span = round(LOOKED_S * hz)
    back = np.arange(span)
    began = _began(_gather(smooth, legs.top, -back), legs.low, legs.high)
    bottom = np.where(began >= 0, np.maximum(legs.bottom, np.floor(legs.top) - began), legs.bottom)
    began = _began(-_gather(smooth, legs.fallen, -back), -legs.high, -legs.fell)
    falls = np.floor(legs.fallen) - began
    rested = falls - legs.top > RESTED_S * hz
    near = np.abs(falls - legs.top) <= RESTED_S * hz
    top = np.where((began >= 0) & (rested | near), np.where(near, (falls + legs.top) / 2, falls), legs.top)
    short = np.flatnonzero(legs.fallen - legs.bottom < SHORT_S * hz)
    if short.size:
        bottom[short], top[short] = _place_short(Legs(*(one[short] for one in legs)), points, hz)
    return bottom, top


def _gather(trail: Trail, at: Floats, offsets: Counts) -> Floats:
    return trail.at(np.floor(at).astype(np.int64)[:, None] + offsets)


def _began(rows: Floats, low: Floats, high: Floats) -> Floats:
    """How many points before the end of each rise, the first in its row, it began; -1 where not seen.

    The phase of half a cosine wave grows evenly with time: a line through it, least squares, is nought at the onset.
    """
    share = (rows - low[:, None]) / (high - low)[:, None]
    first = np.argmax(share < HIGH, axis=1)
    last = np.argmax(share < LOW, axis=1)
    column = np.arange(rows.shape[1], dtype=np.float64)
    inside = (column >= first[:, None]) & (column < last[:, None])
    phase = np.arccos(1 - 2 * np.clip(share, 0.0, 1.0))
    weight = inside.astype(np.float64)
    count = np.maximum(weight.sum(axis=1), 1.0)
    middle = (weight * column).sum(axis=1) / count
    mean = (weight * phase).sum(axis=1) / count
    off = weight * (phase - mean[:, None])
    bend = (off * off).sum(axis=1)
    seen = (count >= FEWEST) & (bend > 0)
    slope = (off * (column - middle[:, None])).sum(axis=1) / np.where(seen, bend, 1.0)
    return np.where(seen & (slope < 0), middle - slope * mean, -1.0)


def _place_short(legs: Legs, points: Trail, hz: float) -> tuple[Floats, Floats]:
    reach = max(1, round(LIGHT_S * hz))
    taps = np.hanning(2 * reach + 3)[1:-1]
    taps /= taps.sum()
    half = round(SHORT_S * hz)
    around = np.arange(-half, half + 1)
    light = np.zeros((len(legs.top), len(around)))
    for offset, tap in zip(range(-reach, reach + 1), taps.tolist(), strict=True):
        light += tap * _gather(points, legs.top, around + offset)
    start = np.floor(legs.top) - half
    rise, fall = legs.top - legs.bottom, legs.fallen - legs.top
    top = _highest(light, legs.top - NEAR * rise - start, legs.top + NEAR * fall - start)
    bottom = _highest(-light, legs.bottom - NEAR * fall - start, legs.bottom + NEAR * rise - start)
    number = np.arange(len(top))
    at_top, at_bottom = np.rint(top).astype(np.int64), np.rint(bottom).astype(np.int64)
    rows = light[number[:, None], np.maximum(at_top[:, None] - np.arange(half), 0)]
    began = _began(rows, light[number, at_bottom], light[number, at_top])
    return start + np.where(began >= 0, np.maximum(bottom, at_top - began), bottom), start + top


def _highest(rows: Floats, begin: Floats, end: Floats) -> Floats:
    """Where each row is highest from ``begin`` to ``end``, between points by a parabola."""
    column = np.arange(rows.shape[1])
    inside = (column >= np.floor(begin)[:, None]) & (column <= np.ceil(end)[:, None])
    best = np.clip(np.argmax(np.where(inside, rows, -np.inf), axis=1), 1, rows.shape[1] - 2)
    number = np.arange(len(rows))
    left, middle, right = rows[number, best - 1], rows[number, best], rows[number, best + 1]
    bend = left - 2 * middle + right
    curved = (bend < 0) & (middle >= left) & (middle >= right)
    found: Floats = best + np.where(curved, 0.5 * (left - right) / np.where(curved, bend, 1.0), 0.0)
    return found
