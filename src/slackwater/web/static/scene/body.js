/** The body from its points: each part one outline, the far side a step darker. */

import { POINTS, pointIndex, pointsAt, project } from "../figure/kinematics.js";
import { draw, egg, shade, tube, widen } from "./drawing.js";

/** Drawing units in one stature: path data stay short with one decimal. */
export const STATURE = 1000;
/** How much further from the viewer than its twin a limb counts as the far side, drawing units (ENG: by eye). */
const FAR = 60;

/** @typedef {import("../figure/kinematics.js").Clip} Clip */
/** @typedef {import("../figure/kinematics.js").Camera} Camera */
/** @typedef {import("./drawing.js").Station} Station */
/** @typedef {{clip: Clip, camera: Camera, left: boolean, scale: number}} Seen */

/** Names to places in the arrays, found once. @type {Record<string, number>} */
const AT = Object.fromEntries(POINTS.map((name) => [name, pointIndex(name) * 3]));
const RINGS = ["pelvis", "waist", "ribs", "chest"];

/** @type {Record<string, number>} How thick the body is round each point, statures. */
export const RADII = {
  pelvis: 0.055,
  waist: 0.047,
  ribs: 0.056,
  chest: 0.058,
  neck: 0.03,
  atlas: 0.028,
  head: 0.058,
  shoulder: 0.034,
  elbow: 0.023,
  wrist: 0.016,
  hand: 0.015,
  fingers: 0.01,
  hip: 0.054,
  knee: 0.034,
  calf: 0.032,
  ankle: 0.021,
  heel: 0.014,
  ball: 0.009,
  toe: 0.008,
};

/** How much thicker or thinner each body is than the one that is checked: pelvis, waist, ribs, chest, limbs (ENG: by
 * eye). Head, hands and feet stay. @type {Record<string, number[]>} */
const SHAPES = {
  slim: [0.86, 0.88, 0.84, 0.84, 0.82],
  even: [1, 1, 1, 1, 1],
  broad: [1.02, 1.12, 1.18, 1.22, 1.16],
  round: [1.26, 1.5, 1.3, 1.14, 1.2],
};

/** The radius to draw round a point. @param {string} name */
export function radiusOf(name, limbs = 1) {
  const own = RADII[name.replace(/^(right|left)_/, "")] ?? 0;
  return /head|wrist|hand|fingers|ankle|heel|ball|toe/.test(name) ? own : own * limbs;
}

/** @type {Record<string, string[]>} The chains a drawing joins, each from the trunk outwards. */
export const PARTS = {
  trunk: RINGS,
  head: ["neck", "atlas", "head", "crown"],
  ear: ["neck", "atlas", "head", "crown"],
  ...Object.fromEntries(
    ["right", "left"].flatMap((s) => [
      [`${s}_arm`, ["shoulder", "elbow", "wrist", "hand", "fingers"].map((p) => `${s}_${p}`)],
      [`${s}_leg`, ["hip", "knee", "calf", "ankle"].map((p) => `${s}_${p}`)],
    ]),
  ),
};

/** @type {Record<string, string[]>} */
const CONTACTS = {
  heels: ["right_heel", "left_heel"],
  calves: ["right_calf", "left_calf"],
  sit_bones: ["right_hip", "left_hip"],
  back: ["chest_back", "ribs_back"],
  hands: ["right_hand", "left_hand"],
  head: ["head"],
  feet: ["right_ball", "left_ball"],
};

/** A body this near to where a clip begins goes on in it, drawing units: 1 cm (ENG: not seen as a jump). */
const NEAR = 6;
/** How much further forward one part is than another before it is drawn over it, drawing units (ENG: by eye). */
const CLEARLY = 30;

/** How far a muscle swells the middle of a limb beyond a straight taper (ENG: by eye). */
const SWELL = { thigh: 1.07, upperArm: 1.1, forearm: 1.16 };

/** How thick the chest is at most where it goes over into a shoulder, drawing units (ENG: by eye). */
const DEEP = 55;
/** The most the seat rounds out below the pelvis, statures: no further than thighs that come forward (ENG: by eye). */
const SEAT = 0.05;

