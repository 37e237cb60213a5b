"""Sensors of this computer joined to the session that runs: its own Bluetooth, and the lab streaming layer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable

from slackwater.live.feeding import Feeder
from slackwater.live.host import NONE_HEARD
from slackwater.sensors import bluetooth, lsl, polar
from slackwater.sensors.bluetooth import Found, Link, Notification, Status
from slackwater.sensors.device import Device, Sensing
from slackwater.tongues import marked, worded

Say = Callable[[str], None]

SENSED = {
    Sensing.ELECTRIC: marked("electrodes on the chest"),
    Sensing.OPTICAL: marked("light on the skin: it informs and decides nothing"),
    Sensing.UNKNOWN: marked("unknown: it counts as electrodes do"),
}

STRONG_DBM, FAIR_DBM = -65, -80
"""Beside the computer a strap is heard at -40 to -60 dBm; under -80 many packets are lost. ENG."""


def list_straps(say: Say) -> None:
    """Look for straps and say which are in reach; raises :class:`~slackwater.sensors.errors.BluetoothTrouble`."""
    say(worded("Looking for heart straps, {seconds} seconds …").format(seconds=f"{bluetooth.SCAN_S:g}"))
    found = asyncio.run(bluetooth.scan())
    for one in found:
        say(_line(one))
    if found:
        join = worded("To join one to your sessions: {command}")
        say(join.format(command=f"slackwater sensors --use {found[0].address}"))
    else:
        say(worded(NONE_HEARD))


def _line(found: Found) -> str:
    return f"{found.address}  {found.name}  ({heard_as(found)})"


def heard_as(found: Found) -> str:
    """Say how strong a strap is heard, and how it senses."""
    if found.rssi_dbm > STRONG_DBM:
        heard = worded("strong; senses by {sense}")
    elif found.rssi_dbm > FAIR_DBM:
        heard = worded("fair; senses by {sense}")
    else:
        heard = worded("weak; senses by {sense}")
    return heard.format(sense=worded(SENSED[found.sensing]))


def use_strap(strap: str, *, address: Callable[[], str], wanted: Iterable[polar.Stream], say: Say) -> None:
    """Keep this strap joined to whatever session runs, until Ctrl+C."""
    run(lambda: join_strap(strap, address=address, wanted=wanted, say=say), say)


async def join_strap(
    strap: str,
    *,
    address: Callable[[], str],
    wanted: Iterable[polar.Stream],
    say: Say,
    cookie: Callable[[], str | None] = lambda: None,
) -> None:
    """The same inside a loop that runs already; ends with the trouble that ends it.

    ``cookie`` gives the one to come in with, where it is known whose session the strap is for.
    """
    began_s = time.monotonic()
    feeder = Feeder(address, "strap", say=say, cookie=cookie)

    def hear(heard: Notification) -> None:
        feeder.send(packet_message(heard, began_s))

    def tell(status: Status) -> None:
        if status.link is Link.CONNECTED and status.device is not None:
            feeder.introduce(status.device)
        line = told(status)
        if line:
            say(line)

    async def keep() -> None:
        await feeder.reached.wait()
        await bluetooth.Strap(strap, heard=hear, tell=tell, wanted=wanted).keep()

    await _both(feeder.run(), keep())


def packet_message(heard: Notification, began_s: float) -> dict[str, object]:
    """Give the socket message that carries a notification; ``at_s`` counts from ``began_s``."""
    at_s = round(max(0.0, heard.at_s - began_s), 3)
    return {"type": "packet", "uuid": heard.uuid, "hex": heard.frame.hex(), "at_s": at_s}


def told(status: Status) -> str:
    """How it stands with the strap, in words; empty where nothing is to be said."""
    if status.link is Link.CONNECTED and status.device is not None:
        return worded("Connected: {strap}.").format(strap=_described(status.device, status.streams))
    if status.link is Link.LOST:
        return worded("{trouble} It is tried again.").format(trouble=status.trouble)
    searching = status.link is Link.SEARCHING and status.trouble is None
    return worded("Looking for the strap …") if searching else ""


def _described(device: Device, streams: Iterable[polar.Stream]) -> str:
    more = {polar.Stream.ECG: worded("gives its ECG too"), polar.Stream.ACC: worded("gives its movement too")}
    parts = [device.name, worded("senses by {sense}").format(sense=worded(SENSED[device.sensing]))]
    if device.battery_percent is not None:
        parts.append(worded("battery {percent} %").format(percent=device.battery_percent))
    if set(more) <= set(streams):
        parts.append(worded("gives its ECG and its movement too"))
    else:
        parts += [more[one] for one in streams]
    return ", ".join(parts)


def use_streams(*, address: Callable[[], str], say: Say) -> None:
    """Keep every stream of the lab streaming layer that can be read joined to whatever session runs."""
    run(lambda: join_streams(address=address, say=say), say)


async def join_streams(*, address: Callable[[], str], say: Say) -> None:
    """The same inside a loop that runs already."""
    began_s = time.monotonic()
    streams = await asyncio.to_thread(lsl.find)
    readable = [stream for stream in streams if not stream.why_not]
    for stream in streams:
        say(f"{stream.name} ({stream.kind.value}): {stream.why_not or 'joined'}.")
    if not readable:
        raise lsl.NoStreams
    await _both(*(one for stream in readable for one in _joined(stream, address, say, began_s)))


def _joined(
    stream: lsl.Stream, address: Callable[[], str], say: Say, began_s: float
) -> tuple[Awaitable[None], Awaitable[None]]:
    feeder = Feeder(address, "stream", say=say)
    feeder.introduce(stream.device)
    return feeder.run(), lsl.listen(stream, feeder.send, began_s)


async def _both(*parts: Awaitable[None]) -> None:
    """Run these until one ends, and end with what ended it."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def run(sensing: Callable[[], Awaitable[None]], say: Say) -> None:
    """Run until it ends, or until Ctrl+C, which ends it well."""

    async def whole() -> None:
        await sensing()

    try:
        asyncio.run(whole())
    except KeyboardInterrupt:
        say("\n" + worded("Stopped. The session goes on without this sensor."))
