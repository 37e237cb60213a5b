/** The settings that stay in this browser: each choice counts as soon as it is made. */

import { choose, read } from "./keeping.js";

const box = /** @type {HTMLElement} */ (document.querySelector("[data-in-this-browser]"));
for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input"))) {
  if (choice.type === "range") choice.value = read(choice.name);
  else choice.checked = read(choice.name) === choice.value;
  choice.addEventListener("change", () => choose(choice.name, choice.value));
}
box.hidden = false;
