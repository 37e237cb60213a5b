"""H-23: a live page whose scripts do not come says so, and none of its stops is silent."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from .conftest import CHROMIUM_ONLY, PHONE, WAIT_MS, Live, Watched
from .test_late import OUTBOX

pytestmark = pytest.mark.browser

FORGIVEN = (
    "Failed to load",
    "ERR_",
    "NS_ERROR",
    "Loading failed",
    "SyntaxError",
    "failed",
    "MIME",
    "reserved",
)
Failing = Callable[[Route], None]
FAILINGS: dict[str, tuple[str, Failing]] = {
    "a module is cut off": ("**/live/talk.js", lambda route: route.abort()),
    "the first module is not there": ("**/live/session.js", lambda route: route.fulfill(status=404)),
    "a module is not understood": (
        "**/scene/scene.js",
        lambda route: route.fulfill(body="let = = 1;", content_type="text/javascript"),
    ),
    "a module breaks off": (
        "**/live/tongue.js",
        lambda route: route.fulfill(
            body="export const worded = (text) => text; throw new Error('failed')",
            content_type="text/javascript",
        ),
    ),
}
TOLD = ".unguided"
NO_GUIDE = "document.documentElement.dataset.guide === undefined"


@pytest.fixture(params=FAILINGS)
def unguided(request: pytest.FixtureRequest, live: Live, watched: Watched) -> Live:
    """The live page after one of its scripts failed."""
    watched.forgiven = FORGIVEN
    where, failing = FAILINGS[request.param]
    live.page.route(where, failing)
    live.page.goto(f"{live.script.url}/session")
    live.until(NO_GUIDE)
    return live


def let_in_again(live: Live) -> None:
    live.page.unroute_all()


def test_a_page_whose_scripts_fail_says_so_and_what_is_so(unguided: Live) -> None:
    told = unguided.page.inner_text(TOLD)
    assert "You can stop here. The guide did not load." in told
    assert "nothing has begun" in told
    assert not unguided.page.is_visible("text=Making things ready")
    assert not unguided.page.is_visible("[data-say=softer]")
    for way in ("/ground", "/help"):
        assert unguided.page.is_visible(f"{TOLD} a[href='{way}']")
    assert unguided.still


@pytest.mark.parametrize("what", ["pause", "too_much"])
def test_a_stop_on_it_leads_to_the_ground_and_is_passed_on_once(unguided: Live, what: str) -> None:
    let_in_again(unguided)
    unguided.page.click(f"[data-controls] [data-say={what}]")
    unguided.page.wait_for_url("**/ground*")
    assert unguided.script.hears(what)["session"] == "scripted"
    unguided.until(f"{OUTBOX}.length === 0")
    assert [one["what"] for one in unguided.script.said] == [what]


def test_trying_again_brings_the_guide(unguided: Live) -> None:
    let_in_again(unguided)
    unguided.page.click("text=Try again")
    unguided.until("document.documentElement.dataset.guide === 'here'")
    assert not unguided.page.is_visible(TOLD)


@pytest.fixture
def cut_off(live: Live, watched: Watched) -> Live:
    """The live page whose first script was cut off."""
    watched.forgiven = FORGIVEN
    live.page.route("**/live/session.js", lambda route: route.abort())
    return live


@pytest.mark.parametrize("key", ["Escape", "Space"])
def test_a_key_that_stops_leads_to_the_ground(cut_off: Live, key: str) -> None:
    cut_off.page.goto(f"{cut_off.script.url}/session")
    cut_off.until(NO_GUIDE)
    cut_off.page.keyboard.press(key)
    cut_off.page.wait_for_url("**/ground*")
    cut_off.script.hears("pause")


def test_a_session_that_was_under_way_is_not_said_not_to_have_begun(cut_off: Live) -> None:
    cut_off.script.page_begun = True
    cut_off.page.goto(f"{cut_off.script.url}/session")
    cut_off.until(NO_GUIDE)
    told = cut_off.page.inner_text(TOLD)
    assert "Without it your session stands still." in told
    assert "begun" not in told


def test_a_stop_that_was_held_for_a_script_that_fails_leads_to_the_ground(
    live: Live, watched: Watched
) -> None:
    watched.forgiven = FORGIVEN
    held: list[Route] = []
    live.page.route("**/live/session.js", lambda route: held.append(route))  # noqa: PLW0108 -- it is given a mark
    live.page.goto(f"{live.script.url}/session", wait_until="commit")
    live.page.wait_for_selector("[data-controls] [data-say=too_much]")
    live.page.click("[data-controls] [data-say=too_much]", no_wait_after=True)
    while not held:
        live.page.wait_for_timeout(20)
    assert live.script.said == []
    held[0].abort()
    live.page.wait_for_url("**/ground*")
    live.script.hears("too_much")


def test_a_script_that_never_comes_is_given_up_after_a_while(live: Live) -> None:
    """The page's own clock goes fast here; one that comes after all takes over."""
    held: list[Route] = []
    live.page.route("**/live/session.js", lambda route: held.append(route))  # noqa: PLW0108 -- it is given a mark
    live.page.clock.install()
    live.page.goto(f"{live.script.url}/session", wait_until="commit")
    live.page.wait_for_selector("[data-controls] [data-say=too_much]")
    assert live.page.is_visible("text=Making things ready")
    live.page.clock.fast_forward(11_000)
    live.until(NO_GUIDE)
    assert live.page.is_visible(TOLD)
    held[0].continue_()
    live.until("document.documentElement.dataset.guide === 'here'")
    assert not live.page.is_visible(TOLD)


@pytest.fixture
def without_scripts(browser: Browser, live: Live) -> Iterator[Page]:
    """The live page in a browser that runs no script at all."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(f"{live.script.url}/session")
    yield page
    context.close()


@CHROMIUM_ONLY
@pytest.mark.parametrize("what", ["pause", "too_much"])
def test_without_scripts_the_page_says_so_and_a_stop_leads_to_the_ground(
    without_scripts: Page, what: str
) -> None:
    assert "The guide did not load" in without_scripts.inner_text(TOLD)
    assert not without_scripts.is_visible("text=Making things ready")
    without_scripts.click(f"[data-controls] [data-say={what}]")
    without_scripts.wait_for_url("**/ground*")
    assert "You can stop. You are here." in without_scripts.inner_text("main")


def test_without_the_first_script_the_page_says_so_until_the_guide_is_there(
    live: Live, watched: Watched
) -> None:
    watched.forgiven = FORGIVEN
    held: list[Route] = []
    live.page.route("**/live/early.js", lambda route: route.abort())
    live.page.route("**/live/session.js", lambda route: held.append(route))  # noqa: PLW0108 -- it is given a mark
    live.page.goto(f"{live.script.url}/session", wait_until="commit")
    live.page.wait_for_selector(TOLD)
    while not held:
        live.page.wait_for_timeout(20)
    live.script.show("resting")
    held[0].continue_()
    live.until("document.documentElement.dataset.guide === 'here'")
    live.page.click("[data-controls] [data-say=too_much]")
    live.script.hears("too_much")
    assert live.page.url.endswith("/session")
