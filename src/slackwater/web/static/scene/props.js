import { STATURE } from "./body.js";
import { draw, shade } from "./svg.js";
/** @param {Element} group @param {Element} svg @param {any} variant @param {any} camera @param {boolean} left */
export function drawProps(group, svg, variant, camera, left) {
  const fill = shade(svg, [[0, "stop-mat-light"], [1, "stop-mat-shade"]]);
  draw("rect", { x: -0.85 * STATURE, y: 0, width: 1.2 * STATURE, height: 34, rx: 17, fill }, group);
}
