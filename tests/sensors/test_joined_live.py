"""Sensors of this computer joined to a real server: what they say is heard in the session that runs."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from slackwater.live import loading
from slackwater.live.address import Keyhole, with_key
from slackwater.live.client import open_socket, receive, send
from slackwater.live.errors import AnotherPace, NoServer
from slackwater.live.feeding import Feeder, device_message
from slackwater.live.home import Home
from slackwater.live.host import LOOKING, HostBluetooth
from slackwater.live.joining import join_strap
from slackwater.live.sources import Heard
from slackwater.sensors import bluetooth, polar
from slackwater.sensors.bluetooth import HEART_RATE
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.errors import BluetoothFailed, BluetoothNotRunning
from slackwater.sensors.incoming import Kind
from slackwater.web.demo import prepare
from slackwater.web.messages import is_valid
from slackwater.web.server import bind, serving

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's own", allow_module_level=True)

from .bluez import BlueZ, Strap, bus_daemon, forget_the_bus

Message = dict[str, Any]

BREATH = {"type": "signal", "kind": "resp", "rate_hz": 50, "at_s": 12.25, "values": [0.51, 0.53]}
BELT = Device("a belt", Sensing.UNKNOWN, Place.CHEST)


@asynccontextmanager
async def a_server(speed: float = 1.0) -> AsyncIterator[tuple[Home, str]]:
    """A server in memory where no session runs yet; gives it and its address."""
    home, keyhole = Home(None, speed=speed), Keyhole()
    server = serving(home, keyhole)
    with bind(0) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield home, with_key(f"http://127.0.0.1:{listening.getsockname()[1]}/", keyhole.key)
        finally:
            server.should_exit = True
            await running


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def feeding(address: str, said: list[str]) -> AsyncIterator[tuple[Feeder, "asyncio.Task[None]"]]:
    feeder = Feeder(lambda: address, "belt", say=said.append, wait=lambda _: asyncio.sleep(0.01))
    task = asyncio.create_task(feeder.run())
    try:
        yield feeder, task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, AnotherPace, NoServer):
            await task


def heard(home: Home) -> list[Heard]:
    return list(home.running.senses.sources.values()) if home.running else []


async def test_a_sensor_waits_for_a_session_and_then_says_what_it_is_first() -> None:
    said: list[str] = []
    async with a_server() as (home, address), feeding(address, said) as (feeder, _):
        feeder.introduce(BELT)
        feeder.send(BREATH)
        await until(lambda: said)
        assert not feeder.joined
        await prepare(home)
        await until(lambda: heard(home) and heard(home)[0].device)
        assert (heard(home)[0].device, heard(home)[0].newest) == (BELT, {})
        await until(loading.ready)
        feeder.send(BREATH)
        await until(lambda: Kind.BREATH in heard(home)[0].newest)
    assert said[0] == "No session runs yet. It is joined when one does."


async def test_a_sensor_of_a_body_does_not_join_a_session_at_another_pace() -> None:
    async with a_server(speed=10) as (home, address):
        await prepare(home)
        async with feeding(address, []) as (_, task):
            with pytest.raises(AnotherPace):
                await task


async def test_without_a_server_it_says_how_to_start_one() -> None:
    async with feeding("http://127.0.0.1:9/", []) as (_, task):
        with pytest.raises(NoServer):
            await task


async def test_a_server_that_goes_away_is_looked_for_again() -> None:
    said: list[str] = []
    async with a_server() as (home, address):
        await prepare(home)
        feeder = Feeder(lambda: address, "belt", say=said.append, wait=lambda _: asyncio.sleep(0.01))
        task = asyncio.create_task(feeder.run())
        await until(lambda: feeder.joined)
    await until(lambda: not feeder.joined)
    assert not task.done()
    task.cancel()
    assert any("went away" in line for line in said)


async def test_what_waits_for_a_slow_socket_is_bounded_and_the_oldest_goes_first() -> None:
    feeder = Feeder(lambda: "", "belt", say=lambda _: None)
    feeder._waiting = asyncio.Queue()
    for number in range(200):
        feeder.send({"number": number})
    waiting: list[Any] = [feeder._waiting.get_nowait()["number"] for _ in range(feeder._waiting.qsize())]
    assert waiting == list(range(136, 200))


async def test_a_message_that_is_refused_ends_no_sensor() -> None:
    async with a_server() as (home, address):
        await prepare(home)
        async with feeding(address, []) as (feeder, task):
            await until(lambda: feeder.joined)
            await until(loading.ready)
            feeder.send({"type": "signal", "kind": "mood"})
            feeder.send(BREATH)
            await until(lambda: task.done() or (heard(home) and Kind.BREATH in heard(home)[0].newest))
            assert not task.done()


def test_a_long_name_is_cut_to_what_the_protocol_takes() -> None:
    assert len(str(device_message(Device("x" * 200))["name"])) == 80


@asynccontextmanager
async def a_strap_in_reach(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, offers: tuple[polar.Stream, ...] = ()
) -> AsyncIterator[tuple[BlueZ, Strap]]:
    """This computer's Bluetooth, with one strap."""
    worn = Strap(offers=offers)
    async with bus_daemon(folder) as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus)
        async with BlueZ(worn).on(bus) as bluez:
            yield bluez, worn
        await forget_the_bus()


