"""A heart strap over this computer's own Bluetooth: found, connected, listened to, and connected again.

What a strap sends is handed on as it came, with the time it was heard: :mod:`slackwater.sensors.strap` and
:mod:`slackwater.sensors.polar` read it. Every failure is one of :mod:`slackwater.sensors.errors`, in one sentence.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum

from bleak import BleakClient, BleakScanner
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
)

from slackwater.sensors import polar, strap
from slackwater.sensors.device import NAME_MOST, Device, Place, Sensing, sensing
from slackwater.sensors.errors import (
    BluetoothFailed,
    BluetoothNotAllowed,
    BluetoothNotRunning,
    BluetoothOff,
    BluetoothTrouble,
    HeldElsewhere,
    MalformedFrame,
    NoBluetooth,
    NotAStrap,
    OutOfReach,
)

HEART_SERVICE = "0000180d-0000-1000-8000-00805f9b34fb"
HEART_RATE = "00002a37-0000-1000-8000-00805f9b34fb"
BATTERY_LEVEL = "00002a19-0000-1000-8000-00805f9b34fb"

SCAN_S = 8.0
"""A strap advertises at least once in 1.3 s; eight seconds hear it through lost packets. ENG."""

CONNECT_S = 20.0
"""For one try to connect: a strap that just woke may take ten. ENG."""

SILENT_S = 10.0
"""A worn strap notifies once a second. One that is connected and says nothing so long is connected afresh. ENG."""

AGAIN_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses before each new try; the last is kept. A strap put down to shower is found again within half a minute."""

ANSWER_S = 5.0
"""For the strap to answer a command; it does in well under a second. ENG."""

REPEATED_S = 0.1
"""The same bytes again within this are one notification delivered twice: a strap sends about one a second. ENG."""


class Link(Enum):
    """How the connection stands."""

    SEARCHING = "searching"
    CONNECTED = "connected"
    LOST = "lost"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Found:
    """A device that offers a heart rate, as it was heard."""

    address: str
    name: str
    rssi_dbm: int
    """How strong it was heard: -40 is beside the computer, -90 at the edge."""
    sensing: Sensing


@dataclass(frozen=True, slots=True)
class Status:
    """How it stands with a strap, for the person and for whoever joins it to a session."""

    link: Link
    device: Device | None = None
    trouble: BluetoothTrouble | None = None
    """Why, where it is lost."""
    streams: frozenset[polar.Stream] = frozenset()
    """Those of Polar's own that run."""


@dataclass(frozen=True, slots=True)
class Notification:
    """What the strap sent, and when it was heard."""

    uuid: str
    """As the socket names it: :data:`strap.UUID` or :data:`polar.UUID`."""
    frame: bytes
    at_s: float
    """On the running clock of this computer, s."""


async def scan(for_s: float | None = None) -> list[Found]:
    """Give every device in reach that offers a heart rate, the strongest first; raises :class:`BluetoothTrouble`."""
    try:
        heard = await BleakScanner.discover(for_s or SCAN_S, return_adv=True, service_uuids=[HEART_SERVICE])
    except Exception as error:  # each system's Bluetooth throws its own: all of it is told
        raise trouble_of(error) from error
    found = []
    for device, said in heard.values():
        name = said.local_name or device.name or device.address
        found.append(Found(device.address, name, said.rssi, sensing(name)))
    return sorted(found, key=lambda one: -one.rssi_dbm)


