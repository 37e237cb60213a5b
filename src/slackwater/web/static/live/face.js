/** What the live page shows, drawn into the template's own places, and the check-in it asks. It decides nothing. */

/** @import { Answer, Choice, Progress, Sentence, Word } from "./types" */

import { worded } from "./tongue.js";

/** @param {string} name @returns {HTMLElement} */
const place = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

const root = place("session");
const line = place("line");
const sub = place("sub");
const why = place("why");
const notice = place("notice");
const answers = place("answers");
const controls = place("controls");
const progress = place("progress");
const doing = place("doing");
const breath = place("breath");
/** The template holds the three of movement; while nothing moves, ending stands where softer does. Pause stays in its place. */
controls.prepend(pill("end", worded("End here"), "pill plain"));
place("heart").onclick = () => import("../sense/sheet.js").then(({ open }) => open());
const spoken = /** @type {HTMLElement} */ (line.parentElement);

/** @param {string} say @param {string} text @param {string} look */
function pill(say, text, look) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.textContent = text;
  if (say) button.dataset.say = say;
  return button;
}

/** @param {HTMLElement} element @param {string | null | undefined} text */
function write(element, text) {
  const next = text ?? "";
  if (element.textContent !== next) element.textContent = next;
}

/** @param {HTMLElement} element @param {string | null | undefined} text */
function writeOrHide(element, text) {
  write(element, text);
  element.hidden = !text;
}

/** The sentence on the page. A stop is read out at once, anything else when there is time. @param {Sentence} sentence @param {boolean} urgent */
export function say(sentence, urgent) {
  spoken.setAttribute("aria-live", urgent ? "assertive" : "polite");
  write(line, sentence.text);
  write(sub, sentence.sub);
}

/** The quieter second line alone. @param {string} text */
export const saySub = (text) => write(sub, text);

/** @param {string | null | undefined} text */
export const explain = (text) => writeOrHide(why, text);

/** @param {string | null | undefined} text */
export const note = (text) => writeOrHide(notice, text);

/** @param {string | null | undefined} text */
export const breathe = (text) => writeOrHide(breath, text);

/** @param {boolean} moving */
export function mark(moving) {
  root.toggleAttribute("data-still", !moving);
}

/** @param {boolean} shown */
export function urgent(shown) {
  const words = place("urgent");
  if (words.hidden === shown) words.hidden = !shown;
}

/** @param {string} state @param {string} text */
export function heart(state, text) {
  place("heart").dataset.state = state;
  write(place("heart-text"), text);
}

/** Which standing buttons apply. Their places and order are the template's. @param {string[]} names */
export function buttons(names) {
  const shown = new Set(names);
  for (const button of controls.querySelectorAll("button"))
    button.hidden = !shown.has(button.dataset.say ?? "");
  controls.hidden = names.length === 0;
}

/**
 * The answers as buttons; none where nothing is asked, or the check-in asks.
 * @param {string} asking
 * @param {Choice[]} choices
 * @param {(choice: Choice, shownMs: number) => void} chosen
 */
export function ask(asking, choices, chosen) {
  const shownMs = performance.now();
  const pills = choices.map((choice, at) => {
    const answer = pill("", choice.text, at === 0 && choices.length < 4 ? "pill main" : "pill");
    answer.dataset.answer = choice.what;
    answer.addEventListener("click", () => chosen(choice, shownMs));
    return answer;
  });
  answers.replaceChildren(...pills);
  answers.dataset.count = String(choices.length);
  answers.setAttribute("aria-label", asking);
  answers.hidden = choices.length === 0;
  root.toggleAttribute("data-asks", !answers.hidden || !place("check-in").hidden);
  // Moving the focus lays the page out: that waits until a stop is seen.
  requestAnimationFrame(() => setTimeout(catchFocus));
}

/**
 * When the control that had the focus is gone, the next Tab leads to the answers. The focus itself rests on no
 * control, so that space still pauses.
 */
function catchFocus() {
  const boxes = [answers, place("check-in"), controls];
  const at = document.activeElement;
  const homes = [document.body, root, ...boxes];
  if (at instanceof HTMLElement && !homes.includes(at) && at.closest("[hidden]") === null) return;
  const home = boxes.find((box) => !box.hidden) ?? root;
  home.tabIndex = -1;
  if (home !== at) home.focus({ preventScroll: true });
}

/** @param {Progress} parts @param {number} leftS @param {boolean} shown */
export function advance(parts, leftS, shown) {
  progress.hidden = !shown || parts.of === 0;
  if (progress.childElementCount !== parts.of) {
    progress.replaceChildren(...Array.from({ length: parts.of }, () => document.createElement("li")));
  }
  [...progress.children].forEach((item, at) => {
    const state = at + 1 < parts.part ? "done" : at + 1 === parts.part ? "now" : "later";
    if (item instanceof HTMLElement && item.dataset.part !== state) {
      item.dataset.part = state;
      item.toggleAttribute("aria-current", state === "now");
      item.setAttribute("aria-label", partInWords(at + 1, state));
    }
  });
  write(doing, shown && leftS > 0 ? `${parts.label} · ${left(leftS)}` : parts.label);
}

/** A part of the session for those who do not see its line. @param {number} part @param {string} state */
function partInWords(part, state) {
  if (state === "done") return worded("Part {part}, done", { part });
  return state === "now" ? worded("Part {part}, now", { part }) : worded("Part {part}, later", { part });
}

/** @param {number} seconds */
function left(seconds) {
  return seconds < 60
    ? worded("under a minute left")
    : worded("{minutes} min left", { minutes: Math.round(seconds / 60) });
}

/** @type {Record<number, string>} */
const NEAR = {
  0: worded("calm water"),
  3: worded("a little"),
  5: worded("quite a bit"),
  7: worded("hard to hold"),
  10: worded("the most there is"),
};

/** @param {number} value */
function placeInWords(value) {
  const of10 = worded("{value} of 10", { value });
  return NEAR[value] ? `${of10}, ${NEAR[value]}` : of10;
}

/** The check-in, ready to ask. @param {(answer: Answer) => void} answered */
export function createCheckIn(answered) {
  const form = /** @type {HTMLFormElement} */ (place("check-in"));
  const line = /** @type {HTMLInputElement} */ (form.elements.namedItem("distress"));
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
      line.setAttribute("aria-valuetext", worded("not chosen yet"));
      line.setCustomValidity(worded("You might touch the line where it fits."));
      write(place("check-in-text"), question);
      place("words").replaceChildren(...byKind(offered));
      place("words-box").hidden = offered.length === 0;
      form.classList.remove("awaited");
      form.hidden = false;
    },
    close() {
      form.hidden = true;
    },
  };
}

/** The words, each kind of them closed until it is opened: a keyboard passes the kinds, not every word. @param {Word[]} offered */
function byKind(offered) {
  return [...new Set(offered.map(({ group }) => group))].map((group) => {
    const [kind, name, words] = ["details", "summary", "div"].map((tag) => document.createElement(tag));
    name.textContent = group;
    words.className = "words";
    words.append(...offered.filter((word) => word.group === group).map(wordPill));
    kind.append(name, words);
    return kind;
  });
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
