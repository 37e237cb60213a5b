"""Locking by itself: after a while of the person's choice alone, and never in a session that goes on."""

import asyncio
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from slackwater.journal.facts import Kept, PersonSet
from slackwater.live.clock import Clock
from slackwater.live.errors import StillWaiting
from slackwater.session.phases import Phase

if TYPE_CHECKING:
    from slackwater.live.home import Home

LOCK_AFTER = "lock_after_min"
WAITS_MIN = (5, 15, 60, 0)
"""Minutes to choose from; 0 never locks by itself."""
USUAL_MIN = 60
"""ENG: longer than a session and the quiet after it."""
LOOK_S = 2.0
"""How often it is looked at. ENG."""

_LOG = logging.getLogger("slackwater.live")


class Idle:
    """How long nobody has used an open journal. Time in which the computer slept counts too."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.after_s = USUAL_MIN * 60.0
        """0 never locks by itself."""
        self.use()

    def use(self) -> None:
        """Somebody is here now."""
        self._since_s, self._since_unix_s = self._clock.now_s(), self._clock.unix_s()

    @property
    def is_due(self) -> bool:
        """Whether it was left alone for so long."""
        alone_s = max(self._clock.now_s() - self._since_s, self._clock.unix_s() - self._since_unix_s)
        return 0 < self.after_s <= alone_s

    def read(self, facts: Iterable[Kept]) -> None:
        """Take the wait that the person chose; what is not understood counts as not chosen."""
        chosen = [fact.value for fact in facts if isinstance(fact, PersonSet) and fact.name == LOCK_AFTER]
        minutes = chosen[-1] if chosen and chosen[-1] in WAITS_MIN else USUAL_MIN
        self.after_s = minutes * 60.0
        self.use()


def wait_fact(minutes: int) -> PersonSet:
    """The chosen wait as it is kept."""
    return PersonSet(LOCK_AFTER, minutes)


async def lock_if_left(home: "Home") -> bool:
    """Whether the journal was left alone and is locked now. A session that is not paused counts as use."""
    cabinet, running = home.cabinet, home.running
    if running is not None and running.guide.state.phase is not Phase.PAUSED:
        cabinet.idle.use()
    if not (cabinet.keeps and cabinet.unlocked and cabinet.idle.is_due):
        return False
    try:
        await home.lock()
    except StillWaiting:
        _LOG.warning("the disk does not take everything yet, so the journal did not lock by itself")
        return False
    return True


async def keep_looking(home: "Home") -> None:
    """Lock whenever it is due, for as long as the server lives."""
    while True:
        await asyncio.sleep(LOOK_S)
        try:
            await lock_if_left(home)
        except Exception:  # noqa: BLE001 -- whatever it is, the next look may come through
            _LOG.exception("the journal could not be looked after")
