/** Every way to pause: a tap anywhere, space, Escape, media keys. None of them ever resumes. */

const CONTROLS = "a, button, input, select, textarea, label, summary, form, [data-urgent]";
const MEDIA_KEYS = /^(Media|AudioPlay|Pause$)/;

/**
 * @param {HTMLElement} root
 * @param {{pause: () => void, say: (what: string) => void, touched: () => void}} act
 */
export function listenForStops(root, act) {
  document.addEventListener("pointerdown", (event) => {
    act.touched();
    const target = event.target instanceof Element ? event.target : root;
    const button = target.closest("[data-say='pause'], [data-say='too_much']");
    // A stop does not wait for the finger to lift.
    if (button instanceof HTMLElement && event.button === 0)
      act.say(/** @type {string} */ (button.dataset.say));
    else if (!target.closest(CONTROLS)) act.pause();
  });
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-say]") : null;
    if (button instanceof HTMLElement) act.say(/** @type {string} */ (button.dataset.say));
  });
  document.addEventListener("keydown", (event) => {
    act.touched();
    if (event.key === "Escape" || MEDIA_KEYS.test(event.key)) {
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
