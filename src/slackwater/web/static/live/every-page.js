/**
 * What every page does: keep grounding and help at hand without a server, pass on what still waits, and leave
 * fast. Leaving empties the page and puts a neutral one in its place, and Back leads there too: a page of ours
 * that is brought back after that steps aside (`aside.js`, where it loads afresh).
 */

import { Outbox } from "./keeping.js";

const LEFT = "slackwater.left";
/** @type {Array<() => void>} */
const before = [];

/** Something to stop before the page is left fast. @param {() => void} act */
export const beforeLeaving = (act) => before.push(act);

/** Remembers in this tab that the person left; without a memory there is none to guard. @param {boolean} left */
function remember(left) {
  try {
    if (left) sessionStorage.setItem(LEFT, "1");
    else sessionStorage.removeItem(LEFT);
  } catch {}
}

function goAway() {
  document.title = "";
  document.body.replaceChildren();
  location.replace("/away");
}

document.addEventListener("click", (event) => {
  const way = event.target instanceof Element && event.target.closest("[data-quick-exit]");
  if (!way) return;
  event.preventDefault();
  remember(true);
  for (const act of before) act();
  goAway();
});

const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (arrival?.type !== "back_forward") remember(false);
addEventListener("pageshow", (event) => {
  if (event.persisted && sessionStorage.getItem(LEFT) !== null) goAway();
});

const leads = document.querySelector("[data-session]") !== null;
if (!leads && new Outbox().due().length > 0) import("./deliver.js").then(({ deliver }) => deliver());

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
