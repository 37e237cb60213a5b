/**
 * A sensor's own way to the server, beside the page's: a sensor says nothing in the person's name and holds no lease.
 * What is measured while no session runs is left out; nothing waits.
 */

/** @import { Device, Told } from "./types" */

import { WORDS } from "./words.js";

/** Protocol 1: pauses before connecting again, s. */
const AGAIN_S = [0.5, 1, 2, 4, 8];
/** How often to ask whether a session has begun, ms. */
const ASK_AGAIN_MS = 2000;
/** More than this waits in the browser for a slow network, bytes: some seconds of everything (ENG). */
const MOST_WAITING = 65_536;
/** Refusals that no later message changes. Any other is of one message, and the sensor goes on. */
const FOR_GOOD = ["not_your_part", "not_offered"];

export class Feed {
  /** @param {string} path @param {string} kind what the sensor is, for its name @param {Told} told */
  constructor(path, kind, told) {
    const url = new URL(path, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.url = url.href;
    this.page = `${kind}-${crypto.randomUUID()}`;
    this.told = told;
    this.beganMs = performance.now();
    this.joined = false;
    this.tries = 0;
    this.over = false;
    this.timer = 0;
    /** @type {Device | null} */
    this.device = null;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.connect();
  }

  /** Seconds on the sensor's own running clock. @param {number} [ms] of performance.now() */
  at_s(ms = performance.now()) {
    return Math.max(0, Math.round((ms - this.beganMs) * 1000) / 1e6);
  }

  /** Whether it went out. @param {object} message */
  send(message) {
    if (!this.joined || !this.socket || this.socket.bufferedAmount > MOST_WAITING) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** What the sensor is: now, and first thing in every later session. @param {Device} device */
  introduce(device) {
    this.device = device;
    this.send({ type: "device", ...device });
  }

  close() {
    this.over = true;
    clearTimeout(this.timer);
    this.socket?.close();
    this.join(false);
  }

  connect() {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => this.hello();
    socket.onmessage = ({ data }) => this.hear(JSON.parse(data));
    socket.onclose = () => {
      this.join(false);
      const pause_s = AGAIN_S[Math.min(this.tries, AGAIN_S.length - 1)];
      this.tries += 1;
      this.later(() => this.connect(), pause_s * 1000);
    };
  }

  hello() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ type: "hello", protocol: 1, role: "sensor", page: this.page }));
  }

  /** @param {{ type: string, session?: string | null, speed?: number, why?: string, text?: string }} message */
  hear(message) {
    if (message.type === "welcome") {
      this.tries = 0;
      if (message.session && message.speed !== 1) this.refuse(WORDS.pace);
      else if (message.session) this.join(true);
      else this.later(() => this.hello(), ASK_AGAIN_MS);
    } else if (message.type === "ended" || message.why === "no_session") {
      if (this.joined) this.later(() => this.hello(), ASK_AGAIN_MS);
      this.join(false);
    } else if (message.type === "refused" && FOR_GOOD.includes(message.why ?? "")) {
      this.refuse(message.text ?? "");
    } else if (message.type === "refused" && !this.joined) {
      this.later(() => this.hello(), ASK_AGAIN_MS);
    }
  }

  /** @param {boolean} joined */
  join(joined) {
    if (joined === this.joined) return;
    this.joined = joined;
    if (joined && this.device) this.send({ type: "device", ...this.device });
    this.told.joined(joined);
  }

  /** @param {string} text */
  refuse(text) {
    this.close();
    this.told.refused(text);
  }

  /** @param {() => void} act @param {number} ms */
  later(act, ms) {
    clearTimeout(this.timer);
    if (!this.over) this.timer = setTimeout(act, ms);
  }
}
