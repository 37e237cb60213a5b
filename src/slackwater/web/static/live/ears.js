/**
 * What is heard and felt beside the voice, for eyes that are closed: the breath as tones and as taps of the phone, a
 * quiet sea, all that was said, a screen that stays lit, and a loop too quiet to hear, because browsers give media keys
 * only to a page that plays something. It is loaded at the first touch; a session goes on without it.
 */

import { beforeLeaving } from "./every-page.js";
import { read, readNumber } from "./keeping.js";
import { audio } from "./senses.js";

/** A turn of the breath this near is set on the clock of the sound, s: page.js looks four times a second. */
const NEAR_S = 0.4;
/** From and to, Hz (ENG): up a fourth with the breath in, down a fifth with the breath out. */
const IN = { type: /** @type {OscillatorType} */ ("sine"), from: 196, to: 261.6, taps: [70] };
/** One tap in, two out: told apart without looking. */
const OUT = { type: /** @type {OscillatorType} */ ("triangle"), from: 196, to: 130.8, taps: [70, 130, 70] };
/** How long the glide lasts at most, s, and how loud it is at most (ENG). */
const GLIDE_S = 1.6;
const LOUD = 0.11;
/** The sea: how loud at most, and how slowly it comes, s (ENG). */
const SEA_LOUD = 0.05;
const SEA_COMES_S = 4;
const SEA_GOES_S = 0.06;
/** Lines that are remembered (ENG: some hours). */
const SAID_MOST = 500;
const SHELF = "slackwater.said";

/** @typedef {{in_s: number, out_s: number, at_s: number}} Breath */

/** The turn that is set already, by when it comes. */
let turnS = 0;
let lastSpokenMs = -Infinity;
/** @type {{node: GainNode} | null} */
let sea = null;
/** Every line that stood on the page, with when. @type {{at: string, text: string}[]} */
export const said = [];

/** Sets the tone and the taps of the next turn once it is near. @param {Breath | null} breath */
export function breathe(breath) {
  const way = read("breath");
  if (!breath || way === "seen" || !audio) return;
  const inward = breath.at_s >= breath.in_s;
  const leftS = (inward ? breath.in_s + breath.out_s : breath.in_s) - breath.at_s;
  const at = audio.currentTime + leftS;
  if (leftS > NEAR_S || at - turnS < NEAR_S) return;
  turnS = at;
  const turn = inward ? IN : OUT;
  if (way !== "taps") glide(turn, at, Math.min(GLIDE_S, inward ? breath.in_s : breath.out_s));
  if (way !== "tones") timer = setTimeout(() => navigator.vibrate?.(turn.taps), leftS * 1000);
}

let timer = 0;
/** @type {OscillatorNode | null} */
let tone = null;

/** @param {typeof IN} turn @param {number} at @param {number} seconds */
function glide({ type, from, to }, at, seconds) {
  if (audio?.state !== "running") return;
  tone = new OscillatorNode(audio, { type, frequency: from });
  const swell = new GainNode(audio, { gain: 0 });
  tone.frequency.setValueAtTime(from, at);
  tone.frequency.linearRampToValueAtTime(to, at + seconds);
  swell.gain.setValueAtTime(0, at);
  swell.gain.linearRampToValueAtTime(LOUD * readNumber("tones"), at + seconds / 4);
  swell.gain.linearRampToValueAtTime(0, at + seconds);
  tone.connect(swell).connect(audio.destination);
  tone.start(at);
  tone.stop(at + seconds);
  document.documentElement.dataset.breath = type === "sine" ? "in" : "out";
}

/** A stop: no tone, no tap, no sea, at once. */
export function still() {
  clearTimeout(timer);
  navigator.vibrate?.(0);
  tone?.stop();
  tone = null;
  if (sea && audio) sea.node.gain.setTargetAtTime(0, audio.currentTime, SEA_GOES_S / 3);
}

/** Nothing has stopped: the sea may be there, as loud as was chosen. */
export function goOn() {
  const loud = readNumber("background") * SEA_LOUD;
  if (audio?.state !== "running" || (!sea && loud === 0)) return;
  sea ??= pour(audio);
  sea.node.gain.cancelScheduledValues(audio.currentTime);
  sea.node.gain.setTargetAtTime(loud, audio.currentTime, SEA_COMES_S / 3);
}

