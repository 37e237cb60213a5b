/**
 * The figure in time: clip data in, points out, as practices/figure.py and motion.py do it; tests/vectors hold both to
 * the same numbers. In statures: y = 0 is the floor, z towards the viewer. `scale` shrinks a loop, `lung` is the tide.
 */

/** @typedef {{ seconds: number, loop: boolean, loop_from_s: number, poses: number[][], bows: number[][], moves: { from_s: number, to_s: number, path: number[], even: boolean }[],
 *   breath: { belly: number, ribs: number, chest: number, in_s: number, out_s: number },
 *   tremor: null | { most_deg: number, rate_hz: number, jitter: number, envelope_hz: number, pelvis: number, start_s: number },
 *   aside?: Record<string, { first: number, last: number, from_s: number, to_s: number }> }} Clip */
/** @typedef {{ scale?: number, lung?: number | undefined, left?: boolean }} How */
/** @typedef {{ azimuth: number, pitch: number }} Camera */
/** @typedef {Float64Array | number[]} Numbers */

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

const PELVIS = 0.06,
  LUMBAR = 0.09,
  THORAX = 0.138,
  NECK = 0.046,
  HEAD = 0.136;
const UPPER_ARM = 0.186,
  FOREARM = 0.146,
  HAND = 0.108,
  THIGH = 0.245,
  SHANK = 0.246;
const HALF_SHOULDERS = 0.114,
  HALF_HIPS = 0.052;
const SIDEWAYS = 0.6;
const RING_SIZES = [0.055, 0.092, 0.047, 0.074, 0.056, 0.084, 0.058, 0.094];
const RAD = Math.PI / 180,
  TURN = 2 * Math.PI;

const RIGHT_ARM = CHANNELS.indexOf("right_shoulder.flex"),
  LEFT_ARM = RIGHT_ARM + 6;
const RIGHT_LEG = LEFT_ARM + 6,
  LEFT_LEG = RIGHT_LEG + 7;
const CHANGES_SIGN = ["at.z", "roll", "yaw", "lumbar.side", "lumbar.turn", "neck.side", "neck.turn"].map(
  (n) => CHANNELS.indexOf(n),
);
const FIRST_RING = pointIndex("pelvis_front");
const ARMS = [pointIndex("right_shoulder"), pointIndex("left_shoulder")],
  LEGS = [pointIndex("right_hip"), pointIndex("left_hip")];
const SWAY_FULL = [0, 9, 10, 11, 12, ...LEGS],
  SWAY_HALF = [1, 13, 14, 15, 16];

const body = new Float64Array(9),
  a = new Float64Array(9),
  b = new Float64Array(9),
  chest = new Float64Array(9);
const pose = new Float64Array(CHANNELS.length),
  bow = new Float64Array(CHANNELS.length),
  swells = new Float64Array(4);

/** @param {Float64Array} m @param {number} axis @param {number} degrees turns the frame about its own axis, in place */
function turn(m, axis, degrees) {
  if (degrees === 0) return;
  const c = Math.cos(degrees * RAD),
    s = Math.sin(degrees * RAD);
  const i = axis === 0 ? 1 : axis === 1 ? 2 : 0,
    j = axis === 0 ? 2 : axis === 1 ? 0 : 1;
  for (let row = 0; row < 9; row += 3) {
    const p = m[row + i],
      q = m[row + j];
    m[row + i] = p * c + q * s;
    m[row + j] = q * c - p * s;
  }
}

/** @param {Float64Array} m @param {Numbers} from @param {number} at @param {number} mirror */
function ballJoint(m, from, at, mirror) {
  turn(m, 2, from[at]);
  turn(m, 0, -mirror * from[at + 1]);
  turn(m, 1, -mirror * from[at + 2]);
}

/** @param {Float64Array} m @param {Numbers} from @param {number} at @param {number} share @param {number} rise */
function bend(m, from, at, share, rise) {
  turn(m, 2, rise - share * from[at]);
  turn(m, 0, share * from[at + 1]);
  turn(m, 1, share * from[at + 2]);
}

