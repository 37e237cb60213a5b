"""RMSSD of the last minute, live, from intervals put right by what has come so far."""

from collections import deque
from typing import TYPE_CHECKING

from slackwater.quantities import Gap, Missing, Seconds

if TYPE_CHECKING:
    from slackwater.signals.heart.hrv import TimeDomain

WINDOW_S = 60.0
"""A minute: in less, RMSSD is off by more than a tenth (``hrv``)."""

UNSURE = 2
"""The newest intervals are left out: an early beat is known by the pause after it."""

LOOKS_BACK_S = WINDOW_S + 4.0
"""How old the oldest beat of the minute may be: two of the slowest hearts' beats more."""

_MOST = 220 + 128
"""Intervals in a minute of the quickest heart believed, and what is needed to judge the first of them
(``artefacts.REACH_BACK``)."""


class Variability:
    """Holds the intervals of a minute and what is needed to judge them; bounded memory."""

    def __init__(self) -> None:
        self._rr_ms: deque[float] = deque(maxlen=_MOST)
        self._known: TimeDomain | Missing | None = None

    def forget(self) -> None:
        """Start again, as after a silence."""
        self._rr_ms.clear()
        self._known = None

    def take(self, rr_ms: float) -> None:
        """Take the next interval, ms."""
        self._rr_ms.append(rr_ms)
        self._known = None

    def minute(self) -> "TimeDomain | Missing":
        """Give the last minute of intervals over time; Missing (too few) before there is one, or see ``hrv``."""
        if self._known is None:
            self._known = self._judge()
        return self._known

    def _judge(self) -> "TimeDomain | Missing":
        if sum(self._rr_ms) < 1000 * WINDOW_S:
            return Missing(Gap.TOO_FEW, Seconds(0.0))
        # The first page is there sooner, and a session without a strap never loads them.
        from slackwater.signals.heart.hrv import time_domain  # noqa: PLC0415
        from slackwater.signals.heart.rr import correct  # noqa: PLC0415

        corrected = correct(list(self._rr_ms))
        if len(corrected.ends_s) <= UNSURE or corrected.ends_s[-1 - UNSURE] < WINDOW_S:
            return Missing(Gap.TOO_FEW, Seconds(0.0))
        end_s = float(corrected.ends_s[-1 - UNSURE])
        return time_domain(corrected.between(end_s - WINDOW_S, end_s))
