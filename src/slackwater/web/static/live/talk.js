/**
 * The way to the server and what is said on it: hello, beats, sayings that wait until they are acknowledged,
 * reconnecting with growing pauses. An offline network leaves an open socket silent without ever closing it, so
 * silence counts as closed.
 */

/** @import { Hears, Message, Way } from "./types" */

import { Outbox } from "./keeping.js";
import { BEAT_MS } from "./safety.js";
import { NOTES } from "./words.js";

/** Protocol 1: pauses before connecting again, s. */
const AGAIN_S = [0.5, 1, 2, 4, 8];
/** A holder hears an answer to each beat; this much silence means nobody is there, ms (ENG: two beats and a half). */
export const SILENT_MS = 5000;

export class Line {
  /** @param {string} url @param {"page" | "watch"} role @param {Way} way */
  constructor(url, role, way) {
    this.url = url;
    this.role = role;
    this.way = way;
    this.page = crypto.randomUUID();
    this.tries = 0;
    this.heardMs = 0;
    this.over = false;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.timer = 0;
  }

  connect() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.heardMs = performance.now();
    socket.onopen = () => this.hello();
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.heardMs = performance.now();
      this.tries = 0;
      this.way.heard(JSON.parse(event.data));
    };
    socket.onclose = () => {
      if (socket === this.socket) this.drop();
    };
  }

  hello() {
    this.send({ type: "hello", protocol: 1, role: this.role, page: this.page });
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Whether it went out. @param {object} message */
  send(message) {
    if (!this.socket || !this.open) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Called often: a socket that answers nothing is dropped. @param {boolean} answers whether beats are answered here */
  listen(answers) {
    if (!this.socket || performance.now() - this.heardMs <= SILENT_MS) return;
    if (answers || !this.open) this.drop();
    else this.ask();
  }

  /** Where no beat is answered there may be nothing to hear: the program is asked for a sign of life. */
  ask() {
    const { socket } = this;
    this.heardMs = performance.now();
    fetch("/alive", { signal: AbortSignal.timeout(SILENT_MS) }).catch(() => {
      if (socket === this.socket) this.drop();
    });
  }

  /** Give up this socket and try again later. */
  drop() {
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onclose = null;
      socket.close();
    }
    this.way.cut();
    clearTimeout(this.timer);
    if (this.over) return;
    const pause_s = AGAIN_S[Math.min(this.tries, AGAIN_S.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => this.connect(), pause_s * 1000);
  }

  /** The network says it is back: try now. */
  hurry() {
    if (this.over || this.socket) return;
    this.connect();
  }

  /** For good. */
  end() {
    this.over = true;
    this.drop();
  }
}

/** Refusals after which sending again would change nothing. */
const FINAL = new Set(["unknown_message", "out_of_range", "not_now", "not_offered"]);

export class Talk {
  /** @param {string} path @param {"page" | "watch"} role @param {Hears} hears */
  constructor(path, role, hears) {
    this.hears = hears;
    this.outbox = new Outbox();
    this.part = "none";
    /** The session on this page: what waits belongs to it, and to no later one. @type {string | null} */
    this.session = null;
    this.beats = 0;
    this.beatMs = 0;
    const url = new URL(path, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.line = new Line(url.href, role, {
      heard: (message) => this.heard(message),
      cut: () => {
        this.part = "none";
        hears.cut();
      },
    });
    this.line.connect();
    addEventListener("online", () => this.line.hurry());
  }

  /** Say it now, or as soon as there is somebody to hear it. @param {string} what @param {object} fields */
  say(what, fields = {}) {
    const session = this.session ? { session: this.session } : {};
    const kept = this.outbox.keep({ id: crypto.randomUUID(), what, ...session, ...fields });
    if (this.part !== "none") this.line.send(this.outbox.message(kept));
    return kept.saying.id;
  }

  /** @param {Message} message */
  heard(message) {
    if (message.type === "welcome") {
      this.session = message.session ?? this.session;
      this.hears.welcome(message);
      this.part = message.you;
      this.beats = 0;
      for (const saying of this.outbox.due()) this.line.send(saying);
      this.beat();
    } else if (message.type === "ack") {
      this.kept(message.id);
      if (message.late)
        this.hears.message({ type: "refused", id: message.id, why: "late", text: NOTES.late });
    } else {
      if (message.type === "refused" && message.id && FINAL.has(message.why)) {
        this.kept(message.id);
      }
      this.hears.message(message);
    }
  }

  /** @param {string} id */
  kept(id) {
    this.outbox.acknowledged(id);
    this.hears.kept(id);
  }

  /** Called often. @param {number} nowMs */
  tick(nowMs) {
    this.line.listen(this.part === "holder");
    if (this.part === "holder" && nowMs - this.beatMs >= BEAT_MS) this.beat();
  }

  beat() {
    if (this.part !== "holder") return;
    this.beats += 1;
    this.beatMs = performance.now();
    this.hears.beat(this.beats);
    this.line.send({ type: "beat", n: this.beats });
  }

  /** Ask to lead the session from this page: granted where no other page does. */
  lead() {
    this.line.hello();
  }

  end() {
    this.line.end();
  }
}
