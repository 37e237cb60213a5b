/**
 * Small pictures on the pages: the same scene as in a session. They move only while they are in sight, and only
 * where they are not told to rest (data-rest); a button beside stills them.
 */

import { CHANNELS, mirror } from "../figure/kinematics.js";
import { worded } from "../live/tongue.js";
import { createScene } from "./scene.js";
import { variantsOf } from "./stage.js";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** Without a pace of their own, pictures breathe like this, s (ENG: six breaths a minute, longer out). */
const TIDE = { in_s: 4, out_s: 6 };
/** A page stands for one in-breath before anything on it moves, s (ENG: it is read first, and the browser is done). */
const STAND_S = 4;
/** How long the body stays where a way led it, before the way back, s (ENG: time to look). */
const STAY_S = 6;

/** Other places to look from (ENG: by eye). @type {Record<string, import("../figure/kinematics.js").Camera>} */
const VIEWS = {
  side: { azimuth: 0, pitch: 6 },
  front: { azimuth: 75, pitch: 14 },
  above: { azimuth: 0, pitch: 75 },
};
/** From where a posture shows well: things that stand before a kneeling body would hide it. @type {Record<string, string[]>} */
const SEEN_FROM = {
  supine: ["side", "above"],
  "side-lying": ["side", "above"],
  "seated-floor": ["side", "front", "above"],
  chair: ["side", "front"],
  bed: ["side", "above"],
};
/** Right and left differ in a pose when a joint does by this many degrees (ENG: less is not seen). */
const SIDED_DEG = 12;

/** Whether right and left differ at any time. @param {Record<string, import("../figure/kinematics.js").Clip>} clips */
function hasSides(clips) {
  return Object.values(clips).some(({ poses }) =>
    poses.some((pose) => {
      const other = Float64Array.from(pose);
      mirror(other);
      return CHANNELS.some((_, c) => Math.abs(other[c] - pose[c]) > SIDED_DEG);
    }),
  );
}

/** What is chosen among the radios of a name. @param {Element} near @param {string} name */
function chosen(near, name) {
  return near.querySelector(`input[name=${name}]:checked`)?.getAttribute("value") ?? "";
}

/** Shows which views a posture has; gives whether one is still chosen. @param {Element} ways */
function offerViews(ways) {
  const posture = ways.querySelector("[name=variant]:checked")?.getAttribute("data-posture") ?? "";
  const fit = ["usual", ...(SEEN_FROM[posture] ?? ["side"])];
  for (const choice of ways.querySelectorAll("[name=view]")) {
    const label = choice.closest("label");
    if (label) label.hidden = !fit.includes(choice.getAttribute("value") ?? "");
  }
  if (!fit.includes(chosen(ways, "view")))
    /** @type {HTMLElement | null} */ (ways.querySelector("[value=usual]"))?.click();
}

/** @param {HTMLElement} box */
async function hang(box) {
  const { practice } = box.dataset;
  const scene = createScene(box, { reducedMotion });
  const variants = practice ? await variantsOf(practice) : null;
  let [variant] = variants ? Object.keys(variants) : [];
  let moves = !("rest" in box.dataset) && !reducedMotion;
  let inSight = false;
  let stood = false;
  const near = box.parentElement ?? box;

  // What leads from one place to another is shown there and back; a picture at rest shows where it leads.
  let back = false;
  let turn = 0;
  const show = () => {
    clearTimeout(turn);
    const moving = moves && inSight && stood;
    const clips = variants?.[variant]?.clips ?? {};
    const there = "work" in clips ? "work" : Object.keys(clips)[0];
    const clip = back && moving ? "rest" : there;
    const leads = there !== undefined && !clips[there].loop;
    const view = VIEWS[chosen(near, "view")];
    const side = chosen(near, "side");
    const figure = practice && clip ? { practice, variant, clip, side, view, t0_s: 0 } : null;
    scene.show({ figure, tide: TIDE, moving, now_s: leads && !moves ? clips[there].seconds : 0 });
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

  const stand = setTimeout(() => begin(), STAND_S * 1000);
  const begin = () => {
    clearTimeout(stand);
    stood = true;
    show();
  };

  const toggle = /** @type {HTMLButtonElement | null} */ (near.querySelector("[data-picture-toggle]"));
  if (toggle) {
    const name = () => {
      toggle.textContent = moves ? worded("Hold the picture still") : worded("Let the picture move");
    };
    toggle.classList.remove("awaited");
    toggle.addEventListener("click", () => {
      moves = !moves;
      back = false;
      name();
      begin();
    });
    name();
  }

  const ways = /** @type {HTMLElement | null} */ (near.querySelector("[data-ways]"));
  if (!ways || !variants) return;
  const sides = /** @type {HTMLElement} */ (ways.querySelector("[data-sides]"));
  const choose = () => {
    variant = chosen(ways, "variant");
    offerViews(ways);
    sides.hidden = !hasSides(variants[variant].clips);
    back = false;
    show();
  };
  ways.addEventListener("change", choose);
  ways.classList.remove("awaited");
  choose();
}

for (const box of document.querySelectorAll("[data-picture], [data-place]")) {
  if (box instanceof HTMLElement) hang(box);
}
