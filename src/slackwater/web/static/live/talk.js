/** What is said to the server and what it answers: hello, beats, sayings that wait until they are acknowledged. */

/** @import { Hears, Message } from "./types" */
import { Outbox } from "./outbox.js";
import { BEAT_MS } from "./safety.js";
import { Line } from "./socket.js";
import { NOTES } from "./words.js";

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
