/**
 * A page of a person that nobody touches asks whether the journal is still open, and makes way where it is not, so
 * that nothing stays on a screen that was left alone. The server keeps the time; a touch here is told to it.
 * Grounding and help stay, whoever reads them: there `locked` is told on the window, and what is personal goes alone.
 */

/** A touch is told so often at most, ms (ENG). */
const TOLD_MS = 20_000;
/** How often the time is looked at, ms (ENG). */
const LOOK_MS = 2000;
/** Pages that are about nobody and never make way. */
const STAYS = ["/ground", "/help"];

const afterMs = 1000 * Number(document.querySelector("[data-idle]")?.getAttribute("data-idle"));
let touchedMs = Date.now();
let toldMs = touchedMs;

/** Whether it is still open; null where nobody answers. @param {string} how @returns {Promise<boolean | null>} */
async function ask(how) {
  try {
    return (await (await fetch(`/used${how}`)).json()).open;
  } catch {
    return null;
  }
}

/** @param {string} way */
function makeWay(way) {
  if (!STAYS.includes(location.pathname)) return location.replace(way);
  clearInterval(looking);
  dispatchEvent(new Event("locked"));
}

async function touched() {
  touchedMs = Date.now();
  if (touchedMs - toldMs < TOLD_MS) return;
  toldMs = touchedMs;
  if ((await ask("?hand=1")) === false) makeWay("/unlock");
}

async function look() {
  if (Date.now() - touchedMs < afterMs) return;
  const open = await ask("");
  // Where nobody answers, grounding is at hand, and nothing of the person stays to be seen.
  if (!open) makeWay(open === null ? "/ground" : "/unlock");
}

for (const how of ["pointerdown", "keydown", "input", "scroll"])
  addEventListener(how, touched, { passive: true });
document.addEventListener("visibilitychange", look);
const looking = setInterval(look, LOOK_MS);

export {};
