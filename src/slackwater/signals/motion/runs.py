"""Runs of tremor, timed finer than the windows that find them."""

from dataclasses import replace

import numpy as np

from slackwater.quantities import Gap, Missing, Seconds
from slackwater.signals.motion.grid import BLOCK_S, CELLS_PER_S, Array
from slackwater.signals.motion.second import Tremor

_ENVELOPE = 25
"""Cells of the envelope's window: half a second, two cycles of 4 Hz."""

_WEIGHTS = np.hanning(_ENVELOPE + 2)[1:-1] / np.hanning(_ENVELOPE + 2).sum()

RECENT = 3 * CELLS_PER_S
"""Cells looked back on for where a run began or ended: the window that found it and one second more."""

HALF = 0.5
"""A tremor begins and ends where its envelope crosses half its size: there a sudden one truly does."""

KEPT = 64
"""Runs that are remembered, the newest."""


class Runs:
    """Joins the windows that tremble into runs; bounded memory."""

    def __init__(self) -> None:
        self.kept: list[Tremor] = []
        self.open = False
        self.dark_s = 0.0
        """Until when, last, nothing could be seen."""

    def hear(self, ended_s: float, line: tuple[bool, float, float], recent: Array) -> None:
        """Take the window that ended at ``ended_s``: whether it trembles, Hz, size; and the cells until then (3, m)."""
        trembles, hz, size = line
        if trembles and not self.open:
            before = self.kept[-1].ended_s if self.kept else None
            began_s = self._cross(ended_s, hz, recent, rising=True)
            self.kept.append(Tremor(max(began_s, before or 0.0), None, hz, size))
            del self.kept[:-KEPT]
            self.open = True
        elif trembles:
            run = self.kept[-1]
            if size > run.g:
                self.kept[-1] = replace(run, hz=hz, g=size)
        elif self.open:
            run = self.kept[-1]
            until_s = self._cross(ended_s, run.hz, recent, rising=False)
            self.kept[-1] = replace(run, ended_s=max(until_s, run.began_s + BLOCK_S / 2))
            self.open = False

    @property
    def now(self) -> Tremor | None:
        """The run that goes on, if one does."""
        return self.kept[-1] if self.open else None

    def within(self, begin_s: float, end_s: float) -> float:
        """Seconds of tremor between two times, as far as known."""
        if not self.kept or (not self.open and (self.kept[-1].ended_s or 0.0) <= begin_s):
            return 0.0
        inside = 0.0
        for run in reversed(self.kept):
            last_s = end_s if run.ended_s is None else run.ended_s
            if last_s <= begin_s:
                break
            inside += max(0.0, min(last_s, end_s) - max(run.began_s, begin_s))
        return inside

    def stopped_after(self, request_s: float) -> float | Missing | None:
        """How long after a request the last run stopped, s: 0 when it was over before, None while it goes on.

        Missing (STALE) when the sensor was silent or stood since: what nobody saw did not stop.
        """
        if self.open:
            return None
        if self.dark_s > request_s:
            return Missing(Gap.STALE, Seconds(self.dark_s))
        ended_s = self.kept[-1].ended_s if self.kept else None
        return 0.0 if ended_s is None else max(0.0, ended_s - request_s)

    def _cross(self, ended_s: float, hz: float, recent: Array, *, rising: bool) -> float:
        turns = np.exp(-2j * np.pi * hz * np.arange(recent.shape[1]) / CELLS_PER_S)
        turned = (recent - recent.mean(axis=1, keepdims=True)) * turns
        size = sum(np.abs(np.convolve(axis, _WEIGHTS, "valid")) ** 2 for axis in turned)
        above = np.asarray(size) >= HALF**2 * np.max(size)
        top = int(np.argmax(size))
        if rising:
            below = np.flatnonzero(~above[:top])
            index = int(below[-1]) + 1 if below.size else 0
        else:
            below = np.flatnonzero(~above[top:])
            index = top + int(below[0]) if below.size else above.size - 1
        return ended_s - float(recent.shape[1] - index - (_ENVELOPE + 1) / 2) / CELLS_PER_S
