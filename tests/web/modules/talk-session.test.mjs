import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const sent = [];
globalThis.addEventListener = () => {};
globalThis.location = { href: "http://127.0.0.1:1/session" };
globalThis.WebSocket = class {
  static OPEN = 1;
  static CONNECTING = 0;
  readyState = 1;
  constructor() {
    globalThis.socket = this;
  }
  send(text) {
    sent.push(JSON.parse(text));
  }
  close() {}
};
const { Talk } = await import("../../../src/slackwater/web/static/live/talk.js");

const deaf = { welcome: () => {}, message: () => {}, beat: () => {}, cut: () => {}, kept: () => {} };
const hear = (message) => globalThis.socket.onmessage({ data: JSON.stringify(message) });
const welcome = (session, you = "holder") => hear({ type: "welcome", protocol: 1, you, session, speed: 1 });
let talk;

beforeEach(() => {
  const kept = new Map();
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };
  talk = new Talk("/ws/session", "page", deaf);
  sent.length = 0;
});

test("what is said names the session it was said in", () => {
  welcome("session-one");
  talk.say("softer");
  assert.equal(sent.at(-1).session, "session-one");
});

test("what waited is for the session it was said in, also when another runs by then", () => {
  welcome("session-one");
  talk.line.drop();
  talk.say("too_much");
  talk.line.connect();
  welcome("session-two");
  assert.equal(sent.find(({ what }) => what === "too_much").session, "session-one");
});

test("an answer that another page's lead holds up goes on waiting", () => {
  welcome("session-one", "watcher");
  const id = talk.say("hurt");
  hear({ type: "refused", id, why: "not_your_part", text: "Another page leads." });
  assert.deepEqual(
    talk.outbox.due().map((one) => one.id),
    [id],
  );
});
