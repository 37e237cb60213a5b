"""H-01: every way to say stop stops at once, before any answer, and none of them resumes."""

import pytest
from playwright.sync_api import BrowserContext, Route

from .conftest import CHROMIUM_ONLY, Live, Watched
from .test_voice_and_sound import VOICE

pytestmark = pytest.mark.browser

MEDIA_KEYS = """
const kept = (window.__keys = {});
const set = navigator.mediaSession?.setActionHandler;
const keep = function (key, act) { kept[key] = act; set.call(this, key, act); };
if (set) navigator.mediaSession.setActionHandler = keep;
"""


def test_a_tap_anywhere_pauses(live: Live) -> None:
    live.move()
    live.page.mouse.click(195, 300)
    assert live.still
    assert "You can stop moving." in live.line
    assert live.script.hears("pause")["ago_ms"] < 2000


@pytest.mark.parametrize("key", ["Space", "Escape"])
def test_a_key_pauses(live: Live, key: str) -> None:
    live.move()
    live.page.keyboard.press(key)
    assert live.still
    live.script.hears("pause")


def test_every_media_key_pauses(live: Live) -> None:
    live.page.add_init_script(MEDIA_KEYS)
    live.move()
    live.until("window.__keys.nexttrack !== undefined")
    keys = live.page.evaluate("Object.keys(window.__keys)")
    assert {"play", "pause", "stop", "nexttrack", "previoustrack"} <= set(keys)
    live.page.evaluate("window.__keys.play()")
    assert live.still
    live.script.hears("pause")


def test_two_presses_of_a_headset_button_say_too_much(live: Live) -> None:
    """Most headsets send them as the key for the next track."""
    live.page.add_init_script(MEDIA_KEYS)
    live.move()
    live.until("window.__keys.nexttrack !== undefined")  # the module that hears keys comes after the page
    live.page.evaluate("window.__keys.nexttrack()")
    assert live.still
    live.script.hears("too_much")


def test_escape_twice_says_too_much_and_held_down_it_is_one_press(live: Live) -> None:
    live.move()
    live.page.keyboard.down("Escape")
    live.page.keyboard.down("Escape")
    live.script.hears("pause")
    assert "too_much" not in [one["what"] for one in live.script.said]
    live.page.keyboard.up("Escape")
    live.page.keyboard.press("Escape")
    live.script.hears("too_much")


def test_a_media_key_of_the_keyboard_pauses(live: Live) -> None:
    live.move()
    live.page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'MediaPlayPause', bubbles: true}))"
    )
    assert live.still
    live.script.hears("pause")


def test_stop_keys_never_resume(live: Live) -> None:
    live.page.add_init_script(MEDIA_KEYS)
    live.move()
    live.page.keyboard.press("Escape")
    live.script.hears("pause")
    for key in ("Space", "Escape", "Space"):
        live.page.keyboard.press(key)
    live.page.evaluate("window.__keys.play?.()")
    live.page.mouse.click(195, 300)
    live.page.wait_for_timeout(300)
    assert live.still
    assert [one["what"] for one in live.script.said] == ["agree", "pause"]


def test_space_on_a_focused_control_works_the_control(live: Live) -> None:
    live.move()
    live.page.focus("[data-say=softer]")
    live.page.keyboard.press("Space")
    live.script.hears("softer")
    assert not live.still
    assert "pause" not in [one["what"] for one in live.script.said]


def test_escape_on_a_focused_control_pauses(live: Live) -> None:
    live.move()
    live.page.focus("[data-say=softer]")
    live.page.keyboard.press("Escape")
    assert live.still


def test_a_tap_on_a_control_is_not_a_pause(live: Live) -> None:
    live.move()
    live.page.click("[data-say=softer]")
    live.script.hears("softer")
    assert not live.still


