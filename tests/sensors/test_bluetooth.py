"""A strap over this computer's own Bluetooth: bleak over a real D-Bus, with a BlueZ whose strap a test plays."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
)

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's own", allow_module_level=True)

from slackwater.sensors import bluetooth, errors, polar, strap
from slackwater.sensors.bluetooth import HEART_RATE, Link, Notification, Status, scan, trouble_of
from slackwater.sensors.device import NAME_MOST, Device, Place, Sensing

from .bluez import BlueZ, Strap, bus_daemon, forget_the_bus

World = Callable[[BlueZ], Awaitable[BlueZ]]
BEAT = bytes.fromhex("16 4D 16 03")
AGAIN = bytes.fromhex("16 4E 16 03")


@pytest.fixture
async def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The system bus, for this test: its own."""
    async with bus_daemon(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
        await forget_the_bus()


class Kept:
    """A strap kept connected, and everything it told."""

    def __init__(self, bluez: BlueZ, worn: Strap, wanted: tuple[polar.Stream, ...] = ()) -> None:
        self.bluez, self.worn = bluez, worn
        self.heard: list[Notification] = []
        self.told: list[Status] = []
        self.pauses: list[float] = []
        self._strap = bluetooth.Strap(
            worn.address, heard=self._hear, tell=self._tell, wanted=wanted, wait=self._wait
        )
        self.task = asyncio.create_task(self._strap.keep())

    def _hear(self, notification: Notification) -> None:
        self.heard.append(notification)
        self.bluez.changed.set()

    def _tell(self, status: Status) -> None:
        self.told.append(status)
        self.bluez.changed.set()

    async def _wait(self, seconds: float) -> None:
        self.pauses.append(seconds)

    @property
    def now(self) -> Status:
        """What was told last."""
        return self.told[-1] if self.told else Status(Link.SEARCHING)

    async def connected(self, times: int = 1) -> None:
        await self.bluez.until(
            lambda: (
                len([one for one in self.told if one.link is Link.CONNECTED]) >= times
                and HEART_RATE in self.worn.notifying
            )
        )

    async def hears(self, count: int) -> None:
        await self.bluez.until(lambda: len(self.heard) >= count)


@asynccontextmanager
async def keeping(bus: str, worn: Strap, wanted: tuple[polar.Stream, ...] = ()) -> AsyncIterator[Kept]:
    async with BlueZ(worn).on(bus) as bluez:
        kept = Kept(bluez, worn, wanted)
        try:
            yield kept
        finally:
            kept.task.cancel()
            with suppress(asyncio.CancelledError, errors.BluetoothTrouble):
                await kept.task


async def test_every_strap_in_reach_is_found_the_nearest_first_and_nothing_else(bus: str) -> None:
    band = Strap("AA:BB:CC:DD:EE:02", "Polar Sense 99", rssi=-40)
    lamp = Strap("AA:BB:CC:DD:EE:03", "A lamp", service="0000180a-0000-1000-8000-00805f9b34fb")
    async with BlueZ(Strap(), band, lamp).on(bus):
        found = await scan(0.3)
    assert [(one.name, one.sensing) for one in found] == [
        ("Polar Sense 99", Sensing.OPTICAL),
        ("Polar H10 12345678", Sensing.ELECTRIC),
    ]


async def test_what_the_strap_sends_is_heard_as_it_came(bus: str) -> None:
    async with keeping(bus, Strap()) as kept:
        await kept.connected()
        kept.bluez.notify(kept.worn, HEART_RATE, BEAT)
        kept.bluez.notify(kept.worn, HEART_RATE, AGAIN)
        await kept.hears(2)
    assert [(one.uuid, one.frame) for one in kept.heard] == [(strap.UUID, BEAT), (strap.UUID, AGAIN)]
    assert kept.told[0].link is Link.SEARCHING
    assert kept.told[-1].link is Link.ENDED


async def test_a_strap_says_its_name_and_its_battery(bus: str) -> None:
    async with keeping(bus, Strap(battery=67)) as kept:
        await kept.connected()
    connected = next(one for one in kept.told if one.link is Link.CONNECTED)
    assert connected.device == Device("Polar H10 12345678", Sensing.ELECTRIC, Place.CHEST, 67)


async def test_a_strap_without_a_battery_service_is_as_good(bus: str) -> None:
    async with keeping(bus, Strap(battery=None)) as kept:
        await kept.connected()
        kept.bluez.notify(kept.worn, HEART_RATE, BEAT)
        await kept.hears(1)
    assert [one.device.battery_percent for one in kept.told if one.device] == [None] * 2


async def test_a_notification_that_is_delivered_twice_counts_once(bus: str) -> None:
    async with keeping(bus, Strap()) as kept:
        await kept.connected()
        for frame in (BEAT, BEAT, AGAIN):
            kept.bluez.notify(kept.worn, HEART_RATE, frame)
        await kept.hears(2)
    assert [one.frame for one in kept.heard] == [BEAT, AGAIN]


async def test_polars_own_streams_are_started_where_they_are_offered_and_asked_for(bus: str) -> None:
    worn = Strap(offers=(polar.Stream.ECG, polar.Stream.ACC))
    ecg = polar.encode(polar.PolarEcg(1, np.arange(73, dtype=np.int32)))
    async with keeping(bus, worn, tuple(polar.Stream)) as kept:
        await kept.bluez.until(lambda: len(kept.now.streams) == 2)
        kept.bluez.notify(worn, polar.DATA, ecg)
        await kept.hears(1)
    assert (kept.heard[0].uuid, kept.heard[0].frame) == (polar.UUID, ecg)
    assert worn.commands == [
        b"\x01\x00",
        polar.start(polar.Stream.ECG),
        b"\x01\x02",
        polar.start(polar.Stream.ACC),
    ]


async def test_what_is_not_asked_for_is_not_started(bus: str) -> None:
    worn = Strap(offers=(polar.Stream.ECG, polar.Stream.ACC))
    async with keeping(bus, worn, (polar.Stream.ECG,)) as kept:
        await kept.bluez.until(lambda: kept.now.streams == {polar.Stream.ECG})
    assert {command[1] for command in worn.commands} == {polar.Stream.ECG}


async def test_a_strap_that_refuses_its_streams_still_gives_its_heart(bus: str) -> None:
    worn = Strap(offers=(polar.Stream.ECG,))
    worn.answer = lambda command: bytes((0xF0, command[0], command[1], 3, 0))  # type: ignore[method-assign]
    async with keeping(bus, worn, tuple(polar.Stream)) as kept:
        await kept.connected()
        kept.bluez.notify(worn, HEART_RATE, BEAT)
        await kept.hears(1)
    assert kept.told[-2].streams == frozenset()


async def test_a_strap_that_goes_out_of_reach_is_connected_again_and_heard_on(bus: str) -> None:
    async with keeping(bus, Strap()) as kept:
        await kept.connected()
        kept.bluez.notify(kept.worn, HEART_RATE, BEAT)
        await kept.hears(1)
        kept.bluez.drop(kept.worn)
        await kept.connected(times=2)
        kept.bluez.notify(kept.worn, HEART_RATE, BEAT)
        await kept.hears(2)
    lost = next(one for one in kept.told if one.link is Link.LOST)
    assert isinstance(lost.trouble, errors.OutOfReach)
    assert [one.frame for one in kept.heard] == [BEAT, BEAT]


async def test_a_strap_that_is_connected_and_silent_is_connected_afresh(
    bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bluetooth, "SILENT_S", 0.2)
    async with keeping(bus, Strap()) as kept:
        await kept.connected(times=2)
    lost = next(one for one in kept.told if one.link is Link.LOST)
    assert "silent" in str(lost.trouble)


async def test_a_strap_that_does_not_answer_is_tried_with_growing_pauses(
    bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with keeping(bus, Strap(connects="org.bluez.Error.Failed")) as kept:
        await kept.bluez.until(lambda: kept.worn.connections >= 8)
    assert kept.pauses[:7] == [1, 2, 4, 8, 15, 30, 30]
    assert isinstance(next(one for one in kept.told if one.trouble).trouble, errors.HeldElsewhere)


async def test_a_name_is_cut_to_what_the_protocol_takes(bus: str) -> None:
    async with keeping(bus, Strap(name="Polar H10 " + "x" * 200)) as kept:
        await kept.connected()
    names = {one.device.name for one in kept.told if one.device}
    assert names == {"Polar H10 " + "x" * (NAME_MOST - 10)}


async def test_a_device_without_a_heart_is_left_alone_and_not_tried_again(bus: str) -> None:
    async with keeping(bus, Strap(service="0000180a-0000-1000-8000-00805f9b34fb")) as kept:
        with pytest.raises(errors.NotAStrap):
            await kept.task
    assert kept.pauses == []


async def test_without_an_adapter_it_says_that_there_is_no_bluetooth(bus: str) -> None:
    async with BlueZ(adapter=False).on(bus):
        with pytest.raises(errors.NoBluetooth):
            await scan(0.1)


async def test_switched_off_it_says_so(bus: str) -> None:
    async with BlueZ(powered=False).on(bus):
        with pytest.raises(errors.BluetoothOff):
            await scan(0.1)


async def test_without_the_service_it_says_how_to_start_it(bus: str) -> None:
    with pytest.raises(errors.BluetoothNotRunning, match="systemctl start bluetooth"):
        await scan(0.1)


async def test_without_a_bus_it_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    with pytest.raises(errors.BluetoothNotRunning):
        await scan(0.1)


async def test_a_failure_that_nobody_foresaw_is_told_in_the_systems_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "nowhere")
    with pytest.raises(errors.BluetoothFailed, match="address did not contain a transport"):
        await scan(0.1)


@pytest.mark.parametrize(
    ("failure", "meant"),
    [
        (
            BleakBluetoothNotAvailableError("x", BleakBluetoothNotAvailableReason.DENIED_BY_USER),
            errors.BluetoothNotAllowed,
        ),
        (
            BleakBluetoothNotAvailableError("x", BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE),
            errors.NoBluetooth,
        ),
        (
            BleakBluetoothNotAvailableError("x", BleakBluetoothNotAvailableReason.UNKNOWN),
            errors.BluetoothFailed,
        ),
        (BleakDeviceNotFoundError("AA"), errors.OutOfReach),
        (TimeoutError(), errors.OutOfReach),
        (BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", ["no"]), errors.BluetoothNotAllowed),
        (BleakDBusError("org.bluez.Error.NotReady", ["no"]), errors.BluetoothOff),
        (BleakDBusError("org.bluez.Error.Failed", ["le-connection-abort-by-local"]), errors.HeldElsewhere),
        (BleakDBusError("org.bluez.Error.Unheard", ["of"]), errors.BluetoothFailed),
        (PermissionError(), errors.BluetoothNotAllowed),
        (ConnectionRefusedError(), errors.BluetoothNotRunning),
        (BleakError("something else"), errors.BluetoothFailed),
    ],
)
def test_each_failure_is_one_plain_sentence(failure: Exception, meant: type[errors.BluetoothTrouble]) -> None:
    trouble = trouble_of(failure)
    assert type(trouble) is meant
    assert str(trouble).split(" (")[0].endswith(".")
