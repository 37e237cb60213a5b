import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const HELD = "You can stop moving.";
const LATER = "Your legs may grow heavy.";
const chosen = new Map();
globalThis.localStorage = {
  getItem: (name) => chosen.get(name) ?? null,
  setItem: (name, value) => void chosen.set(name, value),
  removeItem: (name) => void chosen.delete(name),
};
globalThis.document = {
  documentElement: { dataset: {}, lang: "de" },
  getElementById: () => null,
};

/** What the one player did, in order. */
let played = [];
let player;
globalThis.Audio = class {
  constructor() {
    player = this;
    this.paused = true;
  }

  async play() {
    this.paused = false;
    played.push({ src: this.src, rate: this.playbackRate, volume: this.volume });
  }

  pause() {
    this.paused = true;
  }
};
URL.createObjectURL = (blob) => `blob:${blob}`;

let asked = [];
let every = 3;
let gone = false;
let slow = null;
globalThis.fetch = async (place) => {
  asked.push(place);
  if (gone) throw new TypeError("Failed to fetch");
  if (place === slow) await new Promise(() => {});
  if (place.startsWith("/voice/de.json")) {
    const clips = { [HELD]: "held", [LATER]: "later", Langsam: "slow" };
    return { ok: true, json: async () => ({ at: "/voice/de/joe-1/", clips, every }) };
  }
  return { ok: true, blob: async () => place };
};
const module = await import("../../../src/slackwater/web/static/live/clips.js");

const settle = () => new Promise(setImmediate);
let aloud = [];
const browser = (text, done) => {
  aloud.push(text);
  done();
};
let clips;

beforeEach(async () => {
  clips?.hush();
  [played, aloud, asked, gone, slow, every] = [[], [], [], false, null, 3];
  Object.assign(player, { currentTime: 0, duration: Number.NaN, ended: false });
  chosen.clear();
  clips = await module.open();
  await settle();
});

test("a line with a clip is played, as fast and as loud as was chosen; one without is the browser's to say", async () => {
  chosen.set("slackwater.rate", "0.7").set("slackwater.voice", "0.4");
  clips.say(HELD, browser);
  await settle();
  assert.deepEqual(played, [{ src: "blob:/voice/de/joe-1/held.wav", rate: 0.7, volume: 0.4 }]);
  clips.hush();
  clips.say(`${HELD} `, browser);
  await settle();
  assert.equal(played.length, 1);
  assert.deepEqual(aloud, [`${HELD} `]);
});

test("what a stop says is held as the page opens, and is played when the server is gone", async () => {
  gone = true;
  clips.say(HELD, browser);
  await settle();
  assert.equal(played.length, 1);
  assert.deepEqual(aloud, []);
});

test("a line of a scene that was held is played when the server is gone; one that was not, the browser says", async () => {
  await clips.holdFor({
    line: { text: "no clip" },
    lines: [{ line: { text: LATER } }],
    next: null,
    question: null,
  });
  gone = true;
  clips.say(LATER, browser);
  await settle();
  player.onended();
  clips.say("Langsam", browser);
  await settle();
  assert.equal(played.length, 1);
  assert.deepEqual(aloud, ["Langsam"]);
});

test("silence comes at once, and nothing that waited is said after it", async () => {
  clips.say(HELD, browser);
  clips.say("and then this", browser);
  await settle();
  assert.equal(player.paused, false);
  clips.hush();
  assert.equal(player.paused, true);
  player.onended();
  await settle();
  assert.equal(played.length, 1);
  assert.deepEqual(aloud, []);
});

test("one line waits for the one before it", async () => {
  await clips.holdFor({ line: null, lines: [], question: { choices: [{ text: LATER }] } });
  clips.say(HELD, browser);
  clips.say(LATER, browser);
  await settle();
  assert.equal(played.length, 1);
  player.onended();
  await settle();
  assert.deepEqual(
    played.map(({ src }) => src),
    ["blob:/voice/de/joe-1/held.wav", "blob:/voice/de/joe-1/later.wav"],
  );
});

test("a clip that does not come is not waited for", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  slow = "/voice/de/joe-1/slow.wav";
  clips.say("Langsam", browser);
  await settle();
  assert.deepEqual(aloud, []);
  mock.timers.tick(600);
  await settle();
  mock.timers.reset();
  assert.deepEqual(aloud, ["Langsam"]);
});

test("a player that refuses leaves the line to the browser", async () => {
  const play = mock.method(player, "play", async () => {
    throw new Error("not allowed yet");
  });
  clips.say(HELD, browser);
  await settle();
  play.mock.restore();
  assert.deepEqual(aloud, [HELD]);
});

test("the voice that was chosen for this language is asked for, and the browser's own asks for nothing", async () => {
  asked = [];
  chosen.set("slackwater.speaker.de", "amy-2").set("slackwater.speaker.en", "joe-1");
  await module.open();
  assert.equal(asked[0], "/voice/de.json?voice=amy-2");
  asked = [];
  chosen.set("slackwater.speaker.de", "browser");
  assert.equal(await module.open(), null);
  assert.deepEqual(asked, []);
});

test("a browser that never says it is done keeps no line from being said", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  clips.say("Nobody made this", () => {});
  clips.say(HELD, browser);
  await settle();
  assert.equal(played.length, 0);
  mock.timers.tick(60_000);
  await settle();
  mock.timers.reset();
  assert.equal(played.length, 1);
});

/** Say a line with a clip and one after it; what the player does is up to the test. @param {(tick: (ms: number) => Promise<void>) => Promise<void>} act */
async function stalling(act) {
  mock.timers.enable({ apis: ["setTimeout"] });
  clips.say(HELD, browser);
  clips.say("and then this", browser);
  await settle();
  await act(async (ms) => {
    mock.timers.tick(ms);
    await settle();
  });
  mock.timers.reset();
}

test("a player that stalls before its first sound leaves the line to the browser, and then the next is said", () =>
  stalling(async (tick) => {
    await tick(3900);
    assert.deepEqual(aloud, []);
    await tick(200);
    assert.equal(player.paused, true);
    assert.deepEqual(aloud, [HELD, "and then this"]);
  }));

test("a clip has as long as it takes, however slow, and no more: then the next line is said", () =>
  stalling(async (tick) => {
    Object.assign(player, { duration: 10, playbackRate: 0.5, currentTime: 3 });
    player.onloadedmetadata();
    await tick(20_000);
    assert.deepEqual(aloud, []);
    assert.equal(player.paused, false);
    await tick(4000);
    assert.equal(player.paused, true);
    assert.deepEqual(aloud, ["and then this"]);
  }));

test("a call that pauses the player keeps no later line from being said", () =>
  stalling(async () => {
    player.currentTime = 3;
    player.pause();
    player.onpause();
    await settle();
    assert.deepEqual(aloud, ["and then this"]);
  }));

test("the player's word that an older clip was paused, or that this one is at its end, cuts nothing short", () =>
  stalling(async () => {
    player.onpause();
    Object.assign(player, { paused: true, ended: true });
    player.onpause();
    await settle();
    assert.deepEqual(aloud, []);
  }));

test("a clip that was hushed ends no line after it by its own limit", () =>
  stalling(async (tick) => {
    await tick(2000);
    clips.hush();
    clips.say(LATER, browser);
    await settle();
    player.currentTime = 1;
    await tick(2500);
    assert.equal(played.length, 2);
    assert.equal(player.paused, false);
  }));

test("whether every line has its clip is known", async () => {
  assert.equal((await module.open()).whole, true);
  every = 400;
  assert.equal((await module.open()).whole, false);
});
