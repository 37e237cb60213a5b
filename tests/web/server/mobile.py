"""A phone on the home network without a browser: what it can send to the plain door and to the secure one."""

import http.client
import json
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

from .guest import PATIENCE_S, Guest, Line
from .house import House

CODE = re.compile(r"/#([\w-]+)</samp>")
COOKIE = "__Host-slackwater-phone"


class Reply:
    """One answer."""

    def __init__(self, answer: HTTPResponse | urllib.error.HTTPError) -> None:
        with answer:
            self.body: bytes = answer.read()
            self.status = int(answer.status or 0)
            self.headers = answer.headers

    @property
    def text(self) -> str:
        return self.body.decode()


class LanHouse:
    """A server with its home network on loopback, its owner, and phones."""

    def __init__(self, folder: Path, speed: float = 60.0) -> None:
        folder.mkdir(exist_ok=True, mode=0o700)
        self.house = House(folder, speed, lan=True)
        assert self.house.lan is not None
        self.lan = self.house.lan
        self.owner = Guest(self.house.url)
        self.owner.come_in(self.house.address)
        self._sockets = ExitStack()

    def close(self) -> None:
        self._sockets.close()
        self.owner.close()
        self.house.close()

    def codes(self) -> tuple[str, str]:
        """Fresh codes as the owner's page shows them: for stopping alone, and for joining."""
        self.owner.get("/phone")
        self.owner.post("/phone", show="codes")
        stop, join = CODE.findall(self.owner.html)
        return stop, join

    def phone(self) -> "Mobile":
        """A phone that trusts the authority and has not joined."""
        return Mobile(self.lan.plain, self.lan.secure, self._sockets)

    def joined(self) -> "Mobile":
        """A phone that has joined."""
        phone = self.phone()
        assert phone.join(self.codes()[1]).status == 200
        return phone

    def stopper(self) -> "Mobile":
        """A phone that trusts nothing, and may stop."""
        phone = self.phone()
        phone.token = json.loads(phone.post("/pair", {"code": self.codes()[0]}, secure=False).body)["token"]
        return phone


class Mobile:
    """One phone."""

    def __init__(self, plain: str, secure: str, sockets: ExitStack) -> None:
        self.plain, self.secure = plain, secure
        self.cookie = ""
        self.token = ""
        self._sockets = sockets
        self.agent = "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile"

    @cached_property
    def trust(self) -> ssl.SSLContext:
        """Trust in the certificate that the plain door hands out, and in nothing else."""
        return ssl.create_default_context(cadata=self.get("/slackwater.crt", secure=False).body)

    def get(self, path: str, *, secure: bool = True, **headers: str) -> Reply:
        return self._ask(path, None, secure, headers)

    def post(self, path: str, body: object, *, secure: bool = True, **headers: str) -> Reply:
        origin = {"Origin": self.secure if secure else self.plain}
        return self._ask(path, json.dumps(body).encode(), secure, {**origin, **headers})

    def join(self, code: str) -> Reply:
        """Bring a code to the secure door; what it gives is kept."""
        reply = self.post("/pair", {"code": code})
        if given := reply.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        return reply

    def stop(self, what: str = "pause", token: str | None = None) -> int:
        """Stop by the plain door."""
        sent = {"token": self.token if token is None else token, "what": what}
        return self.post("/stop", sent, secure=False).status

    def socket(self, *, secure: bool = True, **headers: str) -> ClientConnection:
        told = {"Cookie": self.cookie, "Origin": self.secure, **headers}
        origin: Any = told.pop("Origin") or None
        opening = connect(
            f"{'wss' if secure else 'ws'}://{urlsplit(self.secure if secure else self.plain).netloc}/ws/session",
            ssl=self.trust if secure else None,
            origin=origin,
            additional_headers=told,
            open_timeout=PATIENCE_S,
            close_timeout=1,
            proxy=None,
        )
        return self._sockets.enter_context(opening)

    def line(self, role: str = "watch") -> Line:
        return Line(self.socket(), role)

    def _ask(self, path: str, body: bytes | None, secure: bool, headers: dict[str, str]) -> Reply:
        url = (self.secure if secure else self.plain) + path
        sent = {"User-Agent": self.agent, "Cookie": self.cookie if secure else "", **headers}
        request = urllib.request.Request(url, body, sent)
        try:
            context = self.trust if secure else None
            return Reply(urllib.request.urlopen(request, timeout=PATIENCE_S, context=context))
        except urllib.error.HTTPError as error:
            return Reply(error)


def until(wanted: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + PATIENCE_S
    while not wanted():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@contextmanager
def asked_by(url: str, host: str) -> Iterator[http.client.HTTPResponse]:
    """What is answered to this ``Host``."""
    asking = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)
    try:
        asking.putrequest("GET", "/", skip_host=True)
        asking.putheader("Host", host)
        asking.endheaders()
        yield asking.getresponse()
    finally:
        asking.close()
