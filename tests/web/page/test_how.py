"""The story is drawn again in place: the choice keeps its focus, and nobody is carried away from the page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from .conftest import CHROMIUM_ONLY, Watched

if TYPE_CHECKING:
    from tests.web.conftest import RunningServer

pytestmark = pytest.mark.browser

WAIT_MS = 20_000
"""The first picture after a start is worked out then."""


@CHROMIUM_ONLY
def test_a_choice_draws_the_picture_again_in_place(
    page: Page, watched: Watched, start_server: Callable[..., "RunningServer"]
) -> None:
    watched.forgiven = ("ERR_CONNECTION_REFUSED", "Failed to fetch")
    server = start_server()
    page.goto(server.address)
    page.goto(f"{server.url}/how", timeout=WAIT_MS)
    assert page.locator("[data-show]").is_hidden()
    line = page.locator("[data-path=weeks-holding-line]")
    before = line.get_attribute("d")
    page.evaluate("window.sameness = 1")
    page.focus("[name=dose][value=small]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-part=session-says]")).to_contain_text("past the line of too much")
    expect(page.locator("[data-part=weeks-says]")).to_contain_text("about where it was")
    page.wait_for_timeout(700)
    assert line.get_attribute("d") != before
    assert page.evaluate("[window.sameness, document.activeElement.value]") == [1, "large"]
    page.reload()
    assert page.is_checked("[name=dose][value=large]")
    drawn = line.get_attribute("d")
    server.stop()
    page.emulate_media(reduced_motion="reduce")
    page.check("[name=ending][value=answered]", force=True)
    expect(page.locator("[data-show]")).to_be_visible()
    assert line.get_attribute("d") == drawn
