/**
 * The body map on its page: a tap on the picture ticks the same box as the list, the picture shows what is ticked
 * and where the focus is, and a marked place can be said more of at once. Without it the list alone does all of this.
 */

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-body-map]"));
const marks = /** @type {HTMLElement} */ (form.querySelector("[data-marks]"));
const blank = /** @type {HTMLTemplateElement} */ (form.querySelector("[data-blank]"));
const told = /** @type {HTMLElement} */ (form.querySelector("[data-told]"));

/** @param {string} place @returns {NodeListOf<SVGElement>} */
const drawn = (place) => form.querySelectorAll(`path[data-place="${place}"]`);
/** @param {string} place @returns {HTMLInputElement | null} */
const boxOf = (place) => form.querySelector(`[name=place][value="${place}"]`);
/** @param {string} place @returns {HTMLFieldSetElement | null} */
const markOf = (place) => marks.querySelector(`[data-mark="${place}"]`);
/** @param {HTMLInputElement} box */
const nameOf = (box) => box.parentElement?.textContent?.trim() ?? "";

/** The picture as the boxes stand. @param {string} place */
function paint(place) {
  const on = boxOf(place)?.checked;
  const strong = markOf(place)?.querySelector("input[type=radio]:checked");
  for (const shape of drawn(place)) {
    if (on) shape.dataset.step = strong instanceof HTMLInputElement ? strong.value : "0";
    else delete shape.dataset.step;
  }
}

/** What can be said of a place: there while it is marked, and what was said waits while it is not. @param {HTMLInputElement} box */
function follow(box) {
  const mark = markOf(box.value) ?? (box.checked ? addMark(box) : null);
  if (mark) {
    mark.hidden = !box.checked;
    mark.disabled = !box.checked;
  }
  paint(box.value);
}

/** @param {HTMLInputElement} box */
function addMark(box) {
  const copy = /** @type {DocumentFragment} */ (blank.content.cloneNode(true));
  const mark = /** @type {HTMLFieldSetElement} */ (copy.querySelector("[data-mark]"));
  mark.dataset.mark = box.value;
  /** @type {HTMLElement} */ (mark.querySelector("[data-mark-name]")).textContent = nameOf(box);
  for (const input of mark.querySelectorAll("input")) input.name += box.value;
  marks.append(mark);
  return mark;
}

/** @param {HTMLInputElement} box */
function tell(box) {
  const { marked = "", unmarked = "" } = told.dataset;
  told.textContent = (box.checked ? marked : unmarked).replace("{place}", () => nameOf(box));
}

form.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.name === "place") {
    follow(target);
    tell(target);
  } else if (target.type === "radio") {
    paint(target.closest("[data-mark]")?.getAttribute("data-mark") ?? "");
  }
});

form.addEventListener("click", ({ target }) => {
  if (!(target instanceof SVGElement)) return;
  const { place, opens } = target.dataset;
  if (place) boxOf(place)?.click();
  if (opens) /** @type {HTMLInputElement} */ (form.querySelector(`[name=view][value="${opens}"]`)).click();
});

for (const kind of ["focusin", "focusout"]) {
  form.addEventListener(kind, ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "place") return;
    const seen = kind === "focusin" && target.matches(":focus-visible");
    for (const shape of drawn(target.value)) shape.toggleAttribute("data-focus", seen);
  });
}

for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[name=place]")))
  follow(box);
