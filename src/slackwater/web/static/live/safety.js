/**
 * What the page may show now: movement, or stillness and why. Pure: no page, no clock, no socket.
 *
 * `step(state, event)` answers with the next state and what to do now, in order. Movement needs four things at
 * once: the server says it moves, the lease runs, the person's own yes was given on this page since the last
 * stop, and no stop of this page is open. Anything else is still. Tested against `tests/vectors/safety/`.
 */

/** @import { Effect, Event, State, Step, Stop } from "./types" */

/** How long the page may move on one answer of the server, ms (DESIGN promise 3). */
export const LEASE_MS = 8000;
/** How often the page says that it is alive, ms (DESIGN promise 3, ENG). */
export const BEAT_MS = 2000;
/** How often the glue reports the clocks, ms (ENG: a lost lease is seen within a quarter of a second). */
export const CLOCK_MS = 250;
/** A gap between two clock reports that means the page was frozen, ms (ENG: three beats missed). */
export const FROZEN_MS = 6000;

/** Every way this page stops by itself. @type {Readonly<Record<string, Stop>>} */
export const STOPS = Object.freeze({
  pause: { say: "pause", grounds: false, tone: true, line: "paused" },
  too_much: { say: "too_much", grounds: true, tone: true, line: "too_much" },
  end: { say: "end", grounds: false, tone: false, line: "ending" },
  lease_lost: { say: "page_stopped", why: "lease_ran_out", grounds: true, tone: true, line: "lease_lost" },
  frozen: { say: "page_stopped", why: "frozen", grounds: true, tone: true, line: "frozen" },
  fault: { say: "page_stopped", why: "fault", grounds: true, tone: true, line: "fault" },
  hidden: { say: "page_stopped", why: "hidden", grounds: false, tone: false, line: "paused" },
  reopened: { say: "page_stopped", why: "socket_closed", grounds: false, tone: true, line: "reopened" },
});

/**
 * What each phase of the server allows here. `runs`: a pause means something and silence is a stop.
 * `stopped`: the person's yes is spent.
 * @type {Readonly<Record<string, {runs: boolean, stopped: boolean}>>}
 */
export const PHASES = Object.freeze({
  arriving: { runs: false, stopped: false },
  screening: { runs: false, stopped: false },
  settling: { runs: true, stopped: false },
  practising: { runs: true, stopped: false },
  resting: { runs: true, stopped: false },
  checking_in: { runs: true, stopped: false },
  paused: { runs: false, stopped: true },
  grounding: { runs: false, stopped: true },
  closing: { runs: false, stopped: true },
  ended: { runs: false, stopped: true },
});

/** The stops of the server that this page sounds its tone for. */
const SOUNDED = new Set(["paused", "grounding"]);

/** A page that has just opened: still, without a yes. @type {Readonly<State>} */
export const OPENING = Object.freeze({
  role: "none",
  phase: "arriving",
  sceneMoves: false,
  question: null,
  yes: false,
  stop: null,
  unkept: [],
  stops: 0,
  leaseMs: 0,
  beats: {},
  monoMs: null,
  wallMs: null,
});

/** Whether the page shows movement. @param {State} state */
export function isMoving(state) {
  const allowed = state.role === "watcher" || (state.role === "holder" && state.yes);
  return allowed && state.sceneMoves && state.stop === null && state.leaseMs > 0;
}

/** Whether the page grounds from what it holds. @param {State} state */
export function isGrounding(state) {
  return state.stop !== null && STOPS[state.stop].grounds;
}

/** @param {State} state */
function runs(state) {
  return isMoving(state) || state.yes || (PHASES[state.phase] ?? PHASES.practising).runs;
}

/**
 * Stop now. A second stop only deepens: grounding is never exchanged for a pause.
 * @param {State} state @param {string} why @returns {Step}
 */
function stopNow(state, why) {
  const rule = STOPS[why];
  if (state.stop === why) return unchanged(state);
  const deeper = state.stop === null || (rule.grounds && !isGrounding(state));
  /** @type {Effect[]} */
  const effects = [{ do: "still" }];
  if (deeper) {
    if (rule.tone) effects.push({ do: "tone" });
    effects.push({ do: "line", line: rule.line });
    if (rule.grounds) effects.push({ do: "ground" });
  }
  const next = { ...state, yes: false, stop: deeper ? why : state.stop };
  // A watching page that falls asleep is nobody's stop.
  if (rule.say === "page_stopped" && state.role !== "holder") return { state: next, effects };
  const stop = state.stops + 1;
  effects.push({ do: "say", what: rule.say, why: rule.why, stop });
  return { state: { ...next, stops: stop, unkept: [...state.unkept, stop] }, effects };
}

/** @param {State} state @param {string} why @returns {Step} */
function stopIfRunning(state, why) {
  return runs(state) && state.stop === null ? stopNow(state, why) : unchanged(state);
}

/** @param {State} state @returns {Step} */
const unchanged = (state) => ({ state, effects: [] });

