/**
 * What this browser keeps: how to show and speak, and what the person said until the server has acknowledged it,
 * so that a closed tab or a lost network loses nothing. A yes, *still here* and how one arrives are never kept:
 * late they would mean something else.
 */

/** @import { Kept, Saying, Shelf } from "./types" */

const SHELF = "slackwater.outbox";
/** The protocol's oldest: a week, ms. */
const OLDEST_MS = 604_800_000;
const NOW_OR_NEVER = new Set(["agree", "arrived", "still_here"]);

/** What the browser's own store did not take, for as long as this page lives. @type {Map<string, string>} */
const held = new Map();

/** The browser's own store; where it is full or refused, memory. @type {Shelf} */
const shelf = {
  getItem(key) {
    try {
      return held.get(key) ?? localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem(key, value) {
    held.set(key, value);
    try {
      localStorage.setItem(key, value);
      held.delete(key);
    } catch {}
  },
};

/** @type {Readonly<Record<string, string>>} */
const DEFAULTS = {
  rate: "0.9",
  progress: "shown",
  voice: "1",
  tones: "1",
  background: "0",
  breath: "tones",
  silence: "0",
};

/** How to show or speak, as chosen in this browser. @param {string} name */
export const read = (name) => shelf.getItem(`slackwater.${name}`) ?? DEFAULTS[name];

/** The same as a number; the usual one where what is kept is none. @param {string} name */
export function readNumber(name) {
  const kept = Number.parseFloat(read(name));
  return kept >= 0 && kept < Number.POSITIVE_INFINITY ? kept : Number(DEFAULTS[name]);
}

/** @param {string} name @param {string} value */
export const choose = (name, value) => shelf.setItem(`slackwater.${name}`, value);

/** Whether this can be said: what else stands on the shelf keeps nothing that was said from the server. @param {any} one */
const isKept = (one) =>
  typeof one?.saying?.id === "string" && typeof one.saying.what === "string" && Number.isFinite(one.saidMs);

export class Outbox {
  /** @param {Shelf} store @param {() => number} nowMs wall clock */
  constructor(store = shelf, nowMs = Date.now) {
    this.store = store;
    this.nowMs = nowMs;
  }

  /** Everything that waits, oldest first. @returns {Kept[]} */
  read() {
    try {
      const kept = JSON.parse(this.store.getItem(SHELF) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isKept) : [];
    } catch {
      return [];
    }
  }

  /** @param {Kept[]} kept */
  write(kept) {
    this.store.setItem(SHELF, JSON.stringify(kept));
  }

  /** Keep a saying until it is acknowledged; a yes is not kept. @param {Saying} saying @returns {Kept} */
  keep(saying) {
    const one = { saying, saidMs: this.nowMs() };
    if (!NOW_OR_NEVER.has(saying.what)) this.write([...this.read(), one]);
    return one;
  }

  /** The server has it. Whether it waited here. @param {string} id */
  acknowledged(id) {
    const kept = this.read();
    const left = kept.filter((one) => one.saying.id !== id);
    if (left.length < kept.length) this.write(left);
    return left.length < kept.length;
  }

  /** The messages to send now, in order, each with how long ago it was said. */
  due() {
    return this.read().map((one) => this.message(one));
  }

  /** @param {Kept} one */
  message({ saying, saidMs }) {
    const ago_ms = Math.round(Math.min(OLDEST_MS, Math.max(0, this.nowMs() - saidMs)));
    return { type: "say", ...saying, ago_ms };
  }
}
