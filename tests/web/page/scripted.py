"""A server that says exactly what a test wants it to say.

The templates, styles and modules are the shipped ones; only the socket is scripted. Everything the page sends
is checked against the protocol's schema.
"""

import asyncio
import json
import mimetypes
import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import django
import jsonschema
from django.conf import settings
from django.template.loader import render_to_string
from jsonschema import Draft202012Validator

from slackwater.practices import library
from slackwater.practices.showing import for_page

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "slackwater" / "web"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self'"
)
WAIT_S = 8.0
Message: TypeAlias = dict[str, Any]
Asgi: TypeAlias = Any


def _ask(kind: str, text: str, *choices: tuple[str, str], words: tuple[str, ...] = ()) -> Message:
    return {
        "kind": kind,
        "text": text,
        "choices": [{"what": what, "text": said} for what, said in choices],
        "words": [{"id": word, "text": word, "group": "kind of " + word[:1]} for word in words],
        "louder": kind == "still_here_louder",
    }


def _line(text: str, sub: str | None = None) -> Message:
    return {"id": text, "text": text, "sub": sub}


TIDE = {"in_s": 4.0, "out_s": 6.0}
FIGURE = {"practice": "pelvic-tilts", "variant": "floor", "side": "none", "clip": "work", "t0_s": 0.0}
PAUSED = {"reason": "person_paused", "text": "You paused."}
TOO_MUCH = {"reason": "too_much", "text": "You said it was too much. Stopping is a success."}
WHY = (("hurt", "It hurts"), ("dizzy", "Dizzy"), ("far_away", "Far away"), ("only_a_pause", "Just a pause"))
SCENES: dict[str, Message] = {
    "arriving": {
        "phase": "arriving",
        "line": _line("How is it as you arrive?"),
        "question": _ask("arrival", "How is it as you arrive?", ("arrived", "Say how it is")),
    },
    "begin": {
        "phase": "settling",
        "line": _line("Begin whenever you like, or stay here."),
        "question": _ask("begin", "Begin whenever you like.", ("agree", "Begin"), ("end", "End here")),
        "buttons": ["pause", "too_much"],
    },
    "moving": {
        "phase": "practising",
        "moving": True,
        "line": _line("Your lower back rests into the floor", "Only as far as feels easy"),
        "figure": FIGURE,
        "tide": TIDE,
        "buttons": ["softer", "pause", "too_much"],
    },
    "resting": {
        "phase": "resting",
        "line": _line("Rest as long as you like."),
        "buttons": ["pause", "too_much"],
    },
    "still_here": {
        "phase": "practising",
        "moving": True,
        "figure": FIGURE,
        "tide": TIDE,
        "line": _line("Still with me? One tap is enough."),
        "question": _ask("still_here", "Still with me?", ("still_here", "I am here")),
        "buttons": ["softer", "pause", "too_much"],
    },
    "checking_in": {
        "phase": "checking_in",
        "line": _line("How is it right now?"),
        "question": _ask(
            "check_in",
            "How is it right now?",
            ("check_in", "Say how it is"),
            words=("warm", "tight", "foggy"),
        ),
        "buttons": ["pause", "too_much"],
    },
    "paused": {
        "phase": "paused",
        "line": _line("You can stop moving.", "Nothing starts again without you."),
        "question": _ask("why_stopped", "What was it, if you want to say?", *WHY),
        "stop": PAUSED,
        "buttons": ["too_much"],
    },
    "go_on": {
        "phase": "paused",
        "line": _line("You might go on gently, or end here."),
        "question": _ask("go_on", "You might go on gently.", ("agree", "Go on gently"), ("end", "End here")),
        "stop": PAUSED,
    },
    "grounding": {
        "phase": "grounding",
        "line": _line("You can stop moving. The ground is here.", "You did well to say so."),
        "question": _ask(
            "grounded", "Tap when you have felt the ground.", ("grounded", "I have felt the ground")
        ),
        "stop": TOO_MUCH,
        "contact": "heels",
    },
}
SCENES["grounding_with_buttons"] = SCENES["grounding"] | {"buttons": ["too_much", "end"]}
REPLIES = {
    "arrived": "begin",
    "agree": "moving",
    "pause": "paused",
    "page_stopped": "paused",
    "too_much": "grounding",
    "far_away": "grounding",
    "only_a_pause": "go_on",
    "hurt": "go_on",
    "dizzy": "go_on",
    "check_in": "go_on",
    "grounded": "checking_in",
    "still_here": "moving",
}


