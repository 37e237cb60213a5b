/**
 * Where the body lies: its drawing box, its props, its shadow. A change of clip is a slow change of light, never a jump.
 */

import { cameraOf } from "../figure/kinematics.js";
import { Body, STATURE } from "./body.js";
import { drawProps, reachOf } from "./props.js";
import { draw, layer, picture, shade } from "./svg.js";

/** @typedef {import("./library.js").Variant} Variant */
/** @typedef {import("../figure/kinematics.js").Shape} Shape */

/** Room round the body, and the least size of the picture so that a small pose is not drawn huge (ENG: by eye). */
const MARGIN = 40;
const LEAST_WIDTH = 1120;
const LEAST_HEIGHT = 560;
/** Room under the floor line for mat and shadow. */
const UNDER = 70;

export class Stage {
  #root;
  #shape;
  /** @type {HTMLElement | null} */
  #box = null;
  /** @type {Body | null} */
  #body = null;

  /**
   * @param {HTMLElement} root
   * @param {Shape} shape
   */
  constructor(root, shape) {
    this.#root = root;
    this.#shape = shape;
  }

  /**
   * Brings a clip on; what was there before fades.
   * @param {Variant} variant
   * @param {string} clip
   * @param {boolean} left
   */
  bring(variant, clip, left) {
    this.clear();
    const box = layer(this.#root, "scene-body fades");
    const svg = picture(box, "0 0 1 1", "xMidYMax meet");
    const camera = cameraOf(variant.view, left);
    const under = draw("g", {}, svg);
    const body = new Body(svg, this.#shape);
    const seen = (/** @type {string} */ name) => ({
      clip: variant.clips[name],
      camera,
      left,
      scale: variant.scale ?? 1,
    });
    const [x0, y0, x1] = Object.keys(variant.clips)
      .map((name) => body.reach(seen(name)))
      .reduce(widest, reachOf(variant.props, camera));
    const width = Math.max(LEAST_WIDTH, x1 - x0 + 2 * MARGIN);
    const height = Math.max(LEAST_HEIGHT, -y0 + MARGIN) + UNDER;
    svg.setAttribute("viewBox", `${(x0 + x1 - width) / 2} ${UNDER - height} ${width} ${height}`);
    drawShadow(under, svg, x0, x1);
    drawProps(under, svg, variant.props, camera);
    body.wear(seen(clip));
    body.drawAt(0);
    this.#box = box;
    this.#body = body;
    requestAnimationFrame(() => box.classList.add("is-here"));
  }

  /** Takes the body away slowly. */
  clear() {
    const going = this.#box;
    if (!going) return;
    going.classList.remove("is-here");
    setTimeout(() => going.remove(), 2000);
    this.#box = this.#body = null;
  }

  /** @param {number} seconds @param {number} [lung] */
  drawAt(seconds, lung) {
    this.#body?.drawAt(seconds, lung);
  }

  /** @param {string | null} contact */
  light(contact) {
    this.#body?.light(contact);
  }
}

/** @param {number[]} a @param {number[]} b */
function widest(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** A soft shadow where the body meets the ground. @param {Element} group @param {Element} svg @param {number} x0 @param {number} x1 */
function drawShadow(group, svg, x0, x1) {
  const fill = shade(
    svg,
    [
      [0, "stop-shadow"],
      [0.5, "stop-shadow-half"],
      [1, "stop-shadow-none"],
    ],
    { r: 0.5 },
  );
  draw("ellipse", { cx: (x0 + x1) / 2, cy: 26, rx: (x1 - x0) * 0.62, ry: 58, fill }, group);
}

export { STATURE };