/** One body in one svg. */
export class Body {
  /** @type {Map<string, SVGElement>} */
  #paths = new Map();
  /** @type {Record<string, string>} */
  #fills;
  #points = new Float64Array(POINTS.length * 3);
  #seen = new Float64Array(POINTS.length * 3);
  /** @type {number[]} */
  #shape;
  /** @type {Seen | null} */
  #now = null;
  /** @type {number | undefined} */
  #lung;
  #parts;
  #lights;
  /** @type {number[]} */
  #radii;

  /** @param {SVGElement} svg @param {string} shape */
  constructor(svg, shape) {
    this.#shape = SHAPES[shape] ?? SHAPES.even;
    this.#radii = POINTS.map((name) => radiusOf(name, this.#shape[4]) * STATURE);
    this.#fills = Object.fromEntries(
      ["near", "far"].map((side) => [side, shade(svg, [`${side}-light`, `${side}-shade`], SLANT)]),
    );
    this.#parts = draw("g", {}, svg);
    const glow = shade(svg, ["contact", "contact-half", "contact-none"], { r: 0.5 });
    this.#lights = draw("g", { class: "contact fades", fill: glow }, svg);
    for (let i = 0; i < 2; i += 1) draw("circle", { r: 100, cx: 0, cy: 0 }, this.#lights);
  }

