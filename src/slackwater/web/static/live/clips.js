/**
 * Clips of a natural voice, made ahead on this machine: one for exactly this line in this language is played, else the
 * browser's own voice says it. What a stop and grounding say is fetched as the page opens, what a scene says next as
 * the scene comes, so that the page speaks on when the server is gone.
 */

/** @import { Scene } from "./types" */

import { read, readNumber } from "./keeping.js";
import { GROUNDED, GROUNDING, STOPPED } from "./words.js";

/** A clip that is not here by then is not waited for: the browser's own voice says the line, ms (ENG). */
const WAIT_MS = 500;
/** A browser's voice takes less for a letter, ms (ENG: a slow one takes 100). */
const LETTER_MS = 200;
/** A player that takes so much longer than its clip has stalled, ms (ENG: a headset wakes in less). */
const STALLED_MS = 4000;
/** No line takes longer, s (ENG). */
const LONGEST_S = 60;
/** The slowest and the fastest that browsers stretch a clip without changing its pitch (ENG). */
const RATES = [0.5, 2];
/** What is chosen where the browser's own voice is to speak. */
const OF_THE_BROWSER = "browser";

/** What a page says by itself. */
const OWN_LINES = [...Object.values(STOPPED), GROUNDED].map(({ text }) => text);
for (const [, text] of GROUNDING) OWN_LINES.push(text);

/** The browser's own voice, which says when it is done. @typedef {(text: string, done: () => void) => void} Aloud */
/** @typedef {{say: typeof say, hush: typeof hush, holdFor: typeof holdFor, whole: boolean}} Clips */

/** Where each clip is, by its line. @type {Map<string, string>} */
const places = new Map();
/** The clips that this page holds, or is fetching, each as an address of its own. @type {Map<string, Promise<string>>} */
const held = new Map();
/** One for all: a browser that lets it play once lets it play again. */
const player = new Audio();
/** One after another; what is hushed is of an older turn. */
let turn = 0;
/** @type {Promise<void>} */
let queue = Promise.resolve();

/** What plays clips, or null where there is none for this page; those of its own lines are fetched. @returns {Promise<Clips | null>} */
export async function open() {
  const language = document.documentElement.lang;
  const chosen = read(`speaker.${language}`) ?? "";
  if (chosen === OF_THE_BROWSER) return null;
  const answer = await fetch(`/voice/${language}.json?voice=${encodeURIComponent(chosen)}`);
  if (!answer.ok) return null;
  const { at, clips, every } = await answer.json();
  for (const [text, name] of Object.entries(clips)) places.set(text, `${at}${name}.wav`);
  hold(OWN_LINES);
  return places.size > 0 ? { say, hush, holdFor, whole: places.size === every } : null;
}

/** Fetch the clips of all that a scene may say. @param {Scene} scene */
function holdFor({ line, lines, next, question }) {
  const answers = question?.choices.map(({ text }) => text) ?? [];
  return hold([line?.text, next, ...answers, ...lines.map((one) => one.line.text)]);
}

/** Fetch the clips of these lines, one after another, where there are some. @param {(string | null | undefined)[]} texts */
async function hold(texts) {
  for (const text of texts) if (text) await take(text).catch(() => {});
}

/** The clip of a line, from now on held; one that could not be fetched is asked for again. @param {string} text */
function take(text) {
  const place = places.get(text);
  if (!place) return Promise.reject(new Error("no clip"));
  const here = held.get(text);
  if (here) return here;
  const coming = fetched(place);
  held.set(text, coming);
  coming.catch(() => held.delete(text));
  return coming;
}

/** @param {string} place */
async function fetched(place) {
  const answer = await fetch(place);
  if (!answer.ok) throw new Error(place);
  return URL.createObjectURL(await answer.blob());
}

/** Say a line after those before it. @param {string} text @param {Aloud} aloud */
function say(text, aloud) {
  const mine = turn;
  const next = async () => {
    const clip = mine === turn && (await soon(text));
    const played = clip && mine === turn && (await play(clip));
    if (mine !== turn) return;
    player.pause(); // one that only stalled plays over no later line
    if (!played) await byBrowser(text, aloud);
  };
  queue = queue.then(next).catch(() => {}); // a line that could not be said keeps no later one from it
}

/** Until the browser's own voice has said it; some browsers never say that they are done. @param {string} text @param {Aloud} aloud */
function byBrowser(text, aloud) {
  return new Promise((/** @type {(_: void) => void} */ done) => {
    setTimeout(done, LETTER_MS * text.length);
    aloud(text, done);
  });
}

/** The clip of a line, if it is here soon enough. @param {string} text @returns {Promise<string | null>} */
function soon(text) {
  return new Promise((done) => {
    setTimeout(done, WAIT_MS, null);
    take(text).then(done, () => done(null));
  });
}

/** Whether it was played, or some of it: a player that stalls or that a call pauses keeps no later line from being said. @param {string} clip */
function play(clip) {
  return new Promise((/** @type {(played: boolean) => void} */ done) => {
    const goOn = () => done(player.currentTime > 0);
    let limit = setTimeout(goOn, STALLED_MS);
    player.onloadedmetadata = () => {
      clearTimeout(limit);
      const forMs = (1000 * Math.min(LONGEST_S, player.duration)) / player.playbackRate;
      limit = setTimeout(goOn, forMs + STALLED_MS);
    };
    // Told late, a pause of ours would end the clip after it; at its end a player pauses too.
    player.onpause = () => player.paused && !player.ended && done(true);
    player.onended = () => done(true);
    player.onerror = () => done(false);
    player.src = clip;
    player.volume = Math.min(1, readNumber("voice"));
    player.playbackRate = Math.min(RATES[1], Math.max(RATES[0], readNumber("rate")));
    player.play().catch(() => done(false));
  });
}

/** Silence at once, and nothing of what was to come. */
function hush() {
  turn += 1;
  queue = Promise.resolve();
  player.pause();
}
