/** Where the body lies, what it rests on, its shadow. A change of clip is a slow change of light, never a jump. */

import { asideAt, cameraOf, project } from "../figure/kinematics.js";
import { Body, STATURE } from "./body.js";
import { draw, layer, picture, shade, widen } from "./drawing.js";

/** @typedef {import("../figure/kinematics.js").Clip} Clip */
/** @typedef {import("../figure/kinematics.js").Camera} Camera */
/**
 * @typedef {object} Variant
 * @property {Camera} view
 * @property {Record<string, Clip>} clips
 * @property {Prop[]} props
 */

/** @type {Map<string, Promise<Record<string, Variant> | null>>} */
const held = new Map();

/**
 * The variants of a practice, or null when they cannot be had: then the tide is there alone.
 * @param {string} practice
 */
export function variantsOf(practice) {
  const known = held.get(practice);
  if (known) return known;
  const asked = ask(practice);
  held.set(practice, asked);
  return asked;
}

/** @param {string} practice @returns {Promise<Record<string, Variant> | null>} */
async function ask(practice) {
  try {
    const answer = await fetch(`/practices/${practice}.json`);
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).poses;
  } catch {
    held.delete(practice);
    return null;
  }
}

/** Room round the body, and the least size of the picture so that a small pose is not drawn huge (ENG: by eye). */
const MARGIN = 40;
const LEAST_WIDTH = 1120;
const LEAST_HEIGHT = 560;
/** Room under the floor line for mat and shadow. */
const UNDER = 70;
/** Half a breath: how full a body at rest is drawn. */
const STILL = 0.5;
/** After this a body that faded is taken out of the page, ms: twice the slow change of light. */
const GONE_MS = 3000;

/** @typedef {{variant: Variant, clip: string, left: boolean, range: number}} Part  range: 0 … 1 of a loop's movement */

export class Stage {
  #root;
  #shape;
  /** @type {Part | null} */
  #part = null;
  /** @type {HTMLElement | null} */
  #box = null;
  /** @type {Body | null} */
  #body = null;
  /** @type {string | null} */
  #contact = null;
  /** @type {Slider[]} */
  #sliders = [];

  /** @param {HTMLElement} root @param {string} shape  or an unknown word: the even one */
  constructor(root, shape) {
    this.#root = root;
    this.#shape = shape;
  }