class Strap:
    """One strap, kept connected.

    ``heard`` takes each notification, ``tell`` each change; both are called in the loop's own thread and return
    at once. ``wanted`` names Polar's own streams, started where the strap offers them.
    """

    def __init__(
        self,
        address: str,
        *,
        heard: Callable[[Notification], None],
        tell: Callable[[Status], None],
        wanted: Iterable[polar.Stream] = tuple(polar.Stream),
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._address = address
        self._heard = heard
        self._tell = tell
        self._wanted = tuple(wanted)
        self._wait = wait
        self._last: dict[str, tuple[bytes, float]] = {}
        self._heard_any = asyncio.Event()
        self.status = Status(Link.SEARCHING)

    async def keep(self) -> None:
        """Keep the strap connected until cancelled; raises :class:`NotAStrap` where trying again is in vain."""
        tries = 0
        try:
            while True:
                self._say(replace(self.status, link=Link.SEARCHING, streams=frozenset()))
                self._last.clear()
                trouble = await self._once()
                tries = 0 if self._last else tries
                self._say(replace(self.status, link=Link.LOST, trouble=trouble, streams=frozenset()))
                if isinstance(trouble, NotAStrap):
                    raise trouble
                await self._wait(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
                tries += 1
        finally:
            self._say(replace(self.status, link=Link.ENDED, streams=frozenset()))

    async def _once(self) -> BluetoothTrouble:
        """Connect and listen until it ends; give why it ended."""
        gone = asyncio.Event()
        client = BleakClient(self._address, lambda _: gone.set(), timeout=CONNECT_S)
        try:
            await client.connect()
            await self._listen(client)
            return await self._until_gone(gone)
        except BluetoothTrouble as trouble:
            return trouble
        except Exception as error:  # noqa: BLE001 -- each system's Bluetooth throws its own: told, and tried again
            return trouble_of(error)
        finally:
            with suppress(Exception):  # what is gone cannot be let go of
                await client.disconnect()

    async def _listen(self, client: BleakClient) -> None:
        if client.services.get_characteristic(HEART_RATE) is None:
            raise NotAStrap(client.name)
        await client.start_notify(HEART_RATE, lambda _, frame: self._hear(strap.UUID, bytes(frame)))
        battery = await _battery(client)
        self._say(Status(Link.CONNECTED, _device(client.name, (), battery)))
        streams = await Measuring(client, lambda frame: self._hear(polar.UUID, frame)).start(self._wanted)
        if streams:
            self._say(Status(Link.CONNECTED, _device(client.name, streams, battery), None, streams))

    async def _until_gone(self, gone: asyncio.Event) -> BluetoothTrouble:
        """Wait until the connection ends, or the strap says nothing for too long."""
        ended = asyncio.ensure_future(gone.wait())
        try:
            while not ended.done():
                self._heard_any.clear()
                speaking = asyncio.ensure_future(self._heard_any.wait())
                done, _ = await asyncio.wait(
                    {ended, speaking}, timeout=SILENT_S, return_when=asyncio.FIRST_COMPLETED
                )
                speaking.cancel()
                if not done:
                    return OutOfReach(f"connected, and silent for {SILENT_S:g} s")
        finally:
            ended.cancel()
        return OutOfReach()

    def _hear(self, uuid: str, frame: bytes) -> None:
        at_s = time.monotonic()
        before, before_s = self._last.get(uuid, (b"", 0.0))
        self._last[uuid] = (frame, at_s)
        self._heard_any.set()
        if frame != before or at_s - before_s > REPEATED_S:
            self._heard(Notification(uuid, frame, at_s))

    def _say(self, status: Status) -> None:
        if status != self.status or status.link is Link.SEARCHING:
            self.status = status
            self._tell(status)


class Measuring:
    """Polar's own measurements on a connected strap."""

    def __init__(self, client: BleakClient, heard: Callable[[bytes], None]) -> None:
        self._client = client
        self._heard = heard
        self._answers: asyncio.Queue[bytes] = asyncio.Queue()

    async def start(self, wanted: Iterable[polar.Stream]) -> frozenset[polar.Stream]:
        """Start those that are wanted and offered, and give the ones that run; a heart goes on without any."""
        client = self._client
        if client.services.get_characteristic(polar.DATA) is None:
            return frozenset()
        try:
            offered = polar.offered(bytes(await client.read_gatt_char(polar.CONTROL)))
            asked = [stream for stream in wanted if stream in offered]
            if not asked:
                return frozenset()
            await client.start_notify(polar.CONTROL, lambda _, value: self._answers.put_nowait(bytes(value)))
            await client.start_notify(polar.DATA, lambda _, frame: self._heard(bytes(frame)))
            return frozenset([stream for stream in asked if await self._starts(stream)])
        except (BleakError, MalformedFrame, TimeoutError):
            return frozenset()

    async def _starts(self, stream: polar.Stream) -> bool:
        settings = await self._ask(polar.ask_settings(stream))
        if settings.answered is not polar.Answered.DONE:
            return False
        started = await self._ask(polar.start(stream, polar.choose(settings.settings, stream)))
        return started.answered in (polar.Answered.DONE, polar.Answered.ALREADY_SO)

    async def _ask(self, command: bytes) -> polar.Answer:
        """Write a command and give the answer to it; an older answer that comes late is passed over."""
        await self._client.write_gatt_char(polar.CONTROL, command, response=True)
        async with asyncio.timeout(ANSWER_S):
            while True:
                answer = polar.read_answer(await self._answers.get())
                if (answer.command, answer.stream) == (command[0], command[1]):
                    return answer


def _device(name: str, streams: Collection[polar.Stream], battery_percent: int | None) -> Device:
    how = sensing(name, has_ecg=polar.Stream.ECG in streams)
    return Device(
        name[:NAME_MOST], how, Place.CHEST if how is Sensing.ELECTRIC else Place.UNKNOWN, battery_percent
    )


async def _battery(client: BleakClient) -> int | None:
    """Percent, where the strap tells."""
    with suppress(BleakError, TimeoutError):
        value = await client.read_gatt_char(BATTERY_LEVEL)
        if len(value) == 1 and value[0] <= 100:
            return value[0]
    return None


_REASONS = {
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH: NoBluetooth,
    BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE: NoBluetooth,
    BleakBluetoothNotAvailableReason.POWERED_OFF: BluetoothOff,
    BleakBluetoothNotAvailableReason.DENIED_BY_USER: BluetoothNotAllowed,
    BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: BluetoothNotAllowed,
    BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: BluetoothNotAllowed,
}

_DBUS = {
    "org.freedesktop.DBus.Error.ServiceUnknown": BluetoothNotRunning,
    "org.freedesktop.DBus.Error.NameHasNoOwner": BluetoothNotRunning,
    "org.freedesktop.DBus.Error.NoReply": BluetoothNotRunning,
    "org.freedesktop.DBus.Error.AccessDenied": BluetoothNotAllowed,
    "org.bluez.Error.NotAuthorized": BluetoothNotAllowed,
    "org.bluez.Error.NotPermitted": BluetoothNotAllowed,
    "org.bluez.Error.NotReady": BluetoothOff,
    "org.bluez.Error.Failed": HeldElsewhere,
    "org.bluez.Error.ConnectionAttemptFailed": HeldElsewhere,
    "org.bluez.Error.AuthenticationRejected": HeldElsewhere,
    "org.bluez.Error.DoesNotExist": OutOfReach,
    "org.freedesktop.DBus.Error.UnknownObject": OutOfReach,
}


def trouble_of(error: BaseException) -> BluetoothTrouble:
    """Give what this failure of bleak, of D-Bus or of the system means for the person."""
    if isinstance(error, BleakBluetoothNotAvailableError):
        return _REASONS.get(error.reason, BluetoothFailed)()
    if isinstance(error, BleakDeviceNotFoundError | TimeoutError):
        return OutOfReach()
    if isinstance(error, BleakCharacteristicNotFoundError):
        return NotAStrap()
    if isinstance(error, BleakDBusError) and error.dbus_error in _DBUS:
        return _DBUS[error.dbus_error]()
    if isinstance(error, PermissionError):
        return BluetoothNotAllowed()
    if isinstance(error, FileNotFoundError | ConnectionError | EOFError):
        return BluetoothNotRunning()
    return BluetoothFailed(str(error) or type(error).__name__)
