/** A heart strap over the browser's own Bluetooth: chosen by the person, kept connected, passed on as it came. */

/** @import { Bluetooth, BluetoothCharacteristic, BluetoothDevice, BluetoothServer, Device, Given, PolarAnswer, Running, Standing } from "./types" */

import { Feed } from "./feed.js";
import * as polar from "./polar.js";
import { WORDS } from "./words.js";

const HEART_RATE = "2A37";
const POLAR_DATA = "FB005C82";
/** A worn strap notifies once a second: one that says nothing so long is connected afresh, ms (ENG). */
const SILENT_MS = 10_000;
/** Pauses before each new try, s; the last is kept. */
const AGAIN_S = [1, 2, 4, 8, 15, 30];
/** For the strap to answer a command, ms (ENG). */
const ANSWER_MS = 5000;
/** The same bytes again within this are one notification delivered twice, ms (ENG). */
const REPEATED_MS = 100;
/** Characters of a name: docs/protocol.md. */
const NAME_MOST = 80;

/** @returns {Bluetooth | undefined} */
const bluetooth = () => /** @type {any} */ (navigator).bluetooth;

/** Whether this browser can talk to a strap by itself. */
export const isHere = () => bluetooth() !== undefined;

/** @param {DataView} value */
const hexOf = (value) =>
  Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Let the person choose a strap, and keep it connected until it is stopped. Call it from a tap. Never throws: what
 * goes wrong is told.
 * @param {Given} given @returns {Promise<Running | null>}
 */
export async function connectStrap({ socket = "/ws/session", tell }) {
  /** @param {Standing} standing @param {string} text */
  const say = (standing, text) => tell({ sense: "strap", standing, text, device: null });
  const here = bluetooth();
  if (!here) {
    say("missing", WORDS.no_web_bluetooth);
    return null;
  }
  say("asking", WORDS.asking);
  try {
    const device = await here.requestDevice({
      filters: [{ services: ["heart_rate"] }],
      optionalServices: [polar.SERVICE, "battery_service"],
    });
    return new Strap(device, socket, tell);
  } catch (wrong) {
    const name = wrong instanceof DOMException ? wrong.name : "";
    if (name === "NotFoundError" && !(await isOn(here))) say("missing", WORDS.bluetooth_off);
    else if (name === "NotFoundError") say("off", WORDS.nothing_chosen);
    else say("refused", WORDS.bluetooth_refused);
    return null;
  }
}

/** Whether there is Bluetooth to use; where the browser does not say, there is. @param {any} here */
async function isOn(here) {
  try {
    return here.getAvailability ? Boolean(await here.getAvailability()) : true;
  } catch {
    return true;
  }
}

/** Cut between characters, never within one. @param {BluetoothDevice} device */
const nameOf = (device) =>
  Array.from(device.name ?? "")
    .slice(0, NAME_MOST)
    .join("");

/** One strap that was chosen. */
class Strap {
  /** @param {BluetoothDevice} device @param {string} socket @param {Given["tell"]} tell */
  constructor(device, socket, tell) {
    this.bluetooth = device;
    this.tell = tell;
    this.over = false;
    this.connected = false;
    /** Whether it ever gave a heart rate. */
    this.known = false;
    this.heardMs = 0;
    /** @type {Map<string, { hex: string, ms: number }>} */
    this.last = new Map();
    /** @type {Device} */
    this.device = { name: nameOf(device), sensing: "unknown", place: "unknown", battery_percent: null };
    this.feed = new Feed(socket, "strap", {
      joined: () => this.stands(),
      refused: (text) => this.end("refused", text),
    });
    this.kept = this.keep();
  }

  stop() {
    this.end("off", WORDS.off);
  }

  /** @param {Standing} standing @param {string} text */
  end(standing, text) {
    if (this.over) return;
    this.over = true;
    this.feed.close();
    this.bluetooth.gatt.disconnect();
    this.say(standing, text);
  }

  /** @param {Standing} standing @param {string} text */
  say(standing, text) {
    this.tell({ sense: "strap", standing, text, device: this.device });
  }

  /** How it stands while it is connected. */
  stands() {
    if (this.over || !this.connected) return;
    if (this.feed.joined) this.say("on", WORDS.on);
    else this.say("waiting", WORDS.waiting);
  }

