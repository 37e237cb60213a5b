/** Adding and taking away the people that this browser keeps. What goes to the journal is an ordinary form. */

import { keepPeople, MOST_PEOPLE, readPeople, row } from "./people.js";
import { worded } from "./tongue.js";

const here = /** @type {HTMLElement} */ (document.querySelector("[data-here]"));
const list = /** @type {HTMLElement} */ (here.querySelector("[data-people]"));
const nobody = /** @type {HTMLElement} */ (here.querySelector("[data-nobody]"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-add]"));
const where = /** @type {HTMLElement} */ (form.querySelector("[data-where]"));
const problem = /** @type {HTMLElement} */ (form.querySelector("[data-problem]"));

/** A second tap this soon was meant for the one who is away by then, ms (ENG). */
const TOO_SOON_MS = 400;
let tookMs = -TOO_SOON_MS;

/** @param {string} text */
function say(text) {
  problem.textContent = text;
  problem.hidden = text === "";
}

function draw() {
  const people = readPeople();
  nobody.hidden = people.length > 0;
  list.replaceChildren(
    ...people.map((person, place) => {
      const item = row(person);
      const away = document.createElement("button");
      away.type = "button";
      away.className = "pill plain";
      away.textContent = worded("Take away");
      away.setAttribute("aria-label", worded("Take away {name}", { name: person.name }));
      away.addEventListener("click", ({ timeStamp }) => {
        if (timeStamp - tookMs < TOO_SOON_MS) return;
        tookMs = timeStamp;
        keepPeople(readPeople().filter((_, at) => at !== place));
        draw();
        /** @type {HTMLElement} */ (form.querySelector("input[name=name]")).focus();
      });
      item.append(away);
      return item;
    }),
  );
}

form.addEventListener("submit", (event) => {
  const given = new FormData(form);
  if (given.get("where") !== "here") return;
  event.preventDefault();
  const people = readPeople();
  const [name, number] = ["name", "number"].map((field) => String(given.get(field) ?? "").trim());
  if (!name || !number) return say(worded("A name or a number is missing. Nothing was kept."));
  if (people.length >= MOST_PEOPLE) {
    return say(worded("There is room for six. Nothing was kept. You might take one away first."));
  }
  if (!keepPeople([...people, { name, number }])) {
    return say(
      worded("This browser keeps nothing, so nobody was added. You might use your journal, or paper."),
    );
  }
  say("");
  form.reset();
  choose();
  draw();
});

function choose() {
  /** @type {HTMLInputElement} */ (where.querySelector("[value=here]")).checked = true;
}

for (const part of [here, form, where]) part.classList.remove("awaited");
choose();
draw();