/** @param {Float64Array} out @param {number} to @param {number} origin @param {Float64Array} m @param {number} x @param {number} y @param {number} z */
function place(out, to, origin, m, x, y, z) {
  const t = to * 3,
    o = origin * 3;
  out[t] = out[o] + m[0] * x + m[1] * y + m[2] * z;
  out[t + 1] = out[o + 1] + m[3] * x + m[4] * y + m[5] * z;
  out[t + 2] = out[o + 2] + m[6] * x + m[7] * y + m[8] * z;
}

/** @param {Float64Array} out @param {number} ring @param {Float64Array} m */
function girdle(out, ring, m) {
  const first = FIRST_RING + ring * 4,
    depth = RING_SIZES[ring * 2],
    width = RING_SIZES[ring * 2 + 1] + SIDEWAYS * swells[ring];
  place(out, first, ring, m, depth + swells[ring], 0, 0);
  place(out, first + 1, ring, m, -depth, 0, 0);
  place(out, first + 2, ring, m, 0, 0, width);
  place(out, first + 3, ring, m, 0, 0, -width);
}

/** Every point for a pose. @param {Numbers} p @param {Float64Array} out @param {number} belly @param {number} ribs @param {number} upper */
export function pointsOf(p, out, belly = 0, ribs = 0, upper = 0) {
  swells[1] = belly;
  swells[2] = ribs;
  swells[3] = upper;
  body.fill(0);
  body[0] = body[4] = body[8] = 1;
  turn(body, 1, p[6]);
  turn(body, 0, p[5]);
  turn(body, 2, -p[3]);
  trunk(p, out);
  for (let side = 0; side < 2; side++) {
    arm(p, side ? LEFT_ARM : RIGHT_ARM, out, ARMS[side], side ? -1 : 1);
    leg(p, side ? LEFT_LEG : RIGHT_LEG, out, LEGS[side], side ? -1 : 1);
  }
}

/** @param {Numbers} p @param {Float64Array} out */
function trunk(p, out) {
  out[0] = p[0];
  out[1] = p[1];
  out[2] = p[2];
  a.set(body);
  turn(a, 2, -p[4]);
  girdle(out, 0, a);
  place(out, 1, 0, a, 0, PELVIS, 0);
  a.set(body);
  bend(a, p, 7, 0.5, (p[4] * PELVIS) / LUMBAR);
  girdle(out, 1, a);
  place(out, 2, 1, a, 0, LUMBAR, 0);
  chest.set(body);
  bend(chest, p, 7, 1, 0);
  girdle(out, 2, chest);
  place(out, 3, 2, chest, 0, THORAX * 0.55, 0);
  girdle(out, 3, chest);
  place(out, 4, 2, chest, 0, THORAX, 0);
  a.set(chest);
  bend(a, p, 10, 0.5, 0);
  place(out, 5, 4, a, 0.004, NECK, 0);
  a.set(chest);
  bend(a, p, 10, 1, 0);
  place(out, 6, 5, a, 0.008, 0.066, 0);
  place(out, 7, 5, a, 0.006, HEAD, 0);
  place(out, 8, 5, a, 0.068, 0.06, 0);
}

/** @param {Numbers} p @param {number} at @param {Float64Array} out @param {number} first @param {number} mirror */
function arm(p, at, out, first, mirror) {
  a.set(chest);
  ballJoint(a, p, at, mirror);
  place(out, first, 4, chest, 0, -0.014, mirror * HALF_SHOULDERS);
  place(out, first + 1, first, a, 0, -UPPER_ARM, 0);
  turn(a, 2, p[at + 3]);
  turn(a, 1, mirror * p[at + 4]);
  place(out, first + 2, first + 1, a, 0, -FOREARM, 0);
  turn(a, 2, -p[at + 5]);
  place(out, first + 3, first + 2, a, 0, -HAND * 0.5, 0);
  place(out, first + 4, first + 2, a, 0, -HAND * 0.92, 0);
}

