/**
 * Two sounds of our own. A soft falling tone for each pause, made here so that it needs no network. And a loop
 * too quiet to hear, because browsers give media keys only to a page that plays something.
 */

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

/** Ten seconds of 16-bit sound at the edge of silence. */
function quietSound() {
  const rate_hz = 8000;
  const samples = rate_hz * 10;
  const bytes = new DataView(new ArrayBuffer(44 + samples * 2));
  const head = [
    0x52494646,
    36 + samples * 2,
    0x57415645,
    0x666d7420,
    16,
    0x00010001,
    rate_hz,
    rate_hz * 2,
    0x00100002,
  ];
  const bigEnded = new Set([0, 2, 3]);
  head.forEach((word, at) => {
    bytes.setUint32(at * 4, word, !bigEnded.has(at));
  });
  bytes.setUint32(36, 0x64617461);
  bytes.setUint32(40, samples * 2, true);
  for (let at = 0; at < samples; at += 1)
    bytes.setInt16(44 + at * 2, Math.round(6 * Math.sin(at / 13)), true);
  return URL.createObjectURL(new Blob([bytes.buffer], { type: "audio/wav" }));
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

/** Silence, for leaving. */
export function hush() {
  loop?.pause();
  loop = null;
  audio?.close().catch(() => {});
  audio = null;
}
