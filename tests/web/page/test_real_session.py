"""A whole session on the real server, by keyboard alone, on a phone."""

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.browsers import launch_chromium
from tests.web.server.guest import PASSPHRASE

from .conftest import CHROMIUM_ONLY, Watched
from .person import Person

pytestmark = pytest.mark.browser
QUICK = 12.0
"""Session seconds to a second: slow enough that *still with me?* can be answered from a keyboard."""


class Server(Protocol):
    """What the server fixture gives."""

    url: str
    address: str

    def start(self) -> None: ...
    def kill(self) -> None: ...
    def stop(self) -> None: ...
    def freeze(self) -> None: ...
    def thaw(self) -> None: ...


Start = Callable[..., Server]

GONE = "An invalid form control"
"""A browser's complaint at Enter in a check-in that has just gone; at twelve times its speed a session does that."""

LEFT = "mark.svg’. A ServiceWorker intercepted the request"
"""Firefox's complaint at an icon that was on its way when its page was left."""


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The one with windows, as people have it."""
    browser = launch_chromium(playwright, whole=True)
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def hurried(watched: Watched) -> None:
    watched.forgiven = (GONE, LEFT)


def test_a_whole_session_from_the_first_page_to_after_by_keyboard(start_server: Start, page: Page) -> None:
    person = Person(page, start_server(speed=QUICK).address)
    person.first_run()
    person.begin("5")
    person.live_until("moving")
    page.keyboard.press("Space")
    assert person.see().still
    person.live_until("only_a_pause", 5)
    person.press("[data-answer=only_a_pause]", "Space")
    person.live_until("moving")
    person.live_until("/after", 240)
    expect(page.locator("main h1")).to_have_count(1)
    person.reach("#line")
    page.keyboard.type("Rain on the roof.")
    person.reach("[name=how][value=mixed]", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=how][value=mixed]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#line")).to_have_value("Rain on the roof.")
    expect(page.locator("[data-said]")).to_be_visible()
    person.press("[name=done]")
    page.wait_for_url(lambda url: not url.endswith("/after"))
    assert page.evaluate("sessionStorage.getItem('slackwater.said')") is None


@CHROMIUM_ONLY
def test_too_much_grounds_while_the_server_is_held_still(start_server: Start, page: Page) -> None:
    server = start_server(speed=QUICK)
    person = Person(page, server.address)
    person.begin_at_once()
    person.live_until("moving")
    server.freeze()
    person.press("[data-controls] [data-say=too_much]")
    seen = person.see()
    assert seen.still
    assert seen.line == "You can stop moving."
    page.wait_for_timeout(6500)
    assert person.see().sub.startswith("You might find a place")
    server.thaw()
    expect(page.locator("[data-why]")).to_contain_text("too much")


@CHROMIUM_ONLY
def test_a_killed_server_stills_the_page_and_what_was_said_is_kept_when_it_is_back(
    start_server: Start, page: Page, watched: Watched
) -> None:
    watched.forgiven = (GONE, LEFT, "WebSocket", "ERR_CONNECTION_REFUSED", "404")
    server = start_server(speed=QUICK)
    person = Person(page, server.address)
    person.begin_at_once("passphrase")
    person.live_until("moving")
    server.kill()
    page.wait_for_selector("[data-session][data-still]", timeout=9500)
    assert "lost touch" in person.see().line
    person.press("[data-controls] [data-say=too_much]")
    server.start()
    page.wait_for_selector("[data-answer=unlock]", timeout=15_000)
    assert person.see().still
    page.wait_for_timeout(500)
    assert page.evaluate("localStorage.getItem('slackwater.outbox')") == "[]"
    person.press("[data-answer=unlock]")
    page.wait_for_url("**/unlock")
    person.reach("[name=passphrase]")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/unlock"))
    page.goto(f"{server.url}/session")
    page.wait_for_selector("[data-why]:not([hidden])")
    assert "too much" in page.inner_text("[data-why]")
    assert person.see().still


def test_without_a_server_grounding_and_help_open_and_every_other_page_leads_there(
    start_server: Start, page: Page, watched: Watched
) -> None:
    watched.forgiven = ("ERR_CONNECTION_REFUSED", "Failed to fetch", "NetworkError")
    server = start_server()
    page.goto(f"{server.url}/help")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    server.stop()
    page.goto(f"{server.url}/help")
    assert page.locator("main h1").count() == 1
    page.goto(f"{server.url}/practices")
    assert page.locator("section[data-ground]").count() == 1
    page.goto(f"{server.url}/ground")
    assert page.locator("main h1").count() == 1
    page.click("[data-begin]")
    assert page.inner_text("[data-line]") == "You might find a place that holds you well."
    page.click("[data-next]")
    page.click("[data-next]")
    assert page.inner_text("[data-line]") == "Notice your feet, and what they touch."
    page.wait_for_selector("[data-scene] .scene-body path, [data-scene] svg path", state="attached")


def test_leaving_fast_leaves_no_way_back_to_the_session(
    start_server: Start, page: Page, watched: Watched
) -> None:
    watched.forgiven = ("ServiceWorker intercepted",)
    person = Person(page, start_server(speed=QUICK).address)
    person.first_run()
    person.begin()
    person.press("[data-quick-exit]")
    page.wait_for_url("**/away")
    landed: list[str] = []
    page.on("framenavigated", lambda frame: landed.append(frame.url))
    for _ in range(3):
        page.wait_for_url("**/away")
        page.evaluate("setTimeout(() => history.back())")
        page.wait_for_timeout(1500)
    page.wait_for_url("**/away")
    assert "/away" in landed[-1]
    assert not any(url.endswith("/session") for url in landed)
