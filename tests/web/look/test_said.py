"""After a session: what was said in it is shown until its page is left, and then held nowhere."""

import pytest
from playwright.sync_api import Browser

HAND_ON = (
    """sessionStorage.setItem("slackwater.said", JSON.stringify([{ at: "10:04", text: "Rest here. <b>" }]))"""
)


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_what_was_said_goes_from_the_browser_when_its_page_is_left(browser: Browser, gallery: str) -> None:
    page = browser.new_page()
    page.goto(f"{gallery}/help")
    page.evaluate(HAND_ON)
    page.goto(f"{gallery}/after")
    page.click("[data-said] summary")
    assert "Rest here. <b>" in page.inner_text("[data-said]")
    page.reload()
    assert page.locator("[data-said]").is_hidden()
    assert page.evaluate("sessionStorage.getItem('slackwater.said')") is None
    page.close()
