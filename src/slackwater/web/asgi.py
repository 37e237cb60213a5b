"""The one ASGI application: Django's pages beside the live socket."""

from typing import Any

from django.core.asgi import get_asgi_application

from slackwater.live.address import Keyhole
from slackwater.live.home import Home
from slackwater.web.hub import Hub
from slackwater.web.socket import Receive, Scope, Send, serve_socket


class Application:
    """Pages and socket of one :class:`Home`, which every request finds in its scope beside the server's keys."""

    def __init__(self, home: Home, keyhole: Keyhole) -> None:
        self.home = home
        self.keyhole = keyhole
        self.hub = Hub()
        home.listener = self.hub
        self._pages: Any = get_asgi_application()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, hold a socket, or live as long as the server does."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await serve_socket(self.home, self.hub, scope, receive, send)
        else:
            await self._pages({**scope, "home": self.home, "keyhole": self.keyhole}, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "lifespan.shutdown":
            if message["type"] == "lifespan.startup":
                await self.home.start()
                await send({"type": "lifespan.startup.complete"})
        await self.home.close()
        await send({"type": "lifespan.shutdown.complete"})
