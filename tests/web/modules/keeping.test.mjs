import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, Outbox, read, readNumber } from "../../../src/slackwater/web/static/live/keeping.js";

function store() {
  const held = new Map();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
  };
}

test("what was said is kept until it is acknowledged", () => {
  const shelf = store();
  new Outbox(shelf).keep({ id: "a", what: "too_much" });
  assert.deepEqual(
    new Outbox(shelf).due().map(({ id }) => id),
    ["a"],
  );
  assert.equal(new Outbox(shelf).acknowledged("a"), true);
  assert.deepEqual(new Outbox(shelf).due(), []);
});

test("what cannot be said keeps nothing that was said from the server", () => {
  const shelf = store();
  const good = { saying: { id: "a", what: "too_much" }, saidMs: 5 };
  const broken = [null, 7, "a", {}, { saying: null }, { saying: { id: "b" }, saidMs: 5 }];
  shelf.setItem("slackwater.outbox", JSON.stringify([...broken, { ...good, saidMs: "soon" }, good]));
  const outbox = new Outbox(shelf, () => 5);
  assert.deepEqual(outbox.due(), [{ type: "say", id: "a", what: "too_much", ago_ms: 0 }]);
  outbox.keep({ id: "c", what: "pause" });
  assert.equal(outbox.acknowledged("a"), true);
  assert.deepEqual(
    outbox.due().map(({ id }) => id),
    ["c"],
  );
});

test("what waited says how long ago it was said", () => {
  let now = 1000;
  const outbox = new Outbox(store(), () => now);
  outbox.keep({ id: "a", what: "pause" });
  now += 90_000;
  assert.deepEqual(outbox.due(), [{ type: "say", id: "a", what: "pause", ago_ms: 90_000 }]);
});

test("a clock that was set back never makes a saying come from the future", () => {
  let now = 1000;
  const outbox = new Outbox(store(), () => now);
  outbox.keep({ id: "a", what: "pause" });
  now = 0;
  assert.equal(outbox.due()[0].ago_ms, 0);
});

test("sayings are delivered in the order in which they were said", () => {
  const outbox = new Outbox(store());
  for (const id of ["a", "b", "c"]) outbox.keep({ id, what: "check_in" });
  outbox.acknowledged("b");
  assert.deepEqual(
    outbox.due().map(({ id }) => id),
    ["a", "c"],
  );
});

for (const what of ["agree", "still_here", "arrived"]) {
  test(`${what} is never kept for later`, () => {
    const outbox = new Outbox(store());
    outbox.keep({ id: "a", what, question: 3 });
    assert.deepEqual(outbox.due(), []);
  });
}

const refuses = () => {
  throw new Error("full, or refused");
};
const REFUSING = {
  full: { getItem: (key) => (key === "slackwater.voice" ? "0" : null), setItem: refuses },
  refused: { getItem: refuses, setItem: refuses },
};

for (const [how, store] of Object.entries(REFUSING)) {
  test(`a choice holds for as long as this page lives where the store is ${how}`, () => {
    globalThis.localStorage = store;
    choose("tones", "0.2");
    choose("speaker.de", "browser");
    assert.equal(readNumber("tones"), 0.2);
    assert.equal(read("speaker.de"), "browser");
    globalThis.localStorage = { ...REFUSING.full, setItem: () => {} };
    choose("tones", "1");
    choose("speaker.de", "");
    delete globalThis.localStorage;
  });
}

test("the silence that was chosen before the store was full stays chosen", () => {
  globalThis.localStorage = REFUSING.full;
  assert.equal(readNumber("voice"), 0);
  delete globalThis.localStorage;
});

test("a full store loses nothing of this page, and takes it when there is room again", () => {
  globalThis.localStorage = REFUSING.full;
  const outbox = new Outbox();
  outbox.keep({ id: "a", what: "too_much" });
  const later = new Outbox();
  later.keep({ id: "b", what: "pause" });
  assert.deepEqual(
    outbox.due().map(({ id }) => id),
    ["a", "b"],
  );
  const roomy = store();
  globalThis.localStorage = roomy;
  later.acknowledged("a");
  delete globalThis.localStorage;
  assert.deepEqual(
    new Outbox(roomy).due().map(({ id }) => id),
    ["b"],
  );
});

test("a store that holds something else counts as empty", () => {
  const shelf = store();
  shelf.setItem("slackwater.outbox", "{broken");
  assert.deepEqual(new Outbox(shelf).due(), []);
});

test("a loudness that is no number is the usual one: the stop tone never falls silent by it", () => {
  globalThis.localStorage = { ...store(), removeItem: () => {} };
  for (const broken of ["loud", "", "-1", "1e999", "NaN"]) {
    choose("tones", broken);
    assert.equal(readNumber("tones"), 1);
  }
  choose("tones", "0.4");
  assert.equal(readNumber("tones"), 0.4);
  delete globalThis.localStorage;
});
