"""The body map in a browser: the picture and the list are two ways to the same boxes."""

import pytest
from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
def test_picture_list_and_keys_mark_the_same_places(browser: Browser, gallery: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{gallery}/body-map?theme=dusk")

    page.click("svg:visible [data-place=right-knee]")
    assert page.is_checked("[name=place][value=right-knee]")
    assert page.inner_text("[data-told]").startswith("Right knee is marked.")
    assert page.locator("[data-mark=right-knee] legend").first.inner_text() == "Right knee"

    page.check("[name=intensity-right-knee][value='4']", force=True)
    assert step(page, "right-knee") == "4"

    page.click("svg:visible [data-opens=hips]")
    page.focus("[name=place][value=lower-belly]")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.is_checked("[name=place][value=right-hip-bone]")
    assert step(page, "right-hip-bone") == "0"
    assert page.locator("[data-place=right-hip-bone][data-focus]").count() == 1, "the picture shows the focus"
    page.keyboard.press("Space")
    assert step(page, "right-hip-bone") is None
    assert page.locator("[data-mark=right-hip-bone]").evaluate("(mark) => mark.disabled"), (
        "what is not marked is not sent"
    )

    assert page.locator("svg:visible [data-place=tailbone]").count() == 0, "out of sight is out of reach"
    context.close()


def step(page: Page, place: str) -> str | None:
    return page.locator(f"[data-place={place}]").first.get_attribute("data-step")
