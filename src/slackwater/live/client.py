"""The way in for a program of ours: a cookie for the key, then the live socket, as docs/protocol.md says."""

import asyncio
import http.client
import json
from collections.abc import Mapping
from http import HTTPStatus
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from slackwater.live.address import has_key, read_address
from slackwater.live.errors import NoKey, NoServer, NotSlackwater

ADDRESS = "http://127.0.0.1:8765/"
"""Where ``slackwater serve`` is when nothing else was asked for."""

PATIENCE_S = 5.0

Message = Mapping[str, Any]


async def open_socket(address: str, cookie: str | None = None) -> ClientConnection:
    """Open the live socket of the server at this address, with its own cookie unless one is given."""
    where = _where(address)
    if cookie is None:
        cookie = await asyncio.to_thread(fetch_cookie, address)
    try:
        return await connect(
            f"ws://{where.netloc}/ws/session",
            origin=f"http://{where.netloc}",  # type: ignore[arg-type]
            additional_headers={"Cookie": cookie},
            proxy=None,
            open_timeout=PATIENCE_S,
            close_timeout=1.0,
        )
    except OSError as error:
        raise NoServer(address) from error
    except WebSocketException as error:
        raise NotSlackwater(address) from error


def find_address(asked: str | None, folder: Path) -> str:
    """The address to use, with the key of the server of this folder where the asked one has none."""
    kept = read_address(folder)
    if asked is None:
        return kept or ADDRESS
    if kept and not has_key(asked) and _where(kept).netloc == _where(asked).netloc:
        return kept
    return asked


def fetch_cookie(address: str) -> str:
    """Fetch the cookie that the server gives for the key in its address, ready for a ``Cookie`` header."""
    where = _where(address)
    asked = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE_S)
    try:
        asked.request("GET", f"/?{where.query}")
        answer, given = asked.getresponse(), SimpleCookie()
        for header in answer.headers.get_all("Set-Cookie", []):
            given.load(header)
    except OSError as error:
        raise NoServer(address) from error
    except http.client.HTTPException as error:
        raise NotSlackwater(address) from error
    finally:
        asked.close()
    if not given:
        raise NoKey(address) if answer.status == HTTPStatus.FORBIDDEN else NotSlackwater(address)
    return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in given.items())


async def send(socket: ClientConnection, message: Message) -> None:
    """Send one message."""
    await socket.send(json.dumps(message))


async def receive(socket: ClientConnection) -> dict[str, Any]:
    """Give the next message."""
    message = json.loads(await socket.recv())
    return message if isinstance(message, dict) else {}


def _where(address: str) -> SplitResult:
    """Give the server's place from ``http://…``, ``ws://…`` or just ``host:port``."""
    where = urlsplit(address if "//" in address else f"//{address}", scheme="http")
    try:
        known = bool(where.hostname and where.port) and where.scheme in ("http", "ws")
    except ValueError:
        known = False
    if not known:
        raise NoServer(address)
    return where
