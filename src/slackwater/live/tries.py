"""Tries at a key: after a few that were wrong each next one waits a little longer, and never for ever."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil

from slackwater.journal.errors import WrongKey
from slackwater.live.clock import Clock
from slackwater.live.errors import TriedOften

FREE = 3
"""Wrong tries before the first wait: a slip of the finger, another keyboard, an old passphrase. ENG."""

FIRST_WAIT_S = 2.0
"""ENG: each further wrong try doubles it."""

LONGEST_WAIT_S = 60.0
"""ENG: at most 1440 guesses a day beside what each costs, and nobody is kept out of their own journal for long."""


class Tries:
    """The tries of one running program, whichever browser makes them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong = 0
        self._from_s = clock.now_s()
        self._one_by_one = asyncio.Lock()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """One try: refused without a look at the key while there is a wait; tries at once go one after another."""
        async with self._one_by_one:
            wait_s = self._from_s - self._clock.now_s()
            if wait_s > 0:
                raise TriedOften(ceil(wait_s))
            try:
                yield
            except WrongKey:
                self._wrong += 1
                self._from_s = self._clock.now_s() + self._wait_s()
                raise
            self._wrong = 0

    def _wait_s(self) -> float:
        if self._wrong < FREE:
            return 0.0
        doublings = min(self._wrong - FREE, 16)
        return min(LONGEST_WAIT_S, FIRST_WAIT_S * float(2**doublings))
