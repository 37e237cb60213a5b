/** The plain page: a stop, where this phone brought the first code. It shows nothing of the session. */

import { worded } from "../live/tongue.js";
import { post, takeCode } from "./leaving.js";

const SHELF = "slackwater.stop";
const stopper = /** @type {HTMLElement} */ (document.querySelector("[data-stopper]"));
const told = /** @type {HTMLElement} */ (document.querySelector("[data-told]"));

/** The token of this phone, for as long as the page is open where the browser keeps nothing. */
let token = "";
try {
  token = localStorage.getItem(SHELF) ?? "";
} catch {}

/** @param {string} fresh */
function keep(fresh) {
  token = fresh;
  try {
    if (fresh) localStorage.setItem(SHELF, fresh);
    else localStorage.removeItem(SHELF);
  } catch {}
}

/** @param {string} what */
async function stop(what) {
  told.textContent = worded("You can stop moving. Telling the computer.");
  const answer = await post("/stop", { token, what });
  if (answer?.status === 204) told.textContent = worded("You can stop moving. The computer heard it.");
  else if (answer?.status === 403) {
    told.textContent = worded(
      "You can stop moving. This phone is not known any more. Please pause on the computer.",
    );
  } else told.textContent = worded("You can stop moving. The computer did not hear it. Please pause there.");
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-stop]"))) {
  button.addEventListener("click", () => stop(button.dataset.stop ?? "pause"));
}

const code = takeCode();
if (code) {
  const answer = await post("/pair", { code });
  if (answer?.ok) keep((await answer.json()).token);
  else if (!token) {
    stopper.before(
      Object.assign(document.createElement("p"), {
        className: "told",
        textContent: worded("That code is used or too old. You might show fresh codes on the computer."),
      }),
    );
  }
}
stopper.hidden = !token;
