"""The check-in and the questions: by hand, by keyboard, and for somebody who listens."""

import pytest

from .conftest import Live

pytestmark = pytest.mark.browser


def test_the_shore_line_answers_to_keys(live: Live) -> None:
    live.open("checking_in")
    live.page.focus("#distress")
    for _ in range(4):
        live.page.keyboard.press("ArrowRight")
    live.page.click("label:has([name=far_away][value='1'])")
    live.page.click("text=That is how it is")
    said = live.script.hears("check_in")
    assert (said["distress"], said["far_away"], said["words"]) == (4, 1, [])


def test_the_shore_line_answers_to_a_drag(live: Live) -> None:
    live.open("checking_in")
    live.page.locator("#distress").scroll_into_view_if_needed()
    box = live.page.locator("#distress").bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    live.page.mouse.move(box["x"] + 30, y)
    live.page.mouse.down()
    live.page.mouse.move(box["x"] + box["width"] - 5, y, steps=6)
    live.page.mouse.up()
    live.page.click("label:has([name=far_away][value='0'])")
    live.page.click("text=That is how it is")
    assert live.script.hears("check_in")["distress"] >= 9


def test_nothing_is_sent_before_the_line_was_touched(live: Live) -> None:
    live.open("checking_in")
    live.page.click("label:has([name=far_away][value='0'])")
    live.page.click("text=That is how it is")
    live.page.wait_for_timeout(300)
    assert live.script.said == []


def test_words_can_be_chosen(live: Live) -> None:
    live.open("checking_in")
    live.page.focus("#distress")
    live.page.keyboard.press("ArrowRight")
    live.page.click("label:has([name=far_away][value='0'])")
    live.page.click("[data-words-box] > summary")
    assert live.page.locator("[name=words]:visible").count() == 0, (
        "a keyboard passes the kinds, not every word"
    )
    live.page.click("[data-words] details:has([value=foggy]) > summary")
    live.page.click("label:has([name=words][value=foggy])")
    live.page.click("text=That is how it is")
    assert live.script.hears("check_in")["words"] == ["foggy"]


def test_each_question_is_asked_afresh(live: Live) -> None:
    live.open("checking_in")
    live.page.focus("#distress")
    live.page.keyboard.press("End")
    live.script.show("checking_in")
    live.until("document.querySelector('#distress').hasAttribute('data-untouched')")
    assert live.page.locator("[name=far_away]:checked").count() == 0


def test_the_line_says_its_place_in_words(live: Live) -> None:
    live.open("checking_in")
    line = live.page.locator("#distress")
    assert line.get_attribute("aria-valuetext") == "not chosen yet"
    line.focus()
    live.page.keyboard.press("End")
    assert line.get_attribute("aria-valuetext") == "10 of 10, the most there is"


def test_too_much_is_there_during_a_check_in(live: Live) -> None:
    live.open("checking_in")
    live.page.click("form [data-say=too_much]")
    live.script.hears("too_much")
    assert live.still


def test_a_stop_is_read_out_at_once_and_a_line_when_there_is_time(live: Live) -> None:
    live.move()
    region = live.page.locator("[aria-live]").first
    assert region.get_attribute("aria-live") == "polite"
    live.page.keyboard.press("Escape")
    assert region.get_attribute("aria-live") == "assertive"


def test_a_question_leaves_the_focus_on_no_control(live: Live) -> None:
    """Space keeps pausing: it never lands on a yes that has just appeared."""
    live.open("resting")
    live.script.show("begin")
    live.until("document.querySelector('[data-answer=agree]') !== null")
    live.page.keyboard.press("Space")
    live.script.hears("pause")
    assert "agree" not in [one["what"] for one in live.script.said]


def test_the_first_answer_is_one_tab_away(live: Live) -> None:
    live.open("begin")
    live.until("document.activeElement.matches('[data-answers]')")  # it comes a frame after the question
    live.page.keyboard.press("Tab")
    assert live.page.evaluate("document.activeElement.dataset.answer") == "agree"


def test_still_here_is_answered_with_its_button_and_movement_goes_on(live: Live) -> None:
    live.move()
    live.script.show("still_here")
    live.page.click("[data-answer=still_here]")
    live.script.hears("still_here")
    assert not live.still


def test_urgent_words_are_shown_at_once(live: Live) -> None:
    live.open("resting")
    live.script.show("paused", urgent=True)
    live.page.wait_for_selector("[data-urgent]:not([hidden])")
    assert "doctor" in live.page.inner_text("[data-urgent]")


def test_the_end_of_a_session_leads_to_after(live: Live) -> None:
    live.open("resting")
    live.script.tell({"type": "ended", "after": "/after"})
    live.page.wait_for_url("**/after")


def test_a_session_that_is_not_there_leads_to_today(live: Live) -> None:
    live.open("resting")
    live.script.session = None
    live.page.goto(f"{live.script.url}/session")
    live.page.wait_for_url(f"{live.script.url}/")
