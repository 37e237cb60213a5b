"""The sheet of sensors on the live page: what counts now and why, setting it aside, and a stop always one tap away."""

import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from slackwater.quantities import BeatsPerMinute
from slackwater.sensors.strap import Contact, HeartPacket, encode, ticks_from_ms

from .emulated import Served, served

pytestmark = pytest.mark.browser


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
    page.wait_for_selector("[data-heart]")
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