/** @param {Numbers} p @param {number} at @param {Float64Array} out @param {number} first @param {number} mirror */
function leg(p, at, out, first, mirror) {
  a.set(body);
  ballJoint(a, p, at, mirror);
  place(out, first, 0, body, 0, 0, mirror * HALF_HIPS);
  place(out, first + 1, first, a, 0, -THIGH, 0);
  turn(a, 2, -p[at + 3]);
  place(out, first + 2, first + 1, a, -0.008, -SHANK * 0.33, 0);
  place(out, first + 3, first + 1, a, 0, -SHANK, 0);
  b.set(a);
  turn(b, 2, p[at + 4]);
  turn(b, 0, mirror * p[at + 5]);
  place(out, first + 4, first + 3, b, -0.027, -0.025, 0);
  place(out, first + 5, first + 3, b, 0.072, -0.03, 0);
  turn(b, 2, p[at + 6]);
  place(out, first + 6, first + 5, b, 0.037, -0.001, 0);
}

/** The pose of a clip at a moment. @param {Clip} clip @param {number} t_s @param {number} scale @param {Float64Array} out */
export function poseAt(clip, t_s, scale, out) {
  const again = clip.seconds - clip.loop_from_s,
    past = t_s - clip.loop_from_s;
  const t =
    clip.loop && t_s >= clip.seconds
      ? clip.loop_from_s + past - again * Math.floor(past / again)
      : Math.max(0, t_s);
  let i = 0;
  while (i < clip.moves.length - 1 && t >= clip.moves[i].to_s) i++;
  const move = clip.moves[i],
    span = move.to_s - move.from_s;
  let share = span > 0 ? Math.min(1, Math.max(0, (t - move.from_s) / span)) : 1;
  if (!move.even) share = (1 - Math.cos(Math.PI * share)) / 2;
  along(clip.poses, move.path, share, out);
  if (scale === 1 || !clip.loop) return;
  const home = clip.poses[0];
  for (let c = 0; c < out.length; c++) out[c] = home[c] + scale * (out[c] - home[c]);
  if (clip.bows.length === 0) return;
  along(clip.bows, move.path, share, bow);
  for (let c = 0; c < out.length; c++) out[c] += scale * (1 - scale) * bow[c];
}

/** @param {number[][]} poses @param {number[]} path @param {number} share @param {Float64Array} out */
function along(poses, path, share, out) {
  const last = path.length - 1,
    k = Math.max(0, Math.min(last - 1, Math.floor(share * last))),
    u = share * last - k;
  const from = poses[path[k]],
    to = poses[path[Math.min(last, k + 1)]];
  const before = poses[path[Math.max(0, k - 1)]],
    after = poses[path[Math.min(last, k + 2)]];
  for (let c = 0; c < out.length; c++) {
    const p = from[c],
      q = to[c];
    if (last < 2) {
      out[c] = p + (q - p) * u;
      continue;
    }
    const leaving = k > 0 ? (q - before[c]) / 2 : (-3 * p + 4 * q - after[c]) / 2;
    const arriving = k + 1 < last ? (after[c] - p) / 2 : (3 * q - 4 * p + before[c]) / 2;
    const curve = q - p - leaving,
      twist = arriving - leaving;
    out[c] = p + u * (leaving + u * (3 * curve - twist + u * (twist - 2 * curve)));
  }
}

/** The same pose for the other side of the body, in place. @param {Float64Array} p */
export function mirror(p) {
  for (let c = 0; c < 6; c++) swap(p, RIGHT_ARM + c, LEFT_ARM + c);
  for (let c = 0; c < 7; c++) swap(p, RIGHT_LEG + c, LEFT_LEG + c);
  for (const c of CHANGES_SIGN) p[c] = -p[c];
}

/** @param {Float64Array} p @param {number} i @param {number} j */
function swap(p, i, j) {
  const kept = p[i];
  p[i] = p[j];
  p[j] = kept;
}

/** How full the breath is, 0 to 1. @param {Clip["breath"]} breath @param {number} t_s */
export function lungAt(breath, t_s) {
  const whole = breath.in_s + breath.out_s,
    t = t_s - whole * Math.floor(t_s / whole);
  const share = t < breath.in_s ? t / breath.in_s : 1 - (t - breath.in_s) / breath.out_s;
  return (1 - Math.cos(Math.PI * share)) / 2;
}

/** @type {How} */
const PLAIN = {};

