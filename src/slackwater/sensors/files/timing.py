"""Samples with times become pieces at an even rate, cut where the recording has a hole."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from slackwater.sensors.files.samples import Floats, Piece

HOLE_S = 0.25
"""A longer silence between samples is a hole; across a shorter one a straight line is drawn. ENG: a third of a beat."""

EVEN = 0.35
"""Steps within this share of the usual one are even: clocks that count whole milliseconds stay within it. ENG."""

BUNCHED = 0.3
"""More equal times than this: samples were stamped as they arrived, not as they were taken. ENG."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How a column of times runs."""

    rate_hz: float
    bunched: bool


def rate_of(at_s: Floats) -> Clock | None:
    """The rate of samples with these times, holes left out; None where there are too few."""
    steps = np.diff(at_s)
    rising = steps[(steps > 0) & np.isfinite(steps)]
    if not len(rising):
        return None
    usual = float(np.median(rising))
    whole = steps[steps < max(HOLE_S, 5 * usual)]
    even = np.abs(steps - usual) <= EVEN * usual
    mean = float(steps[even].mean()) if even.mean() > 0.5 else float(whole.mean())
    return Clock(1 / mean, bool((steps == 0).mean() > BUNCHED))


def hole_s(rate_hz: float) -> float:
    """The silence that makes a hole at this rate, s."""
    return max(HOLE_S, 2.5 / rate_hz)


class Evener:
    """Takes blocks of samples with their times, in order, and gives pieces at one rate."""

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._last: tuple[float, float] | None = None
        """Time and value of the last sample, while the recording goes on from it."""
        self._grid_s: float | None = None
        """Where the grid goes on, while samples have to be drawn onto one."""

    def feed(self, at_s: Floats, values: Floats) -> Iterator[Piece]:
        """The pieces of one block: times (n,) s never falling, values (n,), neither with NaN."""
        cuts = np.flatnonzero(np.diff(at_s) > hole_s(self._rate_hz)) + 1
        if self._last is not None and len(at_s) and at_s[0] - self._last[0] > hole_s(self._rate_hz):
            self._last = self._grid_s = None
        for part_s, part in zip(np.split(at_s, cuts), np.split(values, cuts), strict=True):
            if len(part):
                yield from self._run(part_s, part)
                self._last = (float(part_s[-1]), float(part[-1]))
                if part_s[-1] != at_s[-1]:
                    self._last = self._grid_s = None

    def _run(self, at_s: Floats, values: Floats) -> Iterator[Piece]:
        """One run without a hole."""
        if self._last is not None:
            at_s = np.insert(at_s, 0, self._last[0])
            values = np.insert(values, 0, self._last[1])
        steps = np.diff(at_s) * self._rate_hz
        fresh = 1 if self._last is not None else 0
        if self._grid_s is None and (np.abs(steps - 1) <= EVEN).all():
            yield Piece(float(at_s[fresh]), values[fresh:])
            return
        start_s = self._grid_s if self._grid_s is not None else float(at_s[0]) + fresh / self._rate_hz
        count = int(np.floor((at_s[-1] - start_s) * self._rate_hz + 1e-9)) + 1
        if count > 0:
            grid_s = start_s + np.arange(count) / self._rate_hz
            yield Piece(start_s, np.interp(grid_s, at_s, values))
            self._grid_s = start_s + count / self._rate_hz
