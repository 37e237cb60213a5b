import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Line, SILENT_MS } from "../../../src/slackwater/web/static/live/talk.js";

class FakeSocket {
  static CONNECTING = 0;
  static OPEN = 1;
  static made = [];
  constructor() {
    this.readyState = FakeSocket.CONNECTING;
    this.sent = [];
    FakeSocket.made.push(this);
  }
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
  }
}

let now = 0;
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  now = 0;
  FakeSocket.made = [];
  globalThis.WebSocket = FakeSocket;
  globalThis.performance = { now: () => now };
});

function connected() {
  const cuts = [];
  const heard = [];
  const line = new Line("ws://x/ws/session", "page", {
    heard: (message) => heard.push(message),
    cut: () => cuts.push(now),
  });
  line.connect();
  FakeSocket.made[0].open();
  return { line, cuts, heard };
}

test("the first message is hello, with the same page over every connection", () => {
  const { line } = connected();
  line.drop();
  mock.timers.tick(500);
  FakeSocket.made[1].open();
  const [first, second] = FakeSocket.made.map((socket) => socket.sent[0]);
  assert.deepEqual(first, { type: "hello", protocol: 1, role: "page", page: line.page });
  assert.deepEqual(second, first);
});

test("an open socket that answers nothing is dropped", () => {
  const { line, cuts } = connected();
  now = SILENT_MS + 1;
  line.listen(true);
  assert.equal(cuts.length, 1);
});

/** A page that hears nothing and expects no answer. @param {() => Promise<unknown>} asked */
async function unanswered(asked) {
  const places = [];
  globalThis.fetch = (place) => {
    places.push(place);
    return asked();
  };
  const { line, cuts } = connected();
  for (const ms of [SILENT_MS, SILENT_MS + 1, SILENT_MS + 2]) {
    now = ms;
    line.listen(false);
  }
  await new Promise(setImmediate);
  assert.deepEqual(places, ["/alive"]);
  return cuts;
}

test("where no answer is expected, silence asks for a sign of life, and an answer keeps the socket", async () => {
  assert.deepEqual(await unanswered(async () => ({ ok: true })), []);
});

test("a program that gives no sign of life is gone, also for a page that only watches", async () => {
  assert.equal((await unanswered(() => Promise.reject(new Error("timed out")))).length, 1);
});

test("an answer keeps the socket", () => {
  const { line, cuts } = connected();
  now = SILENT_MS - 1;
  FakeSocket.made[0].onmessage({ data: '{"type":"lease"}' });
  now += SILENT_MS - 1;
  line.listen(true);
  assert.equal(cuts.length, 0);
});

test("pauses before connecting again grow to eight seconds", () => {
  const { line } = connected();
  line.drop();
  const pauses = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const before = FakeSocket.made.length;
    let pause = 0;
    while (FakeSocket.made.length === before) {
      mock.timers.tick(250);
      pause += 0.25;
    }
    pauses.push(pause);
    FakeSocket.made.at(-1).onclose();
  }
  assert.deepEqual(pauses, [0.5, 1, 2, 4, 8, 8]);
});

test("a message of an older socket is not heard", () => {
  const { line, heard } = connected();
  line.drop();
  mock.timers.tick(500);
  FakeSocket.made[0].onmessage({ data: '{"type":"lease"}' });
  assert.deepEqual(heard, []);
});

test("a line that has ended does not come back, nor one that was about to", () => {
  const { line } = connected();
  line.drop();
  line.end();
  mock.timers.tick(60_000);
  assert.equal(FakeSocket.made.length, 1);
});
