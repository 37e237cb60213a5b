/**
 * Leaving fast: the page is emptied, its place in the history is taken by a neutral page, and Back leads there
 * too: every page of ours that the browser brings back after that steps aside.
 */

const LEFT = "slackwater.left";
const AWAY = "/away";

/** @param {() => void} before what this page still has to stop */
export function leaveFast(before = () => {}) {
  try {
    sessionStorage.setItem(LEFT, "1");
  } catch {
    // A browser that keeps nothing has no Back to guard beyond this page.
  }
  document.title = "";
  document.body.replaceChildren();
  before();
  location.replace(AWAY);
}

/** A page that was kept alive behind this one and is shown again after leaving steps aside (`aside.js` does, where it loads afresh). */
export function stepAside() {
  try {
    if (sessionStorage.getItem(LEFT) === null) return;
  } catch {
    return; // nothing is kept in this browser, so nothing was left
  }
  document.body.replaceChildren();
  location.replace(AWAY);
}

/** Somebody came back on purpose. */
export function comeBack() {
  try {
    sessionStorage.removeItem(LEFT);
  } catch {
    // Nothing kept, nothing to forget.
  }
}
