import assert from "node:assert/strict";
import { test } from "node:test";
import { egg, tube } from "../../../src/slackwater/web/static/scene/drawing.js";

const numbers = (path) => path.match(/-?\d+\.\d/g).map(Number);

test("a tube is one closed outline round its stations", () => {
  const path = tube([
    { x: 0, y: 0, r: 10 },
    { x: 100, y: 0, r: 5 },
  ]);
  assert.match(path, /^M0\.0 -10\.0C.*A5\.0 5\.0 0 0 1 100\.0 5\.0C.*A10\.0 10\.0 0 0 1 0\.0 -10\.0Z$/);
});

test("stations that fall together still give an outline", () => {
  const path = tube([
    { x: 3, y: 3, r: 4 },
    { x: 3, y: 3, r: 4 },
  ]);
  assert.ok(numbers(path).every(Number.isFinite));
});

test("an ellipsoid seen along an axis is the ellipse of the other two", () => {
  const path = egg(0, 0, [
    [30, 0],
    [0, 20],
    [0, 0],
  ]);
  assert.match(path, /^M-30\.0 0\.0A30\.0 20\.0 0\.0 0 1 30\.0 0\.0/);
});
