/** The browser's own voice, where it has one. Captions never wait for it. */

import { read } from "./settings.js";

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
export const isMute = () => wanted() && voiceHere() === null;

const wanted = () => document.documentElement.dataset.voice !== "off";

/** Say it; anything still being said is cut off first. @param {string} text */
export function speak(text) {
  hushVoice();
  const voice = voiceHere();
  if (!wanted() || !voice || !text) return;
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