  /** Shows a clip from now on, its parts from far to near. @param {Seen} seen */
  wear(seen) {
    this.#now = seen;
    this.#place(0, 0.5);
    for (const part of Object.keys(PARTS).sort((p, q) => this.#depth(p) - this.#depth(q))) {
      const far = this.#depth(part) < this.#depth(twinOf(part)) - FAR;
      const attributes = { class: "limb", fill: this.#fills[far ? "far" : "near"] };
      this.#paths.set(part, draw("path", attributes, this.#parts));
    }
  }

  /** Draws the body at a moment; without a lung (0 … 1) it has the clip's own breath. @param {number} seconds @param {number} [lung] */
  drawAt(seconds, lung) {
    this.#lung = lung;
    this.#place(seconds, lung);
    this.#stack();
    for (const [part, path] of this.#paths) path.setAttribute("d", this.#outline(part));
  }

  /** What has come clearly before its neighbour is drawn over it from now on: an arm that rolls over with the body. */
  #stack() {
    const order = [...this.#paths];
    for (let i = 1; i < order.length; i += 1) {
      const [under, over] = [order[i - 1], order[i]];
      if (this.#depth(under[0]) <= this.#depth(over[0]) + CLEARLY) continue;
      order.splice(i - 1, 2, over, under);
      under[1].before(over[1]);
      this.#paths = new Map(order);
      i = 0;
    }
  }

  /** Goes on in a clip that has the body, at that moment, where it is drawn now; else stays. @param {Clip} clip @param {number} seconds */
  goOn(clip, seconds) {
    const [was, drawn] = [this.#now, this.#seen.slice()];
    if (!was) return false;
    this.#now = { ...was, clip };
    this.#place(seconds, this.#lung);
    const near = drawn.every((value, i) => Math.abs(value - this.#seen[i]) < NEAR);
    this.#seen.set(drawn);
    if (!near) this.#now = was;
    return near;
  }

  /** Lights the points that carry the body there, or none. @param {string | null} contact */
  light(contact) {
    const circles = [...this.#lights.children];
    const names = CONTACTS[contact ?? ""] ?? [];
    circles.forEach((circle, i) => {
      const at = AT[names[i] ?? names[0]];
      if (at === undefined) return;
      circle.setAttribute("cx", this.#seen[at].toFixed(1));
      circle.setAttribute("cy", (this.#seen[at + 1] + 12).toFixed(1));
    });
    this.#lights.classList.toggle("is-lit", names.length > 0);
  }

  /** Widens a box to hold the body all through a clip. @param {number[]} box @param {Seen} seen */
  reach(box, seen) {
    this.#now = seen;
    const steps = Math.min(24, Math.ceil(seen.clip.seconds));
    for (let step = 0; step <= steps; step += 1) {
      this.#place((seen.clip.seconds * step * 0.999) / steps, 1);
      for (const name of POINTS) {
        const { x, y, r } = this.#at(name);
        widen(box, x, y, r);
      }
    }
  }

  /** @param {number} seconds @param {number | undefined} lung */
  #place(seconds, lung) {
    if (!this.#now) return;
    const { clip, camera, left, scale } = this.#now;
    pointsAt(clip, seconds, this.#points, { left, scale, lung });
    project(this.#points, camera, this.#seen);
    for (let i = 0; i < this.#seen.length; i += 1) this.#seen[i] *= i % 3 === 1 ? -STATURE : STATURE;
  }

  /** @param {string} part */
  #depth(part) {
    return PARTS[part].reduce((sum, name) => sum + this.#seen[AT[name] + 2], 0) / PARTS[part].length;
  }

  /** @param {string} part */
  #outline(part) {
    if (part === "trunk") return this.#trunk();
    if (part === "head" || part === "ear") return this.#head(part === "ear");
    const side = part.slice(0, part.indexOf("_") + 1);
    if (part.endsWith("arm")) return this.#arm(side);
    return this.#leg(side) + this.#foot(side);
  }

  /** @param {string} name @param {number} thicker @returns {Station} */
  #at(name, thicker = 1) {
    const i = AT[name];
    return { x: this.#seen[i], y: this.#seen[i + 1], r: this.#radii[i / 3] * thicker };
  }

  /** Between two places, with a muscle's swell. @param {Station} a @param {Station} b @param {number} share @param {number} swell @returns {Station} */
  #between(a, b, share, swell) {
    const mix = (/** @type {number} */ p, /** @type {number} */ q) => p + (q - p) * share;
    return { x: mix(a.x, b.x), y: mix(a.y, b.y), r: mix(a.r, b.r) * swell };
  }

  #trunk() {
    const stations = RINGS.map((ring, i) => this.#ring(ring, i));
    const [pelvis, waist, , chest] = stations;
    const below = this.#between(pelvis, waist, -0.5, 0.84);
    const seat = { ...below, r: Math.min(below.r, SEAT * this.#shape[0] * STATURE) };
    const neck = this.#at("neck", 1.15);
    const right = this.#at("right_shoulder");
    const left = this.#at("left_shoulder");
    const top = {
      ...this.#between(chest, neck, 0.72, 1),
      r: Math.max(neck.r * 1.3, (chest.r * 0.8) / this.#shape[3]),
    };
    const yoke = { ...this.#between(chest, neck, 0.9, 1), r: neck.r * 1.35 };
    return (
      tube([seat, ...stations, top]) +
      tube([right, yoke, left]) +
      flank(chest, right) +
      flank(chest, left) +
      tube([neck, this.#at("atlas", 1.06)])
    );
  }

  /** A ring of the trunk as seen across the spine; where a body is thicker, its back stays. @param {string} ring @param {number} i @returns {Station} */
  #ring(ring, i) {
    const f = AT[`${ring}_front`];
    const b = AT[`${ring}_back`];
    const more = this.#shape[i];
    const [below, above] = [this.#at(RINGS[Math.max(0, i - 1)]), this.#at(RINGS[Math.min(3, i + 1)])];
    const deep = this.#across(`${ring}_front`, `${ring}_back`, below, above);
    const wide = this.#across(`${ring}_right`, `${ring}_left`, below, above);
    return {
      x: (this.#seen[f] * more + this.#seen[b] * (2 - more)) / 2,
      y: (this.#seen[f + 1] * more + this.#seen[b + 1] * (2 - more)) / 2,
      r: Math.hypot(deep, wide) * more,
    };
  }

  /** Half the distance between two points, measured across the line from a to b. @param {string} p @param {string} q @param {Station} a @param {Station} b */
  #across(p, q, a, b) {
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const length = Math.hypot(dx, dy) || 1;
    const px = this.#seen[AT[p]] - this.#seen[AT[q]];
    const py = this.#seen[AT[p] + 1] - this.#seen[AT[q] + 1];
    return (px * dy - py * dx) / length / 2;
  }

  /** The head, or the ear that is seen: it shows which way the head turns. @param {boolean} ear */
  #head(ear) {
    const head = AT.head;
    const axis = (/** @type {string} */ to, /** @type {number} */ stretch) =>
      [0, 1, 2].map((c) => (this.#seen[AT[to] + c] - this.#seen[head + c]) * stretch);
    const up = axis("crown", 0.98);
    const ahead = axis("face", 0.94);
    const size = (0.05 / Math.hypot(...up) / Math.hypot(...ahead)) * STATURE;
    const side = [up[1] * ahead[2] - up[2] * ahead[1], up[2] * ahead[0] - up[0] * ahead[2]];
    if (ear) {
      const near = (up[0] * ahead[1] > up[1] * ahead[0] ? 0.9 : -0.9) * size;
      return egg(
        this.#seen[head] + side[0] * near - up[0] * 0.1,
        this.#seen[head + 1] + side[1] * near - up[1] * 0.1,
        [
          [up[0] * 0.2, up[1] * 0.2],
          [ahead[0] * 0.14, ahead[1] * 0.14],
        ],
      );
    }
    const skull = egg(this.#seen[head], this.#seen[head + 1], [
      [up[0], up[1]],
      [ahead[0], ahead[1]],
      [side[0] * size, side[1] * size],
    ]);
    const jaw = {
      x: this.#seen[head] + ahead[0] * 0.3 - up[0] * 0.5,
      y: this.#seen[head + 1] + ahead[1] * 0.3 - up[1] * 0.5,
      r: 33,
    };
    return tube([jaw, this.#at("head", 0.6)]) + skull;
  }

  /** @param {string} side */
  #arm(side) {
    const [shoulder, elbow, wrist, hand, fingers] = PARTS[`${side}arm`].map((name) => this.#at(name));
    const upper = tube([shoulder, this.#between(shoulder, elbow, 0.45, SWELL.upperArm), elbow]);
    return (
      upper +
      tube([
        elbow,
        this.#between(elbow, wrist, 0.3, SWELL.forearm),
        wrist,
        { ...hand, r: hand.r * 1.15 },
        fingers,
      ])
    );
  }

  /** @param {string} side */
  #leg(side) {
    const [hip, knee, calf, ankle] = PARTS[`${side}leg`].map((name) => this.#at(name));
    const middle = { ...this.#at("pelvis"), r: hip.r * 0.94 };
    const thigh = tube([middle, hip]) + tube([hip, this.#between(hip, knee, 0.42, SWELL.thigh), knee]);
    return thigh + tube([knee, { ...calf, r: calf.r * 1.06 }, this.#between(calf, ankle, 0.6, 0.95), ankle]);
  }

  /** @param {string} side */
  #foot(side) {
    const [heel, ankle, ball, toe] = ["heel", "ankle", "ball", "toe"].map((name) => this.#at(side + name));
    return (
      tube([ankle, heel]) +
      tube([heel, { ...ball, r: ball.r * 1.4 }, { ...toe, r: toe.r * 1.25 }]) +
      tube([ankle, this.#between(ankle, ball, 0.6, 1), { ...ball, r: ball.r * 1.5 }])
    );
  }
}

/** The same part on the other side; trunk and head are their own. @param {string} part */
function twinOf(part) {
  return part.replace(/^(right|left)/, (side) => (side === "right" ? "left" : "right"));
}

/** The chest goes over into a shoulder without a notch. @param {Station} chest @param {Station} shoulder */
const flank = (chest, shoulder) => tube([{ ...chest, r: Math.min(chest.r, DEEP) }, shoulder]);

/** Light falls from above and a little from behind the head. */
const SLANT = { x1: 0.38, y1: 0, x2: 0.62, y2: 1 };
