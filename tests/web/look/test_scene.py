"""The scene: a stop within one frame, a tide that breathes, words in place of movement, light on contacts."""

import pytest

from .measures import PHONE
from .test_in_browsers import Open, open_page

__all__ = ["open_page"]

START = """async ({ tide, moving = true, now_s = 0, reducedMotion = false, figure = true }) => {
  const { createScene } = await import("/static/scene/scene.js");
  window.said = [];
  const box = document.querySelector("[data-scene]");
  window.scene = createScene(box, { reducedMotion, breathe: (words) => said.push(words) });
  window.shown = {
    figure: figure && { practice: "pelvic-tilts", variant: "floor", side: "none", clip: "work", t0_s: 0 },
    tide, moving, now_s, speed: 1, stop: null,
  };
  scene.show(shown);
  for (let waits = 0; figure && !document.querySelector(".scene-body.is-here") && waits < 200; waits += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  window.frames = (count) => new Promise((done) => {
    const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : done());
    next(count);
  });
  window.drawn = () => JSON.stringify([
    [...document.querySelectorAll(".limb")].map((path) => path.getAttribute("d")),
    [...document.querySelectorAll(".scene .moves")].map((layer) => layer.style.transform),
  ]);
}"""
TIDE = {"in_s": 4, "out_s": 6}


def test_a_stop_holds_everything_within_one_frame(open_page: Open) -> None:
    """Body and water are the same in every frame after the call; the sky begins to clear in that frame."""
    page = open_page("session")
    page.evaluate(START, {"tide": TIDE})
    moved, held, clear = page.evaluate(
        """async () => {
          const first = drawn();
          await frames(6);
          const moved = drawn() !== first;
          scene.freeze();
          const held = drawn();
          const clear = document.querySelector(".scene").classList.contains("is-clear");
          const after = [];
          for (let i = 0; i < 8; i += 1) { await frames(1); after.push(drawn() === held); }
          return [moved, after, clear];
        }"""
    )
    assert moved
    assert all(held)
    assert clear


