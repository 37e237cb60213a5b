"""H-10: the person's own people are one tap away, also with the journal locked and with no server."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.web.server.guest import Guest

from .conftest import CHROMIUM_ONLY, Watched
from .person import Person

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


AN_HOUR_AND_MORE_MS = 61 * 60_000


def left_alone(page: Page) -> None:
    """The page's own clock, an hour on, with nobody there."""
    with page.expect_response("**/used*"):
        page.clock.fast_forward(AN_HOUR_AND_MORE_MS)


def with_sam(page: Page, server: "RunningServer") -> tuple[Person, Guest]:
    """Somebody whose open journal tells the help page of Sealed Sam."""
    person, guest = Person(page, server.address), Guest(server.url)
    guest.come_in(server.address)
    guest.set_up("passphrase")
    guest.get("/help/people")
    guest.post("/help/people", where="journal", name="Sealed Sam", number="5550100")
    person.take_over(guest)
    page.clock.install()
    page.goto(f"{server.url}/help")
    return person, guest


@CHROMIUM_ONLY
def test_help_and_ground_stay_when_the_journal_locks_and_forget_whom_it_told(
    page: Page, start_server: Callable[..., "RunningServer"]
) -> None:
    server = start_server()
    person, guest = with_sam(page, server)
    page.evaluate(
        "localStorage['slackwater.people'] = JSON.stringify([{ name: 'Near Nan', number: '5550199' }])"
    )
    page.reload()
    people = page.locator("[data-own-people] li")
    expect(people).to_have_text(["Near Nan5550199", "Sealed Sam5550100"])
    left_alone(page)
    expect(people).to_have_count(2)
    guest.get("/settings")
    guest.post("/lock")
    left_alone(page)
    expect(people).to_have_text(["Near Nan5550199"])
    page.mouse.wheel(0, 400)
    page.click("details[data-country] >> nth=0")
    assert page.url == f"{server.url}/help"
    assert "5550100" not in page.content()
    guest.unlock()
    person.take_over(guest)
    for path, stands_at in (("/ground", "/ground"), ("/settings", "/unlock")):
        page.goto(f"{server.url}{path}")
        guest.get("/settings")
        guest.post("/lock")
        left_alone(page)
        page.wait_for_url(f"{server.url}{stands_at}")
        page.wait_for_timeout(300)
        assert page.url == f"{server.url}{stands_at}"
        guest.unlock()
        person.take_over(guest)


@CHROMIUM_ONLY
def test_help_stays_when_nobody_answers_and_forgets_whom_the_journal_told(
    page: Page, watched: Watched, start_server: Callable[..., "RunningServer"]
) -> None:
    watched.forgiven = ("ERR_CONNECTION_REFUSED", "Failed to fetch")
    server = start_server()
    with_sam(page, server)
    expect(page.locator("[data-own-people] li")).to_have_count(1)
    server.stop()
    page.clock.fast_forward(AN_HOUR_AND_MORE_MS)
    expect(page.locator("[data-own-people] li")).to_have_count(0)
    expect(page.locator("[data-own-people]")).to_be_hidden()
    assert page.url == f"{server.url}/help"
