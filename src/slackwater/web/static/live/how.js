/**
 * The story, drawn again for each choice: the page of that choice is fetched and its paths, sentences and tables take
 * the place of these. Without scripts the form's own button does the same.
 */

export {};

const SLOW_MS = 500;
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-story]"));
const still = matchMedia("(prefers-reduced-motion: reduce)");
let latest = 0;

/** @param {string} d */
const numbers = (d) => (d.match(/-?[\d.]+/g) ?? []).map(Number);

/** A path on its way from one to the other, both with the same points. @param {string} from @param {string} to @param {number} share */
function between(from, to, share) {
  const [start, end] = [numbers(from), numbers(to)];
  let at = 0;
  return to.replace(/-?[\d.]+/g, () => {
    const n = start[at] + (end[at] - start[at]) * share;
    at += 1;
    return n.toFixed(1);
  });
}

/** @param {Element} path @param {string} to @param {number} asked */
function draw(path, to, asked) {
  const from = path.getAttribute("d") ?? to;
  if (from === to) return;
  if (still.matches || numbers(from).length !== numbers(to).length) {
    path.setAttribute("d", to);
    return;
  }
  const began = performance.now();
  /** @param {number} now */
  const step = (now) => {
    if (asked !== latest) return;
    const share = Math.min(1, Math.max(0, (now - began) / SLOW_MS));
    path.setAttribute("d", share < 1 ? between(from, to, share * share * (3 - 2 * share)) : to);
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

async function showChosen() {
  latest += 1;
  const asked = latest;
  const query = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const answer = await fetch(`/how?${query}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (asked !== latest) return;
  history.replaceState(null, "", `?${query}`);
  for (const path of document.querySelectorAll("[data-path]")) {
    const to = next.querySelector(`[data-path="${path.getAttribute("data-path")}"]`)?.getAttribute("d");
    if (to) draw(path, to, asked);
  }
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = next.querySelector(`[data-part="${part.getAttribute("data-part")}"]`);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }
}

const button = /** @type {HTMLElement} */ (form.querySelector("[data-show]"));
button.hidden = true;
form.addEventListener("change", () => {
  // The server is gone or refused: the plain form takes over, and says what happened.
  showChosen().catch(() => {
    button.hidden = false;
  });
});
