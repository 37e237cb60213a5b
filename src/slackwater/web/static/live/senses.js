/**
 * What the person hears, and that the screen stays lit: the browser's own voice where it has one (captions never
 * wait for it), a soft tone for each pause, made here so that it needs no network, and a loop too quiet to hear,
 * because browsers give media keys only to a page that plays something.
 */

import { read } from "./keeping.js";

/** @returns {SpeechSynthesis | undefined} */
const speech = () => window.speechSynthesis;

/** The voice to use: one that works without a network, in the page's language. */
function voiceHere() {
  const language = document.documentElement.lang || "en";
  const voices = speech()?.getVoices() ?? [];
  const ours = voices.filter((voice) => voice.lang.toLowerCase().startsWith(language));
  return ours.find((voice) => voice.localService) ?? null;
}

/** Whether the person wants a voice that this browser has not. */
export const isMute = () => voiced() && voiceHere() === null;

const voiced = () => document.documentElement.dataset.voice !== "off";

/** Say it; what is still being said is cut off first, or ended where this comes after it. @param {string} text */
export function speak(text, after = false) {
  if (!after) hushVoice();
  const voice = voiceHere();
  if (!voiced() || !voice || !text) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = Number(read("rate"));
  speech()?.speak(words);
}

/** Stop speaking, at once. */
export function hushVoice() {
  speech()?.cancel();
}

/** @type {AudioContext | null} */
let audio = null;
/** @type {HTMLAudioElement | null} */
let loop = null;

/** Call on every touch and key: browsers let sound begin only then. */
export function unlock() {
  audio ??= "AudioContext" in window ? new AudioContext() : null;
  if (audio?.state === "suspended") audio.resume().catch(() => {});
  if (loop?.paused) loop.play().catch(() => {});
}

/** The soft tone: a third that falls and fades. Whether it could sound. */
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
    swell.gain.linearRampToValueAtTime(0.16, begin + at + 0.04);
    swell.gain.exponentialRampToValueAtTime(0.0004, begin + at + 1.3);
    tone.connect(swell).connect(audio.destination);
    tone.start(begin + at);
    tone.stop(begin + at + 1.4);
  }
  return true;
}

/** Ten seconds of 16-bit sound at the edge of silence, as a WAV file: "RIFF", "WAVE", "fmt ", "data". */
function quietSound() {
  const rate_hz = 8000;
  const wave = Int16Array.from({ length: 10 * rate_hz }, (_, at) => Math.round(6 * Math.sin(at / 13)));
  const form = [0x45564157, 0x20746d66, 16, 0x10001, rate_hz, 2 * rate_hz, 0x100002, 0x61746164];
  const head = Uint32Array.of(0x46464952, 36 + wave.byteLength, ...form, wave.byteLength);
  return URL.createObjectURL(new Blob([head, wave], { type: "audio/wav" }));
}

/** Media keys, whichever, do one thing: pause. None of them resumes. @param {() => void} pause */
export function listenToMediaKeys(pause) {
  loop = new Audio(quietSound());
  loop.loop = true;
  loop.volume = 0.02;
  const session = navigator.mediaSession;
  if (!session) return;
  if ("MediaMetadata" in window) session.metadata = new MediaMetadata({ title: "Slackwater" });
  session.playbackState = "playing";
  for (const key of ["play", "pause", "stop", "previoustrack", "nexttrack", "seekbackward", "seekforward"]) {
    try {
      session.setActionHandler(/** @type {MediaSessionAction} */ (key), pause);
    } catch {
      // A browser that does not know this key has none to press.
    }
  }
}

/** @type {WakeLockSentinel | null} */
let lock = null;
let wanted = false;

/** @param {(held: boolean) => void} tell called when this changes */
export function stayAwake(tell) {
  wanted = true;
  const ask = async () => {
    if (!wanted || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => {
        lock = null;
      });
      tell(true);
    } catch {
      tell(false);
    }
  };
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("pointerup", ask);
  return ask();
}

/** Silence, and the screen may rest: for leaving. */
export function hush() {
  hushVoice();
  loop?.pause();
  audio?.close().catch(() => {});
  wanted = false;
  lock?.release().catch(() => {});
}