  /** Brings a clip on as it stands after so many seconds: a body that lies so goes on in it, any other fades behind it. @param {Part} part @param {number} seconds */
  bring(part, seconds) {
    const { variant, clip, left, range } = part;
    if (this.#goesOn(part, seconds)) return;
    this.clear();
    const here = layer(this.#root, "scene-body fades");
    const svg = picture(here, "0 0 1 1", "xMidYMax meet");
    const camera = cameraOf(variant.view, left);
    const props = left ? variant.props.map(mirrored) : variant.props;
    const under = draw("g", {}, svg);
    const body = new Body(svg, this.#shape);
    const seen = (/** @type {string} */ name) => ({
      clip: variant.clips[name],
      camera,
      left,
      scale: range,
    });
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    reachOf(box, props, camera);
    for (const name of Object.keys(variant.clips)) body.reach(box, seen(name));
    const [x0, y0, x1, y1] = box;
    const width = Math.max(LEAST_WIDTH, x1 - x0 + 2 * MARGIN);
    const foot = Math.max(UNDER, y1 + 20);
    const height = Math.max(LEAST_HEIGHT, -y0 + MARGIN) + foot;
    svg.setAttribute("viewBox", `${(x0 + x1 - width) / 2} ${foot - height} ${width} ${height}`);
    drawShadow(under, svg, x0, x1);
    this.#sliders = drawProps(under, draw("g", {}, svg), svg, props, camera);
    body.wear(seen(clip));
    this.#part = part;
    this.#box = here;
    this.#body = body;
    this.drawAt(seconds, STILL);
    this.light(this.#contact);
    requestAnimationFrame(() => here.classList.add("is-here"));
  }

  /** @param {Part} part @param {number} seconds */
  #goesOn(part, seconds) {
    const was = this.#part;
    if (was?.variant !== part.variant || was.left !== part.left || was.range !== part.range) return false;
    const there = part.variant.clips[part.clip];
    if (this.#sliders.some(({ name, at }) => at !== asideAt(there, name, seconds))) return false;
    if (!this.#body?.goOn(there, seconds)) return false;
    this.#part = part;
    return true;
  }

  /** Changes slowly to how all stands after so many seconds, where it does not stand so already. @param {number} seconds */
  fadeTo(seconds) {
    if (this.#part) this.bring(this.#part, seconds);
  }

  /** Takes the body away slowly. */
  clear() {
    const going = this.#box;
    going?.classList.remove("is-here");
    if (going) setTimeout(() => going.remove(), GONE_MS);
    this.#box = this.#body = this.#part = null;
    this.#sliders = [];
  }

  /** @param {number} seconds @param {number} [lung] */
  drawAt(seconds, lung) {
    this.#body?.drawAt(seconds, lung);
    for (const one of this.#sliders) slide(one, this.#asideAt(one, seconds));
  }

  /** @param {Slider} slider @param {number} seconds */
  #asideAt({ name }, seconds) {
    return this.#part ? asideAt(this.#part.variant.clips[this.#part.clip], name, seconds) : 0;
  }

  /** @param {string | null} contact  lit until another is, also on a body that comes later */
  light(contact) {
    this.#contact = contact;
    this.#body?.light(contact);
  }
}

/** A thing on the other side. @param {Prop} prop @returns {Prop} */
function mirrored(prop) {
  const { z, waits } = prop;
  return { ...prop, z: [-z[1], -z[0]], waits: waits && [waits[0], -waits[1]] };
}

/** A soft shadow where the body meets the ground. @param {Element} group @param {Element} svg @param {number} x0 @param {number} x1 */
function drawShadow(group, svg, x0, x1) {
  const fill = shade(svg, ["shadow", "shadow-half", "shadow-none"], { r: 0.5 });
  draw("ellipse", { cx: (x0 + x1) / 2, cy: 26, rx: (x1 - x0) * 0.62, ry: 58, fill }, group);
}

/** @typedef {[number, number]} Span */
/** @typedef {{name: string, kind: string, x: Span, y: Span, z: Span, back?: string, waits?: Span | null}} Prop */
/** A thing that slides: how far aside, at which share of that, in which layers. @typedef {{name: string, own: Element, layers: Element[], dx: number, dy: number, at: number}} Slider */

/** Which colours a thing is drawn in. @type {Record<string, string>} */
const CLOTH = {
  mat: "mat",
  blanket: "prop",
  pillow: "prop",
  block: "wood",
  chair: "wood",
  wall: "wall",
  bed: "mat",
};
/** How soft the corners are, drawing units. @type {Record<string, number>} */
const SOFT = { mat: 12, blanket: 22, pillow: 44, block: 12, chair: 14, wall: 0, bed: 36 };
/** A chair's seat, legs and back, statures (ENG: a plain kitchen chair). */
const SEAT = 0.024;
const LEG = 0.018;
const BACK_TALL = 0.27;
/** A wall is drawn this high and this thick, statures. */
const WALL_TALL = 1.05;
const WALL_THICK = 0.05;

/** From this share of the way aside on, a thing is drawn before the body (ENG: by eye). */
const BEFORE = 0.6;

/**
 * Draws what lies behind and under the body; gives what may slide, also before it.
 * @param {Element} group @param {Element} before @param {Element} svg @param {readonly Prop[]} props @param {Camera} camera
 */
function drawProps(group, before, svg, props, camera) {
  /** @type {Slider[]} */
  const sliders = [];
  for (const prop of [...props].sort((a, b) => rank(a) - rank(b))) {
    const cloth = CLOTH[prop.kind] ?? "prop";
    const top = shade(svg, [`${cloth}-light`, `${cloth}-mid`]);
    const front = shade(svg, [`${cloth}-mid`, `${cloth}-shade`]);
    const own = draw("g", { "data-prop": prop.name }, group);
    for (const box of boxesOf(prop)) drawBox(own, box, camera, [top, front], SOFT[prop.kind] ?? 16);
    if (prop.waits)
      sliders.push({ name: prop.name, own, layers: [group, before], ...way(prop.waits, camera), at: 0 });
  }
  return sliders;
}

/** How far on the drawing a thing lies aside. @param {Span} waits @param {Camera} camera */
function way([x, z], camera) {
  const out = new Float64Array(3);
  project([x, 0, z], camera, out);
  return { dx: out[0] * STATURE, dy: -out[1] * STATURE };
}

/** @param {Slider} slider @param {number} share */
function slide(slider, share) {
  if (slider.at === share) return;
  slider.at = share;
  const { own, layers, dx, dy } = slider;
  own.setAttribute("transform", `translate(${(dx * share).toFixed(1)} ${(dy * share).toFixed(1)})`);
  const there = layers[share > BEFORE ? 1 : 0];
  if (own.parentElement !== there) there.append(own);
}

/** What stands behind is drawn first, then what lies flat. @param {Prop} prop */
function rank(prop) {
  return prop.kind === "wall" ? -1 : prop.y[1];
}

/** Widens a box to hold the things. @param {number[]} box @param {readonly Prop[]} props @param {Camera} camera */
function reachOf(box, props, camera) {
  for (const prop of props.filter(({ kind }) => kind !== "wall")) {
    const { dx, dy } = way(prop.waits ?? [0, 0], camera);
    for (const flat of boxesOf(prop).map((part) => corners(part, camera))) {
      for (let i = 0; i < flat.length; i += 3) {
        widen(box, flat[i], flat[i + 1], 0);
        widen(box, flat[i] + dx, flat[i + 1] + dy, 0);
      }
    }
  }
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

/** @param {Element} group @param {Box} box @param {Camera} camera @param {string[]} fills  upper face, other faces @param {number} soft */
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
