/**
 * What the person hears at a stop and at each line: a clip of it (`clips.js`), else the browser's own voice where it has
 * one (captions wait for neither), and a soft tone for each pause, made here so that it needs no network. The rest is in `ears.js`.
 */

/** @import { Scene } from "./types" */

import { readNumber } from "./keeping.js";

/** @returns {SpeechSynthesis | undefined} */
const speech = () => window.speechSynthesis;

/**
 * A browser's voice that fails is one that does not speak: no stop, no question and no yes waits for it.
 * @template T @param {() => T} act
 */
function quietly(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** The voice to use: one that works without a network, in the page's language. */
function voiceHere() {
  const language = document.documentElement.lang || "en";
  const voices = quietly(() => speech()?.getVoices()) ?? [];
  const ours = voices.filter((voice) => voice.lang.toLowerCase().startsWith(language));
  return ours.find((voice) => voice.localService) ?? null;
}

/** Whether the person wants a voice, and lines will stay without one. */
export const isMute = () => voiced() && !clips?.whole && voiceHere() === null;

function voiced() {
  return document.documentElement.dataset.voice !== "off";
}

/** Clips, where some were made ahead. @type {import("./clips.js").Clips | null} */
let clips = null;
if (voiced() && "clips" in document.documentElement.dataset) fetchClips().catch(() => {});

async function fetchClips() {
  clips = await (await import("./clips.js")).open();
}

/** Say it; what is still being said is cut off first, or ended where this comes after it. @param {string} text */
export function speak(text, after = false) {
  if (!after) hushVoice();
  if (!voiced() || !text) return;
  if (clips) clips.say(text, aloud);
  else aloud(text);
}

/** By the browser's own voice, where it has one. @param {string} text @param {() => void} [done] */
function aloud(text, done) {
  const voice = voiceHere();
  if (!voice || !quietly(() => utter(text, voice, done))) done?.();
}

/** Whether the browser took it. @param {string} text @param {SpeechSynthesisVoice} voice @param {() => void} [done] */
function utter(text, voice, done) {
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = readNumber("rate");
  words.volume = readNumber("voice");
  if (done) words.onend = words.onerror = done;
  speech()?.speak(words);
  return true;
}

/** What a scene may say is fetched ahead. @param {Scene} scene */
export const hold = (scene) => clips?.holdFor(scene);

/** Stop speaking, at once. */
export function hushVoice() {
  clips?.hush();
  quietly(() => speech()?.cancel());
}

/** What makes every sound here; null before the first touch. @type {AudioContext | null} */
export let audio = null;
/** Call on every touch and key: only then sound begins, or comes back after a call. */
export function unlock() {
  audio ??= "AudioContext" in window ? new AudioContext() : null;
  audio?.resume().catch(() => {});
}

/** The soft tone: a third that falls and fades, heard however quiet tones were chosen. Whether it could sound. */
export function sound() {
  document.documentElement.dataset.tones = String(Number(document.documentElement.dataset.tones ?? 0) + 1);
  if (audio?.state !== "running") return false;
  const begin = audio.currentTime;
  for (const [at, hz] of [
    [0, 392],
    [0.28, 329.6],
  ]) {
    const tone = new OscillatorNode(audio, { type: "sine", frequency: hz });
    const swell = new GainNode(audio, { gain: 0 });
    swell.gain.setValueAtTime(0, begin + at);
    swell.gain.linearRampToValueAtTime(0.16 * Math.max(0.2, readNumber("tones")), begin + at + 0.04);
    swell.gain.linearRampToValueAtTime(0, begin + at + 1.3);
    tone.connect(swell).connect(audio.destination);
    tone.start(begin + at);
    tone.stop(begin + at + 1.4);
  }
  return true;
}

/** Silence: for leaving. */
export function hush() {
  hushVoice();
  audio?.close().catch(() => {});
}
