/** What the figure is made of, and how it is seen; kinematics.js puts its points in their places. */

/** @typedef {{ azimuth: number, pitch: number }} Camera */
/** @typedef {"slim" | "even" | "broad" | "round"} Shape */
/** @typedef {Float64Array | number[]} Numbers */

const RAD = Math.PI / 180;
const SIDES = ["right", "left"];
const RINGS = ["pelvis", "waist", "ribs", "chest"];

/** The numbers of a pose, in order. */
export const CHANNELS = [
  "at.x",
  "at.y",
  "at.z",
  "lean",
  "tilt",
  "roll",
  "yaw",
  "lumbar.flex",
  "lumbar.side",
  "lumbar.turn",
  "neck.flex",
  "neck.side",
  "neck.turn",
  ...SIDES.flatMap((s) =>
    ["shoulder.flex", "shoulder.abduct", "shoulder.rotate", "elbow", "forearm", "wrist"].map(
      (j) => `${s}_${j}`,
    ),
  ),
  ...SIDES.flatMap((s) =>
    ["hip.flex", "hip.abduct", "hip.rotate", "knee", "ankle", "foot", "toes"].map((j) => `${s}_${j}`),
  ),
];

/** The points of the figure, in order. */
export const POINTS = [
  "pelvis",
  "waist",
  "ribs",
  "chest",
  "neck",
  "atlas",
  "head",
  "crown",
  "face",
  ...RINGS.flatMap((r) => ["front", "back", "right", "left"].map((w) => `${r}_${w}`)),
  ...SIDES.flatMap((s) => ["shoulder", "elbow", "wrist", "hand", "fingers"].map((p) => `${s}_${p}`)),
  ...SIDES.flatMap((s) => ["hip", "knee", "calf", "ankle", "heel", "ball", "toe"].map((p) => `${s}_${p}`)),
];

/** Where a point stands in POINTS. @param {string} name */
export const pointIndex = (name) => POINTS.indexOf(name);

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
 * eye). Head, hands and feet stay. @type {Record<Shape, number[]>} */
export const SHAPES = {
  slim: [0.86, 0.88, 0.84, 0.84, 0.82],
  even: [1, 1, 1, 1, 1],
  broad: [1.02, 1.12, 1.18, 1.22, 1.16],
  round: [1.26, 1.5, 1.3, 1.14, 1.2],
};

/** The radius to draw round a point. @param {string} name @param {Shape} shape */
export function radiusOf(name, shape = "even") {
  const own = RADII[name.replace(/^(right|left)_/, "")] ?? 0;
  return /head|wrist|hand|fingers|ankle|heel|ball|toe/.test(name) ? own : own * SHAPES[shape][4];
}

/** @type {Record<string, string[]>} The chains a drawing joins, each from the trunk outwards. */
export const PARTS = {
  trunk: RINGS,
  head: ["neck", "atlas", "head", "crown"],
  ear: ["neck", "atlas", "head", "crown"],
  ...Object.fromEntries(
    SIDES.flatMap((s) => [
      [`${s}_arm`, ["shoulder", "elbow", "wrist", "hand", "fingers"].map((p) => `${s}_${p}`)],
      [`${s}_leg`, ["hip", "knee", "calf", "ankle"].map((p) => `${s}_${p}`)],
      [`${s}_foot`, ["heel", "ankle", "ball", "toe"].map((p) => `${s}_${p}`)],
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

/** The points that a grounding contact lights. @param {string} name */
export const contactPoints = (name) => CONTACTS[name] ?? [];

/** Where to look from: azimuth 0 is the side view, 90 the front. A left-sided figure is seen from its other side. @param {Camera} view @param {boolean} left */
export function cameraOf(view, left) {
  return { azimuth: left ? 180 - view.azimuth : view.azimuth, pitch: view.pitch };
}

/** Points as seen: x to the right, y up, depth towards the viewer. @param {Numbers} points @param {Camera} camera @param {Float64Array} out */
export function project(points, camera, out) {
  const ca = Math.cos(camera.azimuth * RAD),
    sa = Math.sin(camera.azimuth * RAD);
  const cp = Math.cos(camera.pitch * RAD),
    sp = Math.sin(camera.pitch * RAD);
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i],
      y = points[i + 1],
      z = points[i + 2],
      back = sa * x + ca * z;
    out[i] = ca * x - sa * z;
    out[i + 1] = cp * y - sp * back;
    out[i + 2] = sp * y + cp * back;
  }
}

/** The names of PARTS from far to near; asked once per clip, so that nothing jumps in front. @param {Numbers} points @param {Camera} camera */
export function drawOrder(points, camera) {
  const flat = new Float64Array(points.length);
  project(points, camera, flat);
  /** @param {string} part */
  const depth = (part) =>
    PARTS[part].reduce((sum, name) => sum + flat[pointIndex(name) * 3 + 2], 0) / PARTS[part].length;
  return Object.keys(PARTS).sort((p, q) => depth(p) - depth(q));
}
