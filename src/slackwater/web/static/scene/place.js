/**
 * The place and its tide. Nothing here moves by itself: `level` says how high the water stands, `tide` lifts it.
 */

import { worded } from "../live/tongue.js";
import { draw, layer, picture, shade } from "./drawing.js";

/** How far the near water rises from out-breath to in-breath, share of the scene's height (LOOK: about 4 %). */
export const RISE = 0.04;
/** How much of the rise the far swell takes part in, and the thin film that climbs the sand (ENG: by eye). */
const SWELL_SHARE = 0.4;
const FILM_SHARE = 0.28;

const WAVE = "M-60 17C60 4 190 4 330 15S640 30 770 18 950 6 1060 15";
const SWELL = "M-60 14C80 26 220 24 360 12S660 2 800 14 980 26 1060 18";
const FLAT = "M-60 16C60 16 190 16 330 16S640 16 770 16 950 16 1060 16";
const SHORE = "M-60 58C120 40 260 22 470 17S760 30 860 24 1000 2 1060 -6";
const TO_FLOOR = "L1060 1010L-60 1010Z";

/** Where the few stars stand, in a box of 1000 by 500. */
const STARS = [
  [62, 58, 1.3],
  [131, 190, 0.9],
  [214, 92, 1],
  [287, 268, 0.8],
  [338, 41, 1.4],
  [421, 158, 0.8],
  [486, 70, 0.9],
  [553, 231, 0.8],
  [611, 103, 1.2],
  [668, 27, 0.8],
  [731, 178, 1],
  [792, 78, 0.9],
  [851, 249, 0.8],
  [903, 132, 1.3],
  [957, 48, 0.9],
  [24, 291, 0.8],
  [383, 340, 0.7],
  [702, 322, 0.7],
];

/** Light on the water under the glow: offset from the middle, depth, half width, opacity. */
const GLINTS = [
  [0, 10, 78, 0.34],
  [-16, 26, 52, 0.24],
  [22, 42, 60, 0.2],
  [-6, 62, 36, 0.2],
  [30, 84, 30, 0.14],
  [-26, 104, 42, 0.13],
  [8, 130, 26, 0.12],
  [-12, 162, 32, 0.08],
  [18, 198, 22, 0.07],
];

/**
 * @typedef {object} Place
 * @property {(level: number, heightPx: number) => void} tide  0 lowest water … 1 highest
 * @property {(level: number) => void} dim  the tide as a slow change of light, nothing moving
 */

/**
 * The place, drawn into the scene's box, the water at rest half way.
 * @param {HTMLElement} root
 * @returns {Place}
 */
export function drawPlace(root) {
  layer(root, "scene-sky");
  layer(root, "scene-clear fades");
  drawStars(layer(root, "scene-stars fades"));
  layer(root, "scene-glow");
  layer(root, "scene-clouds fades");
  layer(root, "scene-sea");
  const swell = drawWater(layer(root, "scene-swell moves fades"), SWELL, "swell");
  const near = drawWater(layer(root, "scene-tide moves fades"), WAVE, "water-1");
  const sheen = layer(root, "scene-sheen fades");
  drawWater(layer(root, "scene-flat fades"), FLAT, "water-1");
  drawGlints(layer(root, "scene-glints"));
  drawShore(layer(root, "scene-shore"));
  const film = layer(root, "scene-wash moves");
  drawFilm(film);
  return {
    tide(level, heightPx) {
      const up = (0.5 - level) * RISE * heightPx;
      lift(near, up);
      lift(swell, up * SWELL_SHARE);
      lift(film, -up * FILM_SHARE);
    },
    dim(level) {
      sheen.style.opacity = (0.35 * level).toFixed(3);
    },
  };
}

/**
 * @param {HTMLElement} box
 * @param {number} px
 */
function lift(box, px) {
  box.style.transform = `translate3d(0, ${px.toFixed(2)}px, 0)`;
}

