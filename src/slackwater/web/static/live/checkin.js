/** The check-in: a place on the shore line, how here one is, and a word if one fits. */

/** @import { Answer, Word } from "./types" */

const NEAR = [
  "calm water",
  "",
  "",
  "a little",
  "",
  "quite a bit",
  "",
  "hard to hold",
  "",
  "",
  "the most there is",
];

/** @param {number} value */
function placeInWords(value) {
  return NEAR[value] ? `${value} of 10, ${NEAR[value]}` : `${value} of 10`;
}

/**
 * The form, ready to ask.
 * @param {HTMLFormElement} form
 * @param {(answer: Answer) => void} answered
 */
export function createCheckIn(form, answered) {
  const line = /** @type {HTMLInputElement} */ (form.querySelector("[name=distress]"));
  const wordsBox = /** @type {HTMLElement} */ (form.querySelector("[data-words-box]"));
  const words = /** @type {HTMLElement} */ (form.querySelector("[data-words]"));
  const text = /** @type {HTMLElement} */ (form.querySelector("[data-check-in-text]"));

  const touched = () => {
    line.removeAttribute("data-untouched");
    line.setCustomValidity("");
    line.setAttribute("aria-valuetext", placeInWords(line.valueAsNumber));
  };
  line.addEventListener("input", touched);
  line.addEventListener("pointerdown", touched);
  line.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") touched();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = new FormData(form);
    answered({
      distress: line.valueAsNumber,
      far_away: Number(said.get("far_away")),
      words: said.getAll("words").map(String),
    });
  });

  return {
    /** Ask afresh: nothing is chosen yet. @param {string} question @param {Word[]} offered */
    ask(question, offered) {
      form.reset();
      line.setAttribute("data-untouched", "");
      line.setAttribute("aria-valuetext", "not chosen yet");
      line.setCustomValidity("You might touch the line where it fits.");
      text.textContent = question;
      words.replaceChildren(...offered.map(wordPill));
      wordsBox.hidden = offered.length === 0;
      form.hidden = false;
    },
    close() {
      form.hidden = true;
    },
  };
}

/** @param {Word} word */
function wordPill({ id, text }) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  const face = document.createElement("span");
  label.className = "word";
  box.type = "checkbox";
  box.name = "words";
  box.value = id;
  face.textContent = text;
  label.append(box, face);
  return label;
}
