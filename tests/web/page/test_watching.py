"""H-23: one page leads; a second one may only stop."""

import pytest
from playwright.sync_api import BrowserContext

from .conftest import Live
from .scripted import Script

pytestmark = pytest.mark.browser


@pytest.fixture
def second(live: Live, context: BrowserContext, script: Script) -> Live:
    """A second page, opened while the first leads and moves."""
    live.move()
    other = Live(context.new_page(), script)
    other.page.goto(f"{script.url}/session")
    other.page.wait_for_selector("[data-session]:not([data-still])")
    return other


def test_a_second_page_says_that_it_only_watches(second: Live) -> None:
    assert "Another page leads" in second.page.inner_text("[data-notice]")
    assert second.answers() == ["Lead from this page"]


def test_a_second_page_stops_both(live: Live, second: Live) -> None:
    second.page.click("[data-say=too_much]")
    assert second.still
    second.script.hears("too_much")
    live.until_still()


def test_a_second_page_offers_no_yes_and_no_softer(second: Live) -> None:
    second.script.show("go_on")
    second.until_still()
    assert second.page.locator("[data-answer=agree]").count() == 0
    assert not second.page.is_visible("[data-say=softer]")


def test_a_second_page_that_loses_touch_stops_nobody_else(live: Live, second: Live) -> None:
    second.page.close()
    live.page.wait_for_timeout(500)
    assert not live.still
    assert "page_stopped" not in [one["what"] for one in live.script.said]


def test_a_second_page_stops_by_itself_when_the_program_falls_silent(second: Live, script: Script) -> None:
    script.silent = True
    second.until_still(10)
    assert "lost touch" in second.line


def test_a_second_page_moves_on_for_as_long_as_the_first_one_lives(live: Live, second: Live) -> None:
    second.page.wait_for_timeout(9500)
    assert not live.still
    assert not second.still


def test_a_second_page_is_told_when_it_is_out_of_touch(second: Live, script: Script) -> None:
    script.silent = True
    second.until("document.querySelector('[data-notice]').textContent.includes('Out of touch')", 13)
    assert second.still


def test_a_second_page_that_hears_nothing_from_a_program_that_is_there_stays_in_touch(
    live: Live, second: Live
) -> None:
    live.page.close()
    second.page.wait_for_timeout(12_000)
    assert "Another page leads" in second.page.inner_text("[data-notice]")
    assert second.script.hellos == 2
