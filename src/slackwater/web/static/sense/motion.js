/**
 * This device's own movement: each sample with the time of its event, sent about every quarter of a second.
 *
 * Axes and signs are passed on as the browser gives them. WebKit on a phone signs gravity the other way round than
 * Chromium and Firefox do; nothing here turns it, because nothing tells for sure which one a browser follows.
 */

/** @import { Device, Given, Running, Standing } from "./types" */

import { worded } from "../live/tongue.js";
import { Feed } from "./feed.js";
import { WORDS } from "./words.js";

const BATCH_US = 250_000;
/** The samples of one message span no more: docs/protocol.md. */
const LONGEST_SPAN_US = 5_000_000;
const MOST_SAMPLES = 64;
/** Beyond ±32 g no sensor reads: docs/protocol.md. */
const MOST_MS2 = 400;
/** A device with a sensor gives its first sample at once; one without gives none in this time, ms (ENG). */
const FIRST_MS = 2000;
/** A longer step is told as this long, ms: docs/protocol.md. */
const LONGEST_STEP_MS = 3_600_000;

/**
 * Ask for permission and pass this device's movement on until it is stopped. Call it from a tap. Never throws: what
 * goes wrong is told.
 * @param {Given & { place?: Device["place"] }} given where the device lies, as the person says
 * @returns {Promise<Running | null>}
 */
export async function useMotion({ socket = "/ws/session", tell, place = "unknown" }) {
  /** @param {Standing} standing @param {string} text */
  const say = (standing, text) => tell({ sense: "motion", standing, text, device: null });
  if (!window.isSecureContext) {
    say("missing", WORDS.motion_needs_trust);
    return null;
  }
  if (!("DeviceMotionEvent" in window)) {
    say("missing", WORDS.no_motion);
    return null;
  }
  say("asking", WORDS.connecting);
  if (!(await isAllowed())) {
    say("refused", WORDS.motion_refused);
    return null;
  }
  return new Motion(socket, tell, place);
}

/** Phones of one maker ask the person first, from a tap; the others do not ask. */
async function isAllowed() {
  const asked = /** @type {any} */ (DeviceMotionEvent).requestPermission;
  if (!asked) return true;
  try {
    return (await asked.call(DeviceMotionEvent)) === "granted";
  } catch {
    return false;
  }
}

class Motion {
  /** @param {string} socket @param {Given["tell"]} tell @param {Device["place"]} place */
  constructor(socket, tell, place) {
    this.tell = tell;
    /** @type {Device} */
    this.device = { name: worded("This device"), sensing: "unknown", place, battery_percent: null };
    this.over = false;
    this.felt = false;
    this.beganUs = Math.round(performance.now() * 1000);
    this.lastUs = this.beganUs;
    this.batchUs = 0;
    /** @type {number[][]} */
    this.samples = [];
    this.feed = new Feed(socket, "motion", {
      joined: () => this.stands(),
      refused: (text) => this.end("refused", text),
    });
    this.feed.introduce(this.device);
    this.hear = (/** @type {DeviceMotionEvent} */ event) => this.feel(event);
    this.look = () => this.stands();
    addEventListener("devicemotion", this.hear);
    document.addEventListener("visibilitychange", this.look);
    this.timer = setTimeout(() => this.felt || this.end("missing", WORDS.no_motion), FIRST_MS);
  }

  stop() {
    this.end("off", WORDS.off);
  }

  /** @param {Standing} standing @param {string} text */
  end(standing, text) {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    removeEventListener("devicemotion", this.hear);
    document.removeEventListener("visibilitychange", this.look);
    this.feed.close();
    this.tell({ sense: "motion", standing, text, device: this.device });
  }

  stands() {
    if (this.over || !this.felt) return;
    const hidden = document.visibilityState === "hidden";
    const [standing, text] = /** @type {[Standing, string]} */ (
      hidden
        ? ["resting", WORDS.motion_resting]
        : this.feed.joined
          ? ["on", WORDS.on]
          : ["waiting", WORDS.waiting]
    );
    this.tell({ sense: "motion", standing, text, device: this.device });
  }

  /** @param {DeviceMotionEvent} event */
  feel(event) {
    const { x, y, z } = event.accelerationIncludingGravity ?? {};
    if (typeof x !== "number" || typeof y !== "number" || typeof z !== "number") return;
    if (!this.felt) {
      this.felt = true;
      clearTimeout(this.timer);
      this.stands();
    }
    const us = Math.round(event.timeStamp * 1000);
    if (us <= this.lastUs || Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) > MOST_MS2) return;
    if (this.samples.length > 0 && us - this.batchUs > LONGEST_SPAN_US) this.send();
    if (this.samples.length === 0) this.batchUs = us;
    this.samples.push([Math.min((us - this.lastUs) / 1000, LONGEST_STEP_MS), short(x), short(y), short(z)]);
    this.lastUs = us;
    if (us - this.batchUs >= BATCH_US || this.samples.length === MOST_SAMPLES) this.send();
  }

  send() {
    this.feed.send({ type: "motion", at_s: (this.lastUs - this.beganUs) / 1e6, samples: this.samples });
    this.samples = [];
  }
}

/** Micrometres a second squared are finer than any sensor here. @param {number} value */
const short = (value) => Math.round(value * 1e6) / 1e6;
