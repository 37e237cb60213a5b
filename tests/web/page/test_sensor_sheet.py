"""The sheet of sensors on the live page: what counts now and why, setting it aside, and a stop always one tap away."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from slackwater.quantities import BeatsPerMinute
from slackwater.sensors.errors import BluetoothNotRunning
from slackwater.sensors.strap import Contact, HeartPacket, encode, ticks_from_ms
from slackwater.web.messages import is_valid

from .emulated import Served, served

pytestmark = [
    pytest.mark.browser,
    # The server runs in this process: a file on its way to a browser that left is closed by the collector, which warns.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture
def inside(server: Served, page: Page) -> Page:
    """The live page of a session that has begun."""
    page.goto(server.address)
    server.begin()
    page.goto(f"{server.address.partition('/?')[0]}/session")
    page.wait_for_load_state()
    expect(page.locator("[data-session][data-asks]")).to_have_count(1)
    return page


def beats(server: Served, many: int = 8) -> None:
    """A strap gives beats for as many seconds."""
    for second in range(many):
        frame = encode(HeartPacket(BeatsPerMinute(60.0), Contact.ON, None, (ticks_from_ms(1000.0),)))
        room = server.home.running
        assert room is not None
        server.loop.call_soon_threadsafe(room.packet, frame, float(second), "strap-1")
        time.sleep(0.2)


def test_the_sheet_says_that_no_sensor_is_heard_and_a_stop_stays_in_reach(inside: Page) -> None:
    inside.click("[data-heart]")
    expect(inside.locator(".sensor-list")).to_have_text("No sensor is heard now.")
    expect(inside.locator("#sensors-title")).to_be_focused()
    inside.click("[data-heart]")
    expect(inside.locator("dialog.sensors")).to_be_hidden()


def test_what_is_heard_is_told_in_words_and_can_be_set_aside(server: Served, inside: Page) -> None:
    inside.click("[data-heart]")
    beats(server)
    heart = inside.locator("[data-sense=heart]")
    expect(heart).to_contain_text("heart", ignore_case=True)
    heart.get_by_role("button").click()
    expect(heart).to_contain_text("you set it aside")
    heart.get_by_role("button").click()
    expect(heart).not_to_contain_text("you set it aside")


def test_the_sheet_is_open_to_everybody(server: Served, inside: Page) -> None:
    inside.click("[data-heart]")
    beats(server, 2)
    expect(inside.locator("[data-sense=heart]")).to_have_count(1)
    found = Axe().run(inside)
    assert [one["id"] for one in found.response["violations"]] == []


def test_a_tap_on_its_words_pauses_nothing_and_escape_pauses(server: Served, inside: Page) -> None:
    inside.click("[data-heart]")
    inside.locator("dialog.sensors p").first.click()
    assert server.home.running is not None
    assert server.home.running.guide.state.stops == 0
    inside.keyboard.press("Escape")
    expect(inside.locator("[data-session][data-still]")).to_have_count(1)
    expect(inside.locator("dialog.sensors")).to_be_hidden()


def test_a_question_puts_the_sheet_away_so_that_its_answers_are_in_reach(
    server: Served, inside: Page
) -> None:
    inside.keyboard.press("Escape")
    inside.click("[data-heart]")
    expect(inside.locator("[data-session][data-asks]")).to_have_count(1)
    expect(inside.locator("dialog.sensors")).to_be_hidden()


def test_after_its_last_control_the_keyboard_comes_to_the_pages_own_buttons(inside: Page) -> None:
    inside.click("[data-heart]")
    inside.get_by_role("button", name="Close").focus()
    inside.keyboard.press("Tab")
    expect(inside.locator(".foot-of-scene :focus")).to_have_count(1)


@pytest.fixture
def computer(inside: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Locator:
    """The part of the sheet for this computer's own Bluetooth, on a computer where that service does not run."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    inside.click("[data-heart]")
    return inside.get_by_role("group", name="This computer's own Bluetooth")


def look(computer: Locator) -> Locator:
    """Look for straps, by keyboard alone."""
    button = computer.get_by_role("button", name="Look for straps near this computer")
    button.focus()
    computer.page.keyboard.press("Enter")
    expect(computer.get_by_role("status")).to_have_text(str(BluetoothNotRunning()))
    return button


def test_it_says_kindly_that_this_computers_bluetooth_cannot_be_used(computer: Locator) -> None:
    expect(look(computer)).to_be_focused()
    expect(computer.get_by_role("button")).to_have_count(1)


def test_a_strap_near_this_computer_is_offered_used_and_let_go(server: Served, computer: Locator) -> None:
    """Shown as the server tells it, and the keyboard is never left on nothing, where a key would pause."""
    near = {"address": "AA:BB:CC:DD:EE:01", "name": "Polar H10 12345678", "text": "strong"}

    def tell(used: str | None, said: str) -> None:
        message = {"type": "straps", "said": said, "looking": False, "used": used, "straps": [near]}
        assert is_valid("toClient", message)
        server.loop.call_soon_threadsafe(server.home.listener.straps_changed, message)  # type: ignore[attr-defined]

    again = look(computer)
    tell(None, "Straps heard: 1.")
    use = computer.get_by_role("button", name="Use this one: Polar H10 12345678")
    expect(use).to_be_visible()
    found = Axe().run(computer.page)
    assert [one["id"] for one in found.response["violations"]] == []
    use.focus()
    tell(near["address"], "Connected: Polar H10 12345678.")
    drop = computer.get_by_role("button", name="Let it go")
    expect(drop).to_be_focused()
    expect(computer.get_by_role("status")).to_have_text("Connected: Polar H10 12345678.")
    expect(use).to_have_count(0)
    tell(None, "")
    expect(again).to_be_focused()
