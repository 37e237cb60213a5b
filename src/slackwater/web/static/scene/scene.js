/**
 * The scene of a session or a card: place, body and breath behind one small set of calls.
 */

import { drawPlace } from "./place.js";
import * as breath from "./tide.js";

/**
 * @param {HTMLElement} root
 * @param {{reducedMotion?: boolean}} options
 */
export function createScene(root, options) {
  const place = drawPlace(root);
  let frame = 0;
  return {
    /** @param {any} what */
    show(what) {
      root.classList.remove("is-clear");
      const run = () => {
        place.tide(breath.level(what.tide, (performance.now() - what.startedMs) / 1000), root.clientHeight);
        frame = requestAnimationFrame(run);
      };
      run();
    },
    freeze() {
      cancelAnimationFrame(frame);
      root.classList.add("is-clear");
    },
  };
}
