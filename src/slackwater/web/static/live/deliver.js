/** From any page: what was said on a session page that closed before the server had it is passed on. */

import { Talk } from "./talk.js";

/** By then the server has it, or none answers; the next page tries again, ms (ENG). */
const LONG_ENOUGH_MS = 10_000;

export function deliver() {
  const talk = new Talk("/ws/session", "page", {
    welcome: () => {},
    message: () => {},
    beat: () => {},
    cut: () => {},
    kept: () => {
      if (talk.outbox.due().length === 0) talk.end();
    },
  });
  setTimeout(() => talk.end(), LONG_ENOUGH_MS);
}
