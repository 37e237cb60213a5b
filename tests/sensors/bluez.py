"""A Bluetooth service for tests: a real D-Bus, BlueZ's own interfaces on it, and straps whose bytes a test decides.

It does what BlueZ does: a device appears once discovery has started, its services are there once it is connected,
and a notification is a change of a characteristic's value.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from slackwater.sensors import polar
from slackwater.sensors.bluetooth import BATTERY_LEVEL, HEART_RATE, HEART_SERVICE

ADAPTER = "/org/bluez/hci0"
BATTERY_SERVICE = "0000180f-0000-1000-8000-00805f9b34fb"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default">
 <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>"""
PROPERTIES = "org.freedesktop.DBus.Properties"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
DEVICE = "org.bluez.Device1"
SERVICE = "org.bluez.GattService1"
CHARACTERISTIC = "org.bluez.GattCharacteristic1"

Values = dict[str, Variant]


class Failed(Exception):
    """What BlueZ answers instead: the error's name and words."""


@asynccontextmanager
async def bus_daemon(folder: Path) -> AsyncIterator[str]:
    """A D-Bus of the test's own; gives its address."""
    path, config = folder / "bus", folder / "bus.conf"
    config.write_text(CONFIG.format(path=path))
    daemon = await asyncio.create_subprocess_exec(
        "dbus-daemon",
        f"--config-file={config}",
        "--nofork",
        "--print-address",
        stdout=asyncio.subprocess.PIPE,
    )
    assert daemon.stdout is not None
    await daemon.stdout.readline()
    try:
        yield f"unix:path={path}"
    finally:
        daemon.terminate()
        await daemon.wait()


async def forget_the_bus() -> None:
    """Close bleak's own connection before its bus goes."""
    from bleak.backends.bluezdbus.manager import _global_instances

    manager = _global_instances.pop(asyncio.get_running_loop(), None)
    if manager is not None and manager._bus is not None:
        manager._bus_watcher_task.cancel()
        manager._bus.disconnect()
        with suppress(asyncio.CancelledError):
            await manager._bus_watcher_task


@dataclass
class Strap:
    """A strap within reach, and how it behaves."""

    address: str = "AA:BB:CC:DD:EE:01"
    name: str = "Polar H10 12345678"
    rssi: int = -50
    service: str = HEART_SERVICE
    battery: int | None = 80
    offers: tuple[polar.Stream, ...] = ()
    """Polar's own streams."""
    connects: bool | str = True
    """Or the name of BlueZ's error."""
    commands: list[bytes] = field(default_factory=list)
    """What was written to its control point."""
    connections: int = 0
    notifying: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        return f"{ADAPTER}/dev_{self.address.replace(':', '_')}"

    def gatt(self) -> dict[str, list[tuple[str, list[str]]]]:
        """Characteristics and their flags, by service."""
        offered = {self.service: [(HEART_RATE, ["notify"])]}
        if self.service != HEART_SERVICE:
            offered = {self.service: [("00002a00-0000-1000-8000-00805f9b34fb", ["read"])]}
        if self.battery is not None:
            offered[BATTERY_SERVICE] = [(BATTERY_LEVEL, ["read", "notify"])]
        if self.offers:
            offered[polar.SERVICE] = [
                (polar.CONTROL, ["read", "write", "indicate"]),
                (polar.DATA, ["notify"]),
            ]
        return offered

    def read(self, uuid: str) -> bytes:
        if uuid == polar.CONTROL:
            return bytes((0x0F, sum(1 << stream for stream in self.offers), 0))
        return bytes((self.battery or 0,))

    def answer(self, command: bytes) -> bytes:
        """What the control point indicates after a command, as an H10 does."""
        self.commands.append(command)
        done = bytes((0xF0, command[0], command[1], 0, 0))
        if command[0] != polar.Command.SETTINGS:
            return done
        if command[1] == polar.Stream.ECG:
            return done + bytes.fromhex("00018200 01010e00")
        return done + bytes.fromhex("0004190032006400c800 01011000 0203020004000800")


