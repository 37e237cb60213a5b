/** The settings that stay in this browser: each choice counts as soon as it is made. */

import { choose, read } from "./keeping.js";

/** Where this browser was never asked, it is as the page shows it. @param {HTMLInputElement} choice */
const shown = ({ checked, value }) => (checked ? value : null);

const box = /** @type {HTMLElement} */ (document.querySelector("[data-in-this-browser]"));
for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input"))) {
  if (choice.type === "range") choice.value = read(choice.name);
  else choice.checked = (read(choice.name) ?? shown(choice)) === choice.value;
  choice.addEventListener("change", () => choose(choice.name, choice.value));
}
box.hidden = false;
