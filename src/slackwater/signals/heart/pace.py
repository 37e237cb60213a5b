"""Whether beats come at the pace of real time: an old burst, a clock ahead or a tape at 60× does not."""

from slackwater.quantities import Gap, Seconds

APART_S = 10.0
"""How far the strap's clock and the session's may disagree. ENG: the same ten seconds as *stale*."""

DRIFT = 0.01
"""How fast the two clocks may drift apart: s per s. A strap's crystal keeps within 0.001. ENG."""

ANEW_S = 30.0
"""After disagreeing this long, the clocks are set against each other again. ENG."""

AHEAD_S = 6.0
"""Seconds of heart beats beyond the seconds that passed. More cannot come from a living heart. ENG."""

BACKLOG_S = 10.0
"""Seconds of silence a burst may make up for. ENG."""

EASE = 0.1
"""How fast an excess is forgiven: s per s. ENG."""


class Pace:
    """Watches two clocks and the sum of the intervals; constant memory."""

    def __init__(self) -> None:
        self._arrived: Seconds | None = None
        self._sent_s: float | None = None
        self._offset_s: float | None = None
        self._apart_since: Seconds | None = None
        self._ahead_s = -BACKLOG_S
        self._clocks: Gap | None = None

    def arrive(self, arrived: Seconds, sent_s: float | None) -> bool:
        """Note that a sample arrived; true when the strap's clock began anew: old beats do not join."""
        elapsed = 0.0 if self._arrived is None else max(0.0, arrived - self._arrived)
        self._arrived = arrived
        self._ahead_s = max(-BACKLOG_S, self._ahead_s - (1 + EASE) * elapsed)
        if sent_s is None:
            return False
        restarted = self._sent_s is not None and sent_s < self._sent_s
        self._sent_s = sent_s
        offset_s = arrived - sent_s
        if self._offset_s is None or restarted:
            self._set_clocks(offset_s)
            return restarted
        apart_s = offset_s - self._offset_s
        self._offset_s += max(-DRIFT * elapsed, min(DRIFT * elapsed, apart_s))
        if abs(apart_s) <= APART_S:
            self._clocks, self._apart_since = None, None
            return False
        self._clocks = Gap.STALE if apart_s > 0 else Gap.FROM_THE_FUTURE
        if self._apart_since is None:
            self._apart_since = arrived
        if arrived - self._apart_since > ANEW_S:
            self._set_clocks(offset_s)
            return True
        return False

    def _set_clocks(self, offset_s: float) -> None:
        self._offset_s, self._apart_since, self._clocks = offset_s, None, None

    def beat(self, interval_s: float) -> None:
        """Count one interval against the time that passed."""
        self._ahead_s = min(2 * AHEAD_S, self._ahead_s + interval_s)

    @property
    def old_or_early(self) -> Gap | None:
        """Why the newest sample's beats are not of now, if they are not."""
        return self._clocks

    @property
    def wrong(self) -> Gap | None:
        """Why nothing can be said, if the pace is not that of real time."""
        if self._clocks is not None:
            return self._clocks
        return Gap.IMPLAUSIBLE if self._ahead_s > AHEAD_S else None
