"""Somebody who reads from right to left: from the first page into a session, every line seen and heard in Arabic."""

import re
from collections.abc import Callable
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from slackwater.tongues import script_words, speaking
from slackwater.web.words import word

from .conftest import CHROMIUM_ONLY, Watched
from .person import Person
from .test_voice_and_sound import VOICE

pytestmark = pytest.mark.browser
QUICK = 12.0
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]{3}")


class Server(Protocol):
    """What the server fixture gives."""

    address: str


@CHROMIUM_ONLY
def test_a_session_in_arabic_is_seen_heard_and_stopped_in_arabic(
    start_server: Callable[..., Server], page: Page
) -> None:
    page.add_init_script(VOICE.replace("en-GB", "ar-EG"))
    person = Person(page, start_server(speed=QUICK).address)
    page.goto(person.address)
    page.click("form[action='/language'] [value=ar]")
    expect(page.locator("html[lang=ar][dir=rtl]")).to_be_visible()
    person.first_run()
    person.begin("5")
    seen = person.live_until("moving")
    assert ARABIC.search(seen.line)
    assert not LATIN.search(seen.line + seen.sub)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("Space")
    with speaking("ar"):
        stopped = {script_words("ar")["Paused. You can stop moving."], word("stopped", "paused")}
    assert person.see().line in stopped
    spoken = [text for text, _ in page.evaluate("window.__spoken")]
    assert set(spoken) & stopped
    assert [text for text in spoken if not ARABIC.search(text)] == []
    person.live_until("only_a_pause", 5)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert [one["id"] for one in found.response["violations"]] == []


@CHROMIUM_ONLY
def test_ground_and_help_without_a_server_speak_the_language_chosen_on_the_first_page(
    start_server: Callable[..., Server], page: Page, watched: Watched
) -> None:
    """It is chosen before the worker has seen any page, so no address tells it."""
    watched.forgiven = ("ERR_FAILED", "ERR_INTERNET_DISCONNECTED")
    person = Person(page, start_server().address)
    page.goto(person.address)
    page.click("form[action='/language'] [value=ar]")
    expect(page.locator("html[lang=ar]")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.goto(f"{person.url}/welcome")
    kept = (
        """caches.match('/help').then(async (one) => (await one?.text())?.includes('lang="ar"') ?? false)"""
    )
    for _ in range(100):
        if page.evaluate(kept):
            break
        page.wait_for_timeout(100)
    page.context.set_offline(True)
    for path in ("/ground", "/help"):
        page.goto(f"{person.url}{path}")
        expect(page.locator("html[lang=ar][dir=rtl]")).to_be_attached()
