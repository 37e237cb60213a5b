"""Bodies on the stage: shapes that differ, one body that goes on from clip to clip, and what lies over what."""

from playwright.sync_api import Page

from slackwater.practices import library

from .test_in_browsers import CHROMIUM, Open, open_page

__all__ = ["open_page"]

STAGE = """async () => {
  const { Stage, variantsOf } = await import("/static/scene/stage.js");
  window.staged = async (practice, variant, shape = "even") => {
    const box = document.createElement("div");
    document.body.append(box);
    const stage = new Stage(box, shape);
    const own = (await variantsOf(practice))[variant];
    const paths = () => [...box.querySelectorAll(".scene-body:last-child .limb")];
    const bring = (clip, seconds) => stage.bring({ variant: own, clip, left: false, range: 1 }, seconds);
    return { box, stage, paths, bring };
  };
}"""


def on_stage(open_page: Open) -> Page:
    page = open_page("session")
    page.evaluate(STAGE)
    return page


@CHROMIUM
def test_every_shape_is_another_width_in_the_same_pose(open_page: Open) -> None:
    """Seen from the front: how wide trunk, arm and leg are drawn, and that hands and feet stay where they are."""
    boxes = on_stage(open_page).evaluate(
        """async () => {
          const out = {};
          for (const shape of ["slim", "even", "broad", "round"]) {
            const { bring, paths, box } = await staged("five-senses", "chair", shape);
            bring("work", 0);
            box.style.cssText = "position:fixed;inset:0";
            const all = paths().map((path) => path.getBBox());
            const foot = Math.max(...all.map((one) => one.y + one.height));
            out[shape] = [Math.max(...all.map((one) => one.width * one.height)), foot];
          }
          return out;
        }""",
    )
    areas = [boxes[shape][0] for shape in ("slim", "even", "broad", "round")]
    assert len({round(area / 1000) for area in areas}) == len(areas)
    assert boxes["slim"][0] < boxes["even"][0] < boxes["broad"][0]
    assert max(foot for _, foot in boxes.values()) - min(foot for _, foot in boxes.values()) < 4


@CHROMIUM
def test_a_body_that_lies_so_already_goes_on_and_any_other_fades(open_page: Open) -> None:
    goes_on, jumps = on_stage(open_page).evaluate(
        """async () => {
          const bridge = await staged("supported-bridge", "blanket");
          const bodies = () => bridge.box.querySelectorAll(".scene-body").length;
          bridge.bring("still", 0);
          bridge.bring("work", 0);
          const first = bodies();
          bridge.stage.drawAt(4, 0.5);
          bridge.bring("rest", 11);
          return [first, bodies()];
        }""",
    )
    assert (goes_on, jumps) == (1, 2)


@CHROMIUM
def test_an_arm_that_rolls_over_with_the_body_is_drawn_over_it(open_page: Open) -> None:
    """H-06: the closing rolls to the side; the upper arm then lies before the chest, not behind it."""
    before, after = on_stage(open_page).evaluate(
        """async () => {
          const closing = await staged("closing", "floor");
          closing.bring("work", 10);
          const order = () => closing.paths();
          const [arm] = order();
          const trunk = order()[2];
          const over = () => order().indexOf(arm) > order().indexOf(trunk);
          const first = over();
          closing.stage.drawAt(30, 0.5);
          return [first, over()];
        }""",
    )
    assert not before
    assert after


@CHROMIUM
def test_a_practice_may_be_seen_from_elsewhere_and_from_its_other_side(open_page: Open) -> None:
    page = open_page("practice")
    page.locator(".look-at .limb").first.wait_for(state="attached")

    def drawn() -> str:
        page.wait_for_timeout(80)
        return str(page.locator(".look-at .scene-body").last.locator("svg").get_attribute("viewBox"))

    def choose(value: str) -> None:
        page.locator(f".look-at [value={value}]").locator("..").click()

    assert page.locator("[data-sides]").is_hidden()
    assert page.locator(".look-at [value=front]").is_hidden()
    usual = drawn()
    choose("above")
    above = drawn()
    assert above != usual
    choose("side-lying")
    assert page.locator("[data-sides]").is_visible()
    choose("chair")
    assert page.locator(".look-at [value=usual]").is_checked()
    assert page.locator(".look-at [value=front]").is_visible()


@CHROMIUM
def test_a_limb_stays_near_or_far_through_all_of_a_practice(open_page: Open) -> None:
    """A leg that changed its colour from clip to clip would look like another leg."""
    page = on_stage(open_page)
    changed = page.evaluate(
        """async (names) => {
          const { variantsOf } = await import("/static/scene/stage.js");
          const changed = [];
          for (const name of names)
            for (const [variant, { clips }] of Object.entries(await variantsOf(name))) {
              const fars = [];
              for (const clip of Object.keys(clips)) {
                const { bring, box } = await staged(name, variant);
                bring(clip, 0);
                const far = box.querySelector(".stop-far-light").parentNode.id;
                fars.push(box.querySelectorAll(`.limb[fill="url(#${far})"]`).length);
                box.remove();
              }
              if (new Set(fars).size > 1) changed.push([name, variant, fars]);
            }
          return changed;
        }""",
        list(library()),
    )
    assert changed == []
