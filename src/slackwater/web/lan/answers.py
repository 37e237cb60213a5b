"""Answers of the home network's two doors: small, closed to caches and frames, and asking nothing of anybody else."""

import asyncio
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from slackwater.tongues import script_words, spoken
from slackwater.web.socket import Receive, Send

BODY_MOST = 1024
"""Bytes of what a phone sends here: a code or a token. ENG."""
BODY_S = 5.0
"""How long it may take. ENG."""

_STATIC = Path(__file__).parents[1] / "static"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole."""

    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    async def send(self, send: Send) -> None:
        """Send it with what every answer says about staying here."""
        headers = {
            **_every_answer(),
            "Content-Type": self.kind,
            "Content-Length": str(len(self.body)),
            **self.headers,
        }
        written = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": written})
        await send({"type": "http.response.body", "body": self.body})


def page(name: str, value: object = None, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page, with its value."""
    html = render_to_string(f"{name}.html", {"page": value, "script_words": script_words(spoken())})
    return Answer(status, html.encode(), "text/html; charset=utf-8")


def plainly(status: HTTPStatus) -> Answer:
    """A refusal, or an answer without words."""
    return Answer(status, b"" if status is HTTPStatus.NO_CONTENT else f"{status.phrase}\n".encode())


def told(value: object, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer for the page's script."""
    return Answer(HTTPStatus.OK, json.dumps(value).encode(), "application/json", headers or {})


@cache
def static(name: str) -> Answer:
    """One of our own files."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    return Answer(HTTPStatus.OK, (_STATIC / name).read_bytes(), kind)


async def read_json(receive: Receive) -> dict[str, Any] | None:
    """The JSON object that was sent; None where it is none, too long, or slow."""
    try:
        body = await asyncio.wait_for(_body(receive), BODY_S)
        sent = json.loads(body) if body is not None else None
    except (TimeoutError, ValueError):
        return None
    return sent if isinstance(sent, dict) else None


async def _body(receive: Receive) -> bytes | None:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if message["type"] != "http.request" or len(body) > BODY_MOST:
            return None
        if not message.get("more_body"):
            return body


@cache
def _every_answer() -> Mapping[str, str]:
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "; ".join(
            f"{name} {' '.join(allowed)}" for name, allowed in rules.items()
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
