import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { connectStrap } from "../../../src/slackwater/web/static/sense/bluetooth.js";
import { useMotion } from "../../../src/slackwater/web/static/sense/motion.js";

class FakeSocket {
  static OPEN = 1;
  readyState = FakeSocket.OPEN;
  bufferedAmount = 0;
  sent = [];
  constructor() {
    FakeSocket.newest = this;
  }
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close() {}
}

let told = [];
let feel = (_event) => {};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  told = [];
  globalThis.WebSocket = FakeSocket;
  globalThis.location = { href: "https://home:8765/session" };
  globalThis.DeviceMotionEvent = class {};
  globalThis.window = { isSecureContext: true, DeviceMotionEvent };
  globalThis.document = { visibilityState: "visible", addEventListener() {}, removeEventListener() {} };
  globalThis.addEventListener = (_what, hear) => {
    feel = hear;
  };
  globalThis.removeEventListener = () => {};
});

test("a strap's name is cut to what the protocol takes, and never within a character", async () => {
  const gatt = { connected: false, connect: () => new Promise(() => {}), disconnect() {} };
  const bluetooth = { requestDevice: async () => ({ name: "❤️🫀".repeat(60), gatt }) };
  Object.defineProperty(globalThis, "navigator", { value: { bluetooth }, configurable: true });
  const strap = await connectStrap({ tell: (status) => told.push(status) });
  const { name } = told.at(-1).device;
  strap.stop();
  assert.equal(Array.from(name).length, 80);
  assert.ok(name.isWellFormed());
});

test("what is felt before and after a hole never goes in one message", async () => {
  const motion = await useMotion({ tell: (status) => told.push(status) });
  FakeSocket.newest.onmessage({ data: JSON.stringify({ type: "welcome", session: "s1", speed: 1 }) });
  const began = performance.now();
  for (const ms of [10, 20, 6000, 6010, 6300])
    feel({ timeStamp: began + ms, accelerationIncludingGravity: { x: 0, y: 0, z: 9.8 } });
  motion.stop();
  const sent = FakeSocket.newest.sent.filter(({ type }) => type === "motion");
  assert.deepEqual(
    sent.map(({ samples }) => samples.length),
    [2, 3],
  );
  assert.deepEqual(
    sent[1].samples.map(([step]) => Math.round(step)),
    [5980, 10, 290],
  );
});
