"""The person's own usual in one posture: the median of the settling minutes, kept in constant memory."""

from collections.abc import Callable
from dataclasses import dataclass

from slackwater.quantities import Seconds
from slackwater.signals.heart.variability import LOOKS_BACK_S

SKIPPED_S = 10.0
"""The first seconds after lying down are the move, not the rest. ENG."""

LEAST_S = 20.0
LEAST_BEATS = 20
"""A usual needs as much settling, after what is skipped. ENG."""


@dataclass(frozen=True, slots=True)
class Learning:
    """How the usual of one quantity is learned."""

    lowest: float
    step: float
    steps: int
    """The median is kept to one step, over this many from the lowest on."""
    keep: Callable[[float, float], float]
    """Which of two settlings counts: the one that asks for more care."""
    skipped_s: float = SKIPPED_S
    least_s: float = LEAST_S
    least_beats: int = LEAST_BEATS


RATE = Learning(lowest=20.0, step=0.5, steps=420, keep=min)
"""Heart rate, beats/min, 20 … 230. A later settling may only lower it: a heart still high is no new usual."""

RMSSD = Learning(
    lowest=0.0, step=1.0, steps=300, keep=max, skipped_s=LOOKS_BACK_S, least_s=0.0, least_beats=1
)
"""RMSSD, ms, 0 … 300. Each value looks back a minute, so the first counts a minute into the settling. A later
settling may only raise it: a heart that still varies little is no new usual."""


class Usual:
    """Learns while open."""

    def __init__(self, learning: Learning) -> None:
        self._learning = learning
        self._kept: float | None = None
        self._counts: list[int] = []
        self._from: Seconds | None = None
        self._last: Seconds | None = None

    def open(self, now: Seconds) -> None:
        """Begin a settling."""
        self.close()
        self._counts = [0] * self._learning.steps
        self._from = Seconds(now + self._learning.skipped_s)
        self._last = None

    def learn(self, value: float, at: Seconds) -> None:
        """Take the value at one beat of the settling."""
        if self._from is None or at < self._from:
            return
        step = round((value - self._learning.lowest) / self._learning.step)
        self._counts[max(0, min(self._learning.steps - 1, step))] += 1
        self._last = at

    def close(self) -> None:
        """End a settling and keep what it taught."""
        self._kept = self.value
        self._from = None
        self._counts = []

    @property
    def value(self) -> float | None:
        """The usual, once there is one."""
        now = self._median()
        if now is None or self._kept is None:
            return self._kept if now is None else now
        return self._learning.keep(self._kept, now)

    def _median(self) -> float | None:
        beats = sum(self._counts)
        if (
            self._from is None
            or self._last is None
            or beats < self._learning.least_beats
            or self._last - self._from < self._learning.least_s
        ):
            return None
        seen = 0
        for step, count in enumerate(self._counts):
            seen += count
            if 2 * seen >= beats:
                return self._learning.lowest + step * self._learning.step
        return None
