/**
 * After a session: every line that was said in it, until the page is left; and what is written in one form goes along
 * with whichever form is sent.
 */

const SHELF = "slackwater.said";
const box = /** @type {HTMLElement} */ (document.querySelector("[data-said]"));

/** @returns {{at: string, text: string}[]} */
function read() {
  try {
    const said = JSON.parse(sessionStorage.getItem(SHELF) ?? "[]");
    return Array.isArray(said) ? said : [];
  } catch {
    return [];
  }
}

const lines = read().map(({ at, text }) => {
  const [line, when, what] = ["li", "span", "span"].map((tag) => document.createElement(tag));
  when.className = "soft";
  when.textContent = at;
  what.textContent = text;
  line.append(when, what);
  return line;
});
box.querySelector("ol")?.append(...lines);
box.hidden = lines.length === 0;

/** An answer comes back to this page, and finds it as it was. */
let answers = false;
addEventListener("submit", ({ submitter }) => {
  answers = !(submitter instanceof HTMLButtonElement && submitter.name === "done");
});
addEventListener("pagehide", () => {
  if (!answers) sessionStorage.removeItem(SHELF);
});

addEventListener("formdata", ({ formData }) => {
  for (const field of document.querySelectorAll("textarea"))
    if (field.value !== field.defaultValue) formData.set(field.name, field.value);
});

export {};
