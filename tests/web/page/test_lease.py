"""H-23: a page that lost touch stops, sounds, grounds and says so by itself, and later tells the server."""

import time

import pytest
from playwright.sync_api import BrowserContext

from .conftest import CHROMIUM_ONLY, Live, Watched

pytestmark = pytest.mark.browser

LEASE_S = 8.0
FROZEN_S = 6.5
SLACK_S = 1.5
"""What a busy machine may add before the page's own quarter-second clock is served."""


def withhold_the_answer(live: Live) -> None:
    """The page's own words stand until the server has kept its stop; then the server's take their place."""
    live.script.replies.pop("page_stopped")
    live.script.acks = False


def test_a_silent_server_stills_and_grounds_the_page_within_its_lease(live: Live) -> None:
    live.move()
    live.script.silent = True
    began = time.monotonic()
    live.until_still(LEASE_S + SLACK_S)
    assert time.monotonic() - began <= LEASE_S + SLACK_S
    assert live.line == "You can stop moving. This page lost touch with the program."
    assert live.tones == 1
    live.until("document.querySelector('[data-sub]').textContent.startsWith('You might find a place')", 8)


@CHROMIUM_ONLY
def test_an_offline_network_stills_the_page(live: Live, context: BrowserContext, watched: Watched) -> None:
    watched.forgiven = ("WebSocket", "ERR_INTERNET_DISCONNECTED")
    live.move()
    context.set_offline(True)
    live.until_still(LEASE_S + SLACK_S)
    assert "lost touch" in live.line
    context.set_offline(False)
    assert live.script.hears("page_stopped")["why"] == "lease_ran_out"
    live.until("document.querySelector('[data-answer=hurt]') !== null")
    assert live.still


def test_a_server_that_is_gone_and_back_within_the_lease_is_no_stop(live: Live, watched: Watched) -> None:
    watched.forgiven = ("WebSocket", "can’t establish a connection")
    live.move()
    live.script.drop()
    live.page.wait_for_timeout(300)
    live.script.gone = False
    live.until("document.querySelector('[data-notice]').hidden", LEASE_S)
    assert not live.still


def test_a_server_that_stays_gone_stills_the_page(live: Live, watched: Watched) -> None:
    watched.forgiven = ("WebSocket", "can’t establish a connection")
    live.move()
    live.script.drop()
    live.until("document.querySelector('[data-notice]').textContent.includes('Out of touch')")
    live.until_still(LEASE_S + SLACK_S)


@CHROMIUM_ONLY
def test_a_page_frozen_and_thawed_is_still_and_says_why(live: Live, context: BrowserContext) -> None:
    live.move()
    withhold_the_answer(live)
    cdp = context.new_cdp_session(live.page)
    cdp.send("Debugger.enable")
    cdp.send("Debugger.pause")
    time.sleep(FROZEN_S)
    cdp.send("Debugger.resume")
    live.until_still(1)
    assert "asleep" in live.line
    assert live.tones == 1
    assert live.script.hears("page_stopped")["why"] == "frozen"


def test_a_page_whose_clock_jumped_is_still_and_says_why(live: Live) -> None:
    live.page.add_init_script(
        "const now = Date.now; window.__jumpMs = 0; Date.now = () => now() + window.__jumpMs;"
    )
    live.move()
    withhold_the_answer(live)
    live.page.evaluate("window.__jumpMs = 60_000")
    live.until_still()
    assert "asleep" in live.line
    assert live.tones == 1
    assert live.script.hears("page_stopped")["why"] == "frozen"


def test_a_page_opened_onto_a_moving_session_stays_still(live: Live) -> None:
    live.open("moving")
    assert live.script.hears("page_stopped")["why"] == "socket_closed"
    assert live.still


def test_a_page_loaded_again_is_still(live: Live) -> None:
    live.move()
    live.page.reload()
    live.until("document.querySelector('[data-answer=hurt]') !== null")
    assert live.still


def test_after_its_own_stop_a_moving_scene_moves_nothing(live: Live) -> None:
    live.move()
    live.script.replies.pop("too_much")
    live.script.acks = False
    live.page.click("[data-say=too_much]")
    live.script.hears("too_much")
    live.script.show("moving")
    live.page.wait_for_timeout(300)
    assert live.still
    assert live.line == "You can stop moving."


def test_the_way_on_that_stands_outlasts_the_page_s_own_question(live: Live, watched: Watched) -> None:
    watched.forgiven = ("WebSocket", "can’t establish a connection")
    live.move()
    live.script.silent = True
    live.page.click("[data-say=too_much]")
    live.script.part, live.script.silent = "locked", False
    live.script.replies.clear()
    live.script.drop()
    live.script.gone = False
    unlock = "document.querySelector('[data-answer=unlock]') !== null"
    live.until(unlock)
    live.page.wait_for_timeout(2000)
    assert live.page.evaluate(unlock)


def test_while_nobody_answers_the_page_asks_why_by_itself(live: Live) -> None:
    live.move()
    live.script.silent = True
    live.page.keyboard.press("Escape")
    live.until("document.querySelector('[data-answer=hurt]') !== null", 5)
    live.page.click("text=Dizzy")
    live.script.silent = False
    live.script.drop()
    live.script.gone = False
    assert live.script.hears("pause", 1)["ago_ms"] >= 0
    assert live.script.hears("dizzy")["question"] is None


GONE = "document.querySelector('[data-notice]').textContent.includes('without this session')"


def test_a_program_that_is_back_without_this_session_is_told_as_that_and_grounding_goes_on(
    live: Live, watched: Watched
) -> None:
    """After a restart a session that kept nothing is gone, and no socket is granted to its page."""
    watched.forgiven = ("WebSocket", "can’t establish a connection", "403")
    live.move()
    live.script.shut = True
    live.script.drop()
    live.until_still(LEASE_S + SLACK_S)
    live.until(GONE, 20)
    assert live.still
    assert live.line == "You can stop moving. This page lost touch with the program."
    assert live.sub
    assert live.answers() == ["Go to Today"]
    live.page.wait_for_timeout(9000)
    assert live.page.evaluate(GONE)
    live.page.click("[data-answer=today]")
    live.page.wait_for_url(f"{live.script.url}/")


def test_a_program_that_is_there_and_grants_no_socket_yet_is_waited_for(live: Live, watched: Watched) -> None:
    watched.forgiven = ("WebSocket", "can’t establish a connection")
    live.move()
    live.script.drop()
    live.page.wait_for_timeout(17_000)
    assert not live.page.evaluate(GONE)
    assert "lost touch" in live.line
