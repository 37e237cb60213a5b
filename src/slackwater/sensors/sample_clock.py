"""When samples were taken, from frames that name the time of their last sample alone."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_HOLE_S = 10.0
"""After a longer silence the count begins anew: as a reconnecting strap's does. As old as a packet may be. ENG."""

LONG_ENOUGH_NS = 60_000_000_000
"""A stretch this long gives the rate as well as any: a frame's time rounded to 1 ms is 17 parts in a million of it."""

ANCHORS = 256
"""Frames that :meth:`SampleClock.at` remembers: more than two minutes of a strap's ECG, 0.56 s a frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """One frame's samples, placed in time."""

    first: int
    """Number of its first sample in this count, from 0; lost ones are counted too."""
    t_s: NDArray[np.float64]
    """(n,) s since the first sample of this count, rising; (0,) for a frame that came before."""
    lost: int
    """Samples that never came, between the frame before and this one."""
    anew: bool
    """Whether the count began here: at the first frame, after a long hole, or where the device's clock was set."""


class SampleClock:
    """Sample times by the device's own clock.

    Between two frames the samples lie evenly from one last sample to the next, so the rate is the device's own
    (a Polar H10 gives 130.06 Hz, not 130) and nothing later moves a time once given. The first frame, and one
    after a loss, has nothing before it: there the rate so far is taken. Frames are lost whole, so a step that is
    longer by at least half a frame is a loss, and anything less is how the device's clock rounds.

    A frame with the time of the one before is that one again. Memory is bounded.
    """

    def __init__(self, nominal_rate_hz: float) -> None:
        self._zero_ns = 0
        self._count = 0
        """Samples so far, lost ones counted."""
        self._anchors: deque[tuple[int, float]] = deque(maxlen=ANCHORS)
        """Count and time, s, of each frame's last sample."""
        self._last_ns: int | None = None
        self._fit_from: tuple[int, int] = (0, 0)
        """Count and time, ns, from which the rate is measured: no loss since then."""
        self._fitted_ns = 0
        """How long the stretch was that the rate is measured over."""
        self._rate_hz = nominal_rate_hz

    @property
    def rate_hz(self) -> float:
        """The device's rate by its own clock; the nominal one until a second frame has come."""
        return self._rate_hz

    def place(self, at_ns: int, samples: int) -> Placed:
        """Place the samples of a frame whose last one was taken at ``at_ns``."""
        before_ns = self._last_ns
        if before_ns is not None and at_ns == before_ns:
            return Placed(self._count, np.empty(0), 0, anew=False)
        step = 0.0 if before_ns is None else (at_ns - before_ns) * 1e-9 * self._rate_hz
        if before_ns is None or not samples / 2 < step <= LONGEST_HOLE_S * self._rate_hz + samples:
            return self._begin(at_ns, samples)
        return self._go_on(before_ns, at_ns, samples, round(step) - samples)

    def at(self, count: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the time, s, of sample counts (m,), between samples too; those long gone or to come are NaN."""
        known = np.array(self._anchors, float).reshape(-1, 2)
        if len(known) < 2:
            return np.full(np.shape(count), np.nan)
        t_s: NDArray[np.float64] = np.interp(count, known[:, 0], known[:, 1], left=np.nan, right=np.nan)
        return t_s

    def _begin(self, at_ns: int, samples: int) -> Placed:
        t_s = (np.arange(samples) / self._rate_hz).astype(np.float64)
        self._zero_ns = at_ns - round((samples - 1) / self._rate_hz * 1e9)
        self._count = samples
        self._last_ns = at_ns
        self._fit_from = (samples - 1, at_ns)
        self._anchors.clear()
        self._anchors.append((0, 0.0))
        self._anchors.append((samples - 1, float(t_s[-1])))
        return Placed(0, t_s, 0, anew=True)

    def _go_on(self, before_ns: int, at_ns: int, samples: int, more: int) -> Placed:
        lost = more if more >= samples / 2 else 0
        span_s = samples / self._rate_hz if lost else (at_ns - before_ns) * 1e-9
        offset_s = (np.arange(1, samples + 1) / samples - 1) * span_s
        first = self._count + lost
        last_s = (at_ns - self._zero_ns) * 1e-9
        self._count = first + samples
        self._last_ns = at_ns
        self._anchors.append((self._count - 1, last_s))
        self._fit(at_ns, lost=lost > 0)
        return Placed(first, last_s + offset_s, lost, anew=False)

    def _fit(self, at_ns: int, *, lost: bool) -> None:
        from_count, from_ns = self._fit_from
        if lost:
            self._fit_from = (self._count - 1, at_ns)
        elif at_ns - from_ns >= self._fitted_ns:
            self._rate_hz = (self._count - 1 - from_count) / ((at_ns - from_ns) * 1e-9)
            self._fitted_ns = min(at_ns - from_ns, LONG_ENOUGH_NS)
