/**
 * The sensors of this browser, for a panel of any page: a strap over the browser's own Bluetooth, and this device's
 * movement. Nothing of this is loaded before the person opens the panel: `await import("/static/sense/panel.js")`.
 *
 * Each function is called from a tap and never throws; how it stands is told with one plain sentence each time.
 */

/** @import { Device, Given, Running, Sense } from "./types" */

import * as bluetooth from "./bluetooth.js";
import * as motion from "./motion.js";

/** @type {Map<Sense, Running>} */
const running = new Map();

/** Whether this browser can talk to a strap by itself. */
export const canConnectStrap = bluetooth.isHere;

/** Let the person choose a strap. An earlier one is let go. @param {Given} given */
export async function connectStrap(given) {
  stop("strap");
  keep("strap", await bluetooth.connectStrap(given));
}

/** Use this device's movement. @param {Given & { place?: Device["place"] }} given */
export async function useMotion(given) {
  stop("motion");
  keep("motion", await motion.useMotion(given));
}

/** Use one of them no more, or none. @param {Sense} [sense] */
export function stop(sense) {
  for (const [which, one] of running) {
    if (sense !== undefined && which !== sense) continue;
    running.delete(which);
    one.stop();
  }
}

/** @param {Sense} sense @param {Running | null} one */
function keep(sense, one) {
  running.get(sense)?.stop();
  if (one) running.set(sense, one);
}