def _validator(side: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "schemas" / "socket.json").read_text())
    return Draft202012Validator({**schema, "oneOf": [{"$ref": f"#/$defs/{side}"}]})


class Script:
    """The scripted side of the socket."""

    def __init__(self) -> None:
        self.url = ""
        self.loop: asyncio.AbstractEventLoop | None = None
        self.protocol = {side: _validator(side) for side in ("toClient", "toServer")}
        self.ways: dict[int, Callable[[Message], Any]] = {}
        self.begun = 0
        self.begin_again()

    def begin_again(self, at: str = "arriving") -> None:
        """A new session, begun between two messages of the old one."""
        if self.loop is None:
            return self._begin(at)
        return asyncio.run_coroutine_threadsafe(self._begin_there(at), self.loop).result(WAIT_S)

    async def _begin_there(self, at: str) -> None:
        self._begin(at)

    def _begin(self, at: str) -> None:
        """A new session at this scene; nobody is connected, nothing was said.

        What a page of an earlier session still says as it closes is not heard in this one.
        """
        self.begun += 1
        self.ways.clear()
        self.said: list[Message] = []
        self.beats = 0
        self.hellos = 0
        self.wrong: list[str] = []
        self.silent = False
        self.gone = False
        self.shut = False
        self.theme = "dusk"
        self.voice = True
        self.clips = False
        self.page_begun = False
        self.replies = dict(REPLIES)
        self.acks = True
        self.seq = 0
        self.asked = 0
        self.session: str | None = "scripted"
        self.part = ""
        self.now: Message = self.scene(at)

    def scene(self, name: str, **changes: object) -> Message:
        """The named scene, with the next numbers."""
        self.seq += 1
        scene: Message = {
            "type": "scene", "seq": self.seq, "now_s": 0.0, "moving": False, "line": None, "lines": [],
            "question": None, "figure": None, "contact": None, "tide": None, "buttons": [], "stop": None,
            "progress": {"part": 3, "of": 6, "label": "Pelvic tilts", "left_s": 120},
            "urgent": False, "why": None,
        }  # fmt: skip
        scene |= json.loads(json.dumps(SCENES[name])) | changes
        if scene["question"]:
            self.asked += 1
            scene["question"]["n"] = self.asked
        return scene

    def show(self, name: str, **changes: object) -> None:
        """Show every page this scene."""
        self.now = self.scene(name, **changes)
        self.tell(self.now)

    def tell(self, message: Message) -> None:
        """Send every page this message."""
        assert self.loop
        asyncio.run_coroutine_threadsafe(self._tell(message), self.loop).result(WAIT_S)

    async def _tell(self, message: Message) -> None:
        self.protocol["toClient"].validate(message)
        for way in list(self.ways.values()):
            await way(message)

    def drop(self) -> None:
        """Close every socket and take no new one."""
        assert self.loop
        self.gone = True
        asyncio.run_coroutine_threadsafe(self._drop(), self.loop).result(WAIT_S)

    async def _drop(self) -> None:
        for way in list(self.ways.values()):
            await way({"close": True})

    def hears(self, what: str, times: int = 1) -> Message:
        """What the page said, once it has said it so often."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            found = [one for one in self.said if one["what"] == what]
            if len(found) >= times:
                return found[times - 1]
            time.sleep(0.01)
        raise AssertionError(f"{what} was not said; said: {self.said}")

    async def hear(self, way: Callable[[Message], Any], text: str, me: int) -> None:
        message = json.loads(text)
        try:
            self.protocol["toServer"].validate(message)
        except jsonschema.ValidationError as wrong:
            self.wrong.append(f"{wrong.message}: {text}")
        if self.silent:
            return
        if message["type"] == "hello":
            self.hellos += 1
            you = self.part or ("watcher" if set(self.ways) - {me} else "holder")
            self.ways[me] = way
            await way({"type": "welcome", "protocol": 1, "you": you, "session": self.session, "speed": 1})
            if self.session and you != "locked":
                self.seq += 1
                self.now = {**self.now, "seq": self.seq}
                await way(self.now)
        elif message["type"] == "beat":
            self.beats += 1
            await way({"type": "lease", "n": message["n"], "for_s": 8})
            for watching in [other for it, other in self.ways.items() if it != me]:
                await watching({"type": "lease", "n": None, "for_s": 8})
        else:
            await self.answer(way, message)

    async def answer(self, way: Callable[[Message], Any], message: Message) -> None:
        repeated = message["id"] in [one["id"] for one in self.said]
        self.said.append(message)
        question = self.now["question"]
        late = message["what"] == "agree" and (not question or message["question"] != question["n"])
        reply = None if late or repeated else self.replies.get(message["what"])
        if reply:
            self.now = self.scene(reply)
            await self._tell(self.now)
        if self.acks:
            await way({"type": "ack", "id": message["id"], "kept": True, "late": late})


class ScriptedApp:
    """The shipped pages and files, and the scripted socket."""

    def __init__(self, script: Script) -> None:
        self.script = script

    async def __call__(self, scope: Asgi, receive: Asgi, send: Asgi) -> None:
        if scope["type"] == "lifespan":
            self.script.loop = asyncio.get_running_loop()
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
        elif scope["type"] == "websocket":
            await self.talk(receive, send)
        else:
            await self.page(scope["path"], send)

    async def talk(self, receive: Asgi, send: Asgi) -> None:
        await receive()
        if self.script.gone:
            await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        begun = self.script.begun

        async def way(message: Message) -> None:
            if "close" in message:
                await send({"type": "websocket.close", "code": 1001})
            else:
                await send({"type": "websocket.send", "text": json.dumps(message)})

        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                if begun == self.script.begun:
                    await self.script.hear(way, message["text"], id(way))
        finally:
            self.script.ways.pop(id(way), None)

    async def page(self, path: str, send: Asgi) -> None:
        status, kind, body = 200, "text/html; charset=utf-8", b""
        file = WEB / path.lstrip("/")
        if path.startswith("/static/") and file.is_file():
            kind, body = mimetypes.guess_type(file.name)[0] or "text/plain", file.read_bytes()
        elif path.startswith("/practices/") and path.endswith(".json"):
            kind, body = "application/json", practice(path[11:-5])
        elif path == "/alive":
            while self.script.silent:
                await asyncio.sleep(0.05)
        elif path == "/session" and self.script.shut:
            status = 403
        elif path in ("/session", "/ground"):
            body = render(f"{path[1:]}.html", self.script).encode()
        elif path == "/sw.js":
            kind = "text/javascript"
        elif path == "/favicon.ico":
            kind = "image/svg+xml"
        elif path in ("/", "/after", "/unlock", "/away"):
            body = f"<!doctype html><html lang=en><title>{path}</title><p>{path}".encode()
        else:
            status = 404
        headers = [(b"content-type", kind.encode()), (b"content-security-policy", POLICY.encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def ready_templates() -> None:
    """Django, ready to render the shipped templates."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slackwater.web.settings")
    settings.SECRET_KEY = "for tests"
    django.setup()


@cache
def practice(name: str) -> bytes:
    return json.dumps(for_page(library()[name])).encode()


def render(template: str, script: Script) -> str:
    site = {
        "open": True,
        "theme": script.theme,
        "figure": "even-sand",
        "voice": script.voice,
        "clips": script.clips,
        "cache": "1",
        "session_open": True,
    }
    page = {"socket": "/ws/session", "after": "/after", "session": script.session, "begun": script.page_begun}
    return render_to_string(template, {"page": page, "site": site})
