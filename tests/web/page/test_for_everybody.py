"""The live page in every state: axe, each theme, large text, reduced motion."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from .conftest import CHROMIUM_ONLY, PHONE, Live
from .scripted import Script

pytestmark = pytest.mark.browser
THEMES = ("dusk", "night", "day")
STATES = (
    "arriving",
    "begin",
    "moving",
    "resting",
    "still_here",
    "checking_in",
    "paused",
    "go_on",
    "grounding",
)


def own_stop(live: Live) -> None:
    live.move()
    live.script.silent = True
    live.page.keyboard.press("Escape")
    live.page.wait_for_selector("[data-answer=hurt]")


def watching(live: Live) -> None:
    live.script.part = "watcher"
    live.script.now = live.script.scene("resting")
    live.page.goto(f"{live.script.url}/session")
    live.page.wait_for_selector("[data-answer=lead]")


def urgent(live: Live) -> None:
    live.open("resting")
    live.script.show("paused", urgent=True)
    live.page.wait_for_selector("[data-urgent]:not([hidden])")


MORE: dict[str, Callable[[Live], None]] = {"own_stop": own_stop, "watching": watching, "urgent": urgent}


def reach(live: Live, state: str) -> None:
    if state in MORE:
        MORE[state](live)
    elif state in ("moving", "still_here"):
        live.move()
        live.script.show(state)
        live.page.wait_for_timeout(100)
    else:
        live.open(state)
    live.page.wait_for_timeout(250)


def problems(live: Live, *rules: str) -> list[str]:
    """What axe finds by these rules, or by all."""
    options = {"runOnly": list(rules)} if rules else {}
    found = Axe().run(live.page, options=options).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


@CHROMIUM_ONLY
@pytest.mark.parametrize("state", [*STATES, *MORE])
def test_axe_finds_nothing_in_any_state_and_theme_of_the_live_page(live: Live, state: str) -> None:
    """A theme changes colours alone, so the other rules are asked once."""
    reach(live, state)
    assert problems(live) == []
    for theme in THEMES[1:]:
        live.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        assert problems(live, "color-contrast") == [], theme


@pytest.mark.parametrize("browser", ["firefox"], indirect=True)
@pytest.mark.parametrize("state", ["checking_in", "own_stop"])
def test_axe_finds_nothing_in_firefox_either(live: Live, state: str) -> None:
    reach(live, state)
    assert problems(live) == []


SMALL = """() => [...document.querySelectorAll('main button, main label')]
  .filter((one) => one.getClientRects().length && !one.matches('.unseen'))
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 63 || box.width < 44)
  .map(([text]) => text)"""
CLIPPED = """() => [...document.querySelectorAll('main p, main button, main a, main legend, main li')]
  .filter((one) => one.getClientRects().length && !one.closest('.unseen, [aria-hidden=true]'))
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const cut = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible';
    return cut || box.left < -1 || box.right > innerWidth + 1;
  })
  .map((one) => one.textContent.trim())"""


@pytest.mark.parametrize("state", ["moving", "checking_in", "paused", "own_stop"])
def test_text_at_twice_the_size_is_neither_cut_nor_pushed_aside(live: Live, state: str) -> None:
    reach(live, state)
    live.page.evaluate("document.documentElement.style.fontSize = '36px'")
    live.page.wait_for_timeout(200)
    assert live.page.evaluate(CLIPPED) == []
    wide = live.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1


@pytest.mark.parametrize("state", ["moving", "checking_in", "paused"])
def test_what_one_touches_in_a_session_is_large_enough_for_somebody_lying_down(
    live: Live, state: str
) -> None:
    reach(live, state)
    assert live.page.evaluate(SMALL) == []


@pytest.fixture
def calm(browser: Browser, script: Script) -> object:
    """The live page for somebody who asked for less motion."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield Live(context.new_page(), script)
    context.close()


@CHROMIUM_ONLY
def test_with_reduced_motion_breath_is_words_and_nothing_moves(calm: Live) -> None:
    calm.move()
    calm.page.wait_for_selector("[data-breath]:not([hidden])")
    assert calm.page.inner_text("[data-breath]").split(" ")[0] in ("In", "Out")
    transforms = (
        "[...document.querySelectorAll('[data-scene] .moves')].map((one) => one.style.transform).join()"
    )
    before = calm.page.evaluate(transforms)
    calm.page.wait_for_timeout(1200)
    assert calm.page.evaluate(transforms) == before


@CHROMIUM_ONLY
def test_with_reduced_motion_a_pause_ends_the_count(calm: Live) -> None:
    calm.move()
    calm.page.wait_for_selector("[data-breath]:not([hidden])")
    calm.page.keyboard.press("Escape")
    assert not calm.page.is_visible("[data-breath]")
