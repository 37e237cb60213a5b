"""Clips of a natural voice: a line is played from this machine where there is one, and a stop cuts it at once."""

import json
import math
import struct
import wave
from io import BytesIO

import pytest
from playwright.sync_api import Route

from slackwater.web.spoken import OF_THE_PAGE

from .conftest import CHROMIUM_ONLY, Live
from .test_voice_and_sound import VOICE

pytestmark = [pytest.mark.browser, CHROMIUM_ONLY]
"""Firefox starts no sound on a machine without a sound card."""

RATE_HZ = 8000
LONG, SHORT, UNMADE = "A long line.", "Rest as long as you like.", "A line that was never made."
CLIPS = {LONG: "long", SHORT: "short", **dict.fromkeys(OF_THE_PAGE, "own")}
HEARD = """
window.__heard = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!this.loop) {
    window.__heard.push([this.playbackRate, this.volume, this.preservesPitch]);
    window.__player = this;
    this.addEventListener('ended', () => window.__heard.push('ended'), { once: true });
  }
  return play.call(this);
};
"""


def tone(long_s: float) -> bytes:
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        samples = [round(3000 * math.sin(at / 5)) for at in range(round(RATE_HZ * long_s))]
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


def serve(live: Live) -> list[str]:
    """The clips of this test; which of them were asked for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url.rpartition("/")[2])
        if "en.json" in route.request.url:
            told = {"at": "/voice/en/joe-1/", "clips": CLIPS}
            route.fulfill(content_type="application/json", body=json.dumps(told))
        else:
            long_s = 20.0 if "long.wav" in route.request.url else 0.4
            route.fulfill(content_type="audio/wav", body=tone(long_s))

    live.page.route("**/voice/**", answer)
    live.page.add_init_script(VOICE + HEARD)
    live.clips = True
    return asked


def say(live: Live, text: str) -> None:
    live.script.show("moving", line={"id": text, "text": text, "sub": None})


def spoken(live: Live) -> list[str]:
    return [text for text, _ in live.page.evaluate("window.__spoken")]


def test_a_line_is_played_where_there_is_a_clip_and_said_by_the_browser_where_there_is_none(
    live: Live,
) -> None:
    live.page.add_init_script("localStorage.setItem('slackwater.voice', '0.3')")
    asked = serve(live)
    live.move()
    while "own.wav" not in asked:
        live.page.wait_for_timeout(20)
    say(live, SHORT)
    live.until("window.__heard.at(-1) === 'ended'")
    assert [0.9, 0.3, True] in live.page.evaluate("window.__heard")
    assert SHORT not in spoken(live)
    say(live, UNMADE)
    live.until(f"window.__spoken.at(-1)?.[0] === {UNMADE!r}")
    assert live.line == UNMADE


def test_a_stop_cuts_a_clip_at_once_and_says_its_own_line_when_the_server_is_gone(live: Live) -> None:
    asked = serve(live)
    live.move()
    while asked.count("own.wav") < len(OF_THE_PAGE):
        live.page.wait_for_timeout(20)
    with live.page.expect_response("**/long.wav") as coming:
        live.script.show("moving", lines=[{"at_s": 9.0, "line": {"id": LONG, "text": LONG, "sub": None}}])
    assert len(coming.value.body()) > RATE_HZ
    say(live, LONG)
    live.until("window.__player && !window.__player.paused && window.__player.currentTime > 0.1")
    live.page.unroute("**/voice/**")
    live.page.route("**/voice/**", lambda route: route.abort())
    live.page.evaluate("window.__heard.length = 0; window.__long = window.__player.src")
    live.page.keyboard.press("Escape")
    live.until("window.__heard.at(-1) === 'ended'", 4)
    assert live.page.evaluate("window.__player.src !== window.__long")
    assert "Paused. You can stop moving." not in spoken(live)
    assert live.line.endswith("You can stop moving.")
