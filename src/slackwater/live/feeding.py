"""A sensor's way into whatever session runs: hello until one does, then everything as it comes.

What is measured while no session runs is left out, never kept for later: a reading that waited is no reading of now.
"""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from slackwater.live.client import open_socket, receive, send
from slackwater.live.errors import AnotherPace, NoServer, Refused
from slackwater.sensors.device import NAME_MOST, Device
from slackwater.tongues import worded

ASK_AGAIN_S = 2.0
"""How often to ask whether a session has begun, or whether the server is back."""

MOST_WAITING = 64
"""Messages that wait for a slow socket, some seconds of them; the oldest are left out first. ENG."""

FOR_GOOD = frozenset({"not_your_part", "not_offered"})
"""Refusals that no later message changes. Any other is of one message: it is left out, and the sensor goes on."""

Message = Mapping[str, Any]


class Feeder:
    """One sensor of this computer, as a client of the server.

    ``cookie`` leads to one person's home; without one the key in the address lets it in, to whoever is at home first.
    """

    def __init__(
        self,
        address: Callable[[], str],
        kind: str,
        *,
        say: Callable[[str], None],
        cookie: Callable[[], str | None] = lambda: None,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._address, self._cookie = address, cookie
        self._page = f"{kind}-{secrets.token_hex(8)}"
        self._say = say
        self._wait = wait
        self._device: Device | None = None
        self._waiting: asyncio.Queue[Message] | None = None
        """What is to be sent; None while no session takes it."""
        self.reached = asyncio.Event()
        """Set once the server has answered."""

    @property
    def joined(self) -> bool:
        """Whether a session takes what is sent now."""
        return self._waiting is not None

    def send(self, message: Message) -> None:
        """Send a message to the session that runs; it is left out where none does."""
        if self._waiting is None:
            return
        if self._waiting.qsize() >= MOST_WAITING:
            self._waiting.get_nowait()
        self._waiting.put_nowait(message)

    def introduce(self, device: Device) -> None:
        """Say what this sensor is: now where a session runs, and first thing in every later one."""
        self._device = device
        self.send(device_message(device))

    async def run(self) -> None:
        """Join each session that runs, until cancelled.

        Raises a :class:`~slackwater.live.errors.NotPlayed` where no server was there from the start, where the
        server has no part for a sensor, or where the session keeps another pace than a body.
        """
        while True:
            try:
                async with await open_socket(self._address(), self._cookie()) as socket:
                    self.reached.set()
                    await self._attend(socket)
            except NoServer:
                if not self.reached.is_set():
                    raise
            except ConnectionClosed:
                self._say(worded("The server went away. It is looked for again."))
            await self._wait(ASK_AGAIN_S)

    async def _attend(self, socket: ClientConnection) -> None:
        """Join one session after the other on this connection."""
        while True:
            await self._enter(socket)
            self._say(worded("A session runs: what the sensor says is heard in it."))
            self._waiting = asyncio.Queue()
            if self._device is not None:
                self.send(device_message(self._device))
            sending = asyncio.ensure_future(_send_all(socket, self._waiting))
            try:
                await _until_over(socket, sending)
            finally:
                self._waiting = None
                sending.cancel()
            self._say(worded("The session is over. The next one is joined by itself."))

    async def _enter(self, socket: ClientConnection) -> None:
        """Say hello until a session runs."""
        told = False
        while True:
            await send(socket, {"type": "hello", "protocol": 1, "role": "sensor", "page": self._page})
            welcome = await _answer(socket)
            if welcome.get("session") is not None:
                if welcome.get("speed") != 1:
                    raise AnotherPace(f"it runs at {welcome.get('speed')}×")
                return
            if not told:
                self._say(worded("No session runs yet. It is joined when one does."))
                told = True
            await self._wait(ASK_AGAIN_S)


def device_message(device: Device) -> Message:
    """Give the socket message that says what a sensor is."""
    return {
        "type": "device",
        "name": device.name[:NAME_MOST],
        "sensing": device.sensing.value,
        "place": device.place.value,
        "battery_percent": device.battery_percent,
    }


async def _send_all(socket: ClientConnection, waiting: "asyncio.Queue[Message]") -> None:
    while True:
        await send(socket, await waiting.get())


async def _answer(socket: ClientConnection) -> Message:
    """The answer to a hello: a welcome, or a refusal after which it is said again."""
    while True:
        message = await receive(socket)
        _mind(message)
        if message.get("type") == "welcome":
            return message
        if message.get("type") == "refused" and message.get("why") != "no_session":
            return message


def _mind(message: Message) -> None:
    """Raise where the server refuses for good."""
    if message.get("type") == "refused" and message.get("why") in FOR_GOOD:
        raise Refused(str(message.get("text", "")))


async def _until_over(socket: ClientConnection, sending: "asyncio.Future[None]") -> None:
    """Read what the server says until the session is over; raises where it refuses for good."""
    reading = asyncio.ensure_future(_read_until_over(socket))
    try:
        await asyncio.wait({reading, sending}, return_when=asyncio.FIRST_COMPLETED)
        (sending if sending.done() else reading).result()
    finally:
        reading.cancel()


async def _read_until_over(socket: ClientConnection) -> None:
    async for text in socket:
        message = json.loads(text)
        if message.get("type") == "ended" or message.get("why") == "no_session":
            return
        _mind(message)
    raise ConnectionClosed(None, None)
