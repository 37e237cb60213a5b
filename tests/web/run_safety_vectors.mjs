// Runs the vectors of tests/vectors/safety through the page's safety module; prints one JSON line for each.
import { readdirSync, readFileSync } from "node:fs";
import {
  BEAT_MS,
  CLOCK_MS,
  isGrounding,
  isMoving,
  LEASE_MS,
  OPENING,
  step,
} from "../../src/slackwater/web/static/live/safety.js";

const folder = new URL("../vectors/safety/", import.meta.url);
const ENGINE_ONLY = new Set(["page_stopped", "restart"]);

class Page {
  constructor() {
    this.state = OPENING;
    this.mono = 1_000;
    this.wall = 1_700_000_000_000;
    this.n = 0;
    this.asked = 0;
    this.toBeat = 0;
    this.effects = [];
    this.tell({ type: "clock", monoMs: this.mono, wallMs: this.wall });
  }
  tell(event) {
    const next = step(this.state, event);
    this.state = next.state;
    this.effects.push(...next.effects);
  }
  pass(ms, { mono = true, wall = true } = {}) {
    if (mono) this.mono += ms;
    if (wall) this.wall += ms;
    this.tell({ type: "clock", monoMs: this.mono, wallMs: this.wall });
  }
  beat(answered) {
    this.n += 1;
    this.tell({ type: "beat", n: this.n });
    if (answered) this.tell({ type: "lease", forMs: LEASE_MS, n: this.n });
  }
  live(seconds, answered) {
    for (let ms = 0; ms < seconds * 1000; ms += CLOCK_MS) {
      this.pass(CLOCK_MS);
      this.toBeat += CLOCK_MS;
      if (this.toBeat >= BEAT_MS) {
        this.toBeat = 0;
        this.beat(answered);
      }
    }
  }
  scene(phase, moving, question = null) {
    if (question !== null) this.asked = question;
    this.tell({ type: "scene", phase, moving, question });
  }
  given(where) {
    if (where === "opening") return;
    this.tell({ type: "welcome", you: "holder" });
    this.beat(true);
    this.scene("settling", false, 1);
    if (where === "settling") return;
    this.tell({ type: "agree", question: 1 });
    this.scene("practising", true);
    if (where === "practising") return;
    if (where === "paused") this.tell({ type: "pause" });
    if (where === "grounding") this.tell({ type: "too_much" });
    this.scene(where, false);
    for (const stop of this.state.unkept) this.tell({ type: "kept", stop });
  }
  do(one) {
    const verbs = {
      pause: () => this.tell({ type: "pause" }),
      too_much: () => this.tell({ type: "too_much" }),
      end: () => this.tell({ type: "end" }),
      agree: () => this.tell({ type: "agree", question: this.asked }),
      agree_late: () => this.tell({ type: "agree", question: this.asked - 1 }),
      wait: () => this.live(one.s, false),
      alive: () => this.live(one.s, true),
      frozen: () => this.pass(one.s * 1000),
      suspended: () => this.pass(one.s * 1000, { mono: false }),
      lease: () => this.beat(true),
      lease_told: () => this.tell({ type: "lease", forMs: LEASE_MS, n: null }),
      answer_late: () => {
        this.beat(false);
        const n = this.n;
        for (let ms = 0; ms < one.s * 1000; ms += CLOCK_MS) this.pass(CLOCK_MS);
        this.tell({ type: "lease", forMs: LEASE_MS, n });
      },
      cut: () => this.tell({ type: "cut" }),
      welcome: () => this.tell({ type: "welcome", you: one.you }),
      kept: () => {
        for (const stop of this.state.unkept) this.tell({ type: "kept", stop });
      },
      scene: () => this.scene(one.phase, one.moves, one.question),
    };
    if (!(one.do in verbs)) throw new Error(`unknown step: ${one.do}`);
    verbs[one.do]();
  }
}

function named(effect) {
  const word = { line: effect.line, say: effect.what, agree: effect.question }[effect.do];
  return word === undefined ? effect.do : `${effect.do}:${word}`;
}

function differences(vector) {
  const page = new Page();
  page.given(vector.given);
  const wrong = [];
  vector.steps.forEach((one, at) => {
    if (ENGINE_ONLY.has(one.do)) return;
    page.effects = [];
    page.do(one);
    const got = {
      moving: isMoving(page.state),
      grounding: isGrounding(page.state),
      does: page.effects.map(named),
    };
    for (const key of Object.keys(got)) {
      if (key in one && JSON.stringify(one[key]) !== JSON.stringify(got[key])) {
        wrong.push(
          `step ${at + 1} (${one.do}): ${key} is ${JSON.stringify(got[key])}, not ${JSON.stringify(one[key])}`,
        );
      }
    }
  });
  return wrong;
}

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()) {
  const vector = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  if (!vector.sides.includes("page")) continue;
  console.log(JSON.stringify({ name: file.replace(".json", ""), wrong: differences(vector) }));
}
