"""The one ASGI application: Django's pages beside the live socket."""

import asyncio
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from django.core.asgi import get_asgi_application

from slackwater.live.address import Keyhole
from slackwater.live.home import Home
from slackwater.live.idle import keep_looking
from slackwater.web.hub import Hub
from slackwater.web.settings import FILE_UPLOAD_MAX_MEMORY_SIZE
from slackwater.web.socket import Receive, Scope, Send, serve_socket
from slackwater.web.straps import Straps

if TYPE_CHECKING:
    from slackwater.web.lan.network import Lan

REQUEST_MOST = FILE_UPLOAD_MAX_MEMORY_SIZE


class Application:
    """Pages and socket of one :class:`Home`, which every request finds in its scope beside the server's keys."""

    def __init__(self, home: Home, keyhole: Keyhole, lan: "Lan | None" = None) -> None:
        self.home = home
        self.keyhole = keyhole
        self.lan = lan
        self._looking: asyncio.Task[None] | None = None
        self.hub = Hub()
        self.straps = self.hub.straps = Straps(keyhole, self.hub.straps_changed)
        home.listener = self.hub
        self._pages: Any = get_asgi_application()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, hold a socket, or live as long as the server does."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            self.straps.port = scope["server"][1]
            await serve_socket(self.home, self.hub, scope, receive, send)
        else:
            own = {"home": self.home, "keyhole": self.keyhole, "lan": self.lan}
            await self._pages({**scope, **own}, _no_more_than(REQUEST_MOST, receive), send)
            if (
                self.lan is not None and self.lan.stale
            ):  # a page has just opened, locked or forgotten the journal
                self._looking = asyncio.create_task(self.lan.look())

    async def _live(self, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "lifespan.shutdown":
            if message["type"] == "lifespan.startup":
                await self.home.start()
                looking = asyncio.create_task(keep_looking(self.home))
                if self.lan is not None:
                    await self.lan.start(self.hub)
                await send({"type": "lifespan.startup.complete"})
        looking.cancel()
        await self.straps.close()
        if self.lan is not None:
            await self.lan.close()
        await self.home.close()
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