/** @param {HTMLElement} box */
function drawStars(box) {
  const svg = picture(box, "0 0 1000 500", "xMidYMin slice");
  for (const [cx, cy, r] of STARS) draw("circle", { cx, cy, r }, svg);
}

/** @param {HTMLElement} box */
function drawGlints(box) {
  const svg = picture(box, "-200 0 400 220", "xMidYMin meet");
  for (const [cx, cy, rx, opacity] of GLINTS)
    draw("ellipse", { cx, cy, rx, ry: 1.1 + cy / 110, opacity }, svg);
}

/**
 * @param {HTMLDivElement} box
 * @param {string} line
 * @param {string} top  class name of the uppermost colour
 */
function drawWater(box, line, top) {
  const svg = picture(box, "0 0 1000 1000");
  const fill = shade(svg, [top, "water-2", "water-3"], { x2: 0, y2: 0.55 });
  draw("path", { d: line + TO_FLOOR, fill }, svg);
  draw("path", { d: line, class: "water-line", "vector-effect": "non-scaling-stroke" }, svg);
  return box;
}

/** @param {HTMLElement} box */
function drawShore(box) {
  const svg = picture(box, "0 0 1000 1000");
  draw("path", { d: SHORE + TO_FLOOR, class: "shore-wet" }, svg);
  const fill = shade(svg, ["shore-1", "shore-2"]);
  draw("path", { d: SHORE + TO_FLOOR, fill, transform: "translate(0 26)" }, svg);
  for (const [x, y, half] of [
    [120, 190, 60],
    [760, 150, 80],
    [420, 330, 70],
    [880, 420, 50],
    [210, 520, 60],
  ]) {
    const d = `M${x - half} ${y}q${half} -14 ${half * 2} 0`;
    draw("path", { d, class: "shore-mark", "vector-effect": "non-scaling-stroke" }, svg);
  }
}

/** @param {HTMLElement} box */
function drawFilm(box) {
  const svg = picture(box, "0 0 1000 1000");
  const edge = "M-60 66C120 48 250 32 470 27S760 40 860 33 1000 12 1060 4";
  const fill = shade(svg, ["film-0", "film-1"]);
  draw("path", { d: `${edge}L1060 -60L-60 -60Z`, fill }, svg);
  draw("path", { d: edge, class: "wash-foam", "vector-effect": "non-scaling-stroke" }, svg);
}

/** @typedef {{in_s: number, out_s: number}} Tide  the way the server sends it */

/**
 * The water's level, 0 … 1, after so many seconds: a sine up on the in-breath, a longer one down on the out-breath.
 * @param {Tide} tide
 * @param {number} seconds
 */
export function level(tide, seconds) {
  const at = within(tide, seconds);
  const angle = at < tide.in_s ? at / tide.in_s : 1 + (at - tide.in_s) / tide.out_s;
  return (1 - Math.cos(Math.PI * angle)) / 2;
}

/**
 * The seconds at which another tide stands where this one does: a breath that changes pace is not broken off.
 * @param {Tide} tide
 * @param {number} seconds
 * @param {Tide} next
 */
export function sameBreath(tide, seconds, next) {
  const at = within(tide, seconds);
  const out = at - tide.in_s;
  return out < 0 ? (at / tide.in_s) * next.in_s : next.in_s + (out / tide.out_s) * next.out_s;
}

/**
 * The breath as words with a count, for people whom a moving picture makes ill.
 * @param {Tide} tide
 * @param {number} seconds
 */
export function words(tide, seconds) {
  const at = within(tide, seconds);
  return at < tide.in_s
    ? worded("In … {count}", { count: Math.floor(at) + 1 })
    : worded("Out … {count}", { count: Math.floor(at - tide.in_s) + 1 });
}

/**
 * @param {Tide} tide
 * @param {number} seconds
 */
export function within(tide, seconds) {
  const whole = tide.in_s + tide.out_s;
  return ((seconds % whole) + whole) % whole;
}
