"""With eyes closed: the breath is heard and felt, what comes next is said, and all that was said can be read later."""

import pytest

from .conftest import CHROMIUM_ONLY, Live
from .test_voice_and_sound import VOICE

pytestmark = [pytest.mark.browser, CHROMIUM_ONLY]
"""Firefox starts no sound on a machine without a sound card."""

FELT = """
window.__tones = [];
const glide = AudioParam.prototype.linearRampToValueAtTime;
AudioParam.prototype.linearRampToValueAtTime = function (value, at) {
  window.__tones.push(value);
  return glide.call(this, value, at);
};
window.__taps = [];
Object.defineProperty(navigator, 'vibrate', { value: (taps) => { window.__taps.push(String(taps)); return true; } });
"""
QUICK = {"in_s": 1.0, "out_s": 1.2}
IN_HZ, OUT_HZ = 261.6, 130.8


def choose(live: Live, **how: str) -> None:
    for name, value in how.items():
        live.page.add_init_script(f"localStorage.setItem('slackwater.{name}', '{value}')")


def breathing(live: Live) -> None:
    live.page.add_init_script(FELT)
    live.move()
    live.script.show("moving", tide=QUICK)


def tones(live: Live) -> set[float]:
    return {round(one, 1) for one in live.page.evaluate("window.__tones")} & {IN_HZ, OUT_HZ}


def test_in_and_out_differ_in_tone_and_in_taps_and_a_stop_ends_both(live: Live) -> None:
    choose(live, breath="both")
    breathing(live)
    live.until("window.__taps.includes('70') && window.__taps.includes('70,130,70')")
    assert tones(live) == {IN_HZ, OUT_HZ}
    live.page.keyboard.press("Escape")
    live.until_still()
    assert live.page.evaluate("window.__taps.at(-1)") == "0", "a tap that has begun ends"
    live.page.evaluate("window.__taps.length = 0")
    live.page.wait_for_timeout(1500)
    assert live.page.evaluate("window.__taps") == []


def test_each_way_of_the_breath_leaves_the_other_out(live: Live) -> None:
    choose(live, breath="taps")
    breathing(live)
    live.until("window.__taps.includes('70')")
    assert tones(live) == set()


def test_the_voice_and_the_sea_are_as_loud_as_chosen(live: Live) -> None:
    choose(live, voice="0.3", background="0.5")
    live.page.add_init_script(
        "window.__loud = []; const set = AudioParam.prototype.setTargetAtTime;"
        "AudioParam.prototype.setTargetAtTime = function (v, ...at) { window.__loud.push(v);"
        " return set.call(this, v, ...at); };" + VOICE.replace("[words.text,", "[words.volume,")
    )
    live.move()
    live.script.show("resting")
    live.until("window.__spoken.some(([volume]) => volume === 0.3)")
    live.until("window.__loud.at(-1) > 0")
    live.page.keyboard.press("Escape")
    assert live.page.evaluate("window.__loud.at(-1)") == 0, "a stop takes the sea away"


def test_silence_leaves_lines_unspoken_but_written_and_never_a_stop(live: Live) -> None:
    choose(live, silence="60")
    live.page.add_init_script(VOICE)
    live.move()
    for number in (1, 2):
        live.script.show("moving", line={"id": f"soft@{number}", "text": f"Soft {number}", "sub": None})
    live.until("document.querySelector('[data-line]').textContent === 'Soft 2'")
    live.page.keyboard.press("Escape")
    spoken = [text for text, _ in live.page.evaluate("window.__spoken")]
    assert "Soft 2" not in spoken
    assert "Paused. You can stop moving." in spoken


def test_what_comes_next_and_the_answers_are_said_and_written(live: Live) -> None:
    live.page.add_init_script(VOICE)
    live.move()
    live.script.show("resting", next="What comes next, if you like: Bridge.")
    live.until("window.__spoken.at(-1)[0] === 'What comes next, if you like: Bridge.'")
    assert live.sub.endswith("What comes next, if you like: Bridge.")
    live.script.show("begin")
    live.until("window.__spoken.at(-1)[0] === 'End here'")
    assert live.page.evaluate("window.__spoken.at(-2)[0]") == "Begin"


def test_all_that_was_said_can_be_read_in_the_session_and_once_after_it(live: Live) -> None:
    live.move()
    live.script.show("resting")
    live.until("document.querySelector('[data-line]').textContent.startsWith('Rest')")
    live.page.click("[data-heart]")
    live.page.click("dialog summary")
    assert "Rest as long as you like." in live.page.inner_text("dialog .said")
    live.script.tell({"type": "ended", "after": "/after"})
    live.page.wait_for_url("**/after")
    assert "Rest as long as you like." in live.page.evaluate("sessionStorage.getItem('slackwater.said')")