/**
 * Time went by. Both clocks are asked, and the longer gap counts: one stands still in a suspended machine, the
 * other can be set by hand.
 * @param {State} state @param {{monoMs: number, wallMs: number}} event @returns {Step}
 */
function clock(state, { monoMs, wallMs }) {
  const gap = Math.max(0, monoMs - (state.monoMs ?? monoMs), wallMs - (state.wallMs ?? wallMs));
  const held = state.leaseMs > 0;
  /** @type {Record<number, number>} */
  const beats = {};
  for (const [n, age] of Object.entries(state.beats)) {
    if (age + gap <= LEASE_MS) beats[Number(n)] = age + gap;
  }
  const next = { ...state, monoMs, wallMs, leaseMs: Math.max(0, state.leaseMs - gap), beats };
  const active = state.role === "watcher" ? isMoving(state) : runs(state);
  if (state.stop !== null || !active || !held) return unchanged(next);
  if (gap > FROZEN_MS) return stopNow(next, "frozen");
  if (next.leaseMs === 0) return stopNow(next, "lease_lost");
  return unchanged(next);
}

/**
 * The server's scene. It can always still the page; it moves it only where every other condition holds.
 * @param {State} state @param {{moving: boolean, phase: string, question: number | null}} event @returns {Step}
 */
function scene(state, { moving, phase, question }) {
  const stopped = PHASES[phase]?.stopped ?? true;
  const next = { ...state, phase, question, sceneMoves: moving, yes: state.yes && !stopped };
  if (state.unkept.length > 0) return unchanged(next);
  next.stop = null;
  if (moving && next.role === "holder" && !next.yes) return stopNow(next, "reopened");
  /** @type {Effect[]} */
  const effects = [];
  if (SOUNDED.has(phase) && runs(state) && state.stop === null) effects.push({ do: "tone" });
  return { state: next, effects: [...effects, { do: "show" }] };
}

/**
 * The server has kept an own stop. When it has kept them all and its last scene is still, its words take over.
 * @param {State} state @param {{stop: number}} event @returns {Step}
 */
function kept(state, { stop }) {
  const unkept = state.unkept.filter((open) => open !== stop);
  const next = { ...state, unkept };
  if (unkept.length > 0 || state.unkept.length === 0 || state.sceneMoves) return unchanged(next);
  return { state: { ...next, stop: null }, effects: [{ do: "show" }] };
}

/**
 * A yes counts only for the question that stands, while the page holds a lease and has no open stop. It is
 * never kept for later.
 * @param {State} state @param {{question: number}} event @returns {Step}
 */
function agree(state, { question }) {
  const late = state.stop !== null || state.question !== question || state.leaseMs === 0;
  if (late || state.role !== "holder") return { state, effects: [{ do: "refuse", why: "late" }] };
  return { state: { ...state, yes: true, question: null }, effects: [{ do: "agree", question }] };
}

/**
 * One row for each event.
 * @type {Readonly<Record<string, (state: State, event: any) => Step>>}
 */
export const TRANSITIONS = Object.freeze({
  clock,
  scene,
  kept,
  agree,
  welcome: (state, { you }) => unchanged({ ...state, role: you, yes: state.yes && you === "holder" }),
  beat: (state, { n }) => unchanged({ ...state, beats: { ...state.beats, [n]: 0 } }),
  // A lease runs from the beat it answers, not from the moment its answer arrives.
  lease: (state, { forMs, n }) =>
    unchanged({ ...state, leaseMs: Math.max(state.leaseMs, Math.min(forMs, LEASE_MS) - leaseAge(state, n)) }),
  // The way to the server is gone: no yes is on its way, no question stands. The lease runs on until it ends.
  cut: (state) => unchanged({ ...state, question: null, beats: {} }),
  frozen: (state) => stopIfRunning(state, "frozen"),
  hidden: (state) => stopIfRunning(state, "hidden"),
  fault: (state) => stopIfRunning(state, "fault"),
  // A tap beside every control pauses what runs; the button itself also pauses an arrival.
  pause: (state, { pressed }) =>
    pressed && state.stop === null && !(PHASES[state.phase]?.stopped ?? false)
      ? stopNow(state, "pause")
      : stopIfRunning(state, "pause"),
  too_much: (state) => stopNow(state, "too_much"),
  end: (state) => stopNow(state, "end"),
});

/** A page that watches sent no beat: its lease counts from arrival. @param {State} state @param {number | null | undefined} n */
function leaseAge(state, n) {
  if (n === undefined || n === null) return 0;
  return state.beats[n] ?? LEASE_MS;
}

/**
 * The next state and what to do now. An event this table does not know changes nothing.
 * @param {State} state @param {Event} event @returns {Step}
 */
export function step(state, event) {
  const row = TRANSITIONS[event.type];
  const { state: next, effects } = row ? row(state, event) : unchanged(state);
  if (isMoving(state) && !isMoving(next) && effects[0]?.do !== "still") effects.unshift({ do: "still" });
  if (!isMoving(state) && isMoving(next)) effects.push({ do: "move" });
  return { state: next, effects };
}
