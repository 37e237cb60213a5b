/** A shore line in a form: nothing is sent before the person has touched it. */

import { worded } from "../live/tongue.js";

for (const form of document.querySelectorAll("[data-shore-line]")) {
  const line = /** @type {HTMLInputElement} */ (form.querySelector("input[type=range]"));
  const touched = () => {
    line.removeAttribute("data-untouched");
    line.setCustomValidity("");
  };
  line.setCustomValidity(worded("You might touch the line where it fits."));
  for (const kind of ["input", "pointerdown"]) line.addEventListener(kind, touched);
  line.addEventListener("keydown", ({ key }) => key !== "Tab" && touched());
}
