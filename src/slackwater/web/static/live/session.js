/** The live page: joins the safety module, the server, the picture, the voice and the person's hands. */

/** @import { Choice, Event, Question, Scene } from "./types" */

import { createScene } from "../scene/scene.js";
import { beforeLeaving } from "./every-page.js";
import * as face from "./face.js";
import { listenForStops } from "./input.js";
import { read } from "./keeping.js";
import * as safety from "./safety.js";
import { hold, hush, hushVoice, isMute, sound, speak, unlock } from "./senses.js";
import { Talk } from "./talk.js";
import { createContacts, NOTES, STOPPED, WAYS, WHY_STOPPED } from "./words.js";

/** A yes this soon after its button appeared was meant for something else, ms (ENG). */
const TOO_SOON_MS = 400;
/** How long the stop line stands alone before the contact points, s; before the page asks why by itself, ms (ENG). */
const STOP_LINE_S = 6;
const ASK_MYSELF_MS = 1500;
/** Browsers find their voices by then, ms (ENG). */
const VOICES_MS = 2000;
/** Tries to connect before the page asks for its session (ENG: the lease is over by then). */
const REFUSED = 3;
/** How long a note about the connection stays, ms (ENG). */
const NOTE_MS = 6000;

const root = /** @type {HTMLElement} */ (document.querySelector("[data-session]"));
const picture = createScene(/** @type {HTMLElement} */ (document.querySelector("[data-scene]")), {
  reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
  breathe: face.breathe,
});
/** Which own stop each message carries. @type {Map<string, number>} */
const stopOf = new Map();

let state = safety.OPENING;
/** The server's last scene, and when it came. @type {Scene | null} */
let scene = null;
let sceneMs = 0;
let speed = 1;
let lastLine = "";
/** What this page said when it last stopped by itself. */
let stopLine = "";
/** The question on the page, so that the same one is not drawn twice. @type {number | null} */
let askedNow = null;
let askMyself = 0;
/** The one way on that stands, whatever is said meanwhile. @type {[string, Choice] | null} */
let offered = null;
let noteTimer = 0;
/** What is heard and felt beside the voice; nothing waits for it. @type {typeof import("./ears.js") | null} */
let ears = null;
/** @type {string | null} */
let standing = null;

const contacts = createContacts((contact, { text, sub }) => {
  picture.contact(contact);
  face.saySub(`${text} ${sub}`);
  speak(text);
});

const checkIn = face.createCheckIn((answer) => {
  const { distress, far_away } = answer;
  const question = askedNow;
  if (scene?.question?.kind === "arrival") talk.say("arrived", { question, distress, far_away });
  else talk.say("check_in", { question, ...answer });
  answered();
});

/** What to do for each effect of the safety module. @type {Record<string, (effect: any) => void>} */
const EFFECTS = {
  still: () => all([hushVoice, () => ears?.still(), () => face.mark(false), () => picture.freeze()]),
  move: draw,
  tone: sound,
  line({ line }) {
    askedNow = null;
    stopLine = STOPPED[line].text;
    clearTimeout(askMyself);
    all([
      () => face.say(STOPPED[line], true),
      () => speak(stopLine),
      () => face.explain(null),
      () => face.buttons(line === "too_much" ? ["end"] : ["too_much", "end"]),
      answered,
    ]);
    if (line !== "ending") askMyself = setTimeout(askWhy, ASK_MYSELF_MS);
  },
  ground: () => contacts.begin(STOP_LINE_S),
  say: ({ what, why, stop }) => void stopOf.set(talk.say(what, why ? { why } : {}), stop),
  agree({ question }) {
    talk.say("agree", { question });
    answered();
  },
  refuse: () => noteFor(NOTES.late),
  show,
};

/** @param {Event} event */
function tell(event) {
  const next = safety.step(state, event);
  state = next.state;
  all(next.effects.map((effect) => () => EFFECTS[effect.do](effect)));
}

/** Each, whatever another does: a picture that cannot be stilled keeps no stop from being said. @param {(() => void)[]} acts */
function all(acts) {
  for (const act of acts) {
    try {
      act();
    } catch (wrong) {
      reportError(wrong);
    }
  }
}

