"""A real strap's recording played into a real session: the page is told about the heart, truthfully."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from slackwater.live.address import Keyhole, with_key
from slackwater.live.client import fetch_cookie, open_socket, receive, send
from slackwater.live.errors import AnotherSpeed
from slackwater.live.home import Home
from slackwater.live.player import Player
from slackwater.sensors.recording import Recording, read_recording
from slackwater.web.demo import prepare
from slackwater.web.server import bind, serving

pytestmark = pytest.mark.recordings

SPEED = 60.0
ENOUGH_S = 150.0
"""Session seconds: a minute of settling, and a while after."""


@asynccontextmanager
async def a_session(speed: float) -> AsyncIterator[str]:
    """A server in memory with a session that has begun; gives its address."""
    home = Home(None, speed=speed)
    keyhole = Keyhole()
    server = serving(home, keyhole)
    with bind(0) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        address = with_key(f"http://127.0.0.1:{listening.getsockname()[1]}/", keyhole.key)
        await asyncio.to_thread(fetch_cookie, address)
        await prepare(home)
        try:
            yield address
        finally:
            server.should_exit = True
            await running


async def hear(address: str, hearts: list[dict[str, Any]]) -> None:
    """Be the page: arrive, then only look, and keep what is said about the heart."""
    async with await open_socket(address) as page:
        await send(page, {"type": "hello", "protocol": 1, "role": "page", "page": "the-only-tab"})
        while True:
            message = await receive(page)
            if message["type"] == "heart":
                hearts.append(message)
            question = message.get("question")
            if message["type"] == "scene" and question and question["kind"] == "arrival":
                said = {"question": question["n"], "distress": 2, "far_away": 0, "ago_ms": 0}
                await send(page, {"type": "say", "id": "arrived-1", "what": "arrived", **said})


async def played(recording: Recording, address: str, speed: float | None = None) -> list[dict[str, Any]]:
    """Play the recording's beginning and give what the page was told about the heart."""
    short = tuple(timed for timed in recording.packets if timed.at_s <= ENOUGH_S)
    hearts: list[dict[str, Any]] = []
    looking = asyncio.create_task(hear(address, hearts))
    player = Player(Recording(recording.name, short), say=lambda _: None, show=lambda _: None)
    try:
        await player.play(address, speed)
        await asyncio.sleep(15 / SPEED)
    finally:
        looking.cancel()
    return hearts


@pytest.fixture(scope="module")
def recording(shared: Path) -> Recording:
    return read_recording(shared / "ecg_polar_h10" / "broman_10min.npz")


async def test_the_page_says_learning_then_near_the_usual_then_no_signal_when_the_strap_ends(
    recording: Recording,
) -> None:
    async with a_session(SPEED) as address:
        hearts = await played(recording, address)
    states = [heart["state"] for heart in hearts]
    assert states.index("learning") < states.index("near_usual")
    assert hearts[-1]["state"] == "missing"
    assert hearts[-1]["why"] == "stale"


async def test_a_recording_asked_to_run_faster_than_the_session_is_refused(recording: Recording) -> None:
    async with a_session(1.0) as address:
        with pytest.raises(AnotherSpeed):
            await played(recording, address, speed=SPEED)


async def test_a_strap_that_hurries_never_shows_as_a_heart(recording: Recording) -> None:
    async with a_session(1.0) as address:
        hearts: list[dict[str, Any]] = []
        looking = asyncio.create_task(hear(address, hearts))
        async with await open_socket(address) as strap:
            await send(strap, {"type": "hello", "protocol": 1, "role": "sensor", "page": "hurried-strap"})
            for timed in recording.packets[:200]:
                packet = {"type": "packet", "uuid": "2A37", "at_s": timed.at_s}
                frame = b"\x10\x50" + b"".join(t.to_bytes(2, "little") for t in timed.packet.rr_ticks)
                await send(strap, {**packet, "hex": frame.hex()})
                await asyncio.sleep(1.1 / SPEED)
        looking.cancel()
    assert hearts
    assert {heart["state"] for heart in hearts} == {"missing"}