  /** Connect, and again whenever the connection ends. */
  async keep() {
    for (let tries = 0; !this.over; tries += 1) {
      this.say("connecting", WORDS.connecting);
      this.heardMs = 0;
      try {
        await this.listen(await this.bluetooth.gatt.connect());
        await this.untilGone();
      } catch (wrong) {
        if (this.hasNoHeart(wrong)) return this.end("missing", WORDS.no_heart);
      }
      this.connected = false;
      if (this.over) return;
      if (this.heardMs > 0) tries = 0;
      this.bluetooth.gatt.disconnect();
      this.say("lost", WORDS.lost);
      await wait(AGAIN_S[Math.min(tries, AGAIN_S.length - 1)] * 1000);
    }
  }

  /** Connected, and no heart rate on it, now or ever: trying again is in vain. @param {unknown} wrong */
  hasNoHeart(wrong) {
    if (this.known) return false;
    return this.bluetooth.gatt.connected && wrong instanceof DOMException && wrong.name === "NotFoundError";
  }

  /** @param {BluetoothServer} server */
  async listen(server) {
    const heart = await server.getPrimaryService("heart_rate");
    await this.subscribe(await heart.getCharacteristic("heart_rate_measurement"), HEART_RATE);
    this.connected = true;
    this.known = true;
    this.device = { ...this.device, battery_percent: await readBattery(server) };
    const streams = await this.measure(server).catch(() => /** @type {number[]} */ ([]));
    if (streams.includes(polar.ECG)) this.device = { ...this.device, sensing: "electric", place: "chest" };
    this.feed.introduce(this.device);
    this.stands();
  }

  /** Pass every notification on, once. @param {BluetoothCharacteristic} from @param {string} uuid */
  async subscribe(from, uuid) {
    from.addEventListener("characteristicvaluechanged", () => {
      const ms = performance.now();
      const hex = from.value ? hexOf(from.value) : "";
      const before = this.last.get(uuid);
      this.heardMs = ms;
      this.last.set(uuid, { hex, ms });
      if (before?.hex === hex && ms - before.ms < REPEATED_MS) return;
      this.feed.send({ type: "packet", uuid, hex, at_s: this.feed.at_s(ms) });
    });
    await from.startNotifications();
  }

  /** Start the strap's own ECG and movement where it has them; give which run. @param {BluetoothServer} server */
  async measure(server) {
    const service = await server.getPrimaryService(polar.SERVICE);
    const control = await service.getCharacteristic(polar.CONTROL);
    const offered = polar.offered(await control.readValue());
    await control.startNotifications();
    await this.subscribe(await service.getCharacteristic(polar.DATA), POLAR_DATA);
    const running = [];
    for (const stream of offered) {
      const settings = await ask(control, polar.askSettings(stream));
      if (settings?.error !== 0) continue;
      if (polar.runs(await ask(control, polar.start(stream, settings.settings)))) running.push(stream);
    }
    return running;
  }

  /** Until the connection ends, the strap says nothing for too long, or it is stopped. */
  async untilGone() {
    let sinceMs = performance.now();
    while (!this.over && this.bluetooth.gatt.connected) {
      await wait(500);
      sinceMs = Math.max(sinceMs, this.heardMs);
      if (performance.now() - sinceMs > SILENT_MS) return;
    }
  }
}

/** Write a command and give the answer to it; null where none comes. @param {BluetoothCharacteristic} control @param {Uint8Array<ArrayBuffer>} command @returns {Promise<PolarAnswer | null>} */
async function ask(control, command) {
  /** @type {(answer: PolarAnswer | null) => void} */
  let answered = () => {};
  const answer = new Promise((/** @type {(answer: PolarAnswer | null) => void} */ done) => {
    answered = done;
  });
  const hear = () => {
    const read = control.value ? polar.readAnswer(control.value) : null;
    if (read?.command === command[0] && read.stream === command[1]) answered(read);
  };
  control.addEventListener("characteristicvaluechanged", hear);
  const timer = setTimeout(() => answered(null), ANSWER_MS);
  try {
    await control.writeValueWithResponse(command);
    return await answer;
  } finally {
    clearTimeout(timer);
    control.removeEventListener("characteristicvaluechanged", hear);
  }
}

/** Percent, where the strap tells. @param {BluetoothServer} server */
async function readBattery(server) {
  try {
    const service = await server.getPrimaryService("battery_service");
    const value = await (await service.getCharacteristic("battery_level")).readValue();
    return value.getUint8(0) <= 100 ? value.getUint8(0) : null;
  } catch {
    return null;
  }
}