/** Ten seconds of soft noise, round and round, with its highs taken off. @param {AudioContext} on */
function pour(on) {
  const buffer = on.createBuffer(1, 10 * on.sampleRate, on.sampleRate);
  const wave = buffer.getChannelData(0);
  for (let at = 0, drift = 0; at < wave.length; at += 1) {
    drift = 0.98 * drift + 0.2 * (Math.random() - 0.5);
    wave[at] = drift * Math.sin((Math.PI * at) / wave.length) ** 0.5;
  }
  const node = new GainNode(on, { gain: 0 });
  const water = new AudioBufferSourceNode(on, { buffer, loop: true });
  water.connect(new BiquadFilterNode(on, { type: "lowpass", frequency: 600 })).connect(node);
  node.connect(on.destination);
  water.start();
  return { node };
}

/** Whether the silence that was chosen is over, so that this line of a practice is spoken. @param {string} id */
export function isTime(id) {
  const now = performance.now();
  const guides = id.includes("@");
  if (guides && now - lastSpokenMs < readNumber("silence") * 1000) return false;
  lastSpokenMs = now;
  return true;
}

/** All that stood on the page, for the page after this one, which takes it and forgets it. */
export function handOn() {
  leave();
  try {
    sessionStorage.setItem(SHELF, JSON.stringify(said));
  } catch {
    // A browser that keeps nothing has nothing to hand on.
  }
}

/** Ten seconds of 16-bit sound at the edge of silence, as a WAV file: "RIFF", "WAVE", "fmt ", "data". */
function quietSound() {
  const rate_hz = 8000;
  const wave = Int16Array.from({ length: 10 * rate_hz }, (_, at) => Math.round(6 * Math.sin(at / 13)));
  const form = [0x45564157, 0x20746d66, 16, 0x10001, rate_hz, 2 * rate_hz, 0x100002, 0x61746164];
  const head = Uint32Array.of(0x46464952, 36 + wave.byteLength, ...form, wave.byteLength);
  return URL.createObjectURL(new Blob([head, wave], { type: "audio/wav" }));
}

const loop = new Audio(quietSound());
loop.loop = true;
loop.volume = 0.02;

/** The quiet loop plays: call at every touch, browsers let it begin only then. */
export function playOn() {
  if (loop.paused) loop.play().catch(() => {});
}

/**
 * Media keys pause, whichever; the one for the next track, which most headsets send for two presses, says too much.
 * None of them resumes.
 * @param {() => void} pause @param {() => void} tooMuch
 */
export function listenToMediaKeys(pause, tooMuch) {
  const session = navigator.mediaSession;
  if (!session) return;
  if ("MediaMetadata" in window) session.metadata = new MediaMetadata({ title: "Slackwater" });
  session.playbackState = "playing";
  for (const key of ["play", "pause", "stop", "previoustrack", "nexttrack", "seekbackward", "seekforward"]) {
    try {
      session.setActionHandler(
        /** @type {MediaSessionAction} */ (key),
        key === "nexttrack" ? tooMuch : pause,
      );
    } catch {
      // A browser that does not know this key has none to press.
    }
  }
}

/** @type {WakeLockSentinel | null} */
let lock = null;
let wanted = false;

/** Asked once, it goes on asking whenever the page is seen again. @param {() => void} dark the screen may go dark */
export function stayAwake(dark) {
  if (wanted) return;
  wanted = true;
  const ask = async () => {
    if (!wanted || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => {
        lock = null;
      });
    } catch {
      dark();
    }
  };
  for (const kind of ["visibilitychange", "pointerup"]) document.addEventListener(kind, ask);
  ask();
}

/** Silence, and the screen may rest: for leaving. */
export function leave() {
  still();
  loop.pause();
  wanted = false;
  lock?.release().catch(() => {});
}

/** @param {string} name */
const there = (name) => document.querySelector(`[data-${name}]`)?.textContent ?? "";

function note() {
  const text = [there("line"), there("sub")].filter(Boolean).join(" ");
  if (!text || said.at(-1)?.text === text) return;
  said.push({ at: new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }), text });
  if (said.length > SAID_MOST) said.shift();
}

const caption = document.querySelector("[data-line]")?.parentElement;
if (caption)
  new MutationObserver(note).observe(caption, { childList: true, subtree: true, characterData: true });
beforeLeaving(() => {
  leave();
  said.length = 0;
});
note();