/** The clocks first, always: what arrives at a page that was frozen finds it already stopped. */
function lookAtClocks() {
  tell({ type: "clock", monoMs: performance.now(), wallMs: Date.now() });
}

const talk = new Talk(root.dataset.socket ?? "/ws/session", "page", {
  welcome(message) {
    lookAtClocks();
    speed = message.speed;
    scene = null;
    askedNow = null;
    offered = null;
    tell({ type: "welcome", you: message.you });
    if (message.you === "locked") offer(NOTES.locked, WAYS.unlock);
    else if (message.session === null) nothingRuns();
    else stand(null);
  },
  message(message) {
    lookAtClocks();
    MESSAGES[message.type]?.(message);
  },
  kept(id) {
    const stop = stopOf.get(id);
    stopOf.delete(id);
    if (stop !== undefined) tell({ type: "kept", stop });
  },
  beat: (n) => tell({ type: "beat", n }),
  cut() {
    tell({ type: "cut" });
    stand(NOTES.away);
    if (talk.line.tries > REFUSED && state.leaseMs === 0 && !talk.line.over) lookForSession().catch(() => {});
  },
});

/** @type {Record<string, (message: any) => void>} */
const MESSAGES = {
  lease: ({ for_s, n }) => tell({ type: "lease", forMs: for_s * 1000, n }),
  scene(message) {
    if (scene !== null && message.seq <= scene.seq) return;
    scene = message;
    sceneMs = performance.now();
    hold(message);
    if (state.role === "watcher") tell({ type: "lease", forMs: safety.LEASE_MS });
    tell({
      type: "scene",
      moving: message.moving,
      phase: message.phase,
      question: message.question?.n ?? null,
    });
  },
  heart: ({ state: how, text }) => face.heart(how, text),
  note: ({ text }) => noteFor(text),
  refused({ text }) {
    noteFor(text);
    askedNow = null;
    if (scene !== null && state.stop === null) show();
  },
  ended({ after }) {
    talk.end();
    hush();
    ears?.handOn();
    location.replace(after);
  },
};

/** The server's scene, whole. */
function show() {
  if (scene === null) return;
  clearTimeout(askMyself);
  contacts.end();
  draw();
  face.explain(scene.stop?.text ?? scene.why);
  face.urgent(scene.urgent);
  face.buttons(state.role === "holder" ? scene.buttons : ["pause", "too_much", "end"]);
  const { line, question, next } = scene;
  const sub = [line?.sub, next].filter(Boolean).join(" ");
  face.say({ text: line?.text ?? question?.text ?? "", sub }, scene.stop !== null);
  if (line && line.id !== lastLine) {
    lastLine = line.id;
    // After a stop nothing is cut short, and what the page has just said by itself is not said again.
    if (!scene.stop && (ears?.isTime(line.id) ?? true)) speak(line.text);
    else if (scene.stop && !stopLine.includes(line.text)) speak(line.text, true);
    if (next) speak(next, true);
    stopLine = "";
  }
  if (state.role === "holder") askQuestion(question);
  else offer(NOTES.watching, WAYS.lead);
}

/** How long ago the scene came, in session seconds. */
const sinceS = () => ((performance.now() - sceneMs) / 1000) * speed;

/** The picture of the server's scene, moving only where the safety module allows it. */
function draw() {
  if (scene === null) return;
  const moving = safety.isMoving(state);
  face.mark(moving);
  picture.show({ ...scene, moving, speed, now_s: scene.now_s + sinceS() });
  picture.contact(scene.contact);
  if (scene.stop === null) ears?.goOn();
}

/** @param {Question | null} question */
function askQuestion(question) {
  if (question !== null && question.n === askedNow) return;
  askedNow = question?.n ?? null;
  const open = question?.choices.find(({ what }) => what === "check_in" || what === "arrived");
  if (question && open) checkIn.ask(question.text, open.what === "check_in" ? question.words : []);
  else checkIn.close();
  face.ask(question?.text ?? "", question?.choices.filter((choice) => choice !== open) ?? [], choose);
  if (question?.louder) sound();
  if (!open) for (const { text } of question?.choices ?? []) speak(text, true);
}

