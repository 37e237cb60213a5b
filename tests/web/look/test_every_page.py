"""Every page of the gallery, opened once and looked at in each theme, size and by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .gallery import PAGES
from .measures import (
    ANYWHERE,
    BROKEN_WORDS,
    ENLARGED,
    HERE,
    LEAST_TEXT,
    NARROW,
    ON_BUTTONS,
    ON_ITS_SIDE,
    PHONE,
    TABLET,
    THEMES,
    TOO_SMALL,
    WIDE,
    overflow,
    touch,
)

MOST_STOPS = 60


@dataclass(frozen=True)
class Shown:
    """A page that stays open while it is looked at."""

    name: str
    page: Page

    def size(self, width: int, height: int) -> Page:
        self.page.set_viewport_size({"width": width, "height": height})
        return self.page


@pytest.fixture(scope="module", params=sorted(PAGES))
def shown(request: pytest.FixtureRequest, chromium: Browser, gallery: str) -> Iterator[Shown]:
    """One page after the other; an error on its console is an error here."""
    complaints: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.goto(f"{gallery}/{request.param}?theme=dusk&still=1")
    yield Shown(request.param, page)
    context.close()
    assert complaints == []


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desk"])
def test_the_focus_is_ringed_and_uncovered_wherever_it_goes(shown: Shown, size: tuple[int, int]) -> None:
    page = shown.size(*size)
    page.reload()  # the keyboard begins at the top again
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        stops.append(here)
    assert len(stops) > 1
    assert [one for one in stops if one["wrong"]] == []


def test_axe_finds_nothing_in_any_theme(shown: Shown) -> None:
    """A theme changes colours alone, so the other rules are asked once."""
    page = shown.size(*PHONE)
    for number, theme in enumerate(THEMES):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        options: dict[str, object] = {"resultTypes": ["violations"]}
        if number:
            options["runOnly"] = ["color-contrast"]
        found = Axe().run(page, options=options)
        wrong = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
        assert wrong == [], theme


def test_everything_is_large_enough_to_read_and_to_touch(shown: Shown) -> None:
    for size in (WIDE, PHONE):
        page = shown.size(*size)
        assert page.evaluate(LEAST_TEXT) >= 14.99
        assert page.evaluate(TOO_SMALL, touch(shown.name)) == []


def test_nothing_runs_off_the_side(shown: Shown) -> None:
    """Also with text at twice its size."""
    for size in (PHONE, NARROW, TABLET, WIDE, ON_ITS_SIDE, ENLARGED):
        page = shown.size(*size)
        assert overflow(page) <= 0, size
        assert page.evaluate(BROKEN_WORDS, ON_BUTTONS if size == ENLARGED else ANYWHERE) == [], size
    shown.size(*PHONE).evaluate("document.documentElement.style.setProperty('font-size', '225%')")
    assert overflow(shown.page) <= 0, "large text"
