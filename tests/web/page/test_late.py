"""H-23: what was said without a server is kept and passed on; a late yes moves nothing."""

import pytest

from .conftest import Live, Watched

pytestmark = pytest.mark.browser
OUTBOX = "JSON.parse(localStorage.getItem('slackwater.outbox') ?? '[]')"
FORGIVEN = ("WebSocket", "can’t establish a connection")


def test_a_late_stop_is_delivered_with_its_age_and_then_forgotten(live: Live, watched: Watched) -> None:
    watched.forgiven = FORGIVEN
    live.move()
    live.script.drop()
    live.page.click("[data-say=too_much]")
    assert live.still
    live.page.wait_for_timeout(1200)
    live.script.gone = False
    late = live.script.hears("too_much")
    assert late["ago_ms"] >= 1000
    live.until(f"{OUTBOX}.length === 0")


def test_a_stop_waits_in_the_browser_until_it_is_acknowledged(live: Live) -> None:
    live.move()
    live.script.acks = False
    live.page.click("[data-say=too_much]")
    live.script.hears("too_much")
    assert live.page.evaluate(f"{OUTBOX}.map((one) => one.saying.what)") == ["too_much"]


def test_a_stop_outlives_the_page_it_was_said_on(live: Live, watched: Watched) -> None:
    watched.forgiven = FORGIVEN
    live.move()
    live.script.drop()
    live.page.click("[data-say=too_much]")
    live.script.gone = False
    live.script.said.clear()
    live.page.goto(f"{live.script.url}/ground")
    live.script.hears("too_much")
    live.until(f"{OUTBOX}.length === 0")


def test_a_yes_without_a_server_is_refused_and_never_sent_later(live: Live, watched: Watched) -> None:
    live.voice = False
    watched.forgiven = FORGIVEN
    live.open("begin")
    live.page.wait_for_timeout(500)
    live.script.drop()
    live.until("document.querySelector('[data-notice]').textContent.includes('Out of touch')")
    live.page.click("[data-answer=agree]")
    assert "too late" in live.page.inner_text("[data-notice]")
    live.page.wait_for_timeout(2500)  # it is tried again and again meanwhile
    assert "too late" in live.page.inner_text("[data-notice]")
    live.script.gone = False
    live.until("document.querySelector('[data-notice]').hidden", 12)
    assert live.script.said == []
    assert live.still


def test_a_yes_to_an_older_question_moves_nothing(live: Live) -> None:
    live.open("begin")
    live.page.wait_for_timeout(500)
    live.script.asked += 5
    live.script.now = live.script.scene("begin")
    live.page.click("[data-answer=agree]")
    live.script.hears("agree")
    live.until("document.querySelector('[data-notice]').textContent.includes('too late')")
    assert live.still


def test_what_was_said_twice_over_the_wire_carries_one_id(live: Live, watched: Watched) -> None:
    watched.forgiven = FORGIVEN
    live.move()
    live.script.acks = False
    live.page.click("[data-say=pause]")
    live.script.hears("pause")
    live.script.drop()
    live.script.gone = False
    live.script.acks = True
    again = live.script.hears("pause", 2)
    assert again["id"] == live.script.hears("pause")["id"]


def test_answers_given_while_out_of_touch_are_passed_on_in_order(live: Live, watched: Watched) -> None:
    watched.forgiven = FORGIVEN
    live.open("checking_in")
    live.script.drop()
    live.page.focus("#distress")
    live.page.keyboard.press("ArrowRight")
    live.page.click("label:has([name=far_away][value='1'])")
    live.page.click("text=That is how it is")
    live.page.wait_for_timeout(100)
    live.script.gone = False
    said = live.script.hears("check_in")
    assert (said["distress"], said["far_away"]) == (1, 1)
