"""A browser finds all it needs to install Slackwater like a program."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Playwright
from tests.browsers import launch_chromium

from .person import Person

pytestmark = pytest.mark.browser


def test_nothing_keeps_a_browser_from_installing_it(
    playwright: Playwright, start_server: Callable[..., object]
) -> None:
    browser = launch_chromium(playwright, whole=True)
    page = browser.new_context().new_page()
    person = Person(page, start_server().address)  # type: ignore[attr-defined]
    page.goto(person.address)
    asked = page.context.new_cdp_session(page)
    errors = [one["errorId"] for one in asked.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    manifest = asked.send("Page.getAppManifest")
    browser.close()
    assert errors == ["in-incognito"], "a browser under test keeps nothing, and that is all it names"
    assert manifest["errors"] == []
    assert manifest["url"] == f"{person.url}/static/look/slackwater.webmanifest"
