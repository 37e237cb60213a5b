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

/** Whether this page was brought back by Back after leaving; then it steps aside. @param {boolean} broughtBack */
export function stepAside(broughtBack) {
  try {
    if (sessionStorage.getItem(LEFT) === null) return false;
    if (broughtBack) {
      document.body.replaceChildren();
      location.replace(AWAY);
      return true;
    }
    sessionStorage.removeItem(LEFT);
  } catch {
    // Nothing kept, nothing to guard.
  }
  return false;
}
