/** After a session: every line that was said in it, taken from the page before this one, which then holds it no more. */

const SHELF = "slackwater.said";
const box = /** @type {HTMLElement} */ (document.querySelector("[data-said]"));

/** @returns {{at: string, text: string}[]} */
function take() {
  try {
    const said = JSON.parse(sessionStorage.getItem(SHELF) ?? "[]");
    sessionStorage.removeItem(SHELF);
    return Array.isArray(said) ? said : [];
  } catch {
    return [];
  }
}

const lines = take().map(({ at, text }) => {
  const [line, when, what] = ["li", "span", "span"].map((tag) => document.createElement(tag));
  when.className = "soft";
  when.textContent = at;
  what.textContent = text;
  line.append(when, what);
  return line;
});
box.querySelector("ol")?.append(...lines);
box.hidden = lines.length === 0;

export {};
