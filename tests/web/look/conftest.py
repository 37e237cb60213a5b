"""The gallery in real browsers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright
from tests.browsers import launch_chromium, launch_firefox

from .gallery import opened


@pytest.fixture(scope="package")
def gallery() -> Iterator[str]:
    """The address of the gallery."""
    with opened() as url:
        yield url


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each of the two browsers in turn."""
    found: Browser = request.getfixturevalue(request.param)
    return found
