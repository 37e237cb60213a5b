/** The grounding page: contact points one at a time, from what the page holds. Needs no server. */

import { createScene } from "../scene/scene.js";
import { hushVoice, speak } from "./senses.js";
import { worded } from "./tongue.js";
import { createContacts } from "./words.js";

const guide = /** @type {HTMLElement} */ (document.querySelector("section[data-ground]"));
const begin = /** @type {HTMLButtonElement} */ (guide.querySelector("[data-begin]"));
const next = /** @type {HTMLButtonElement} */ (guide.querySelector("[data-next]"));
const line = /** @type {HTMLElement} */ (guide.querySelector("[data-line]"));
const sub = /** @type {HTMLElement} */ (guide.querySelector("[data-sub]"));
const picture = createScene(/** @type {HTMLElement} */ (guide.querySelector("[data-scene]")), {
  reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
});
const figure = { practice: "grounding-contact", variant: "floor", side: "none", clip: "work", t0_s: 0 };
picture.show({ figure, tide: null, moving: false, now_s: 0 });

const contacts = createContacts((contact, sentence, last) => {
  picture.contact(contact);
  line.textContent = sentence.text;
  sub.textContent = sentence.sub;
  speak(sentence.text);
  next.hidden = last;
  begin.hidden = !last;
  if (last) begin.textContent = worded("Once more");
  (last ? begin : next).focus({ preventScroll: true });
});

begin.hidden = false;
begin.addEventListener("click", () => contacts.begin());
next.addEventListener("click", () => contacts.next());
addEventListener("pagehide", hushVoice);