async def test_a_strap_on_this_computers_bluetooth_is_heard_in_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, said = (polar.Stream.ECG, polar.Stream.ACC), list[str]()
    async with (
        a_strap_in_reach(tmp_path, monkeypatch, offers=both) as (bluez, worn),
        a_server() as (home, address),
    ):
        await prepare(home)
        joined = asyncio.create_task(
            join_strap(worn.address, address=lambda: address, wanted=both, say=said.append)
        )
        await until(lambda: len(worn.commands) == 4 and heard(home) and heard(home)[0].device)
        await until(loading.ready)
        bluez.notify(worn, HEART_RATE, bytes.fromhex("16 4D 16 03"))
        bluez.notify(worn, polar.DATA, polar.encode(polar.PolarEcg(1, np.ones(73, np.int32))))
        bluez.notify(worn, polar.DATA, polar.encode(polar.PolarAcc(1, np.ones((36, 3), np.int32))))
        await until(lambda: len(heard(home)[0].newest) == 2)
        assert home.running is not None
        assert home.running.senses.heart._heard
        joined.cancel()
        with suppress(asyncio.CancelledError):
            await joined
    assert any("its ECG and its movement too" in line for line in said)


async def test_the_server_itself_finds_a_strap_uses_it_and_lets_it_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bluetooth, "SCAN_S", 0.3)
    async with a_strap_in_reach(tmp_path, monkeypatch) as (_, worn), a_server() as (home, address):
        await prepare(home)
        host = HostBluetooth(lambda: address)
        await host.look()
        assert (host.looking, host.said) == (True, LOOKING)
        await until(lambda: not host.looking)
        (found,) = host.found
        await host.use(found.address)
        await until(lambda: heard(home) and heard(home)[0].device)
        assert host.strap == worn.address
        assert host.said.startswith("Connected: Polar H10 12345678")
        await host.let_go()
        await until(lambda: not heard(home))
        assert (host.strap, host.said, host.found) == ("", "", (found,))


async def test_straps_asked_for_at_once_leave_the_last_one_joined_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_strap_in_reach(tmp_path, monkeypatch) as (_, worn), a_server() as (home, address):
        await prepare(home)
        host = HostBluetooth(lambda: address)
        await asyncio.gather(host.look(), *(host.use(worn.address) for _ in range(5)))
        await until(lambda: heard(home) and heard(home)[0].device)
        assert (host.strap, len(heard(home))) == (worn.address, 1)
        await host.let_go()
        await until(lambda: not heard(home))


