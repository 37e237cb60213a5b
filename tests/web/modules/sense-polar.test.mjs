import assert from "node:assert/strict";
import { test } from "node:test";
import * as polar from "../../../src/slackwater/web/static/sense/polar.js";

const view = (hex) => new DataView(Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")).buffer);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const ACC_SETTINGS = "F0 01 02 00 00  00 04 1900 3200 6400 C800  01 01 1000  02 03 0200 0400 0800";

test("ECG and movement are started with the same bytes as by the computer's own Bluetooth", () => {
  const ecg = polar.readAnswer(view("F0 01 00 00 00  00 01 8200  01 01 0E00"));
  assert.equal(hex(polar.start(polar.ECG, ecg.settings)), "020000018200" + "01010e00");
  const acc = polar.readAnswer(view(ACC_SETTINGS));
  assert.equal(hex(polar.start(polar.ACC, acc.settings)), "0202" + "00013200" + "01011000" + "02010800");
});

test("where the wanted rate is not offered the next above is taken, else the highest", () => {
  assert.equal(hex(polar.start(polar.ACC, new Map([[0, [26, 52, 104]]]))), "020200013400");
  assert.equal(hex(polar.start(polar.ACC, new Map([[0, [13, 26]]]))), "020200011a00");
});

test("what is offered is read from the control point, and from nothing else", () => {
  assert.deepEqual(polar.offered(view("0F 05 00")), [polar.ECG, polar.ACC]);
  assert.deepEqual(polar.offered(view("0F 04")), [polar.ACC]);
  assert.deepEqual(polar.offered(view("F0 05")), []);
});

test("an answer that breaks off at any byte of its settings is none", () => {
  const whole = ACC_SETTINGS.replaceAll(" ", "");
  for (let bytes = 8; bytes < 14; bytes += 1) {
    assert.equal(polar.readAnswer(view(whole.slice(0, 2 * bytes))), null);
  }
});

test("a stream runs when it was started, also by somebody before", () => {
  assert.equal(polar.runs(polar.readAnswer(view("F0 02 00 00"))), true);
  assert.equal(polar.runs(polar.readAnswer(view("F0 02 00 06"))), true);
  assert.equal(polar.runs(polar.readAnswer(view("F0 02 00 08"))), false);
  assert.equal(polar.runs(null), false);
});
