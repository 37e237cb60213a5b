"""The person's own usual rate in one posture: the median of the settling minutes, kept in constant memory."""

from slackwater.quantities import BeatsPerMinute, Seconds

SKIPPED_S = 10.0
"""The first seconds after lying down are the move, not the rest. ENG."""

LEAST_S = 20.0
LEAST_BEATS = 20
"""A usual needs as much settling, after what is skipped. ENG."""

_STEP = 0.5
_LOWEST = 20.0
_STEPS = 420
"""The median is kept to half a beat/min, over 20 … 230."""


class Usual:
    """Learns while open. A later settling may only lower it: a heart still high is no new usual."""

    def __init__(self) -> None:
        self._kept: BeatsPerMinute | None = None
        self._counts: list[int] = []
        self._from: Seconds | None = None
        self._last: Seconds | None = None

    def open(self, now: Seconds) -> None:
        """Begin a settling."""
        self.close()
        self._counts = [0] * _STEPS
        self._from = Seconds(now + SKIPPED_S)
        self._last = None

    def learn(self, bpm: BeatsPerMinute, at: Seconds) -> None:
        """Take the rate at one beat of the settling."""
        if self._from is None or at < self._from:
            return
        self._counts[max(0, min(_STEPS - 1, round((bpm - _LOWEST) / _STEP)))] += 1
        self._last = at

    def close(self) -> None:
        """End a settling and keep what it taught."""
        self._kept = self.bpm
        self._from = None
        self._counts = []

    @property
    def bpm(self) -> BeatsPerMinute | None:
        """The usual, once there is one."""
        now = self._median()
        if now is None or self._kept is None:
            return self._kept if now is None else now
        return min(self._kept, now)

    def _median(self) -> BeatsPerMinute | None:
        beats = sum(self._counts)
        if (
            self._from is None
            or self._last is None
            or beats < LEAST_BEATS
            or self._last - self._from < LEAST_S
        ):
            return None
        seen = 0
        for step, count in enumerate(self._counts):
            seen += count
            if 2 * seen >= beats:
                return BeatsPerMinute(_LOWEST + step * _STEP)
        return None
