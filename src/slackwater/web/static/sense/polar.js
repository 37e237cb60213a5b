/** A Polar strap's control point: the commands that start its own ECG and movement. The frames go on as they came. */

/** @import { PolarAnswer } from "./types" */

export const SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8";
export const CONTROL = "fb005c81-02e7-f387-1cad-8acd2d8df0c8";
export const DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8";

export const ECG = 0;
export const ACC = 2;
const SETTINGS = 1;
const START = 2;
const DONE = 0;
const ALREADY_SO = 6;

/** By setting (0 samples a second, 1 bits, 2 ± g): what is asked for, as `sensors/polar.py` does. */
const CHOSEN = new Map([
  [
    ECG,
    new Map([
      [0, 130],
      [1, 14],
    ]),
  ],
  [
    ACC,
    new Map([
      [0, 50],
      [1, 16],
      [2, 8],
    ]),
  ],
]);

/** @param {number} stream */
export const askSettings = (stream) => Uint8Array.of(SETTINGS, stream);

/** The command that starts a stream with the nearest it offers. @param {number} stream @param {Map<number, number[]>} offered */
export function start(stream, offered) {
  const bytes = [START, stream];
  for (const [setting, values] of offered) {
    if (values.length === 0) continue;
    const wanted = CHOSEN.get(stream)?.get(setting) ?? 0;
    const above = values.filter((value) => value >= wanted);
    const value = above.length > 0 ? Math.min(...above) : Math.max(...values);
    bytes.push(setting, 1, value & 0xff, value >> 8);
  }
  return Uint8Array.from(bytes);
}

/** Which streams the strap offers, by what its control point reads. @param {DataView} value */
export function offered(value) {
  if (value.byteLength < 2 || value.getUint8(0) !== 0x0f) return [];
  return [ECG, ACC].filter((stream) => (value.getUint8(1) >> stream) & 1);
}

/** An answer of the control point; null for what is none. @param {DataView} value @returns {PolarAnswer | null} */
export function readAnswer(value) {
  if (value.byteLength < 4 || value.getUint8(0) !== 0xf0) return null;
  /** @type {Map<number, number[]>} */
  const settings = new Map();
  let at = 5;
  while (at + 1 < value.byteLength && value.getUint8(at) <= 2) {
    const count = value.getUint8(at + 1);
    const end = at + 2 + 2 * count;
    if (end > value.byteLength) return null;
    const values = Array.from({ length: count }, (_, number) => value.getUint16(at + 2 + 2 * number, true));
    settings.set(value.getUint8(at), values);
    at = end;
  }
  return { command: value.getUint8(1), stream: value.getUint8(2), error: value.getUint8(3), settings };
}

/** Whether an answer says that the stream runs. @param {PolarAnswer | null} answer */
export const runs = (answer) => answer !== null && (answer.error === DONE || answer.error === ALREADY_SO);
