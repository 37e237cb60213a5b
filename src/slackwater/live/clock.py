"""Time for a session: a clock that also counts while the machine sleeps, and one for tests."""

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds of the wall since some fixed moment; never expected to be exact, only to go on."""

    def now_s(self) -> float:
        """Seconds now."""

    def unix_s(self) -> int:
        """Seconds since 1970, for saying when a session was."""


class WallClock:
    """The machine's clock. Sleep counts: a laptop that was closed for an hour was away for an hour."""

    def now_s(self) -> float:
        """Seconds since the machine started, sleep included where the system tells."""
        return time.clock_gettime(_COUNTS_SLEEP)

    def unix_s(self) -> int:
        """Seconds since 1970."""
        return int(time.time())


if sys.platform == "linux":
    _COUNTS_SLEEP = time.CLOCK_BOOTTIME
else:
    _COUNTS_SLEEP = time.CLOCK_MONOTONIC  # on macOS it runs on through sleep


class HandClock:
    """A clock that moves when it is told to."""

    def __init__(self, *, unix_s: int = 1_800_000_000) -> None:
        self._now_s = 0.0
        self._unix_s = unix_s

    def now_s(self) -> float:
        """Seconds as told."""
        return self._now_s

    def unix_s(self) -> int:
        """Seconds since 1970, as told."""
        return self._unix_s + int(self._now_s)

    def move(self, seconds: float) -> None:
        """Let so much time pass; a negative amount is a clock set back."""
        self._now_s += seconds


class SessionTime:
    """How many whole session seconds have passed, and how many of them were given to the engine."""

    def __init__(self, clock: Clock, speed: float, passed: int = 0) -> None:
        self.clock = clock
        self.speed = speed
        self._began_s = clock.now_s()
        self._before = passed
        self.given = passed

    def now(self) -> float:
        """Session seconds now. A clock that is set back holds still until it catches up."""
        running = max(0.0, (self.clock.now_s() - self._began_s) * self.speed)
        return max(float(self.given), self._before + running)

    def due(self) -> int:
        """Whole seconds that passed and were not given yet."""
        return int(self.now()) - self.given

    def until_next(self) -> float:
        """Wall seconds until the next whole session second."""
        return max(0.0, (self.given + 1 - self.now()) / self.speed)
