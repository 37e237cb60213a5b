/**
 * A page of a person that nobody touches asks whether the journal is still open, and makes way where it is not, so
 * that nothing stays on a screen that was left alone. The server keeps the time; a touch here is told to it.
 */

/** A touch is told so often at most, ms (ENG). */
const TOLD_MS = 20_000;
/** How often the time is looked at, ms (ENG). */
const LOOK_MS = 2000;

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

async function touched() {
  touchedMs = Date.now();
  if (touchedMs - toldMs < TOLD_MS) return;
  toldMs = touchedMs;
  if ((await ask("?hand=1")) === false) location.replace("/unlock");
}

async function look() {
  if (Date.now() - touchedMs < afterMs) return;
  const open = await ask("");
  // Where nobody answers, grounding is at hand, and nothing of the person stays to be seen.
  if (!open) location.replace(open === null ? "/ground" : "/unlock");
}

for (const how of ["pointerdown", "keydown", "input", "scroll"])
  addEventListener(how, touched, { passive: true });
document.addEventListener("visibilitychange", look);
setInterval(look, LOOK_MS);

export {};
