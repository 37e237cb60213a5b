"""A real server in this process, and a strap within Chromium's reach, by its own tools for that."""

import asyncio
import base64
import gc
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from slackwater.live.address import Keyhole, with_key
from slackwater.live.home import Home
from slackwater.live.sources import Heard
from slackwater.web.demo import prepare
from slackwater.web.server import bind, serving

ADDRESS = "09:09:09:09:09:09"
CLIENT_CONFIGURATION = "00002902-0000-1000-8000-00805f9b34fb"
PANEL = """async ([what, more]) => {
  globalThis.told = [];
  const panel = await import("/static/sense/panel.js");
  globalThis.panel = panel;
  await panel[what]({ tell: (status) => told.push(status), ...more });
}"""

Event = dict[str, Any]


@dataclass
class Served:
    """A server whose session can be looked into."""

    home: Home
    address: str
    loop: asyncio.AbstractEventLoop

    def begin(self) -> None:
        """A session runs."""
        asyncio.run_coroutine_threadsafe(prepare(self.home), self.loop).result(20)

    @property
    def heard(self) -> list[Heard]:
        """Every sensor in the session that runs."""
        return list(self.home.running.senses.sources.values()) if self.home.running else []


@contextmanager
def served() -> Iterator[Served]:
    """A server in memory, in a thread of its own."""
    home, keyhole, loop = Home(None), Keyhole(), asyncio.new_event_loop()
    server = serving(home, keyhole)
    listening = bind(0)
    thread = threading.Thread(target=loop.run_until_complete, args=(server.serve(sockets=[listening]),))
    thread.start()
    try:
        yield Served(home, with_key(f"http://127.0.0.1:{listening.getsockname()[1]}/", keyhole.key), loop)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
        loop.close()
        with (
            warnings.catch_warnings()
        ):  # a file on its way to a browser that left is closed when it is collected
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


@dataclass
class EmulatedStrap:
    """A strap that Chromium sees. It has no notifications there: a read raises the same event with the same bytes."""

    browser: CDPSession
    page: Page
    answers: dict[str, Callable[[bytes], bytes]] = field(default_factory=dict)
    """What a characteristic reads after the last write to it."""
    characteristics: dict[str, str] = field(default_factory=dict)
    """Characteristic by the emulation's own id."""
    written: list[bytes] = field(default_factory=list)

    def offer(self, service: str, *characteristics: str) -> None:
        """Give it a service."""
        asked = {"address": ADDRESS, "serviceUuid": service}
        service_id = self.browser.send("BluetoothEmulation.addService", asked)["serviceId"]
        for uuid in characteristics:
            properties = {"read": True, "write": True, "notify": True}
            made = self.browser.send(
                "BluetoothEmulation.addCharacteristic",
                {"serviceId": service_id, "characteristicUuid": uuid, "properties": properties},
            )["characteristicId"]
            self.characteristics[made] = uuid
            self.browser.send(
                "BluetoothEmulation.addDescriptor",
                {"characteristicId": made, "descriptorUuid": CLIENT_CONFIGURATION},
            )

    def leave(self) -> None:
        """Go out of reach."""
        self.browser.send("BluetoothEmulation.simulateGATTDisconnection", {"address": ADDRESS})

    def connect(self, event: Event) -> None:
        """Let every connection be made."""
        answer = {"address": event["address"], "type": event["type"], "code": 0}
        self.browser.send("BluetoothEmulation.simulateGATTOperationResponse", answer)

    def operate(self, event: Event) -> None:
        """Let every operation succeed, and a read give what the characteristic holds."""
        made = event["characteristicId"]
        answer = {"characteristicId": made, "type": event["type"], "code": 0}
        if event["type"] == "write":
            self.written.append(base64.b64decode(event["data"]))
        if event["type"] == "read":
            last = self.written[-1] if self.written else b""
            answer["data"] = base64.b64encode(self.answers[self.characteristics[made]](last)).decode()
        self.browser.send("BluetoothEmulation.simulateCharacteristicOperationResponse", answer)


@contextmanager
def emulated(browser: Browser, page: Page, name: str) -> Iterator[EmulatedStrap]:
    """A strap of this name in reach of the page, chosen as soon as the browser asks which."""
    emulation, choosing = browser.new_browser_cdp_session(), page.context.new_cdp_session(page)
    emulation.send("BluetoothEmulation.enable", {"state": "powered-on", "leSupported": True})
    near = {
        "address": ADDRESS,
        "name": name,
        "manufacturerData": [],
        "knownServiceUuids": ["0000180d-0000-1000-8000-00805f9b34fb"],
    }
    emulation.send("BluetoothEmulation.simulatePreconnectedPeripheral", near)
    choosing.send("DeviceAccess.enable")
    strap, chosen = EmulatedStrap(emulation, page), set[str]()

    def choose(event: Event) -> None:
        if event["devices"] and event["id"] not in chosen:
            chosen.add(event["id"])
            choosing.send(
                "DeviceAccess.selectPrompt", {"id": event["id"], "deviceId": event["devices"][0]["id"]}
            )

    choosing.on("DeviceAccess.deviceRequestPrompted", choose)
    emulation.on("BluetoothEmulation.gattOperationReceived", strap.connect)
    emulation.on("BluetoothEmulation.characteristicOperationReceived", strap.operate)
    yield strap
    emulation.send("BluetoothEmulation.disable")
    emulation.detach()
