"""A whole session of somebody made up, to watch: the real server, socket, engine and pages, and nothing kept.

The visitor comes in by the doors a page and a strap use. A browser that opens the address watches, and may
stop the session as any watching page may. Nothing in it is about the person who watches.
"""

import asyncio
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from slackwater import practices
from slackwater.body.person import demo_person
from slackwater.live.address import Keyhole, with_key
from slackwater.live.client import fetch_cookie, open_socket, receive, send
from slackwater.live.errors import NotPlayed
from slackwater.live.home import Home
from slackwater.live.player import packet_message
from slackwater.live.today import Screening
from slackwater.practices.asking import questions
from slackwater.sensors.recording import TimedPacket
from slackwater.web.doorstep import doorstep
from slackwater.web.server import PORT, address_at, bind, open_browser, serving
from slackwater.web.visitor import Moment, Visitor

BEAT_S = 2.0
"""A page's heartbeat, wall seconds (DESIGN promise 3)."""

FASTEST = 60.0
"""Beyond this the visitor's answers could not keep up with the questions. ENG."""

LINGER_S = 0.5
"""So that watching pages hear of the end before the server goes. ENG."""

HELLO = "A made-up person practises. It is an illustration, and not about you. Nothing is kept."
OVER = "The demonstration is over. You might look round the pages; Ctrl+C stops it."


class Show:
    """One demonstration: a server, a visitor with a strap, and somebody who tells what happens."""

    def __init__(self, *, speed: float = 1.0, seed: int = 1, say: Callable[[str], None] = print) -> None:
        if not 0 < speed <= FASTEST:
            raise ValueError(f"a demonstration runs at up to {FASTEST:g} times real time, not {speed:g}")
        self.visitor = Visitor(demo_person(seed), _level, f"demo-{secrets.token_hex(4)}")
        self._speed = speed
        self._say = say
        self._phase = ""
        self._doorstep = ExitStack()
        """The page that leads a browser in; gone when the demonstration is."""

    def run(self, *, port: int | None = None, browser: bool = True, once: bool = False) -> bool:
        """Show the whole session; true when it came to its end. ``once`` stops the server then, too."""
        try:
            with bind(PORT if port is None else port) as listening:
                asyncio.run(self._open(listening, browser=browser, once=once))
        except KeyboardInterrupt:
            self._say("Stopped. Nothing was kept.")
        finally:
            self._doorstep.close()
        return self.visitor.over

    async def _open(self, listening: socket.socket, *, browser: bool, once: bool) -> None:
        home, keyhole = Home(None, speed=self._speed), Keyhole()
        server = serving(home, keyhole)
        running = asyncio.create_task(server.serve(sockets=[listening]))
        address = address_at(listening.getsockname()[1])
        try:
            await self._live_through(home, address, keyhole, browser=browser)
            await asyncio.sleep(LINGER_S)
        finally:
            server.should_exit = server.should_exit or once
            await running

    def _open_browser(self, address: str) -> None:
        step = self._doorstep.enter_context(doorstep(address))
        if step is not None:
            open_browser(step)

    async def _live_through(self, home: Home, address: str, keyhole: Keyhole, *, browser: bool) -> None:
        key = with_key(address, keyhole.key)
        cookie = await asyncio.to_thread(fetch_cookie, key)  # the server has started once it answers
        await prepare(home)
        page, strap = await open_socket(address, cookie), await open_socket(address, cookie)
        async with page, strap:
            await _enter(page, "page", "holder")
            await _enter(strap, "sensor", "sensor")
            self._say(f"Watch at {with_key(address, keyhole.key, 'session')}")
            self._say(HELLO)
            if browser:
                self._open_browser(with_key(address, keyhole.one_time(), "session"))
            reading = asyncio.create_task(self._read(page))
            beating = asyncio.create_task(_beat(page))
            try:
                await self._live(page, strap)
            except ConnectionClosed:
                return
            finally:
                reading.cancel()
                beating.cancel()
        self._say(OVER)

    async def _live(self, page: ClientConnection, strap: ClientConnection) -> None:
        began_s = time.monotonic()
        while not self.visitor.over:
            moment = self.visitor.live()
            for said in moment.says:
                await send(page, said)
            await send(strap, packet_message(TimedPacket(float(moment.at_s), moment.packet)))
            self._tell(moment)
            await asyncio.sleep(max(0.0, began_s + moment.at_s / self._speed - time.monotonic()))

    async def _read(self, page: ClientConnection) -> None:
        while True:
            self.visitor.see(await receive(page))

    def _tell(self, moment: Moment) -> None:
        """Say what happens, one short line each."""
        clock = f"{moment.at_s // 60:3d}:{moment.at_s % 60:02d}"
        for said in moment.says:
            self._say(f"{clock}  they say: {said['what'].replace('_', ' ')}{_numbers(said)}")
        if self.visitor.phase != self._phase:
            self._phase = self.visitor.phase
            self._say(f"{clock}  {self._phase.replace('_', ' ')}")


async def prepare(home: Home) -> None:
    """Set up a journal in memory, an adult who answers *none of these* to everything, and a session."""
    asked = questions()
    home.cabinet.begin_in_memory("")
    none = frozenset(f"{group.id}.none" for group in asked.groups)
    await home.screen(Screening(adult=True, ticks=none, at_unix_s=home.clock.unix_s()))
    home.say_today(arriving="steady", new=frozenset({f"{asked.today.id}.none"}))
    await home.begin()


async def _enter(connection: ClientConnection, role: str, part: str) -> None:
    """Say hello and be given this part."""
    hello = {"type": "hello", "protocol": 1, "role": role, "page": f"demo-{role}-{secrets.token_hex(4)}"}
    await send(connection, hello)
    welcome: dict[str, Any] = {}
    while welcome.get("type") not in ("welcome", "refused"):
        welcome = await receive(connection)
    if welcome.get("you") != part:
        raise NotPlayed(f"asked to be {part}, was told {welcome.get('you') or welcome.get('text')}")


async def _beat(page: ClientConnection) -> None:
    count = 0
    while True:
        count += 1
        await send(page, {"type": "beat", "n": count})
        await asyncio.sleep(BEAT_S)


def _level(practice: str, variant: str) -> int:
    return practices.practice(practice).variant(variant).level


def _numbers(said: dict[str, Any]) -> str:
    if "distress" not in said:
        return ""
    return f" (distress {said['distress']} of 10, far away {said['far_away']} of 4)"
