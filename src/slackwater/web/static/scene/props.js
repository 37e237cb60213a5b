/**
 * What the body rests on: mat, blanket, pillow, block, chair, wall, each a box in statures, drawn as plain rounded faces.
 */

import { project } from "../figure/kinematics.js";
import { STATURE } from "./body.js";
import { draw, shade } from "./svg.js";

/** @typedef {import("../figure/kinematics.js").Camera} Camera */
/** @typedef {[number, number]} Span */
/** @typedef {{kind: string, x: Span, y: Span, z: Span, back?: string}} Prop */

/** Which colours a thing is drawn in. @type {Record<string, string>} */
const CLOTH = { mat: "mat", blanket: "prop", pillow: "prop", block: "wood", chair: "wood", wall: "wall" };
/** How soft the corners are, drawing units. @type {Record<string, number>} */
const SOFT = { mat: 12, blanket: 22, pillow: 44, block: 12, chair: 14, wall: 2 };
/** A chair's seat, legs and back, statures (ENG: a plain kitchen chair). */
const SEAT = 0.024;
const LEG = 0.018;
const BACK_TALL = 0.27;
/** A wall is drawn this high and this thick, statures. */
const WALL_TALL = 0.72;
const WALL_THICK = 0.05;

/**
 * Draws what lies behind and under the body.
 * @param {Element} group
 * @param {Element} svg  where the colours are kept
 * @param {readonly Prop[]} props
 * @param {Camera} camera
 */
export function drawProps(group, svg, props, camera) {
  for (const prop of [...props].sort((a, b) => rank(a) - rank(b))) {
    const cloth = CLOTH[prop.kind] ?? "prop";
    const top = shade(svg, [
      [0, `stop-${cloth}-light`],
      [1, `stop-${cloth}-mid`],
    ]);
    const front = shade(svg, [
      [0, `stop-${cloth}-mid`],
      [1, `stop-${cloth}-shade`],
    ]);
    for (const box of boxesOf(prop)) drawBox(group, box, camera, [top, front], SOFT[prop.kind] ?? 16);
  }
}

/** What stands behind is drawn first, then what lies flat. @param {Prop} prop */
function rank(prop) {
  return prop.kind === "wall" ? -1 : prop.y[1];
}

/** The corners of what is drawn, for finding how far it reaches. @param {readonly Prop[]} props @param {Camera} camera */
export function reachOf(props, camera) {
  const reach = [Infinity, Infinity, -Infinity, -Infinity];
  for (const prop of props.filter(({ kind }) => kind !== "wall")) {
    for (const box of boxesOf(prop)) {
      const flat = corners(box, camera);
      for (let i = 0; i < flat.length; i += 3) {
        reach[0] = Math.min(reach[0], flat[i]);
        reach[1] = Math.min(reach[1], flat[i + 1]);
        reach[2] = Math.max(reach[2], flat[i]);
        reach[3] = Math.max(reach[3], flat[i + 1]);
      }
    }
  }
  return reach;
}

/** @typedef {{x: Span, y: Span, z: Span}} Box */

/** @param {Prop} prop @returns {Box[]} */
function boxesOf(prop) {
  if (prop.kind === "wall")
    return [{ x: [prop.x[0], prop.x[0] + WALL_THICK], y: [0, WALL_TALL], z: [-0.32, 0.2] }];
  return prop.kind === "chair" ? chair(prop) : [prop];
}

/** Far legs, back, seat, near legs, in the order they cover each other. @param {Prop} prop @returns {Box[]} */
function chair({ x, y, z, back }) {
  const under = y[1] - SEAT;
  /** @type {(at: number, deep: number) => Box} */
  const leg = (at, deep) => ({ x: [at, at + LEG], y: [0, under], z: [deep, deep + LEG] });
  const legs = (/** @type {number} */ deep) => [leg(x[0] + 0.01, deep), leg(x[1] - LEG - 0.01, deep)];
  /** @type {Box} */
  const seat = { x, y: [under, y[1]], z };
  const at = back === "high" ? x[1] - LEG : x[0];
  /** @type {Box[]} */
  const rest = back ? [{ x: [at, at + LEG], y: [y[1], y[1] + BACK_TALL], z }] : [];
  return [...legs(z[0] + 0.01), ...rest, seat, ...legs(z[1] - LEG - 0.01)];
}

/** @param {Box} box @param {Camera} camera */
function corners({ x, y, z }, camera) {
  const out = new Float64Array(24);
  for (let i = 0; i < 8; i += 1) out.set([x[i & 1], y[(i >> 1) & 1], z[(i >> 2) & 1]], i * 3);
  const flat = new Float64Array(24);
  project(out, camera, flat);
  for (let i = 0; i < 24; i += 3) {
    flat[i] *= STATURE;
    flat[i + 1] *= -STATURE;
  }
  return flat;
}

/** Faces of a box by corner: each is drawn where it turns to the viewer. */
const FACES = [
  { around: [0, 1, 3, 2], lit: 1 },
  { around: [4, 6, 7, 5], lit: 1 },
  { around: [0, 2, 6, 4], lit: 1 },
  { around: [1, 5, 7, 3], lit: 1 },
  { around: [2, 3, 7, 6], lit: 0 },
];

/**
 * @param {Element} group
 * @param {Box} box
 * @param {Camera} camera
 * @param {string[]} fills  upper face, other faces
 * @param {number} soft
 */
function drawBox(group, box, camera, fills, soft) {
  const flat = corners(box, camera);
  const round = Math.min(soft, ((box.y[1] - box.y[0]) * STATURE) / 2);
  for (const { around, lit } of FACES) {
    const points = around.map((i) => [flat[i * 3], flat[i * 3 + 1]]);
    if (turn(points) < 1) continue;
    const d = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
    draw("path", { d, fill: fills[lit], stroke: fills[lit], "stroke-width": round, class: "prop" }, group);
  }
}

/** Twice the area that the points go round, positive where the face looks at the viewer. @param {number[][]} p */
function turn(p) {
  return p.reduce((sum, [x, y], i) => sum + x * p[(i + 1) % p.length][1] - p[(i + 1) % p.length][0] * y, 0);
}
