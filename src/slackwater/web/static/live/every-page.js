/** What every page does: leave fast, and keep grounding and help at hand without a server. */

import { comeBack, leaveFast, stepAside } from "./leave.js";
import { Outbox } from "./outbox.js";

const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (arrival?.type !== "back_forward") comeBack();
addEventListener("pageshow", (event) => {
  if (event.persisted) stepAside();
});

/** @type {Set<() => void>} */
const before = new Set();

/** Something to stop before the page is left fast. @param {() => void} act */
export function beforeLeaving(act) {
  before.add(act);
}

document.addEventListener("click", (event) => {
  const way = event.target instanceof Element && event.target.closest("[data-quick-exit]");
  if (!way) return;
  event.preventDefault();
  leaveFast(() => {
    for (const act of before) act();
  });
});

const leads = document.querySelector("[data-session]") !== null;
if (!leads && new Outbox().due().length > 0) import("./deliver.js").then(({ deliver }) => deliver());

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
