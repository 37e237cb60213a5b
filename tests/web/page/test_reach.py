"""Every button of the live page in every state: in sight, uncovered, there once, and it takes a real click."""

import pytest

from .conftest import CHROMIUM_ONLY, Live
from .scripted import Message

pytestmark = pytest.mark.browser

DESKS = ((1280, 720), (1280, 800))
HANDS = ((390, 844), (375, 667), (844, 390))
ALWAYS = ["pause", "too_much", "end"]
STILL = ["too_much", "end"]


def still_here() -> Message:
    """*Still with me?* as the server asks it, with a pause among the answers."""
    choices = [{"what": "still_here", "text": "I am here"}, {"what": "pause", "text": "Pause"}]
    return {"kind": "still_here", "text": "Still with me?", "choices": choices, "words": [], "louder": False}


STATES: dict[str, Message] = {
    "resting": {"buttons": ALWAYS},
    "begin": {"buttons": ALWAYS, "why": "Until there is guidance on how much is right, it stays low."},
    "still_here": {"moving": False, "question": still_here()},
    "checking_in": {"buttons": ALWAYS},
    "paused": {"buttons": STILL},
    "go_on": {"buttons": STILL},
    "grounding": {"buttons": STILL},
}

SHOWN = """[...document.querySelectorAll("main button")].filter((one) => one.getClientRects().length)"""
NAMES = f"""{SHOWN}.map((one) => one.textContent.trim())"""
HIDDEN_PART = (
    """() => """
    + SHOWN
    + """.flatMap((one) => {
  const box = one.getBoundingClientRect();
  const at = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
  return at.map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y))
    .filter((there) => !there || !one.contains(there))
    .map((there) => `${one.textContent.trim()}: ${there?.className ?? "out of sight"}`);
})"""
)


def reach(live: Live, state: str, size: tuple[int, int]) -> None:
    live.page.set_viewport_size({"width": size[0], "height": size[1]})
    live.open("resting")
    go(live, state)


def go(live: Live, state: str) -> None:
    live.script.show(state, **STATES[state])
    words = live.script.now["line"]["text"]
    live.until(f"document.querySelector('[data-line]').textContent === {words!r}")


@pytest.mark.parametrize("size", [*DESKS, *HANDS], ids=lambda size: f"{size[0]}x{size[1]}")
@CHROMIUM_ONLY
def test_every_button_is_there_once_and_wholly_uncovered(live: Live, size: tuple[int, int]) -> None:
    """In each state, one after the other."""
    live.page.set_viewport_size({"width": size[0], "height": size[1]})
    live.open("resting")
    for state in STATES:
        go(live, state)
        names = live.page.evaluate(NAMES)
        assert "Too much" in names, state
        assert len(set(names)) == len(names), state
        too_much = live.page.locator("[data-say=too_much]:visible")
        assert too_much.count() == 1, state
        box = too_much.bounding_box()
        assert box, state
        assert box["y"] + box["height"] <= size[1], state
        if size != (375, 667) or state != "paused":  # there the last row is reached by a short scroll
            assert live.page.evaluate(HIDDEN_PART) == [], state


@pytest.mark.parametrize("state", ["resting", "begin", "checking_in", "paused", "grounding"])
@pytest.mark.parametrize("size", DESKS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_too_much_takes_a_click_on_a_desk(live: Live, state: str, size: tuple[int, int]) -> None:
    reach(live, state, size)
    live.page.click("[data-say=too_much]:visible")
    assert live.script.hears("too_much")


@pytest.mark.parametrize("size", DESKS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_begin_takes_a_click_on_a_desk(live: Live, size: tuple[int, int]) -> None:
    reach(live, "begin", size)
    live.page.wait_for_timeout(450)
    live.page.click("[data-answer=agree]")
    assert live.script.hears("agree")


@CHROMIUM_ONLY
def test_pause_stays_in_its_place_when_movement_ends(live: Live) -> None:
    """A hand that has found the button finds it again, whatever stands beside it."""
    live.move()
    place = "document.querySelector('[data-say=pause]').getBoundingClientRect()"
    middle = f"{place}.left + {place}.width / 2"
    moving = live.page.evaluate(middle)
    live.script.show("resting", buttons=ALWAYS)
    live.page.wait_for_selector("[data-say=end]:visible")
    assert abs(live.page.evaluate(middle) - moving) < 24


@CHROMIUM_ONLY
def test_a_note_moves_no_word_of_the_page(live: Live) -> None:
    live.open("resting")
    place = "document.querySelector('[data-line]').getBoundingClientRect().top"
    before = live.page.evaluate(place)
    live.script.tell({"type": "note", "why": "sensor_trouble", "text": "The strap is quiet."})
    live.page.wait_for_selector("[data-notice]:visible")
    assert live.page.evaluate(place) == before


@CHROMIUM_ONLY
def test_a_long_word_on_the_heart_leaves_room_for_what_is_done(live: Live) -> None:
    live.open("resting")
    live.script.tell(
        {
            "type": "heart",
            "state": "missing",
            "why": "stale",
            "text": "No heart signal: nothing new for a while",
        }
    )
    live.until("document.querySelector('[data-heart-text]').textContent.endsWith('while')")
    for width in (390, 320):
        live.page.set_viewport_size({"width": width, "height": 844})
        lines = "(one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
        assert live.page.locator("[data-doing]").evaluate(lines) <= 3.1
