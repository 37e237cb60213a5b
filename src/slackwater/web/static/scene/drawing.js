/**
 * SVG elements, and outlines as path data, all wound one way so that overlapping parts melt. No style is set:
 * a strict content policy holds.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The new element, already inside its parent.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Element} parent
 * @returns {SVGElement}
 */
export function draw(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/**
 * A positioned layer of the scene with an svg inside, or without one where the look draws it.
 * @param {Element} root
 * @param {string} names  class names
 * @returns {HTMLDivElement}
 */
export function layer(root, names) {
  const box = document.createElement("div");
  box.className = names;
  root.append(box);
  return box;
}

/**
 * @param {Element} box
 * @param {string} viewBox
 * @param {string} fit  preserveAspectRatio
 * @returns {SVGElement}
 */
export function picture(box, viewBox, fit = "none") {
  return draw("svg", { viewBox, preserveAspectRatio: fit, focusable: "false" }, box);
}

let made = 0;

/**
 * The address of a new gradient through colours given by class name.
 * @param {Element} svg
 * @param {readonly string[]} stops
 * @param {Record<string, number>} from  the line it runs along, or the radius of a round one
 */
export function shade(svg, stops, from = { x2: 0, y2: 1 }) {
  made += 1;
  const id = `shade-${made}`;
  const gradient = draw("r" in from ? "radialGradient" : "linearGradient", { id, ...from }, svg);
  for (const [i, name] of stops.entries()) {
    draw("stop", { offset: i / (stops.length - 1), class: `stop-${name}` }, gradient);
  }
  return `url(#${id})`;
}

/**
 * A box of left, top, right, bottom, widened to hold what reaches r round a place.
 * @param {number[]} box
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
export function widen(box, x, y, r) {
  box[0] = Math.min(box[0], x - r);
  box[1] = Math.min(box[1], y - r);
  box[2] = Math.max(box[2], x + r);
  box[3] = Math.max(box[3], y + r);
}

/** @typedef {{x: number, y: number, r: number}} Station  a place along a limb and its thickness there */

/** @param {number} value */
const n = (value) => value.toFixed(1);

/**
 * A tapered, rounded tube through its stations.
 * @param {readonly Station[]} stations  two or more
 */
export function tube(stations) {
  const last = stations.length - 1;
  /** @type {number[]} */
  const left = [];
  /** @type {number[]} */
  const right = [];
  let nx = 0;
  let ny = -1;
  stations.forEach((s, i) => {
    const from = stations[Math.max(0, i - 1)];
    const to = stations[Math.min(last, i + 1)];
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.hypot(dx, dy);
    if (length > 0.5) {
      nx = dy / length;
      ny = -dx / length;
    }
    left.push(s.x + nx * s.r, s.y + ny * s.r);
    right.unshift(s.x - nx * s.r, s.y - ny * s.r);
  });
  const start = stations[0].r;
  const end = stations[last].r;
  const cap = `A${n(end)} ${n(end)} 0 0 1 ${n(right[0])} ${n(right[1])}`;
  const close = `A${n(start)} ${n(start)} 0 0 1 ${n(left[0])} ${n(left[1])}Z`;
  return `M${n(left[0])} ${n(left[1])}${curve(left)}${cap}${curve(right)}${close}`;
}

/**
 * A smooth line through the points after the first (Catmull and Rom as cubic Béziers).
 * @param {readonly number[]} p  x, y, x, y …
 */
function curve(p) {
  let d = "";
  const last = p.length - 2;
  for (let i = 0; i < last; i += 2) {
    const b = Math.max(0, i - 2);
    const a = Math.min(last, i + 4);
    const c1 = `${n(p[i] + (p[i + 2] - p[b]) / 6)} ${n(p[i + 1] + (p[i + 3] - p[b + 1]) / 6)}`;
    const c2 = `${n(p[i + 2] - (p[a] - p[i]) / 6)} ${n(p[i + 3] - (p[a + 1] - p[i + 1]) / 6)}`;
    d += `C${c1} ${c2} ${n(p[i + 2])} ${n(p[i + 3])}`;
  }
  return d;
}

/**
 * The outline of an ellipsoid from its middle and its three half axes as seen on the screen.
 * @param {number} x
 * @param {number} y
 * @param {readonly (readonly [number, number])[]} axes
 */
export function egg(x, y, axes) {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const [ax, ay] of axes) {
    xx += ax * ax;
    yy += ay * ay;
    xy += ax * ay;
  }
  const mean = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const rx = Math.sqrt(mean + spread);
  const ry = Math.sqrt(Math.max(0, mean - spread));
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const dx = rx * Math.cos(angle);
  const dy = rx * Math.sin(angle);
  const arc = `A${n(rx)} ${n(ry)} ${n((angle * 180) / Math.PI)} 0 1`;
  return `M${n(x - dx)} ${n(y - dy)}${arc} ${n(x + dx)} ${n(y + dy)}${arc} ${n(x - dx)} ${n(y - dy)}Z`;
}
