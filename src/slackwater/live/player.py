"""A recording played into a running session, packet by packet, as the strap sent it.

It is a sensor like any other: the same socket, the same bytes, the same decoder. It keeps the session's own
pace, because a heart played at another pace than the session's clock is nobody's heart.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from slackwater.live.client import ADDRESS, open_socket, receive, send
from slackwater.live.errors import AnotherSpeed, Refused, ServerWent
from slackwater.sensors.recording import Recording, TimedPacket, read_recording
from slackwater.sensors.strap import UUID, encode

ASK_AGAIN_S = 2.0
"""How often to ask whether a session has begun."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the playing is."""

    at_s: float
    of_s: float
    beats: int
    bpm: int

    def __str__(self) -> str:
        """Give the line that shows while playing."""
        return f"{_clock(self.at_s)} of {_clock(self.of_s)}   {self.beats} beats, {self.bpm} a minute"


class Player:
    """Plays one recording into one server."""

    def __init__(
        self,
        recording: Recording,
        *,
        say: Callable[[str], None],
        show: Callable[[Progress], None],
        now_s: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._recording = recording
        self._say = say
        self._show = show
        self._now_s = now_s
        self._wait = wait
        self._beats = 0

    async def play(self, address: str, speed: float | None = None) -> bool:
        """Play to the end, or until the session is over; true when every packet was sent."""
        socket = await open_socket(address)
        async with socket:
            try:
                told = await self._enter(socket)
                if speed is not None and speed != told:
                    raise AnotherSpeed(
                        f"the session runs at {told:g}; to rehearse: slackwater serve --speed {speed:g}"
                    )
                listening = asyncio.ensure_future(_until_over(socket))
                try:
                    return await self._send_all(socket, told, listening)
                finally:
                    listening.cancel()
            except ConnectionClosed as error:
                raise ServerWent(str(self._recording.name)) from error

    async def _enter(self, socket: ClientConnection) -> float:
        """Say hello until a session runs, and give its speed."""
        hello = {"type": "hello", "protocol": 1, "role": "sensor", "page": f"play-{secrets.token_hex(8)}"}
        waiting = False
        while True:
            await send(socket, hello)
            welcome = await _welcome(socket)
            if welcome.get("session") is not None:
                return float(str(welcome["speed"]))
            if not waiting:
                self._say("No session runs yet. Playing begins when one does.")
                waiting = True
            await self._wait(ASK_AGAIN_S)

    async def _send_all(self, socket: ClientConnection, speed: float, over: "asyncio.Future[None]") -> bool:
        began_s = self._now_s()
        for timed in self._recording.packets:
            due_s = began_s + timed.at_s / speed
            await self._wait(max(0.0, due_s - self._now_s()))
            if over.done():
                over.result()
                self._say("\nThe session is over.")
                return False
            await send(socket, packet_message(timed))
            self._tell(timed)
        return True

    def _tell(self, timed: TimedPacket) -> None:
        self._beats += len(timed.packet.rr_ticks)
        self._show(Progress(timed.at_s, self._recording.length_s, self._beats, round(timed.packet.bpm)))


def packet_message(timed: TimedPacket) -> dict[str, object]:
    """Give the socket message that carries one packet; ``at_s`` is the strap's own clock."""
    return {"type": "packet", "uuid": UUID, "hex": encode(timed.packet).hex(), "at_s": round(timed.at_s, 3)}


def play_file(
    path: Path,
    *,
    address: str = ADDRESS,
    speed: float | None = None,
    say: Callable[[str], None],
    show: Callable[[Progress], None],
) -> bool:
    """Play a file into the running session; true when it was played to its end.

    Raises :class:`~slackwater.sensors.errors.RecordingError` or :class:`~slackwater.live.errors.LiveError`,
    whose message is for the person. Ctrl+C ends it well: the strap falls silent and the session goes on.
    """
    recording = read_recording(path)
    say(f"{recording.name}: {recording.beats} beats in {_clock(recording.length_s)}.")
    try:
        return asyncio.run(Player(recording, say=say, show=show).play(address, speed))
    except KeyboardInterrupt:
        say("\nStopped. The session goes on without a heart signal.")
        return False


async def _welcome(socket: ClientConnection) -> dict[str, object]:
    """Give the next welcome; other messages are for pages."""
    while True:
        message = await receive(socket)
        if message.get("type") == "welcome":
            return message
        if message.get("type") == "refused":
            raise Refused(str(message.get("text", "")))


async def _until_over(socket: ClientConnection) -> None:
    """Read what the server says until the session is over, or a packet is refused."""
    async for text in socket:
        message = json.loads(text)
        if message.get("type") == "ended" or message.get("why") == "no_session":
            return
        if message.get("type") == "refused":
            raise Refused(str(message.get("text", "")))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
