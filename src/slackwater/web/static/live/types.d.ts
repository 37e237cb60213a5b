/** The shapes that the page's modules hand to each other. Read by the type checker alone; no browser asks for it. */

/** What the safety module knows. */
export interface State {
  readonly role: "none" | "holder" | "watcher" | "locked";
  /** The server's last word. */
  readonly phase: string;
  /** The server's last word. */
  readonly sceneMoves: boolean;
  /** The question that stands, by number. */
  readonly question: number | null;
  /** The person said yes on this page, and nothing has stopped since. */
  readonly yes: boolean;
  /** This page's own stop, a key of STOPS, until the server's scene answers it. */
  readonly stop: string | null;
  /** Own stops the server has not acknowledged. */
  readonly unkept: readonly number[];
  /** How many own stops so far. */
  readonly stops: number;
  /** What is left of the lease. */
  readonly leaseMs: number;
  /** Age of each beat not yet answered, ms. */
  readonly beats: Readonly<Record<number, number>>;
  readonly monoMs: number | null;
  readonly wallMs: number | null;
}

/** What the page does now. */
export type Effect =
  | { do: "still" | "move" | "tone" | "ground" | "show" }
  | { do: "line"; line: string }
  | { do: "say"; what: string; why: string | undefined; stop: number }
  | { do: "agree"; question: number }
  | { do: "refuse"; why: string };

/** What reaches the safety module. */
export type Event =
  | { type: "clock"; monoMs: number; wallMs: number }
  | { type: "welcome"; you: "holder" | "watcher" | "locked" }
  | { type: "beat"; n: number }
  | { type: "lease"; forMs: number; n?: number | null }
  | { type: "scene"; moving: boolean; phase: string; question: number | null }
  | { type: "kept"; stop: number }
  | { type: "cut" | "frozen" | "fault" | "hidden" | "too_much" | "end" }
  | { type: "agree"; question: number }
  | { type: "pause"; pressed?: boolean };

export interface Step {
  state: State;
  effects: Effect[];
}

/** A way this page stops by itself. */
export interface Stop {
  /** What the server is told, */
  say: string;
  /** and why. */
  why?: string;
  /** The page goes on to grounding from what it holds. */
  grounds: boolean;
  tone: boolean;
  /** The sentence held on the page, a key of STOPPED. */
  line: string;
}

/** What was said, with the fields the protocol gives it. */
export interface Saying {
  id: string;
  what: string;
  question?: number | null;
  [field: string]: unknown;
}

export interface Kept {
  saying: Saying;
  saidMs: number;
}

export type Shelf = Pick<Storage, "getItem" | "setItem">;

/** What the server says: docs/protocol.md. */
export type Message = Welcome | Scene | Lease | Ack | Heart | Refused | Note | Ended;

export interface Welcome {
  type: "welcome";
  you: "holder" | "watcher" | "locked";
  session: string | null;
  speed: number;
}

export interface Scene {
  type: "scene";
  seq: number;
  now_s: number;
  phase: string;
  moving: boolean;
  line: (Sentence & { id: string }) | null;
  /** The lines that come after it. */
  lines: { at_s: number; line: Sentence }[];
  question: Question | null;
  figure: { practice: string; variant: string; side: string; clip: string; t0_s: number } | null;
  contact: string | null;
  tide: { in_s: number; out_s: number } | null;
  progress: Progress;
  buttons: string[];
  stop: { reason: string; text: string } | null;
  urgent: boolean;
  why: string | null;
  /** What comes after this rest, as a sentence. */
  next?: string | null;
}

export interface Lease {
  type: "lease";
  n: number;
  for_s: number;
}

export interface Ack {
  type: "ack";
  id: string;
  late: boolean;
}

export interface Heart {
  type: "heart";
  state: string;
  text: string;
}

export interface Refused {
  type: "refused";
  id: string | null;
  why: string;
  text: string;
}

export interface Note {
  type: "note";
  text: string;
}

export interface Ended {
  type: "ended";
  after: string;
}

/** Who listens to a socket. */
export interface Way {
  heard(message: Message): void;
  cut(): void;
}

/** Who listens to a talk with the server. */
export interface Hears {
  welcome(message: Welcome): void;
  /** Anything else the server says. */
  message(message: Message): void;
  /** A saying is acknowledged, or refused for good. */
  kept(id: string): void;
  beat(n: number): void;
  cut(): void;
}

export interface Sentence {
  text: string;
  sub: string | null;
}

export interface Choice {
  what: string;
  text: string;
  red_flag?: boolean;
}

export interface Word {
  id: string;
  text: string;
  group: string;
}

export interface Question {
  n: number;
  kind: string;
  text: string;
  choices: Choice[];
  words: Word[];
  louder: boolean;
}

export interface Progress {
  part: number;
  of: number;
  label: string;
  left_s: number;
}

/** A check-in, answered. */
export interface Answer {
  distress: number;
  far_away: number;
  words: string[];
}
