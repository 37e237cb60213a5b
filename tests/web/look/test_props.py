"""Things that come and go: a block that waits beside the body, is slid under it, and is taken away again."""

from typing import Any

import pytest
from playwright.sync_api import Page

from .test_in_browsers import CHROMIUM, Open, open_page

__all__ = ["open_page"]

STAGE = """async () => {
  const { createScene } = await import("/static/scene/scene.js");
  const scene = createScene(document.querySelector("[data-scene]"), {});
  window.at = async (clip, now_s, side) => {
    const bodies = document.querySelectorAll(".scene-body").length;
    const figure = { practice: "supported-bridge", variant: "block", side, clip, t0_s: 0 };
    scene.show({ figure: null, tide: null, moving: false, now_s: 0, stop: null });
    scene.show({ figure, tide: null, moving: true, now_s, speed: 0.0001, stop: null });
    while (document.querySelectorAll(".scene-body").length === bodies) {
      await new Promise((done) => setTimeout(done, 10));
    }
    await new Promise(requestAnimationFrame);
    scene.freeze();
    const body = [...document.querySelectorAll(".scene-body")].at(-1);
    const [block, limb] = [body.querySelector("[data-prop=block]"), body.querySelector(".limb")];
    const { e, f } = block.transform.baseVal.consolidate()?.matrix ?? { e: 0, f: 0 };
    const before = limb.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING;
    return { x: e, y: f, before: before > 0 };
  };
}"""


def block(page: Page, clip: str, now_s: float, side: str = "none") -> dict[str, Any]:
    """Where the block is drawn, in thousandths of a stature from its place under the body."""
    return dict(page.evaluate("([clip, at_s, side]) => at(clip, at_s, side)", [clip, now_s, side]))


@CHROMIUM
def test_the_block_waits_before_the_body_and_is_slid_under_it(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(STAGE)
    waiting, coming, under = (block(page, "work", at_s) for at_s in (0.0, 5.25, 8.0))
    assert waiting["y"] > 30
    assert waiting["before"]
    assert coming["y"] == pytest.approx(waiting["y"] / 2, abs=2)
    assert (under["x"], under["y"], under["before"]) == (0, 0, False)


@CHROMIUM
def test_it_lies_aside_from_the_start_and_again_at_the_end(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(STAGE)
    waiting = block(page, "still", 0.0)
    assert block(page, "rest", 10.0) == waiting
    assert block(page, "rest", 0.0)["y"] == 0


@CHROMIUM
def test_on_the_other_side_it_waits_on_the_other_side(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(STAGE)
    own, other = block(page, "still", 0.0), block(page, "still", 0.0, "left")
    assert other["x"] == pytest.approx(-own["x"], abs=0.2)
    assert other["y"] == pytest.approx(own["y"], abs=0.2)


@CHROMIUM
def test_a_picture_at_rest_shows_where_the_practice_leads(open_page: Open) -> None:
    """A bridge without its support would be the picture of another practice."""
    page = open_page("practices", (1280, 800))
    card = page.locator("[data-practice=supported-bridge]")
    card.scroll_into_view_if_needed()
    card.locator(".limb").first.wait_for(state="attached")
    assert card.locator("[data-prop=block]").get_attribute("transform") in {None, "translate(0.0 0.0)"}
