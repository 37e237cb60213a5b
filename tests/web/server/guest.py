"""A person and their page without a browser: plain HTTP, the plain socket, and every message held to the schema."""

import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from slackwater.practices.asking import questions
from slackwater.web.messages import is_valid

Json = dict[str, Any]
PASSPHRASE = "four quiet words here"
PATIENCE_S = 20.0


class Guest:
    """One browser's worth of cookies, walking the pages."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.html = ""
        self.at = ""
        self.status = 0
        self.headers: Any = None
        self._sockets = ExitStack()

    def close(self) -> None:
        """Close every socket."""
        self._sockets.close()

    def come_in(self, address: str) -> None:
        """Open the address as it was printed."""
        self.get(address.removeprefix(self.url))

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.url + path))

    def post(self, path: str, **fields: object) -> str:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', self.html)
        body = {"csrfmiddlewaretoken": token[1] if token else "", **fields}
        data = urllib.parse.urlencode(body, doseq=True).encode()
        return self._open(urllib.request.Request(self.url + path, data, {"Origin": self.url}))

    def _open(self, request: urllib.request.Request) -> str:
        try:
            answer = self._opener.open(request, timeout=PATIENCE_S)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.html = answer.read().decode()
            self.status, self.headers = answer.status, answer.headers
            self.at = urllib.parse.urlsplit(answer.geturl()).path
        return self.html

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def set_up(self, keeping: str = "nothing") -> None:
        """The first run: how it is kept, and a screening of somebody to whom nothing applies."""
        self.get("/welcome")
        self.post("/welcome", keeping=keeping, passphrase=PASSPHRASE, again=PASSPHRASE)
        self.get("/screening")
        none = {group.id: f"{group.id}.none" for group in questions().groups}
        self.post("/screening", adult="yes", **none)

    def begin(self, **wishes: str) -> None:
        """From Today into a session, with these wishes for ``time``, ``posture`` or ``practice``."""
        self.get("/")
        self.post("/", arriving="steady")
        self.post("/", new="today.none")
        self.post("/", choose="yes", **wishes)
        self.post("/session", choice="")
        assert self.at == "/session", self.html

    def unlock(self) -> None:
        self.get("/unlock")
        self.post("/unlock", passphrase=PASSPHRASE)
        assert self.status == 200, self.html

    def line(self, role: str = "page", page: str | None = None) -> "Line":
        """A socket that has said hello."""
        return Line(self.socket(), role, page)

    def socket(self, language: str = "", **headers: str) -> ClientConnection:
        where = urllib.parse.urlsplit(self.url).netloc
        told = {"Cookie": self.cookie, "Origin": self.url, **headers}
        origin = told.pop("Origin")
        opening = connect(
            f"ws://{where}/ws/session{f'?language={language}' if language else ''}",
            origin=origin or None,  # type: ignore[arg-type]
            additional_headers=told,
            open_timeout=PATIENCE_S,
            close_timeout=1,
            proxy=None,
        )
        return self._sockets.enter_context(opening)


class Line:
    """One socket, as a page holds it."""

    def __init__(self, socket: ClientConnection, role: str = "page", page: str | None = None) -> None:
        self.socket = socket
        self.page = page or uuid.uuid4().hex
        self.heard: list[Json] = []
        self._beats = 0
        self.send(type="hello", protocol=1, role=role, page=self.page)
        self.welcome = self.until(lambda message: message["type"] in ("welcome", "refused"))

    def send(self, **message: object) -> None:
        self.socket.send(json.dumps(message))

    def say(self, what: str, say_id: str | None = None, **fields: object) -> str:
        said = say_id or uuid.uuid4().hex
        self.send(type="say", id=said, what=what, **fields)
        return said

    def beat(self) -> None:
        self._beats += 1
        self.send(type="beat", n=self._beats)

    def next(self, timeout_s: float = PATIENCE_S) -> Json:
        message = json.loads(self.socket.recv(timeout=timeout_s))
        assert is_valid("toClient", message), message
        self.heard.append(message)
        return dict(message)

    def until(self, wanted: Callable[[Json], bool], timeout_s: float = PATIENCE_S) -> Json:
        """The next message that is wanted; beats go on meanwhile where this page leads."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            try:
                message = self.next(0.5)
            except TimeoutError:
                if getattr(self, "welcome", {}).get("you") == "holder":
                    self.beat()
                continue
            if wanted(message):
                return message
        raise AssertionError(f"not heard; the last was {self.heard[-3:]}")

    def scene(self, wanted: Callable[[Json], bool] = lambda _: True) -> Json:
        return self.until(lambda message: message["type"] == "scene" and wanted(message))

    def asked(self, kind: str) -> Json:
        """The question of this kind, once it stands."""
        shown = self.latest("scene")
        if shown is not None and shown["question"] and shown["question"]["kind"] == kind:
            return dict(shown["question"])
        scene = self.scene(lambda one: one["question"] is not None and one["question"]["kind"] == kind)
        return dict(scene["question"])

    def ack(self, said: str) -> Json:
        return self.until(lambda message: message["type"] == "ack" and message["id"] == said)

    def latest(self, kind: str) -> Json | None:
        return next((message for message in reversed(self.heard) if message["type"] == kind), None)

    def answer(self, kind: str, what: str, **fields: object) -> str:
        """Wait for the question, and answer it."""
        return self.say(what, question=self.asked(kind)["n"], **fields)

    def practise(self) -> Json:
        """From arrival into movement."""
        self.answer("arrival", "arrived", distress=2, far_away=0)
        self.answer("begin", "agree")
        return self.scene(lambda scene: scene["moving"])

    def close(self) -> None:
        self.socket.close()

    def closed_with(self) -> int:
        """The code the server closed with."""
        try:
            while True:
                self.socket.recv(timeout=PATIENCE_S)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
