"""A real strap's recording in a real browser: what the page says about the heart is so."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright
from tests.browsers import launch_chromium
from tests.web.server.house import House

pytestmark = [pytest.mark.browser, pytest.mark.recordings]

QUICK = 10.0
"""Session seconds to a second: quick, and still six seconds to answer the first question in."""

WITHIN_S = 30.0


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a quick server is, with its key."""
    (tmp_path / "house").mkdir(mode=0o700)
    house = House(tmp_path / "house", QUICK)
    yield house.address
    house.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The live page of a session that nobody has said a word in."""
    page = browser.new_page()
    page.goto(address)
    tick(page, "input[name=keeping][value=nothing]")
    page.click("form[action='/welcome'] button")
    tick(page, "[name=adult][value=yes]")
    tick(page, "[type=checkbox][value$='.none']")
    page.click("form[action='/screening'] button")
    page.click("[name=arriving][value=steady]")
    page.click("[name=new][value$='.none']")
    page.click("form[action='/session'] button")
    page.wait_for_selector("[data-check-in]:not([hidden])")
    yield page
    page.close()


def tick(page: Page, selector: str) -> None:
    """Choose each of these on a form."""
    page.wait_for_selector(selector, state="attached")
    for choice in page.locator(selector).all():
        choice.dispatch_event("click")


@contextmanager
def played(recording: Path, address: str) -> Iterator[None]:
    """``slackwater play`` of a recording into the session that runs there, as long as the block lasts."""
    command = [sys.executable, "-m", "slackwater", "play", str(recording), "--url", address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(WITHIN_S)


def arrive(page: Page) -> None:
    """Answer the first question: settling begins."""
    page.locator("[data-check-in] [name=distress]").press("ArrowRight")
    tick(page, "[data-check-in] [name=far_away][value='0']")
    page.locator("[data-check-in] [type=submit]").dispatch_event("click")


def heart_words(page: Page, wanted: str) -> list[str]:
    """Everything the page says about the heart, until it says what is wanted."""
    said: list[str] = []
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until:
        now = page.inner_text("[data-heart-text]")
        if said[-1:] != [now]:
            said.append(now)
        if now.startswith(wanted):
            return said
        page.wait_for_timeout(20)
    raise AssertionError(f"{wanted!r} was never said, only {said}")


@pytest.fixture
def at_rest(shared: Path) -> Path:
    """Ten minutes of a real strap on somebody at rest."""
    return shared / "ecg_polar_h10" / "broman_10min.npz"


def test_without_a_strap_the_page_says_that_there_is_no_heart_signal(page: Page) -> None:
    arrive(page)
    page.wait_for_timeout(500)
    assert page.inner_text("[data-heart-text]") == "No heart signal"


def test_the_page_gets_to_know_a_real_heart_and_then_says_near_its_usual(
    page: Page, address: str, at_rest: Path
) -> None:
    with played(at_rest, address):
        arrive(page)
        said = heart_words(page, "Heart near your usual")
    told = [words for words in said if not words.startswith("No heart signal")]
    assert told == ["Getting to know your heart", "Heart near your usual"], said


def test_when_the_strap_falls_silent_the_page_says_so(page: Page, address: str, at_rest: Path) -> None:
    with played(at_rest, address):
        arrive(page)
        heart_words(page, "Heart near your usual")
    heart_words(page, "No heart signal")


def test_a_heart_well_above_its_usual_is_told_as_above(page: Page, address: str, tmp_path: Path) -> None:
    """A real heart at rest does not race, so here the intervals are written down: 70 a minute, then 95."""
    rising = tmp_path / "rising.txt"
    rest = [840 + (at * at % 11) * 5 for at in range(130)]
    above = [620 + (at * at % 11) * 4 for at in range(300)]
    rising.write_text("".join(f"{interval}\n" for interval in rest + above))
    with played(rising, address):
        heart_words(page, "Getting to know your heart")
        arrive(page)
        heart_words(page, "Heart near your usual")
        heart_words(page, "Heart above your usual")