def test_after_a_stop_the_sky_is_clear_and_the_water_flat(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(START, {"tide": TIDE})
    page.evaluate("scene.freeze()")
    page.wait_for_timeout(1800)
    opacity = "(name) => Number(getComputedStyle(document.querySelector(name)).opacity)"
    assert page.evaluate(opacity, ".scene-clouds") == 0
    assert page.evaluate(opacity, ".scene-tide") == 0
    assert page.evaluate(opacity, ".scene-flat") == 1


def test_the_water_rises_about_four_hundredths_of_the_height(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(START, {"tide": TIDE, "now_s": 2})
    rise = page.evaluate(
        """async () => {
          const at = async (now_s) => {
            scene.show({ ...shown, now_s, speed: 0.0001 });
            await frames(2);
            return new DOMMatrix(document.querySelector(".scene-tide").style.transform).f;
          };
          return (await at(0)) - (await at(4));
        }"""
    )
    assert rise / PHONE[1] == pytest.approx(0.04, abs=0.002)


def test_only_what_may_move_is_moved(open_page: Open) -> None:
    """LOOK: transform, opacity and path data alone."""
    page = open_page("session")
    page.evaluate(START, {"tide": TIDE})
    changed = page.evaluate(
        """async () => {
          await new Promise((done) => setTimeout(done, 1600));
          const seen = new Set();
          const watch = new MutationObserver((all) => all.forEach((one) => seen.add(
            one.type === "attributes" && one.attributeName === "style"
              ? [...one.target.style].join(" ") : one.attributeName ?? one.type)));
          const all = { subtree: true, attributes: true, childList: true };
          watch.observe(document.querySelector(".scene"), all);
          await frames(30);
          watch.disconnect();
          return [...seen].sort();
        }"""
    )
    assert changed == ["d", "transform"]


def test_with_reduced_motion_nothing_travels_and_the_breath_is_counted(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(START, {"tide": {"in_s": 1, "out_s": 2}, "reducedMotion": True})
    still, light, said = page.evaluate(
        """async () => {
          const layers = [...document.querySelectorAll(".scene .moves")];
          const places = () => layers.map((one) => one.style.transform).join();
          const first = places();
          const lights = new Set();
          let still = true;
          for (let i = 0; i < 12; i += 1) {
            await new Promise((done) => setTimeout(done, 250));
            still &&= places() === first;
            lights.add(document.querySelector(".scene-sheen").style.opacity);
          }
          return [still, lights.size, [...new Set(said)]];
        }"""
    )
    assert still
    assert light > 4
    assert {"In … 1", "Out … 1", "Out … 2"} <= set(said)


def test_one_contact_is_lit_at_a_time(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(START, {"tide": None, "moving": False})
    lit = """() => [...document.querySelectorAll(".contact.is-lit circle")]
      .map((one) => Number(one.getAttribute("cx")))"""
    page.evaluate("scene.contact('heels')")
    heels = page.evaluate(lit)
    page.evaluate("scene.contact('head')")
    head = page.evaluate(lit)
    page.evaluate("scene.contact(null)")
    assert heels
    assert max(head) < min(heels)
    assert page.evaluate(lit) == []


def test_a_scene_that_does_not_move_draws_one_picture(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate(START, {"tide": TIDE, "moving": False})
    first = page.evaluate("drawn()")
    page.wait_for_timeout(400)
    assert page.evaluate("drawn()") == first


def test_the_tide_alone_needs_no_body(open_page: Open) -> None:
    page = open_page("session")
    page.evaluate("document.querySelector('[data-scene]').dataset.figure = 'tide'")
    page.evaluate(START, {"tide": TIDE, "figure": False})
    page.evaluate(
        "scene.show({ ...shown, figure: { ...shown.figure, practice: 'pelvic-tilts', variant: 'floor' } })"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelectorAll('.limb').length") == 0


def test_after_a_stop_the_body_keeps_the_pose_it_stopped_in(open_page: Open) -> None:
    """Also when the server's own still scene comes after the page has stopped by itself."""
    page = open_page("session")
    page.evaluate(START, {"tide": TIDE, "now_s": 6})
    page.evaluate("frames(4)")
    page.evaluate("scene.freeze()")
    held = page.evaluate("drawn()")
    page.evaluate("scene.show({ ...shown, moving: false, stop: { reason: 'person_paused', text: '' } })")
    page.wait_for_timeout(300)
    assert page.evaluate("drawn()") == held


def test_what_supports_a_left_side_stands_on_its_left(open_page: Open) -> None:
    page = open_page("session")
    right, left = page.evaluate(
        """async () => {
          const { createScene } = await import("/static/scene/scene.js");
          const scene = createScene(document.querySelector("[data-scene]"), {});
          const still = { tide: null, moving: false, now_s: 0, speed: 1, stop: null };
          const edges = async (side) => {
            const lunge = { practice: "supported-low-lunge", variant: "kneeling", clip: "work", t0_s: 0 };
            scene.show({ ...still, figure: { ...lunge, side } });
            const before = document.querySelectorAll(".scene-body").length;
            while (document.querySelectorAll(".scene-body").length === before) {
              await new Promise((done) => setTimeout(done, 20));
            }
            const svg = [...document.querySelectorAll(".scene-body svg")].at(-1);
            const [x, , width] = svg.getAttribute("viewBox").split(" ").map(Number);
            const boxes = [...svg.querySelectorAll(".prop")].map((one) => one.getBBox());
            const at = (place) => (place - x) / width - 0.5;
            const last = Math.max(...boxes.map((one) => one.x + one.width));
            return [at(Math.min(...boxes.map((one) => one.x))), at(last)];
          };
          return [await edges("right"), await edges("left")];
        }"""
    )
    assert right == pytest.approx([-left[1], -left[0]], abs=0.01)
