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
const { hushVoice, isMute, speak, unlock } = await import(
  "../../../src/slackwater/web/static/live/senses.js"
);

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

test("a session without a voice in the browser is mute unless every line has its clip", async () => {
  for (const [every, mute] of [
    [1, false],
    [400, true],
  ]) {
    Object.assign(document, { getElementById: () => null });
    document.documentElement.dataset.clips = "";
    globalThis.Audio = class {};
    globalThis.fetch = async () => ({
      ok: true,
      json: async () => ({ at: "", clips: { Rest: "a" }, every }),
    });
    const senses = await import(`../../../src/slackwater/web/static/live/senses.js?every=${every}`);
    while (!senses.hold({ line: null, lines: [], next: null, question: null })) {
      await new Promise(setImmediate);
    }
    assert.equal(senses.isMute(), mute);
    delete document.documentElement.dataset.clips;
  }
});

const voices = [{ lang: "en-GB", localService: true }];
const fails = () => {
  throw new Error("a broken voice");
};
for (const broken of ["getVoices", "speak", "cancel"]) {
  test(`a voice that fails at ${broken} keeps no stop and no question from the page`, () => {
    globalThis.SpeechSynthesisUtterance = class {};
    const works = { getVoices: () => voices, speak() {}, cancel() {} };
    globalThis.speechSynthesis = { ...works, [broken]: fails };
    hushVoice();
    speak("You can stop moving.");
    speak("What was it, if you want to say?", true);
    assert.equal(isMute(), broken === "getVoices");
  });
}
