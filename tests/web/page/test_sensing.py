"""The sensors of a browser, on the real server: what they say reaches the session, and what cannot be is told."""

import json
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright
from tests.browsers import launch_chromium

from slackwater.live import loading
from slackwater.sensors import polar
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.incoming import Kind

from .emulated import PANEL, EmulatedStrap, Served, emulated, served

pytestmark = [
    pytest.mark.browser,
    # The server runs in this process: a file on its way to a browser that left is closed by the collector, which warns.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
    ),
]
HEART_SERVICE = "0000180d-0000-1000-8000-00805f9b34fb"
HEART_RATE = "00002a37-0000-1000-8000-00805f9b34fb"
REMEMBER = """() => {
  const ask = navigator.bluetooth.requestDevice.bind(navigator.bluetooth);
  navigator.bluetooth.requestDevice = async (asked) => (globalThis.chosen = await ask(asked));
  const write = BluetoothRemoteGATTCharacteristic.prototype.writeValueWithResponse;
  BluetoothRemoteGATTCharacteristic.prototype.writeValueWithResponse = async function (value) {
    await write.call(this, value);
    this.readValue();
  };
}"""
SPEAK = """async ([service, characteristic]) => {
  const server = await chosen.gatt.connect();
  await (await (await server.getPrimaryService(service)).getCharacteristic(characteristic)).readValue();
}"""


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def with_bluetooth(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with Web Bluetooth, which it holds back on Linux."""
    browser = launch_chromium(playwright, "--enable-features=WebBluetooth")
    yield browser
    browser.close()


@pytest.fixture
def inside(with_bluetooth: Browser, server: Served) -> Iterator[Page]:
    """A page that was let in."""
    context = with_bluetooth.new_context()
    context.grant_permissions(["accelerometer", "gyroscope"])
    page = context.new_page()
    page.goto(server.address)
    yield page
    context.close()


@pytest.fixture
def worn(with_bluetooth: Browser, inside: Page) -> Iterator[EmulatedStrap]:
    with emulated(with_bluetooth, inside, "Polar H10 12345678") as strap:
        strap.offer(HEART_SERVICE, HEART_RATE)
        inside.evaluate(REMEMBER)
        yield strap


def tap(page: Page, what: str, **more: str) -> None:
    """Call a function of the panel as a tap does: browsers ask only then."""
    call = f"({PANEL})({json.dumps([what, more])}), 0"
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": call, "userGesture": True})


def until(page: Page, true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, page.evaluate("globalThis.told")
        page.wait_for_timeout(20)


def stands(page: Page) -> str:
    return str(page.evaluate("globalThis.told?.at(-1)?.standing ?? ''"))


def test_a_strap_chosen_in_the_browser_is_heard_in_the_session(
    server: Served, inside: Page, worn: EmulatedStrap
) -> None:
    worn.answers[HEART_RATE] = lambda _: bytes.fromhex("164D1603")
    tap(inside, "connectStrap")
    until(inside, lambda: stands(inside) == "waiting")
    server.begin()
    until(inside, lambda: stands(inside) == "on" and server.heard)
    assert server.heard[0].device == Device("Polar H10 12345678", Sensing.ELECTRIC, Place.UNKNOWN)
    inside.evaluate(SPEAK, [HEART_SERVICE, HEART_RATE])
    assert server.home.running is not None
    hearing = server.home.running.senses.heart
    until(inside, lambda: hearing._heard)


def test_a_strap_out_of_reach_is_told_and_stopping_lets_it_go(
    server: Served, inside: Page, worn: EmulatedStrap
) -> None:
    server.begin()
    tap(inside, "connectStrap")
    until(inside, lambda: stands(inside) == "on")
    worn.leave()
    until(inside, lambda: "lost" in inside.evaluate("told.map((one) => one.standing)"))
    inside.evaluate("panel.stop()")
    until(inside, lambda: stands(inside) == "off" and not server.heard)


def test_a_polar_strap_gives_its_own_ecg_and_movement(
    server: Served, inside: Page, worn: EmulatedStrap
) -> None:
    settings = {
        polar.Stream.ECG: "00018200 01010e00",
        polar.Stream.ACC: "00021900c800 01011000 0203020004000800",
    }

    def control(command: bytes) -> bytes:
        if not command:
            return b"\x0f\x05\x00"
        done = bytes((0xF0, command[0], command[1], 0, 0))
        asked = command[0] == polar.Command.SETTINGS
        return done + bytes.fromhex(settings[polar.Stream(command[1])] if asked else "")

    worn.offer(polar.SERVICE, polar.CONTROL, polar.DATA)
    worn.answers[polar.CONTROL] = control
    worn.answers[polar.DATA] = lambda _: bytes.fromhex("00 0100000000000000 00 010203")
    server.begin()
    tap(inside, "connectStrap")
    until(inside, lambda: server.heard and server.heard[0].device and stands(inside) == "on")
    assert server.heard[0].device == Device("Polar H10 12345678", Sensing.ELECTRIC, Place.CHEST)
    assert worn.written == [
        polar.ask_settings(polar.Stream.ECG),
        polar.start(polar.Stream.ECG),
        polar.ask_settings(polar.Stream.ACC),
        bytes.fromhex("0202 0001c800 01011000 02010800"),
    ]
    until(inside, loading.ready)
    inside.evaluate(SPEAK, [polar.SERVICE, polar.DATA])
    until(inside, lambda: Kind.ECG in server.heard[0].newest)


def move(page: Page) -> None:
    """The device lies nearly flat, as its sensors tell."""
    feeling = page.context.new_cdp_session(page)
    for kind in ("accelerometer", "linear-acceleration", "gyroscope"):
        feeling.send("Emulation.setSensorOverrideEnabled", {"enabled": True, "type": kind})
        reading = {"xyz": {"x": 0.12, "y": -0.34, "z": 9.81}}
        feeling.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": reading})


def test_this_devices_movement_is_felt_with_the_place_the_person_says(server: Served, inside: Page) -> None:
    move(inside)
    server.begin()
    tap(inside, "useMotion", place="belly")
    until(inside, lambda: stands(inside) == "on")
    until(inside, lambda: server.heard and Kind.MOTION in server.heard[0].newest)
    assert server.heard[0].device == Device("This device", Sensing.UNKNOWN, Place.BELLY)
    assert server.heard[0].unread == 0


def test_a_page_that_is_hidden_says_that_movement_is_not_felt(server: Served, inside: Page) -> None:
    move(inside)
    tap(inside, "useMotion")
    until(inside, lambda: stands(inside) == "waiting")
    inside.evaluate("""() => {
      Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert stands(inside) == "resting"


def test_where_a_phone_asks_first_a_no_is_a_no(inside: Page) -> None:
    """As iPhones ask: from a tap, with an answer."""
    inside.evaluate("DeviceMotionEvent.requestPermission = async () => 'denied'; 0")
    tap(inside, "useMotion")
    until(inside, lambda: stands(inside) == "refused")


def test_a_device_that_feels_no_movement_is_told_so(inside: Page) -> None:
    tap(inside, "useMotion")
    until(inside, lambda: stands(inside) == "missing")
    assert inside.evaluate("told.at(-1).text") == "This device feels no movement."


def test_a_browser_without_bluetooth_points_to_the_computers_own(server: Served, firefox: Browser) -> None:
    page = firefox.new_context().new_page()
    page.goto(server.address)
    page.evaluate(PANEL, ["connectStrap", {}])
    assert "with its own Bluetooth" in page.evaluate("told.at(-1).text")
    page.context.close()