/** Every point of the figure at a moment. @param {Clip} clip @param {number} t_s @param {Float64Array} out @param {How} how */
export function pointsAt(clip, t_s, out, how = PLAIN) {
  const scale = how.scale ?? 1,
    lung = how.lung ?? lungAt(clip.breath, t_s);
  poseAt(clip, t_s, scale, pose);
  if (how.left) mirror(pose);
  pointsOf(pose, out, lung * clip.breath.belly, lung * clip.breath.ribs, lung * clip.breath.chest);
  if (clip.tremor) tremble(clip.tremor, pose, t_s, scale, out);
}

/** Degrees a knee swings outward at a moment. @param {NonNullable<Clip["tremor"]>} tremor @param {number} t_s @param {number} abduct @param {number} own 0 right, 1 left */
export function kneeSwing(tremor, t_s, abduct, own) {
  const wanderHz = 0.31 + 0.06 * own;
  const size = Math.min(1, Math.max(0, (abduct - 8) / 37)) * Math.min(1, Math.max(0, t_s / tremor.start_s));
  const waxing = 0.7 + 0.3 * Math.sin(TURN * tremor.envelope_hz * (1 + 0.17 * own) * t_s + 2.1 * own);
  const wander = ((tremor.jitter * tremor.rate_hz) / wanderHz) * Math.sin(TURN * wanderHz * t_s + own);
  return tremor.most_deg * size * waxing * Math.sin(TURN * tremor.rate_hz * t_s + wander + 1.3 * own);
}

/** @param {NonNullable<Clip["tremor"]>} tremor @param {Numbers} p @param {number} t_s @param {number} scale @param {Float64Array} out */
function tremble(tremor, p, t_s, scale, out) {
  const right = scale * kneeSwing(tremor, t_s, p[RIGHT_LEG + 1], 0),
    left = scale * kneeSwing(tremor, t_s, p[LEFT_LEG + 1], 1);
  const sway = (tremor.pelvis * THIGH * RAD * (right - left)) / 2;
  for (const i of SWAY_FULL) out[i * 3 + 2] += sway;
  for (const i of SWAY_HALF) out[i * 3 + 2] += sway / 2;
  swing(out, LEGS[0], right);
  swing(out, LEGS[1], -left);
}

/** Swings a knee about the line from hip to ankle; both stay, limbs keep length. @param {Float64Array} out @param {number} first @param {number} degrees */
function swing(out, first, degrees) {
  const h = first * 3,
    k = h + 3,
    f = h + 9,
    n = h + 6;
  let ax = out[f] - out[h],
    ay = out[f + 1] - out[h + 1],
    az = out[f + 2] - out[h + 2];
  const d = Math.hypot(ax, ay, az);
  ax /= d;
  ay /= d;
  az /= d;
  const foot = (THIGH * THIGH - SHANK * SHANK + d * d) / (2 * d),
    reach = THIGH * THIGH - foot * foot;
  let px = out[k] - out[h],
    py = out[k + 1] - out[h + 1],
    pz = out[k + 2] - out[h + 2];
  const off = px * ax + py * ay + pz * az;
  px -= off * ax;
  py -= off * ay;
  pz -= off * az;
  const size = Math.hypot(px, py, pz);
  if (reach > 0 && size >= 1e-6) {
    const r = Math.sqrt(reach) / size,
      c = Math.cos(degrees * RAD) * r,
      s = Math.sin(degrees * RAD) * r;
    out[k] = out[h] + ax * foot + px * c + (ay * pz - az * py) * s;
    out[k + 1] = out[h + 1] + ay * foot + py * c + (az * px - ax * pz) * s;
    out[k + 2] = out[h + 2] + az * foot + pz * c + (ax * py - ay * px) * s;
  }
  for (let i = 0; i < 3; i++) out[n + i] = out[k + i] + (out[f + i] - out[k + i]) * 0.33;
}

/** The share of the way aside that a prop lies at a moment: 0 in its place, 1 where it waits. @param {Clip} clip @param {string} name @param {number} t_s */
export function asideAt(clip, name, t_s) {
  const move = clip.aside?.[name];
  if (!move) return 0;
  const share = Math.min(1, Math.max(0, (t_s - move.from_s) / (move.to_s - move.from_s || 1)));
  return move.first + ((move.last - move.first) * (1 - Math.cos(Math.PI * share))) / 2;
}

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