/** @param {Choice} choice @param {number} shownMs */
function choose(choice, shownMs) {
  if (choice.what in GO) {
    GO[choice.what]();
  } else if (choice.what === "agree") {
    if (performance.now() - shownMs >= TOO_SOON_MS) tell({ type: "agree", question: Number(askedNow) });
  } else if (choice.what in safety.STOPS) {
    press(choice.what);
  } else {
    const flag = choice.red_flag ? { red_flag: true } : {};
    talk.say(choice.what, { question: askedNow, ...flag });
    answered();
  }
}

/** The page's own ways on. @type {Record<string, () => void>} */
const GO = {
  lead: () => talk.lead(),
  unlock: () => location.assign("/unlock"),
  today: () => location.replace("/"),
};

/** A note, and one way on, where no question of the server is for this page. @param {string} text @param {Choice} way */
function offer(text, way) {
  offered = [text, way];
  askedNow = null;
  checkIn.close();
  stand(text);
  if (scene === null && state.stop === null) face.say({ text, sub: null }, false);
  face.ask(text, [way], choose);
}

/** The question is answered: its buttons go, the sentence stays until the server goes on. */
function answered() {
  checkIn.close();
  face.ask("", [], choose);
}

/** The one question after a stop, asked by the page itself when no server does; a way on that stands is kept. */
function askWhy() {
  if (offered) return offer(...offered);
  if (state.stop === null) return;
  face.ask(WHY_STOPPED.text, [...WHY_STOPPED.choices], ({ what }) => {
    talk.say(what, { question: null });
    answered();
    if (what === "far_away") contacts.begin();
  });
}

const pause = () => tell({ type: "pause" });

/** @param {string} what */
function press(what) {
  if (what === "softer") talk.say("softer");
  else if (what === "pause") tell({ type: what, pressed: true });
  else if (what === "too_much" || what === "end") tell({ type: what });
}

/** A program that answers and lets this page in no more runs again, without a session that kept nothing. */
async function lookForSession() {
  const { ok, status } = await fetch(location.href, { method: "HEAD", redirect: "manual" });
  if (ok || status >= 500 || talk.line.open) return;
  talk.end();
  nothingRuns();
}

/** The program runs again without this session: grounding goes on here, otherwise Today. */
function nothingRuns() {
  if (state.stop === null) location.replace("/");
  else offer(NOTES.gone, WAYS.today);
}

/** How the connection stands, as long as it stands so. @param {string | null} text */
function stand(text) {
  if (text && text !== standing) {
    clearTimeout(noteTimer); // that the page is out of touch is told over any note, once
    noteTimer = 0;
  }
  standing = text;
  if (noteTimer === 0) face.note(text);
}

/** A note for a moment. @param {string} text */
function noteFor(text) {
  face.note(text);
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => {
    noteTimer = 0;
    face.note(standing);
  }, NOTE_MS);
}

function everyQuarter() {
  lookAtClocks();
  talk.tick(performance.now());
  ears?.breathe(picture.breath());
  if (scene === null) return;
  face.advance(scene.progress, Math.max(0, scene.progress.left_s - sinceS()), read("progress") === "shown");
}

/** Browsers let nothing sound before a touch. */
async function touched() {
  try {
    unlock();
    ears = await import("./ears.js");
    ears.listenToMediaKeys(pause, () => tell({ type: "too_much" }));
    ears.playOn();
    ears.stayAwake(() => noteTimer || noteFor(NOTES.dark)); // a note that stands says more
  } catch {
    // Every line and every stop is here without it.
  }
}

listenForStops(root, { pause, say: press, touched });
beforeLeaving(() => {
  tell({ type: "hidden" });
  hush();
  talk.end();
});
addEventListener("pagehide", () => tell({ type: "hidden" }));
addEventListener("error", () => tell({ type: "fault" }));
addEventListener("unhandledrejection", () => tell({ type: "fault" }));
document.addEventListener("resume", () => tell({ type: "frozen" }));
addEventListener("pageshow", ({ persisted }) => persisted && tell({ type: "frozen" }));
face.mark(false);
setTimeout(() => isMute() && noteFor(NOTES.silent), VOICES_MS);
setInterval(everyQuarter, safety.CLOCK_MS);
const { early } = document.documentElement.dataset;
document.documentElement.dataset.guide = "here";
if (early) press(early); // it was said while this page still loaded
