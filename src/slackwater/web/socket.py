"""The live socket, as docs/protocol.md says it."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from slackwater.live.home import Home

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def serve_socket(home: Home, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one connection until it ends."""
    await receive()
    await send({"type": "websocket.close"})
