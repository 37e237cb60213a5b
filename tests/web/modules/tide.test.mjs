import assert from "node:assert/strict";
import { test } from "node:test";
import { level, sameBreath, words } from "../../../src/slackwater/web/static/scene/place.js";

const SLOW = { in_s: 4, out_s: 6 };
const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-9, `${value} is not ${wanted}`);

test("the water is lowest as a breath begins and highest where it turns", () => {
  near(level(SLOW, 0), 0);
  near(level(SLOW, 4), 1);
  near(level(SLOW, 10), 0);
});

test("it rises as a sine and falls longer than it rises", () => {
  near(level(SLOW, 2), 0.5);
  near(level(SLOW, 7), 0.5);
  assert.ok(level(SLOW, 1) < 0.25);
});

test("breath follows breath, also before the beginning", () => {
  near(level(SLOW, 24), level(SLOW, 4));
  near(level(SLOW, -6), level(SLOW, 4));
});

test("the count says in or out and how long", () => {
  assert.equal(words(SLOW, 0), "In … 1");
  assert.equal(words(SLOW, 3.9), "In … 4");
  assert.equal(words(SLOW, 4), "Out … 1");
  assert.equal(words(SLOW, 9.9), "Out … 6");
});

test("a breath that changes pace goes on from where it is", () => {
  const slower = { in_s: 5, out_s: 7.5 };
  for (const seconds of [0, 1.3, 3.99, 4, 6.2, 9.8, 33.3]) {
    near(level(slower, sameBreath(SLOW, seconds, slower)), level(SLOW, seconds));
  }
});
