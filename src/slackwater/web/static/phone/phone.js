/** The phone's page: what the session says, a large stop, and the phone's motion where it is wanted. */

/** @import { Device, Running, SenseStatus } from "../sense/types" */

import { Talk } from "../live/talk.js";
import { worded } from "../live/tongue.js";
import { useMotion } from "../sense/motion.js";
import { post, takeCode } from "./leaving.js";

/** A stop that nobody acknowledged by then also goes the other way, ms (ENG: far more than a home network needs). */
const UNHEARD_MS = 1500;
/** How long it stays on the page that the computer heard, ms (ENG: a look down, and a breath). */
const STANDS_MS = 6000;
/** A locked journal, or no session yet: look again so often, ms (ENG). */
const LOOK_MS = 4000;
/** The session of a watching phone speaks at least this often while movement is led, ms (twice the page's beat and some). */
const SILENT_MS = 6000;

const ABOUT = {
  nothing: worded("No session runs right now."),
  locked: worded("Your journal is locked on the computer."),
  away: worded("No connection to the computer."),
  ended: worded("This session is over. Thank you for being here."),
};

let toldMs = 0;

/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));

/** @param {string} text */
function tell(text) {
  toldMs = performance.now();
  const told = part("told");
  told.textContent = text;
  told.hidden = text === "";
}

/** @param {string} text @param {string | null} [sub] */
function say(text, sub) {
  if (part("line").textContent !== text) part("line").textContent = text;
  part("sub").textContent = sub ?? "";
}

async function join() {
  /** @param {string} code */
  const bring = async (code) => {
    const answer = await post("/pair", { code });
    if (answer?.ok) location.replace("/");
    else if (answer)
      tell(worded("That code is used or too old. You might show fresh codes on the computer."));
    else tell(worded("The computer did not answer. You might try again."));
  };
  const code = takeCode();
  const form = /** @type {HTMLFormElement} */ (part("join"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    bring(String(new FormData(form).get("code")).trim());
  });
  if (code) await bring(code);
}

/** Put the person's own words under the stops, or take them away. @param {Record<string, string>} words */
function showOwn(words) {
  for (const own of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-own]"))) {
    const stop = own.closest("[data-stop]");
    const text = words[stop?.getAttribute("data-stop") ?? ""] ?? "";
    /** @type {HTMLElement} */ (own.firstElementChild).textContent = text;
    own.hidden = text === "";
  }
}

function watch() {
  /** What was said and not yet acknowledged. @type {Map<string, number>} */
  const waits = new Map();
  let heardMs = performance.now();
  let moving = false;
  /** The session whose stops carry the person's words; null while none is shown. @type {string | null} */
  let named = null;

  /** @param {string | null} session */
  async function name(session) {
    if (session === named) return;
    named = session;
    showOwn({});
    const answer = session ? await fetch("/own-words").catch(() => null) : null;
    const words = answer?.ok ? await answer.json() : {};
    if (session === named) showOwn(words);
  }

  const talk = new Talk(part("phone").dataset.socket ?? "/ws/session", "watch", {
    welcome({ you, session }) {
      name(session);
      if (you === "locked") say(ABOUT.locked);
      else if (session === null) say(ABOUT.nothing);
    },
    message(/** @type {any} */ message) {
      heardMs = performance.now();
      if (message.type === "scene") {
        moving = message.moving;
        const line = message.line ?? { text: message.question?.text ?? "", sub: null };
        say(line.text, message.stop?.text ?? line.sub);
        part("urgent").hidden = !message.urgent;
        if (!moving && waits.size === 0 && performance.now() - toldMs > STANDS_MS) tell("");
      } else if (message.type === "ended") say(ABOUT.ended);
    },
    kept(id) {
      clearTimeout(waits.get(id));
      if (waits.delete(id)) tell(worded("You can stop moving. The computer heard it."));
    },
    beat() {},
    cut() {
      moving = false;
      named = null;
      say(ABOUT.away, worded("Pause on the computer, or here: it is passed on."));
    },
  });

  /** @param {string} what */
  function stop(what) {
    tell(worded("You can stop moving. Telling the computer."));
    const id = talk.say(what);
    waits.set(
      id,
      setTimeout(async () => {
        const answer = await post("/stop", { id, what });
        if (!waits.has(id)) return;
        if (answer?.status === 204) talk.kept(id);
        else if (answer?.status === 403) {
          tell(
            worded("You can stop moving. This phone is not known any more. Please pause on the computer."),
          );
        } else tell(worded("You can stop moving. The computer did not hear it yet. Please pause there."));
      }, UNHEARD_MS),
    );
  }

  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-stop]"))) {
    button.addEventListener("click", () => stop(button.dataset.stop ?? "pause"));
  }
  setInterval(() => {
    if (moving && performance.now() - heardMs > SILENT_MS) talk.line.drop();
    else if (talk.part !== "none" && performance.now() - heardMs > LOOK_MS) talk.line.hello();
  }, LOOK_MS / 2);
}

/** The phone's motion: begun by a tap, with the place it lies at, and ended by the next. */
function feel() {
  const form = /** @type {HTMLFormElement} */ (part("motion"));
  const socket = part("phone").dataset.socket;
  const turn = part("motion-switch");
  /** @type {Running | null} */
  let running = null;

  /** @param {SenseStatus} status */
  const stands = ({ standing, text }) => {
    form.dataset.standing = standing;
    part("motion-told").textContent = text;
    const over = ["off", "refused", "missing"].includes(standing);
    if (over) running = null;
    turn.textContent = over ? worded("Begin to feel") : worded("Feel no more");
    if (!over) stayAwake();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) {
      running.stop();
      return;
    }
    const place = /** @type {Device["place"]} */ (String(new FormData(form).get("place")));
    running = await useMotion({ socket, place, tell: stands });
  });
}

/** A dark screen feels nothing. Where the browser does not hold it, the page says that it rests. */
async function stayAwake() {
  try {
    await navigator.wakeLock.request("screen");
  } catch {}
}

if (document.querySelector("[data-phone]")) {
  watch();
  feel();
} else await join();
