import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Feed } from "../../../src/slackwater/web/static/sense/feed.js";

class FakeSocket {
  static OPEN = 1;
  static made = [];
  constructor(url) {
    this.url = url;
    this.readyState = 0;
    this.bufferedAmount = 0;
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
  hears(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

const BELT = { name: "a belt", sensing: "unknown", place: "chest", battery_percent: null };
const welcome = (session, speed = 1) => ({ type: "welcome", you: "sensor", session, speed });
let told = [];

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  FakeSocket.made = [];
  told = [];
  globalThis.WebSocket = FakeSocket;
  globalThis.location = { href: "https://home:8765/session" };
});

function joining() {
  const feed = new Feed("/ws/session", "belt", {
    joined: (joined) => told.push(joined),
    refused: (text) => told.push(text),
  });
  FakeSocket.made[0].open();
  return { feed, socket: FakeSocket.made[0] };
}

test("it says hello as a sensor, by the page's own way", () => {
  const { feed, socket } = joining();
  assert.equal(socket.url, "wss://home:8765/ws/session");
  assert.deepEqual(socket.sent, [{ type: "hello", protocol: 1, role: "sensor", page: feed.page }]);
});

test("what is measured while no session runs is left out, and the session is asked for again", () => {
  const { feed, socket } = joining();
  socket.hears(welcome(null));
  assert.equal(feed.send({ type: "packet" }), false);
  mock.timers.tick(2000);
  assert.deepEqual(
    socket.sent.map(({ type }) => type),
    ["hello", "hello"],
  );
});

test("in each session it first says what it is", () => {
  const { feed, socket } = joining();
  feed.introduce(BELT);
  socket.hears(welcome("s1"));
  socket.hears({ type: "ended", after: "/after" });
  mock.timers.tick(2000);
  socket.hears(welcome("s2"));
  assert.deepEqual(
    socket.sent.map(({ type }) => type),
    ["hello", "device", "hello", "device"],
  );
  assert.deepEqual(told, [true, false, true]);
});

test("a session at another pace than a body is not joined, and not asked for again", () => {
  const { socket } = joining();
  socket.hears(welcome("s1", 12));
  mock.timers.tick(60_000);
  assert.equal(told.length, 1);
  assert.match(told[0], /no sensor on a person fits it/);
  assert.equal(socket.sent.length, 1);
});

for (const why of ["unknown_message", "not_json", "out_of_range"]) {
  test(`a message that is refused (${why}) ends nothing`, () => {
    const { feed, socket } = joining();
    socket.hears(welcome("s1"));
    socket.hears({ type: "refused", id: null, why, text: "No." });
    assert.equal(feed.send({ type: "packet" }), true);
    assert.deepEqual(told, [true]);
  });
}

for (const why of ["not_your_part", "not_offered"]) {
  test(`where there is no part for a sensor (${why}) it ends and says so`, () => {
    const { socket } = joining();
    socket.hears({ type: "refused", id: null, why, text: "No." });
    mock.timers.tick(60_000);
    assert.deepEqual(told, ["No."]);
    assert.equal(socket.sent.length, 1);
  });
}

test("a hello that is refused is said again", () => {
  const { socket } = joining();
  socket.hears({ type: "refused", id: null, why: "unknown_message", text: "No." });
  mock.timers.tick(2000);
  assert.deepEqual(
    socket.sent.map(({ type }) => type),
    ["hello", "hello"],
  );
});

test("a connection that ends is made again with the same name", () => {
  const { feed, socket } = joining();
  socket.hears(welcome("s1"));
  socket.onclose();
  mock.timers.tick(500);
  FakeSocket.made[1].open();
  assert.equal(FakeSocket.made[1].sent[0].page, feed.page);
  assert.deepEqual(told, [true, false]);
});

test("a network that does not keep up takes nothing more", () => {
  const { feed, socket } = joining();
  socket.hears(welcome("s1"));
  socket.bufferedAmount = 1e6;
  assert.equal(feed.send({ type: "packet" }), false);
});

test("once it is closed nothing comes back", () => {
  const { feed, socket } = joining();
  socket.hears(welcome("s1"));
  feed.close();
  socket.onclose();
  mock.timers.tick(60_000);
  assert.equal(FakeSocket.made.length, 1);
  assert.deepEqual(told, [true, false]);
});
