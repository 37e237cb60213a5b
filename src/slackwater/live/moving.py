"""A phone or a strap that moves: accelerations in, what each second of motion was out."""

from collections import deque
from typing import TYPE_CHECKING

from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.sensors.incoming import Samples
from slackwater.sensors.phone import PhoneMotion
from slackwater.sensors.polar import RATE_HZ, PolarAcc, Stream
from slackwater.sensors.sample_clock import SampleClock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from slackwater.signals.motion.second import MotionSecond
    from slackwater.signals.motion.stream import MotionStream

STALE_S = 5.0
"""Motion that was heard longer ago says nothing about now: its seconds come up to 2.5 s late. ENG."""

HOLE_S = 5.0
"""A longer step between two samples begins the reading anew: nothing is filled in, however long it lasted. ENG."""

MOST_KEPT = 64
"""Seconds that wait to be taken: they are taken once a second. ENG."""

G_MS2 = 9.80665
"""Standard gravity, m/s² (CGPM 1901)."""


class Moving:
    """One source of motion."""

    def __init__(self) -> None:
        self._stream: MotionStream | None = None
        self._clock = SampleClock(RATE_HZ[Stream.ACC])
        self._last_t_s: float | None = None
        self._newest: MotionSecond | None = None
        self._untaken: deque[MotionSecond] = deque(maxlen=MOST_KEPT)
        self._heard_s: float | None = None

    def feed(
        self, samples: Samples, heard_s: float
    ) -> "tuple[NDArray[np.float64], NDArray[np.float64]] | None":
        """Take samples; give their times (n,) s and accelerations (n, 3) g. None where they are of something else."""
        timed = self._timed(samples)
        if timed is None:
            return None
        if self._last_t_s is not None and timed[0].size and not 0 < timed[0][0] - self._last_t_s <= HOLE_S:
            self._begin_anew()
        self._last_t_s = float(timed[0][-1]) if timed[0].size else self._last_t_s
        seconds = self._stream_now().feed(*timed)
        self._heard_s = heard_s
        if seconds:
            self._newest = seconds[-1]
            self._untaken.extend(seconds)
        return timed

    def take(self) -> "tuple[MotionSecond, ...]":
        """The seconds that became known since they were last taken: each once, the oldest first."""
        taken = tuple(self._untaken)
        self._untaken.clear()
        return taken

    def read(self, now_s: float) -> "Measured[MotionSecond] | Missing":
        """The newest whole second, or why there is none."""
        if self._heard_s is None:
            return Missing(Gap.NO_SENSOR, Seconds(0.0))
        if now_s - self._heard_s > STALE_S:
            return Missing(Gap.STALE, Seconds(self._heard_s))
        newest = self._newest
        if newest is None:
            return Missing(Gap.TOO_FEW, Seconds(now_s))
        if newest.why is not None:
            return Missing(newest.why, Seconds(self._heard_s))
        return Measured(newest, Seconds(self._heard_s), 1.0)

    def _timed(self, samples: Samples) -> "tuple[NDArray[np.float64], NDArray[np.float64]] | None":
        if isinstance(samples, PhoneMotion):
            return samples.t_s, samples.ms2 / G_MS2
        if isinstance(samples, PolarAcc):
            placed = self._clock.place(samples.at_ns, len(samples.mg))
            if placed.anew:
                self._begin_anew()
            return placed.t_s, samples.mg[: placed.t_s.size] / 1000
        return None

    def _begin_anew(self) -> None:
        """The sensor's clock began again, or nothing was heard for long: nothing of before is carried over."""
        self._stream = self._newest = self._last_t_s = None

    def _stream_now(self) -> "MotionStream":
        if self._stream is None:  # its numbers are loaded at the first use: the first page is quick
            from slackwater.signals.motion.stream import MotionStream  # noqa: PLC0415

            self._stream = MotionStream()
        return self._stream
