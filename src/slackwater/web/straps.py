"""This computer's own Bluetooth, as pages of this machine ask for it and are told of it: docs/protocol.md."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from slackwater.live.address import Keyhole, with_key
from slackwater.live.home import Home
from slackwater.live.host import HostBluetooth
from slackwater.web.browsers import cookie_for, new_browser
from slackwater.web.server import address_at

if TYPE_CHECKING:
    from slackwater.sensors.bluetooth import Found

Json = dict[str, Any]

MOST_TOLD = 8
"""Straps on one page, the strongest first. ENG: more are a race or a gym, and nobody reads on."""


class Straps:
    """At most one strap, joined by the server itself; every page that sees the session is told how it stands."""

    def __init__(self, keyhole: Keyhole, home: Home, tell: Callable[[Json], None]) -> None:
        self.port = 0
        """Where this server is reached; known once a page has come to it."""
        self._host = HostBluetooth(
            lambda: with_key(address_at(self.port), keyhole.key),
            cookie=self._cookie,
            changed=lambda: tell(self.message()),
        )
        self._home = home
        self._as = new_browser()
        """Who the strap is to this server: somebody before one person's door."""
        self._asked: set[asyncio.Task[None]] = set()
        self.any_asked = False
        """Whether there is anything to tell."""

    def take(self, message: Json) -> bool:
        """Begin what a page asks for; false for a strap that was not heard here. What comes of it is told."""
        if message["do"] == "look":
            self._begin(self._host.look())
        elif message["do"] == "let_go":
            self._begin(self._host.let_go())
        elif any(one.address == message["address"] for one in self._host.found):
            self._begin(self._host.use(message["address"]))
        else:
            return False
        return True

    def forget(self) -> None:
        """Let go and know of no strap, as after locking."""
        if self.any_asked:
            self._begin(self._host.forget())

    async def close(self) -> None:
        """Let go, and wait until it is done."""
        await self._host.let_go()

    def message(self) -> Json:
        """How it stands, as a message."""
        host = self._host
        return {
            "type": "straps",
            "said": host.said,
            "looking": host.looking,
            "used": host.strap or None,
            "straps": [_strap(one) for one in host.found[:MOST_TOLD]],
        }

    def _cookie(self) -> str:
        """What leads the strap to the session of whoever asked for it, and to nobody else's in the household."""
        self._home.cabinet.meet(self._as)
        return cookie_for(self._as, self.port)

    def _begin(self, asked: Coroutine[None, None, None]) -> None:
        self.any_asked = True
        task = asyncio.create_task(asked)
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)


def _strap(found: "Found") -> Json:
    from slackwater.live.joining import heard_as  # noqa: PLC0415 -- no page waits for Bluetooth unasked

    return {"address": found.address, "name": found.name[:80], "text": heard_as(found)}
