"""The server is killed at 200 random moments of sessions: nothing acknowledged is lost, everything reopens still."""

import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from slackwater.journal.journal import Journal
from slackwater.journal.keys import Hardness, Passphrase, new_recovery_code
from slackwater.journal.replay import replay
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.home import Home
from slackwater.live.keeping import JOURNAL_FILE, key_from
from slackwater.live.reopening import begin, in_time
from slackwater.live.room import Room
from slackwater.live.today import Screening
from slackwater.live.view import View
from slackwater.practices.asking import questions
from slackwater.session.phases import Phase

KILLS = 200
AT_ONCE = 10
STILL = (Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING, Phase.ENDED)
ANSWERS: dict[str, tuple[str, dict[str, object]]] = {
    "arrival": ("arrived", {"distress": 2, "far_away": 0}),
    "begin": ("agree", {}),
    "go_on": ("agree", {}),
    "why_stopped": ("only_a_pause", {}),
    "check_in": ("check_in", {"distress": 2, "far_away": 0}),
    "settled_check": ("check_in", {"distress": 1, "far_away": 0}),
    "grounded": ("grounded", {}),
    "still_here": ("still_here", {}),
    "still_here_louder": ("still_here", {}),
    "oriented": ("oriented", {}),
}
UNASKED = ("pause", "too_much", "softer", "too_much", "pause", "end")


@dataclass
class Life:
    """What one page saw of a server until it was killed."""

    acked: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    phases: list[str] = field(default_factory=list)

    def acked_what(self) -> list[str]:
        return [self.said[one] for one in self.acked]


class Nobody:
    """A listener of a session that nobody watches."""

    def show(self, view: View) -> None: ...
    def show_still(self) -> None: ...
    def ack(self, say_id: str, *, kept: bool, late: bool) -> None: ...
    def heart(self, said: object) -> None: ...
    def note(self, why: str) -> None: ...
    def over(self) -> None: ...
    def locked(self) -> None: ...


class Farm:
    """Starts servers and hands them out."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._reading = asyncio.create_task(self._read())
        self._pids: set[int] = set()

    async def start(self, folder: Path, code: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self._waiting[str(folder)] = asyncio.get_running_loop().create_future()
        self.process.stdin.write(f"{folder} {code}\n".encode())
        return await asyncio.wait_for(self._waiting[str(folder)], 30)

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            told = json.loads(line)
            self._pids.add(told["pid"])
            self._waiting[told["folder"]].set_result(told)

    async def close(self) -> None:
        self._reading.cancel()
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.kill()
        await self.process.wait()


@pytest.fixture
async def farm() -> AsyncIterator[Farm]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("farm.py")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "slackwater.web.settings"},
    )
    made = Farm(process)
    yield made
    await made.close()


def prepare(folder: Path) -> str:
    """A journal of somebody to whom nothing applies; its recovery code."""
    code = new_recovery_code()
    folder.mkdir(mode=0o700)
    journal = Journal(SqliteStore(folder / JOURNAL_FILE))
    journal.begin(Passphrase("four quiet words", Hardness(1, 1, 8)), code)
    none = frozenset(f"{group.id}.none" for group in questions().groups)
    journal.append(None, [Screening(adult=True, ticks=none, at_unix_s=0).fact()])
    journal.close()
    return code.text


async def live_and_die(farm: Farm, folder: Path, code: str, chance: random.Random) -> Life:
    """A page that answers, and sometimes stops, until the server is killed."""
    told = await farm.start(folder, code)
    life = Life()
    url = f"http://127.0.0.1:{told['port']}"
    try:
        async with connect(
            f"ws://127.0.0.1:{told['port']}/ws/session",
            origin=url,  # type: ignore[arg-type]
            additional_headers={"Cookie": told["cookie"]},
            proxy=None,
        ) as socket:
            await say(socket, type="hello", protocol=1, role="page", page="the-page")
            living = asyncio.create_task(live(socket, life, chance))
            await asyncio.wait({living}, timeout=chance.uniform(0.02, 0.9))
            os.kill(told["pid"], signal.SIGKILL)
            await asyncio.gather(living, return_exceptions=True)
    except (WebSocketException, OSError):
        pass
    await gone(told["pid"])
    return life


async def gone(pid: int) -> None:
    """The killed process has let go of its files."""
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.002)


async def live(socket: ClientConnection, life: Life, chance: random.Random) -> None:
    answered = 0
    beats = 0
    async for text in socket:
        message = json.loads(text)
        if message["type"] == "ack":
            life.acked.add(message["id"])
        if message["type"] != "scene":
            continue
        life.phases.append(message["phase"])
        beats += 1
        await say(socket, type="beat", n=beats)
        question = message["question"]
        if message["moving"] and chance.random() < 0.4:
            await speak(socket, life, chance.choice(UNASKED))
        elif question and question["n"] != answered and question["kind"] in ANSWERS:
            answered = question["n"]
            what, fields = ANSWERS[question["kind"]]
            await speak(socket, life, what, question=answered, **fields)


async def speak(socket: ClientConnection, life: Life, what: str, **fields: object) -> None:
    said = f"said-{len(life.said):08d}"
    life.said[said] = what
    await say(socket, type="say", id=said, what=what, **fields)


async def say(socket: ClientConnection, **message: object) -> None:
    await socket.send(json.dumps(message))


async def come_back(folder: Path, code: str) -> tuple[Home, Room | None]:
    """The next start of the program, unlocked."""
    home = Home(folder)
    home.listener = Nobody()
    home.cabinet.start()
    await home.unlock("guest", key_from(code=code))
    return home, home.room


async def check(folder: Path, code: str, life: Life) -> str:
    """Nothing acknowledged is lost; it reopens still, with what was owed; the phase it reopens in."""
    home, room = await come_back(folder, code)
    try:
        if room is None:  # killed before the opening was on disk: then nothing was acknowledged either
            assert not life.acked
            return "nothing"
        facts = in_time(home.cabinet.journal.read(room.session))
        session = begin(facts)
        assert replay(facts, session.decide).parted is None
        kept = {said.id for said in facts if hasattr(said, "ago_ms")}
        assert life.acked <= kept
        state = room.guide.state
        assert state.phase in STILL
        assert not state.consent
        assert state.offer is None
        if "too_much" in life.acked_what():
            assert state.overwhelms >= 1
            assert state.rest_owed_h >= 48
            assert state.phase not in (Phase.PAUSED, Phase.GROUNDING) or state.cap < state.limits.cap
        if "end" in life.acked_what():
            assert state.phase in (Phase.CLOSING, Phase.ENDED)
        return state.phase.value
    finally:
        await home.close()


async def test_200_kills_lose_nothing_acknowledged_and_reopen_every_session_still(
    farm: Farm, tmp_path: Path
) -> None:
    code = prepare(tmp_path / "prepared")
    turn = asyncio.Semaphore(AT_ONCE)
    lives: list[Life] = []
    reopened: list[str] = []

    async def one(number: int) -> None:
        folder = tmp_path / f"life-{number}"
        async with turn:
            shutil.copytree(tmp_path / "prepared", folder)
            life = await live_and_die(farm, folder, code, random.Random(number))
            lives.append(life)
            reopened.append(await check(folder, code, life))

    await asyncio.gather(*(one(number) for number in range(KILLS)))
    assert len(reopened) == KILLS
    assert sum(len(life.acked) for life in lives) > KILLS
    assert {"paused", "grounding"} <= set(reopened)
    assert "practising" in {phase for life in lives for phase in life.phases}
