import assert from "node:assert/strict";
import { test } from "node:test";

let state = "suspended";
globalThis.window = globalThis;
globalThis.document = { documentElement: { dataset: {}, lang: "en" } };
globalThis.AudioContext = class {
  get state() {
    return state;
  }

  async resume() {
    if (state === "closed") throw new Error("closed");
    state = "running";
  }
};
const { unlock } = await import("../../../src/slackwater/web/static/live/senses.js");

for (const asleep of ["suspended", "interrupted"]) {
  test(`a touch wakes the sound that is ${asleep}, so that the next stop is heard`, () => {
    state = asleep;
    unlock();
    assert.equal(state, "running");
  });
}

test("a touch after leaving is quiet about a sound that is over", async () => {
  state = "closed";
  unlock();
  await new Promise(setImmediate);
  assert.equal(state, "closed");
});
