"""A recording is played as a strap would have sent it, at the session's own pace."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import Request, Response, ServerConnection, serve
from websockets.datastructures import Headers

from slackwater.live.client import open_socket
from slackwater.live.errors import AnotherSpeed, NoServer, NotSlackwater, Refused, ServerWent
from slackwater.live.player import Player, Progress, play_file
from slackwater.sensors.errors import NoBeats
from slackwater.sensors.recording import Recording, read_recording
from slackwater.sensors.strap import decode_hex

Talk = Callable[[ServerConnection], Any]


class Time:
    """A clock that moves when somebody waits."""

    def __init__(self) -> None:
        self.at_s = 100.0

    def now_s(self) -> float:
        return self.at_s

    async def wait(self, seconds: float) -> None:
        self.at_s += seconds
        for _ in range(3):
            await asyncio.sleep(0)


class Listener:
    """A server that welcomes a sensor and keeps what it sends, with the time by ``clock``."""

    def __init__(self, clock: Time, *, speed: float = 1.0, sessions: tuple[str | None, ...] = ("s",)) -> None:
        self.clock, self.speed, self.sessions = clock, speed, list(sessions)
        self.packets: list[dict[str, Any]] = []
        self.hellos: list[dict[str, Any]] = []
        self.cookies: list[str] = []
        self.after: dict[int, dict[str, Any] | None] = {}
        """What to say (or, with None, to close) after so many packets."""

    def page(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.path != "/ws/session":
            headers = Headers([("Set-Cookie", "slackwater-1=abc:def; HttpOnly"), ("Content-Length", "0")])
            return Response(HTTPStatus.OK, "OK", headers, b"")
        self.cookies.append(request.headers.get("Cookie", ""))
        return None

    async def talk(self, connection: ServerConnection) -> None:
        async for text in connection:
            message = json.loads(text)
            if message["type"] == "hello":
                self.hellos.append(message)
                session = self.sessions.pop(0) if len(self.sessions) > 1 else self.sessions[0]
                welcome = {"type": "welcome", "protocol": 1, "you": "sensor", "session": session}
                await connection.send(json.dumps({**welcome, "speed": self.speed}))
                continue
            self.packets.append({**message, "heard_s": self.clock.at_s})
            if len(self.packets) in self.after:
                said = self.after[len(self.packets)]
                if said is None:
                    await connection.close()
                    return
                await connection.send(json.dumps(said))

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        async with serve(self.talk, "127.0.0.1", 0, process_request=self.page, close_timeout=1) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            yield f"http://127.0.0.1:{port}/"


def player(path: Path, clock: Time, said: list[str] | None = None) -> Player:
    said = [] if said is None else said
    shown = lambda progress: said.append(str(progress))  # noqa: E731
    return Player(read_recording(path), say=said.append, show=shown, now_s=clock.now_s, wait=clock.wait)


@pytest.fixture
def intervals(tmp_path: Path) -> Path:
    path = tmp_path / "rr.txt"
    path.write_text("800\n810\n790\n" * 20, "utf-8")
    return path


async def test_every_packet_arrives_as_the_strap_sent_it(intervals: Path) -> None:
    clock, recording = Time(), read_recording(intervals)
    server = Listener(clock)
    async with server.listening() as address:
        assert await player(intervals, clock).play(address)
    heard = [decode_hex(packet["hex"]) for packet in server.packets]
    assert heard == [timed.packet for timed in recording.packets]


async def test_packets_carry_the_strap_s_own_time(intervals: Path) -> None:
    server = Listener(Time())
    async with server.listening() as address:
        await player(intervals, server.clock).play(address)
    assert [packet["at_s"] for packet in server.packets] == [float(s) for s in range(1, 49)]


@pytest.mark.parametrize("speed", [1.0, 60.0])
async def test_the_session_s_speed_is_the_player_s(intervals: Path, speed: float) -> None:
    clock = Time()
    async with Listener(clock, speed=speed).listening() as address:
        await player(intervals, clock).play(address)
    assert clock.at_s - 100 == pytest.approx(48 / speed)


async def test_another_speed_than_the_session_s_is_refused_with_the_way_to_rehearse(intervals: Path) -> None:
    server = Listener(Time(), speed=1.0)
    async with server.listening() as address:
        with pytest.raises(AnotherSpeed, match="slackwater serve --speed 60"):
            await player(intervals, server.clock).play(address, speed=60.0)
    assert server.packets == []


async def test_it_comes_as_a_sensor_with_the_cookie_any_visitor_gets(intervals: Path) -> None:
    server = Listener(Time())
    async with server.listening() as address:
        await player(intervals, server.clock).play(address)
    assert server.hellos[0]["role"] == "sensor"
    assert server.cookies == ["slackwater-1=abc:def"]


async def test_without_a_session_it_waits_for_one_and_says_so(intervals: Path) -> None:
    server, said = Listener(Time(), sessions=(None, None, "s")), list[str]()
    async with server.listening() as address:
        assert await player(intervals, server.clock, said).play(address)
    assert len(server.hellos) == 3
    assert said[0] == "No session runs yet. Playing begins when one does."


@pytest.mark.parametrize(
    "last",
    [
        {"type": "ended", "after": "/after"},
        {"type": "refused", "id": None, "why": "no_session", "text": "No session runs."},
    ],
)
async def test_it_ends_when_the_session_is_over(intervals: Path, last: dict[str, Any]) -> None:
    server, said = Listener(Time()), list[str]()
    server.after[5] = last
    async with server.listening() as address:
        assert not await player(intervals, server.clock, said).play(address)
    assert said[-1] == "\nThe session is over."


async def test_a_refused_packet_ends_the_playing_with_the_server_s_words(intervals: Path) -> None:
    server = Listener(Time())
    server.after[5] = {"type": "refused", "id": None, "why": "not_now", "text": "Not now."}
    async with server.listening() as address:
        with pytest.raises(Refused, match="Not now"):
            await player(intervals, server.clock).play(address)


async def test_a_server_that_goes_away_is_said(intervals: Path) -> None:
    server = Listener(Time())
    server.after[5] = None
    async with server.listening() as address:
        with pytest.raises(ServerWent):
            await player(intervals, server.clock).play(address)


async def test_no_server_says_how_to_start_one() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NoServer, match="slackwater serve"):
        await open_socket(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1:1/", "http://127.0.0.1/", "127.0.0.1:many"])
async def test_an_address_that_is_none_says_so(address: str) -> None:
    with pytest.raises(NoServer):
        await open_socket(address)


async def test_another_program_at_the_address_is_told_apart() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(NotSlackwater):
            await open_socket(f"http://127.0.0.1:{port}/")


def test_a_file_without_beats_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(NoBeats):
        play_file(tmp_path / "empty.txt", say=lambda _: None, show=lambda _: None)


def test_control_c_ends_well(intervals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def interrupted(self: Player, address: str, speed: float | None = None) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(Player, "play", interrupted)
    said = list[str]()
    assert not play_file(intervals, say=said.append, show=lambda _: None)
    assert said[-1] == "\nStopped. The session goes on without a heart signal."


def test_the_progress_line_is_plain() -> None:
    assert str(Progress(at_s=73, of_s=600, beats=98, bpm=81)) == "1:13 of 10:00   98 beats, 81 a minute"


@pytest.mark.recordings
async def test_the_real_strap_arrives_whole(shared: Path) -> None:
    path = shared / "ecg_polar_h10" / "broman_10min.npz"
    clock, recording = Time(), read_recording(path)
    server = Listener(clock, speed=60)
    async with server.listening() as address:
        assert await player(path, clock).play(address)
    assert sum(len(decode_hex(packet["hex"]).rr_ticks) for packet in server.packets) == 798
    assert isinstance(recording, Recording)
