/**
 * The help page's own people, from this browser at once and from the journal where it is open, and the country the
 * person wants first. Needs no server.
 */

import { readPeople, row } from "./people.js";

const COUNTRY = "slackwater.country";
const box = /** @type {HTMLElement} */ (document.querySelector("[data-own-people]"));
const list = /** @type {HTMLElement} */ (box.querySelector("[data-people]"));

/** @param {HTMLElement[]} rows */
function add(rows) {
  list.append(...rows);
  box.hidden = list.children.length === 0;
}

/** @param {Element | null} country */
function putFirst(country) {
  if (!(country instanceof HTMLDetailsElement)) return;
  country.parentElement?.prepend(country);
  country.open = true;
}

add(readPeople().map(row));
if (box.hasAttribute("data-sealed")) {
  fetch("/help/people.json")
    .then((answer) => (answer.ok ? answer.json() : { people: [] }))
    .then(({ people }) => {
      const sealed = people.map(row);
      add(sealed);
      addEventListener("locked", () => {
        for (const one of sealed) one.remove();
        add([]);
      });
    })
    .catch(() => {}); // no server: what this browser keeps is already there
}

try {
  const chosen = localStorage.getItem(COUNTRY) ?? "";
  putFirst(document.querySelector(`[data-country="${CSS.escape(chosen)}"]`));
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
    document.querySelectorAll("[data-first]")
  )) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const country = button.closest("details");
      localStorage.setItem(COUNTRY, country?.dataset.country ?? "");
      putFirst(country);
      country?.querySelector("summary")?.focus();
    });
  }
} catch {} // a browser that keeps nothing has no country to remember
