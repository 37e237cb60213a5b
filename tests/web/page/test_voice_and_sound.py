"""Captions first: every spoken line stands on the page; sound and screen do what the browser lets them."""

import pytest

from .conftest import CHROMIUM_ONLY, Live

pytestmark = pytest.mark.browser

VOICE = """
window.__spoken = [];
const voice = { lang: 'en-GB', localService: true, name: 'Test' };
class Words { constructor(text) { this.text = text; } }
Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Words });
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => window.__voices ?? [voice],
  speak: (words) => window.__spoken.push([words.text, document.querySelector('main').innerText]),
  cancel: () => { window.__cut = (window.__cut ?? 0) + 1; },
} });
"""
FOREIGN = "window.__voices = [{ lang: 'en-US', localService: false, name: 'Somewhere else' }];"
SOUND = """
window.__sounds = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  window.__sounds.push([this.loop, this.volume]);
  return play.call(this);
};
window.__begun = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) { window.__begun += 1; return start.apply(this, at); };
"""


def test_each_spoken_line_has_its_caption(live: Live) -> None:
    live.page.add_init_script(VOICE)
    live.move()
    live.script.show("resting")
    live.until("window.__spoken.some(([text]) => text === 'Rest as long as you like.')")
    live.page.click("[data-controls] [data-say=too_much]")
    live.until("window.__spoken.some(([text]) => text === 'You can stop moving.')")
    for text, page in live.page.evaluate("window.__spoken"):
        assert text in page


def test_a_line_is_spoken_once(live: Live) -> None:
    live.page.add_init_script(VOICE)
    live.open("resting")
    live.script.show("resting")
    live.script.show("resting")
    live.page.wait_for_timeout(200)
    spoken = [text for text, _ in live.page.evaluate("window.__spoken")]
    assert spoken.count("Rest as long as you like.") == 1


def test_a_stop_cuts_the_voice_short(live: Live) -> None:
    live.page.add_init_script(VOICE)
    live.move()
    live.page.evaluate("window.__cut = 0; window.__spoken.length = 0")
    live.page.keyboard.press("Escape")
    assert live.page.evaluate("window.__cut") > 0
    assert live.page.evaluate("window.__spoken[0][0]") == "Paused. You can stop moving."


def test_a_voice_that_sends_words_elsewhere_is_never_used(live: Live) -> None:
    live.page.add_init_script(VOICE + FOREIGN)
    live.move()
    assert live.page.evaluate("window.__spoken") == []


def test_the_voice_can_be_switched_off(live: Live) -> None:
    live.page.add_init_script(VOICE)
    live.voice = False
    live.move()
    assert live.page.evaluate("window.__spoken") == []
    assert live.line == "Your lower back rests into the floor"


def test_without_a_voice_the_page_says_so_and_goes_on(live: Live) -> None:
    live.page.add_init_script(VOICE + "window.__voices = [];")
    live.open("resting")
    live.until("document.querySelector('[data-notice]').textContent.startsWith('No voice')", 6)
    assert live.line == "Rest as long as you like."


@CHROMIUM_ONLY
def test_the_tone_is_made_on_the_page(live: Live) -> None:
    """Firefox starts no sound on a machine without a sound card, so Chromium alone can show it here."""
    live.page.add_init_script(SOUND)
    live.move()
    live.page.keyboard.press("Escape")
    assert live.tones == 1
    live.until("window.__begun >= 2", 3)


def test_a_quiet_loop_runs_so_that_media_keys_reach_the_page(live: Live) -> None:
    live.page.add_init_script(SOUND)
    live.move()
    live.until("window.__sounds.length > 0")
    [[loops, volume]] = live.page.evaluate("window.__sounds.slice(0, 1)")
    assert loops
    assert volume <= 0.05
    assert live.page.evaluate("navigator.mediaSession.playbackState") == "playing"


def test_where_the_screen_cannot_be_kept_awake_the_page_says_so(live: Live) -> None:
    live.page.add_init_script(VOICE + "Object.defineProperty(navigator, 'wakeLock', { value: undefined });")
    live.open("resting")
    live.page.keyboard.press("Shift")
    live.until("document.querySelector('[data-notice]').textContent.includes('screen may go dark')", 4)


def test_the_screen_is_asked_to_stay_awake_again_when_the_page_is_back(live: Live) -> None:
    live.page.add_init_script(
        "window.__asked = 0; const lock = new EventTarget(); lock.release = async () => {};"
        "Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => {"
        " window.__asked += 1; window.__lock = lock; return lock; } } });"
    )
    live.open("resting")
    live.page.keyboard.press("Shift")
    live.until("window.__asked === 1")
    live.page.evaluate("window.__lock.dispatchEvent(new Event('release'))")
    live.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    live.until("window.__asked === 2")