def test_too_much_stills_and_grounds_before_the_server_answers(live: Live) -> None:
    live.move()
    live.script.silent = True
    live.page.click("[data-controls] [data-say=too_much]")
    assert live.still
    assert live.line == "You can stop moving."
    live.until("document.querySelector('[data-sub]').textContent.startsWith('You might find a place')", 8)
    assert live.tones == 1


def test_a_stop_happens_as_the_finger_goes_down(live: Live) -> None:
    live.move()
    box = live.page.locator("[data-say=pause]").bounding_box()
    assert box
    live.page.mouse.move(box["x"] + 20, box["y"] + 20)
    live.page.mouse.down()
    assert live.still
    live.page.mouse.up()
    live.script.hears("pause")
    assert [one["what"] for one in live.script.said].count("pause") == 1


def pressed_slowly(live: Live, what: str) -> int:
    """How often it was said by a press that lasts until the server has answered, and by letting go."""
    answered = "document.querySelector('[data-why]').textContent !== ''"
    box = live.page.locator(f"[data-controls] [data-say={what}]").bounding_box()
    assert box
    live.page.mouse.move(box["x"] + 20, box["y"] + 20)
    live.page.mouse.down()
    assert live.still
    live.until(answered)
    live.page.mouse.up()
    live.page.wait_for_timeout(100)
    return [one["what"] for one in live.script.said].count(what)


def test_a_slow_press_of_too_much_says_it_once(live: Live) -> None:
    live.move()
    live.script.replies["too_much"] = "grounding_with_buttons"
    assert pressed_slowly(live, "too_much") == 1


def test_after_a_press_that_slid_off_the_same_button_still_stops(live: Live) -> None:
    live.move()
    box = live.page.locator("[data-say=pause]").bounding_box()
    assert box
    live.page.mouse.move(box["x"] + 20, box["y"] + 20)
    live.page.mouse.down()
    live.page.mouse.move(195, 200)
    live.page.mouse.up()
    assert live.still
    live.script.hears("pause")
    live.page.click("text=Just a pause")
    live.agree()
    live.page.focus("[data-say=pause]")
    live.page.keyboard.press("Enter")
    assert live.still
    live.script.hears("pause", 2)


def test_a_button_held_down_by_a_key_stops_once(live: Live) -> None:
    live.move()
    live.script.replies["too_much"] = "grounding_with_buttons"
    live.page.focus("[data-controls] [data-say=too_much]")
    live.page.keyboard.down("Enter")
    assert live.still
    live.until("document.querySelector('[data-why]').textContent !== ''")
    live.page.focus("[data-controls] [data-say=too_much]")
    live.page.keyboard.down("Enter")
    live.page.keyboard.up("Enter")
    live.page.wait_for_timeout(100)
    assert [one["what"] for one in live.script.said].count("too_much") == 1


def test_a_click_that_no_press_came_before_stops(live: Live) -> None:
    live.move()
    live.page.locator("[data-say=pause]").dispatch_event("click", {"detail": 1})
    assert live.still
    live.script.hears("pause")


@CHROMIUM_ONLY
def test_a_slow_touch_stops_at_once_and_once(live: Live, context: BrowserContext) -> None:
    live.move()
    live.script.replies["too_much"] = "grounding_with_buttons"
    box = live.page.locator("[data-controls] [data-say=too_much]").bounding_box()
    assert box
    touch = context.new_cdp_session(live.page)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    at = [{"x": box["x"] + 20, "y": box["y"] + 20}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at})
    assert live.still
    live.until("document.querySelector('[data-why]').textContent !== ''")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    live.page.wait_for_timeout(100)
    assert [one["what"] for one in live.script.said].count("too_much") == 1


def test_two_quick_taps_on_too_much_are_one(live: Live) -> None:
    live.move()
    live.script.replies.pop("too_much")
    button = live.page.locator("[data-controls] [data-say=too_much]")
    button.dispatch_event("click")
    button.dispatch_event("click")
    live.script.hears("too_much")
    live.page.wait_for_timeout(200)
    assert [one["what"] for one in live.script.said].count("too_much") == 1


