"""Breath in a session: a belt's signal, or the movement of a phone or strap that lies on the belly or chest."""

from typing import TYPE_CHECKING

from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.sensors.incoming import Samples
from slackwater.sensors.signal import Signal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from slackwater.signals.breath.belly import BellyStream
    from slackwater.signals.breath.belt import BreathOut, BreathStream
    from slackwater.signals.breath.told import BreathSecond

    Array = NDArray[np.float64]

STALE_S = 5.0
"""A breath signal that was heard longer ago says nothing about now. ENG."""

SLOWEST_HZ = 20.0
FASTEST_HZ = 250.0
"""Rates that :mod:`slackwater.signals.breath.belt` reads."""

HOLE = 2.0
"""A step between a belt's samples of more than so many usual ones begins the reading anew: nothing is filled. ENG."""

HOLE_S = 5.0
"""A longer step between the samples of a phone or strap, which come unevenly, does the same. ENG."""


class Breathing:
    """One source of breath."""

    def __init__(self) -> None:
        self._belt: BreathStream | None = None
        self._belly: BellyStream | None = None
        self._rate_hz = 0.0
        self._last_t_s: float | None = None
        self._newest: BreathSecond | None = None
        self._heard_s: float | None = None
        self._unfit = False
        """The belt's rate is one that breath is not read at."""

    def feed(self, samples: Samples, heard_s: float) -> None:
        """Take a stretch of a belt's signal."""
        if not isinstance(samples, Signal) or not samples.values.size:
            return
        self._unfit = not SLOWEST_HZ <= samples.rate_hz <= FASTEST_HZ
        self._heard_s = heard_s
        if self._unfit:
            return
        step_s = 1 / samples.rate_hz
        follows = self._last_t_s is None or 0 < samples.t_s[0] - self._last_t_s < HOLE * step_s
        if self._belt is None or samples.rate_hz != self._rate_hz or not follows:
            self._begin_anew(samples.rate_hz)
        self._last_t_s = float(samples.t_s[-1])
        if self._belt is not None:
            self._hear(self._belt.feed(samples.values), heard_s)

    def feel(self, t_s: "Array", acc_g: "Array", heard_s: float) -> None:
        """Take (n,) s and (n, 3) g of a sensor that lies on belly or chest."""
        if not t_s.size:
            return
        follows = self._last_t_s is None or 0 < t_s[0] - self._last_t_s <= HOLE_S
        if self._belly is None or not follows:
            from slackwater.signals.breath.belly import BellyStream  # noqa: PLC0415

            self._begin_anew(0.0)
            self._belly = BellyStream()
        self._last_t_s = float(t_s[-1])
        self._hear(self._belly.feed(t_s, acc_g), heard_s)

    def read(self, now_s: float) -> "Measured[BreathSecond] | Missing":
        """The newest whole second, or why there is none."""
        if self._heard_s is None:
            return Missing(Gap.NO_SENSOR, Seconds(0.0))
        if now_s - self._heard_s > STALE_S:
            return Missing(Gap.STALE, Seconds(self._heard_s))
        if self._unfit:
            return Missing(Gap.IMPLAUSIBLE, Seconds(self._heard_s))
        newest = self._newest
        if newest is None:
            return Missing(Gap.TOO_FEW, Seconds(now_s))
        rate = newest.rate
        if isinstance(rate, Missing) and newest.held_s is None:
            return rate
        return Measured(newest, Seconds(self._heard_s), rate.quality if isinstance(rate, Measured) else 1.0)

    def _hear(self, out: "BreathOut", heard_s: float) -> None:
        self._heard_s = heard_s
        if out.seconds:
            self._newest = out.seconds[-1]

    def _begin_anew(self, rate_hz: float) -> None:
        from slackwater.signals.breath.belt import BreathStream  # noqa: PLC0415 -- numbers load at the first use

        self._belt = BreathStream(rate_hz) if rate_hz else None
        self._belly = None
        self._rate_hz = rate_hz
        self._last_t_s = None
        self._newest = None
