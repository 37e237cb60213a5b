/**
 * Small pictures on the pages: the same scene as in a session. They move only while they are in sight, and only
 * where they are not told to rest (data-rest); a button beside stills them.
 */

import { createScene } from "./scene.js";
import { variantsOf } from "./stage.js";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** Without a pace of their own, pictures breathe like this, s (ENG: six breaths a minute, longer out). */
const TIDE = { in_s: 4, out_s: 6 };
/** How long the body stays where a way led it, before the way back, s (ENG: time to look). */
const STAY_S = 6;

/** @param {HTMLElement} box */
async function hang(box) {
  const { practice } = box.dataset;
  const scene = createScene(box, { reducedMotion });
  const variants = practice ? await variantsOf(practice) : null;
  let [variant] = variants ? Object.keys(variants) : [];
  let moves = !("rest" in box.dataset) && !reducedMotion;
  let inSight = false;

  // What leads from one place to another is shown there and back; a picture at rest shows where it leads.
  let back = false;
  let turn = 0;
  const show = () => {
    clearTimeout(turn);
    const moving = moves && inSight;
    const clips = variants?.[variant]?.clips ?? {};
    const there = "work" in clips ? "work" : Object.keys(clips)[0];
    const clip = back && moving ? "rest" : there;
    const leads = there !== undefined && !clips[there].loop;
    const figure = practice && clip ? { practice, variant, clip, side: "none", t0_s: 0 } : null;
    scene.show({ figure, tide: TIDE, moving, now_s: leads && !moving ? clips[there].seconds : 0 });
    if (!moving || !leads || !("rest" in clips)) return;
    const long_s = clips[clip].seconds + STAY_S;
    turn = setTimeout(() => {
      back = !back;
      show();
    }, long_s * 1000);
  };

  new IntersectionObserver(([entry]) => {
    inSight = entry.isIntersecting;
    show();
  }).observe(box);

  const near = box.parentElement ?? box;
  const toggle = /** @type {HTMLButtonElement | null} */ (near.querySelector("[data-picture-toggle]"));
  if (toggle) {
    const name = () => {
      toggle.textContent = moves ? "Hold the picture still" : "Let the picture move";
    };
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      moves = !moves;
      back = false;
      name();
      show();
    });
    name();
  }

  const ways = /** @type {HTMLElement | null} */ (near.querySelector("[data-variants]"));
  if (ways && variants) {
    ways.hidden = false;
    ways.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) variant = target.value;
      back = false;
      show();
    });
    const first = ways.querySelector("input:checked");
    if (first instanceof HTMLInputElement) variant = first.value;
  }
}

for (const box of document.querySelectorAll("[data-picture], [data-place]")) {
  if (box instanceof HTMLElement) hang(box);
}
