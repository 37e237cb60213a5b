/** Grounding by contact points, one at a time, from what the page holds: no server, no network. */

import { GROUNDED, GROUNDING } from "./words.js";

/**
 * @param {{point: (contact: string | null, sentence: import("./types").Sentence, last: boolean) => void}} show
 * @returns {{begin: (firstS?: number) => void, next: () => void, end: () => void}}
 */
export function createContacts(show) {
  let at = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const next = () => {
    clearTimeout(timer);
    at += 1;
    const step = GROUNDING[at];
    if (!step) {
      show.point(null, GROUNDED, true);
      return;
    }
    show.point(step.contact, step, false);
    timer = setTimeout(next, step.forS * 1000);
  };
  return {
    /** From the first point, after so many seconds. */
    begin(firstS = 0) {
      at = -1;
      clearTimeout(timer);
      if (firstS === 0) next();
      else timer = setTimeout(next, firstS * 1000);
    },
    next,
    end() {
      clearTimeout(timer);
    },
  };
}
