/** Every way to pause: a tap anywhere, space, Escape, media keys. None of them ever resumes. */

const CONTROLS = "a, button, input, select, textarea, label, summary, form, [data-urgent]";
const MEDIA_KEYS = /^(Media|AudioPlay|Pause$)/;
const STOPS_AT_ONCE = "[data-say='pause'], [data-say='too_much']";
/** The click of a press comes within this after the finger lifts, or not at all, ms (ENG). */
const CLICK_COMES_MS = 700;

/** @typedef {{button: Element}} Press */

/**
 * Presses that have stopped already, so that the click which ends one says nothing more, however long it took.
 * A click that no press came before is a press of its own: a keyboard's, or a screen reader's.
 */
class Presses {
  constructor() {
    /** @type {Map<number, Press>} */
    this.held = new Map();
  }

  /** @param {PointerEvent} event @param {Element} button */
  begin({ pointerId }, button) {
    this.held.set(pointerId, { button });
  }

  /** The finger lifted, or slid away: then no click comes. @param {PointerEvent} event */
  end({ pointerId }) {
    const press = this.held.get(pointerId);
    const forget = () => this.held.get(pointerId) === press && this.held.delete(pointerId);
    setTimeout(forget, CLICK_COMES_MS);
  }

  /** Whether this click only ends a press that has stopped already. @param {MouseEvent} click @param {Element} button */
  ends(click, button) {
    if (click.detail === 0) return false; // a key
    for (const [pointer, press] of this.held) {
      if (press.button === button) return this.held.delete(pointer);
    }
    return false;
  }
}

/**
 * @param {HTMLElement} root
 * @param {{pause: () => void, say: (what: string) => void, touched: () => void}} act
 */
export function listenForStops(root, act) {
  const presses = new Presses();
  document.addEventListener("pointerdown", (event) => {
    act.touched();
    const target = event.target instanceof Element ? event.target : root;
    const button = target.closest(STOPS_AT_ONCE);
    // A stop does not wait for the finger to lift.
    if (button instanceof HTMLElement && event.button === 0) {
      presses.begin(event, button);
      act.say(/** @type {string} */ (button.dataset.say));
    } else if (!target.closest(CONTROLS)) act.pause();
  });
  document.addEventListener("pointerup", (event) => presses.end(event));
  document.addEventListener("pointercancel", (event) => presses.end(event));
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-say]") : null;
    if (button instanceof HTMLElement && !presses.ends(event, button))
      act.say(/** @type {string} */ (button.dataset.say));
  });
  document.addEventListener("keydown", (event) => {
    act.touched();
    // A key that is held down is one press.
    if (event.repeat && event.key === "Enter" && isSaying(event.target)) event.preventDefault();
    if (event.key === "Escape" || MEDIA_KEYS.test(event.key)) {
      act.pause();
    } else if (event.key === " " && !event.repeat) {
      pressSpace(event, act.pause);
    }
  });
}

/** @param {EventTarget | null} target */
const isSaying = (target) => target instanceof Element && target.closest("[data-say]") !== null;

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
