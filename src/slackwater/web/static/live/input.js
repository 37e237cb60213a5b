/** Every way to stop: a tap anywhere, space, Escape or a media key pauses, Escape twice says too much. None resumes. */

const CONTROLS = "a, button, input, select, textarea, label, summary, form, [data-urgent]";
const MEDIA_KEYS = /^(Media|AudioPlay|Pause$)/;
const STOPS_AT_ONCE = "[data-say='pause'], [data-say='too_much']";
/** The click of a press comes within this after the finger lifts, or not at all, ms (ENG). */
const CLICK_COMES_MS = 700;
/** Escape again within this is the second of two presses, ms (ENG). */
const TWICE_MS = 700;

/** Presses that have stopped already, by pointer. @type {Map<number, {button: Element}>} */
const pressed = new Map();

/** The finger lifted, or slid away: then no click comes. @param {PointerEvent} event */
function lift({ pointerId }) {
  const press = pressed.get(pointerId);
  setTimeout(() => pressed.get(pointerId) === press && pressed.delete(pointerId), CLICK_COMES_MS);
}

/** Whether this click only ends such a press; a key's click is a press of its own. @param {MouseEvent} click @param {Element} button */
function endsPress({ detail }, button) {
  for (const [pointer, press] of pressed) {
    if (detail > 0 && press.button === button) return pressed.delete(pointer);
  }
  return false;
}

/**
 * @param {HTMLElement} root
 * @param {{pause: () => void, say: (what: string) => void, touched: () => void}} act
 */
export function listenForStops(root, act) {
  document.addEventListener("pointerdown", (event) => {
    act.touched();
    const target = event.target instanceof Element ? event.target : root;
    const button = target.closest(STOPS_AT_ONCE);
    // A stop does not wait for the finger to lift.
    if (button instanceof HTMLElement && event.button === 0) {
      pressed.set(event.pointerId, { button });
      act.say(/** @type {string} */ (button.dataset.say));
    } else if (!target.closest(CONTROLS)) act.pause();
  });
  document.addEventListener("pointerup", lift);
  document.addEventListener("pointercancel", lift);
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-say]") : null;
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault(); // without this script a stop leads to the ground
    if (!endsPress(event, button)) act.say(/** @type {string} */ (button.dataset.say));
  });
  let escapedMs = -TWICE_MS;
  document.addEventListener("keydown", (event) => {
    act.touched();
    const twice = event.key === "Escape" && !event.repeat && event.timeStamp - escapedMs < TWICE_MS;
    if (!event.repeat) escapedMs = event.key === "Escape" ? event.timeStamp : -TWICE_MS;
    // A key that is held down is one press.
    if (event.repeat && event.key === "Enter") event.preventDefault();
    if (twice) act.say("too_much");
    else if (event.key === "Escape" || MEDIA_KEYS.test(event.key)) {
      act.pause();
    } else if (event.key === " " && !event.repeat) {
      pressSpace(event, act.pause);
    }
  });
}

/** Space works the control it is on; anywhere else it pauses. @param {KeyboardEvent} event @param {() => void} pause */
function pressSpace(event, pause) {
  const control = document.activeElement?.closest("a, button, input, select, textarea, summary");
  if (control instanceof HTMLAnchorElement) {
    event.preventDefault();
    control.click();
  } else if (!control) {
    event.preventDefault();
    pause();
  }
}
