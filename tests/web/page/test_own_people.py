"""H-10: the person's own people are one tap away, also with the journal locked and with no server."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from .conftest import CHROMIUM_ONLY, Watched

if TYPE_CHECKING:
    from tests.web.conftest import RunningServer

pytestmark = pytest.mark.browser


def add(page: Page, name: str, number: str) -> None:
    page.fill("input[name=name]", name)
    page.fill("input[name=number]", number)
    page.click("form[data-add] .pill.main")


@CHROMIUM_ONLY
def test_somebody_added_is_there_without_a_journal_and_without_a_server(
    page: Page, watched: Watched, start_server: Callable[..., "RunningServer"]
) -> None:
    watched.forgiven = ("ERR_CONNECTION_REFUSED", "Failed to fetch")
    server = start_server()
    page.goto(server.address)
    page.goto(f"{server.url}/help/people")
    assert page.is_checked("[name=where][value=here]")
    add(page, "<b>Ana</b>", "+44 7700 (900) 123")
    add(page, "The quiet one", "ana@example.org")
    expect(page.locator("[data-here] li")).to_have_count(2)
    page.goto(f"{server.url}/help")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert page.evaluate("caches.match('/static/live/people.js').then(Boolean)")
    server.stop()
    page.goto(f"{server.url}/help")
    people = page.locator("[data-own-people]")
    expect(people.get_by_role("link")).to_have_attribute("href", "tel:+447700900123")
    expect(people).to_contain_text("<b>Ana</b>")
    expect(people).to_contain_text("ana@example.org")