class BlueZ:
    """``org.bluez`` on one bus."""

    def __init__(self, *straps: Strap, powered: bool = True, adapter: bool = True) -> None:
        self.straps = {strap.path: strap for strap in straps}
        self._bus: MessageBus | None = None
        self._discovering: asyncio.Task[None] | None = None
        self.objects: dict[str, dict[str, Values]] = {}
        if adapter:
            self.objects[ADAPTER] = {
                "org.bluez.Adapter1": {
                    "Address": Variant("s", "00:00:00:00:00:01"),
                    "Powered": Variant("b", powered),
                    "Roles": Variant("as", ["central", "peripheral"]),
                }
            }
        self.changed = asyncio.Event()
        """Set at each call: a test waits here until the world is as it wants it."""

    @asynccontextmanager
    async def on(self, address: str) -> AsyncIterator["BlueZ"]:
        """Serve on the bus of this address."""
        self._bus = await MessageBus(address).connect()
        self._bus.add_message_handler(self._call)
        await self._bus.request_name("org.bluez")
        try:
            yield self
        finally:
            if self._discovering is not None:
                self._discovering.cancel()
            self._bus.disconnect()
            await self._bus.wait_for_disconnect()

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until this is so."""
        async with asyncio.timeout(20):
            while not true():
                self.changed.clear()
                await self.changed.wait()

    def notify(self, strap: Strap, uuid: str, value: bytes) -> None:
        """The strap sends these bytes."""
        path = next(path for path in self.objects if path.startswith(strap.path) and self._uuid(path) == uuid)
        self._change(path, CHARACTERISTIC, Value=Variant("ay", value))

    def drop(self, strap: Strap) -> None:
        """The strap goes out of reach."""
        strap.notifying.clear()
        self._change(strap.path, DEVICE, ServicesResolved=Variant("b", False), Connected=Variant("b", False))

    # Inside

    def _uuid(self, path: str) -> str:
        uuid = self.objects[path].get(CHARACTERISTIC, {}).get("UUID")
        return uuid.value if uuid else ""

    def _call(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or not str(message.path).startswith("/"):
            return None
        known = {
            "GetManagedObjects": self._managed,
            "StartDiscovery": self._discover,
            "Connect": self._connect,
            "Disconnect": self._disconnect,
            "ReadValue": self._read,
            "WriteValue": self._write,
            "StartNotify": self._start_notify,
            "SetDiscoveryFilter": _nothing,
            "StopDiscovery": self._stop_discovery,
            "StopNotify": _nothing,
        }
        if message.member not in known:
            return None
        try:
            signature, body = known[message.member](message)
        except Failed as failed:
            return Message.new_error(message, failed.args[0], failed.args[1])
        finally:
            self.changed.set()
        return Message.new_method_return(message, signature, body)

    def _managed(self, _: Message) -> tuple[str, list[Any]]:
        return "a{oa{sa{sv}}}", [self.objects]

    def _discover(self, _: Message) -> tuple[str, list[Any]]:
        self._discovering = asyncio.create_task(self._advertise())
        return "", []

    def _stop_discovery(self, _: Message) -> tuple[str, list[Any]]:
        if self._discovering is not None:
            self._discovering.cancel()
        return "", []

    async def _advertise(self) -> None:
        """Each strap in reach is seen, and heard again and again."""
        self._appear()
        for strength in itertools.count():
            for strap in self.straps.values():
                self._change(strap.path, DEVICE, RSSI=Variant("n", strap.rssi - strength % 2))
            await asyncio.sleep(0.02)

    def _appear(self) -> None:
        for strap in self.straps.values():
            self._add(
                strap.path,
                DEVICE,
                Address=Variant("s", strap.address),
                AddressType=Variant("s", "public"),
                Name=Variant("s", strap.name),
                Alias=Variant("s", strap.name),
                Adapter=Variant("o", ADAPTER),
                RSSI=Variant("n", strap.rssi),
                UUIDs=Variant("as", [strap.service]),
                Connected=Variant("b", False),
                Paired=Variant("b", False),
                ServicesResolved=Variant("b", False),
            )

    def _connect(self, message: Message) -> tuple[str, list[Any]]:
        strap = self.straps[str(message.path)]
        strap.connections += 1
        if strap.connects is not True:
            raise Failed(strap.connects, "br-connection-unknown")
        self._change(strap.path, DEVICE, Connected=Variant("b", True))
        for number, (service, characteristics) in enumerate(strap.gatt().items(), 1):
            service_path = f"{strap.path}/service{number * 16:04x}"
            self._add(
                service_path,
                SERVICE,
                UUID=Variant("s", service),
                Device=Variant("o", strap.path),
                Primary=Variant("b", True),
            )
            for place, (uuid, flags) in enumerate(characteristics, 1):
                self._add(
                    f"{service_path}/char{number * 16 + place:04x}",
                    CHARACTERISTIC,
                    UUID=Variant("s", uuid),
                    Service=Variant("o", service_path),
                    Flags=Variant("as", flags),
                    MTU=Variant("q", 247),
                )
        self._change(strap.path, DEVICE, ServicesResolved=Variant("b", True))
        return "", []

    def _disconnect(self, message: Message) -> tuple[str, list[Any]]:
        self.drop(self.straps[str(message.path)])
        return "", []

    def _owner(self, path: str) -> Strap:
        return next(strap for strap in self.straps.values() if path.startswith(strap.path))

    def _read(self, message: Message) -> tuple[str, list[Any]]:
        path = str(message.path)
        return "ay", [self._owner(path).read(self._uuid(path))]

    def _write(self, message: Message) -> tuple[str, list[Any]]:
        path = str(message.path)
        answer = self._owner(path).answer(bytes(message.body[0]))
        asyncio.get_running_loop().call_soon(
            lambda: self._change(path, CHARACTERISTIC, Value=Variant("ay", answer))
        )
        return "", []

    def _start_notify(self, message: Message) -> tuple[str, list[Any]]:
        path = str(message.path)
        self._owner(path).notifying.add(self._uuid(path))
        return "", []

    def _add(self, path: str, interface: str, **values: Variant) -> None:
        self.objects[path] = {interface: values}
        self._signal("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [path, {interface: values}])

    def _change(self, path: str, interface: str, **values: Variant) -> None:
        self.objects[path][interface].update(values)
        self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, values, []])

    def _signal(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        assert self._bus is not None
        self._bus.send(Message.new_signal(path, interface, member, signature, body))


def _nothing(_: Message) -> tuple[str, list[Any]]:
    return "", []