def test_each_pause_sounds_one_tone(live: Live) -> None:
    live.move()
    live.page.keyboard.press("Escape")
    live.script.hears("pause")
    live.until("document.querySelector('[data-answer=hurt]') !== null")
    assert live.tones == 1


def test_a_pause_of_the_server_sounds_the_tone(live: Live) -> None:
    live.move()
    live.script.show("grounding")
    live.until_still()
    assert live.tones == 1


def test_after_a_stop_one_question_is_asked(live: Live) -> None:
    live.move()
    live.page.keyboard.press("Space")
    live.until("document.querySelector('[data-answer=hurt]') !== null")
    assert live.answers() == ["It hurts", "Dizzy", "Far away", "Just a pause"]
    live.page.click("text=Dizzy")
    live.script.hears("dizzy")


def test_an_error_on_the_page_stills_it_and_says_so(live: Live, watched: Watched) -> None:
    watched.forgiven = ("a broken picture",)
    live.move()
    live.page.evaluate("setTimeout(() => { throw new Error('a broken picture') })")
    live.until_still()
    assert live.script.hears("page_stopped")["why"] == "fault"


def test_a_yes_under_a_finger_that_came_to_pause_is_not_a_yes(live: Live) -> None:
    live.open("resting")
    live.script.show("begin")
    live.page.locator("[data-answer=agree]").dispatch_event("click")
    live.page.wait_for_timeout(300)
    assert live.script.said == []


def test_going_on_takes_a_fresh_yes(live: Live) -> None:
    live.move()
    live.page.keyboard.press("Escape")
    live.page.click("text=Just a pause")
    live.agree()
    assert [one["what"] for one in live.script.said] == ["agree", "pause", "only_a_pause", "agree"]


@pytest.mark.parametrize("broken", ["cancelAnimationFrame", "Element.prototype.toggleAttribute"])
def test_a_part_of_a_stop_that_fails_keeps_no_other_from_happening(
    live: Live, watched: Watched, broken: str
) -> None:
    watched.forgiven = ("a broken part",)
    live.page.add_init_script(VOICE)
    live.move()
    live.script.silent = True
    live.page.evaluate(
        f"window.__cut = 0; window.__spoken.length = 0;"
        f"{broken} = () => {{ throw new Error('a broken part') }}; 0"
    )
    live.page.keyboard.press("Escape")
    assert live.page.evaluate("window.__cut") > 0
    assert live.page.evaluate("window.__spoken[0][0]") == "Paused. You can stop moving."
    assert live.line == "Paused. You can stop moving."
    assert live.still or "toggle" in broken
    assert live.tones == 1
    live.script.silent = False
    live.script.drop()
    live.script.gone = False
    live.script.hears("pause")


def loading(live: Live) -> Route:
    """A page that waits for its script, which is held here."""
    live.script.begin_again("arriving")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    live.page.route("**/live/session.js", hold)
    live.page.goto(f"{live.script.url}/session", wait_until="commit")
    live.page.wait_for_selector("[data-controls] [data-say=too_much]")
    while not held:
        live.page.wait_for_timeout(20)
    return held[0]


@pytest.mark.parametrize("key", ["Escape", "Space"])
def test_a_key_is_heard_that_was_pressed_while_the_page_still_loads(live: Live, key: str) -> None:
    held = loading(live)
    live.page.keyboard.press(key)
    held.continue_()
    live.script.hears("pause")
    assert live.still


def test_too_much_is_heard_that_was_pressed_while_the_page_still_loads(live: Live) -> None:
    held = loading(live)
    live.page.click("[data-controls] [data-say=too_much]", no_wait_after=True)
    held.continue_()
    live.script.hears("too_much")
    assert live.still
    assert live.page.evaluate("document.documentElement.dataset.guide") == "here"