async def test_the_server_says_in_one_sentence_why_its_bluetooth_is_of_no_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    host = HostBluetooth(lambda: "http://127.0.0.1:9/")
    await host.look()
    await until(lambda: not host.looking)
    assert host.said == str(BluetoothNotRunning())
    await host.use("AA:BB:CC:DD:EE:01")
    await until(lambda: not host.strap)
    assert host.said.startswith("No Slackwater answers there.")


async def test_what_nobody_foresaw_is_said_in_a_sentence_and_letting_go_raises_nothing() -> None:
    def fail() -> str:
        raise OverflowError

    host = HostBluetooth(fail)
    await host.use("AA:BB:CC:DD:EE:01")
    await until(lambda: not host.strap)
    assert host.said == str(BluetoothFailed("OverflowError"))
    await host.let_go()
    assert host.said == ""


@asynccontextmanager
async def a_page(address: str) -> AsyncIterator[Callable[..., Awaitable[Message]]]:
    """A page that watches: ``await ask(wanted, **message)`` sends it and gives the first answer that is wanted."""
    async with await open_socket(address) as socket:
        await send(socket, {"type": "hello", "protocol": 1, "role": "watch", "page": "a-sheet-of-sensors"})

        async def ask(wanted: Callable[[Message], bool], **message: object) -> Message:
            if message:
                await send(socket, {"type": "strap", **message})
            async with asyncio.timeout(20):
                while True:
                    told = await receive(socket)
                    assert is_valid("toClient", told), told
                    if told["type"] in ("straps", "refused") and wanted(told):
                        return told

        yield ask


async def test_a_page_looks_for_straps_uses_one_and_lets_it_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: page, socket, this computer's Bluetooth, the server's own socket, the session."""
    monkeypatch.setattr(bluetooth, "SCAN_S", 0.3)
    async with a_strap_in_reach(tmp_path, monkeypatch) as (bluez, worn), a_server() as (home, address):
        await prepare(home)
        async with a_page(address) as ask:
            found = await ask(lambda told: told["straps"] and not told["looking"], do="look")
            assert (found["said"], found["used"]) == ("Straps heard: 1.", None)
            assert found["straps"] == [
                {
                    "address": worn.address,
                    "name": "Polar H10 12345678",
                    "text": "strong; senses by electrodes on the chest",
                }
            ]
            used = await ask(lambda told: "Connected" in told["said"], do="use", address=worn.address)
            assert used["used"] == worn.address
            bluez.notify(worn, HEART_RATE, bytes.fromhex("16 4D 16 03"))
            await until(lambda: home.running and home.running.senses.heart._heard)
            async with a_page(address) as ask_later:
                assert (await ask_later(lambda _: True))["used"] == worn.address
            assert (await ask(lambda told: told["used"] is None, do="let_go"))["said"] == ""
            await until(lambda: not heard(home))


async def test_a_strap_that_was_not_heard_here_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_strap_in_reach(tmp_path, monkeypatch) as (_, worn), a_server() as (home, address):
        await prepare(home)
        async with a_page(address) as ask:
            assert (await ask(lambda _: True, do="use", address=worn.address))["why"] == "not_now"
    assert worn.connections == 0


async def test_locking_the_journal_lets_the_strap_go_and_forgets_which_were_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bluetooth, "SCAN_S", 0.3)
    async with a_strap_in_reach(tmp_path, monkeypatch) as (_, worn), a_server() as (home, address):
        await prepare(home)
        async with a_page(address) as ask:
            await ask(lambda told: told["straps"], do="look")
            await ask(lambda told: "Connected" in told["said"], do="use", address=worn.address)
            straps = home.listener.straps  # type: ignore[attr-defined]
            await home.lock()
            await until(lambda: straps.message()["straps"] == [] and straps.message()["used"] is None)
            assert (await ask(lambda told: told["type"] == "refused", do="look"))["why"] == "locked"
