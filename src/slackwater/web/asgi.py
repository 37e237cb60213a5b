"""The one ASGI application: Django's pages beside the live socket."""

import asyncio
from collections.abc import MutableMapping
from threading import Thread
from typing import TYPE_CHECKING, Any

from django.core.asgi import get_asgi_application

from slackwater.live.address import Keyhole
from slackwater.live.home import Home
from slackwater.live.household import Household
from slackwater.web.browsers import browser_in
from slackwater.web.hub import Hub
from slackwater.web.messages import header
from slackwater.web.settings import FILE_UPLOAD_MAX_MEMORY_SIZE
from slackwater.web.socket import Receive, Scope, Send, serve_socket
from slackwater.web.spoken import read_ahead
from slackwater.web.straps import Straps

if TYPE_CHECKING:
    from slackwater.web.lan.network import Lan

REQUEST_MOST = FILE_UPLOAD_MAX_MEMORY_SIZE
READ_AFTER_S = 3.0
"""ENG: at once, the files of the first page take 0.3 s in place of 0.05."""


class Application:
    """Pages and sockets of every home on this machine; a request finds its own in its scope, beside the keys."""

    def __init__(self, home: Home, keyhole: Keyhole, lan: "Lan | None" = None) -> None:
        self.keyhole = keyhole
        self.lan = lan
        self._hubs: dict[Home, Hub] = {}
        self._looking: asyncio.Task[None] | None = None
        self._reading: asyncio.TimerHandle | None = None
        """Of all languages, begun once the first page and its files are out."""
        self.household = Household(home, self._meet)
        self.hub = self._hubs[home]
        self._pages: Any = get_asgi_application()

    def _meet(self, home: Home) -> None:
        """Somebody's home has its own connections and its own straps."""
        hub = Hub()
        hub.straps = Straps(self.keyhole, home, hub.straps_changed)
        home.listener = self._hubs[home] = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, hold a socket, or live as long as the server does."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        home = self.household.home_of(browser_in(header(scope, b"cookie"), scope["server"][1]))
        if scope["type"] == "websocket":
            hub = self._hubs[home]
            if hub.straps is not None:
                hub.straps.port = scope["server"][1]
            await serve_socket(home, hub, scope, receive, send)
            return
        lan = self.lan if self.lan is not None and self.lan.home is home else None  # phones join one person's
        own = {"home": home, "household": self.household, "keyhole": self.keyhole, "lan": lan}
        await self._pages({**scope, **own}, _no_more_than(REQUEST_MOST, receive), send)
        if self._reading is None:
            reading = Thread(target=read_ahead, name="languages", daemon=True)
            self._reading = asyncio.get_running_loop().call_later(READ_AFTER_S, reading.start)
        if self.lan is not None and self.lan.stale:  # a page has just opened, locked or forgotten the journal
            self._looking = asyncio.create_task(self.lan.look())

    async def _live(self, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "lifespan.shutdown":
            if message["type"] == "lifespan.startup":
                await self.household.start()
                if self.lan is not None:
                    await self.lan.start(self.hub)
                await send({"type": "lifespan.startup.complete"})
        for hub in self._hubs.values():
            if hub.straps is not None:
                await hub.straps.close()
        if self.lan is not None:
            await self.lan.close()
        await self.household.close()
        await send({"type": "lifespan.shutdown.complete"})


def _no_more_than(most_bytes: int, receive: Receive) -> Receive:
    """A request that is longer is cut off before any of it would be put on the disk."""
    so_far = 0

    async def next_part() -> MutableMapping[str, Any]:
        nonlocal so_far
        part = await receive()
        so_far += len(part.get("body", b""))
        return part if so_far <= most_bytes else {"type": "http.disconnect"}

    return next_part
