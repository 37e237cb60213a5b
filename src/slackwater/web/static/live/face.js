/** What the live page shows, drawn into the template's own places. It decides nothing. */

/** @import { Choice, Progress, Sentence } from "./types" */

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
/** The template holds the three of movement; ending is offered beside them while nothing moves. */
controls.append(pill("end", "End here", "pill plain"));
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
 * The answers as buttons.
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
}

/** @param {boolean} asks */
export function asking(asks) {
  root.toggleAttribute("data-asks", asks);
  if (!asks) answers.hidden = true;
  catchFocus();
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
      item.setAttribute("aria-label", `Part ${at + 1}, ${state}`);
    }
  });
  write(doing, shown && leftS > 0 ? `${parts.label} · ${left(leftS)}` : parts.label);
}

/** @param {number} seconds */
function left(seconds) {
  return seconds < 60 ? "under a minute left" : `${Math.round(seconds / 60)} min left`;
}
