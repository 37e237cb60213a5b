"""Every page in every other language: nothing for axe to find, nothing off the side, and what is mirrored and what not.

A theme changes colours alone and a language words alone, so each page meets each language once, in one theme after
another, in Chromium; in Firefox each page meets one language and one theme, every pair of the two somewhere. Of pages
with several values the one that shows most is looked at; ``test_every_page`` looks at them all.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from slackwater.tongues import ENGLISH, LANGUAGES

from .gallery import PAGES, ready_templates, render
from .measures import ANYWHERE, BROKEN_WORDS, NARROW, PHONE, THEMES, WIDE, overflow

pytestmark = pytest.mark.browser
OTHERS = [one for one in LANGUAGES.values() if one.code != ENGLISH]


def fullest() -> list[str]:
    """For each template the page that shows most."""
    ready_templates()
    found: dict[str, str] = {}
    for name, (template, _) in PAGES.items():
        if template not in found or len(render(name)) > len(render(found[template])):
            found[template] = name
    return sorted(found.values())


ONE_ROW = 100
"""CSS pixels that the names of the pages take at the foot of a phone while they stand in one row."""
WORN = "[document.documentElement.lang, document.documentElement.dir]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a phone; an error on its console fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    yield page
    context.close()
    assert complaints == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
@pytest.mark.parametrize("at", range(len(OTHERS)), ids=[one.code for one in OTHERS])
def test_every_page_in_another_language_fits_and_axe_finds_nothing(page: Page, gallery: str, at: int) -> None:
    language, wrong = OTHERS[at], {}
    for number, name in enumerate(fullest()):
        theme = THEMES[(number + at) % len(THEMES)]
        page.goto(f"{gallery}/{name}?theme={theme}&still=1&language={language.code}")
        assert page.evaluate(WORN) == [language.code, "rtl" if language.to_the_left else "ltr"], name
        bar = page.locator(".thumb-bar").bounding_box() if page.locator(".thumb-bar").count() else None
        assert bar is None or bar["height"] < ONE_ROW, name
        found: list[object] = [*violations(page), *page.evaluate(BROKEN_WORDS, ANYWHERE)]
        for size in (NARROW, WIDE, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            found += [f"off the side at {size}"] if overflow(page) > 0 else []
        if found:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize("browser", ["firefox"], indirect=True)
def test_axe_finds_nothing_in_firefox_in_any_pair_of_language_and_theme(page: Page, gallery: str) -> None:
    pairs = [(language.code, theme) for language in LANGUAGES.values() for theme in THEMES]
    assert len(fullest()) > len(pairs)
    wrong = {}
    for number, name in enumerate(fullest()):
        language, theme = pairs[number % len(pairs)]
        page.goto(f"{gallery}/{name}?theme={theme}&still=1&language={language}")
        found = violations(page)
        if found:
            wrong[name, language, theme] = found
    assert wrong == {}


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return {"left": found["x"], "right": found["x"] + found["width"]}


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_a_page_from_right_to_left_is_mirrored_and_a_body_and_time_are_not(page: Page, gallery: str) -> None:
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{gallery}/help?still=1&language=ar")
    assert box(page, ".brand")["left"] > box(page, ".way.leave")["right"]
    direction = "(one) => getComputedStyle(document.querySelector(one)).direction"
    page.goto(f"{gallery}/body-map?still=1&language=ar")
    assert page.evaluate(direction, "body") == "rtl"
    assert page.evaluate(direction, ".sides-of") == "ltr"
    page.goto(f"{gallery}/tides?still=1&language=ar")
    assert page.evaluate(direction, ".tide-plot") == "ltr"
    page.goto(f"{gallery}/how?still=1&language=ar")
    assert page.evaluate(direction, ".axis") == "ltr"


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_the_shore_rises_the_way_the_language_is_read(page: Page, gallery: str) -> None:
    """Native ranges turn with the page: the picture of the shore behind them does too."""
    raised = {}
    for language, key in (("en", "ArrowRight"), ("ar", "ArrowLeft")):
        page.goto(f"{gallery}/after-asking?still=1&language={language}")
        page.locator("input[name=distress]").focus()
        page.keyboard.press(key)
        raised[language] = page.evaluate("document.querySelector('input[name=distress]').value")
        turned = page.evaluate(
            "new DOMMatrix(getComputedStyle(document.querySelector('.bank svg')).transform).a"
        )
        assert turned == (-1 if language == "ar" else 1)
    assert raised == {"en": "1", "ar": "1"}
