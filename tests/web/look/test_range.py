"""H-06: the figure moves less where screening leaves less of the range."""

from .test_in_browsers import CHROMIUM, Open, open_page

__all__ = ["open_page"]

REACHES = """async () => {
  const { createScene } = await import("/static/scene/scene.js");
  const box = document.querySelector("[data-scene]");
  const scene = createScene(box, {});
  const wiper = { practice: "windshield-wiper", variant: "one-knee", side: "right", clip: "work", t0_s: 0 };
  const at = async (range_percent, now_s) => {
    const bodies = document.querySelectorAll(".scene-body").length;
    const figure = { ...wiper, range_percent };
    scene.show({ figure: null, tide: null, moving: false, now_s: 0, speed: 1, stop: null });
    scene.show({ figure, tide: null, moving: true, now_s, speed: 1, stop: null });
    while (document.querySelectorAll(".scene-body").length === bodies) {
      await new Promise((done) => setTimeout(done, 10));
    }
    scene.freeze();
    const body = [...document.querySelectorAll(".scene-body")].at(-1);
    return [...body.querySelectorAll(".limb")].map((path) => path.getAttribute("d").match(/-?[\\d.]+/g).map(Number));
  };
  const apart = (one, other) => Math.max(...one.flatMap((limb, i) => limb.map((n, j) => Math.abs(n - other[i][j]))));
  const home = await at(100, 0);
  return [apart(home, await at(100, 4)), apart(home, await at(70, 4))];
}"""


@CHROMIUM
def test_a_smaller_range_moves_the_body_less(open_page: Open) -> None:
    page = open_page("session")
    whole, smaller = page.evaluate(REACHES)
    assert whole > 20
    assert 0.5 * whole < smaller < 0.85 * whole
