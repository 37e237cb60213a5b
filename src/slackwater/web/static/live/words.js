/** The sentences this page holds itself, so that it can say them without a server. At most twelve words each. */

/** @import { Contact, Sentence } from "./types" */

/** What the page says when it stops by itself, by `STOPS[…].line`. @type {Readonly<Record<string, Sentence>>} */
export const STOPPED = Object.freeze({
  paused: { text: "Paused. You can stop moving.", sub: "Nothing starts again without you." },
  too_much: { text: "You can stop moving.", sub: "You did well to say so. The ground is here." },
  ending: { text: "You can stop here.", sub: "Take all the time you like." },
  lease_lost: {
    text: "You can stop moving. This page lost touch with the program.",
    sub: "What you say is kept here and passed on later.",
  },
  frozen: {
    text: "You can stop moving. This page was asleep for a moment.",
    sub: "Nothing starts again without you.",
  },
  fault: {
    text: "You can stop moving. Something on this page went wrong.",
    sub: "Nothing starts again without you.",
  },
  reopened: { text: "Paused. This page was opened again.", sub: "Nothing starts again without you." },
});

/**
 * Grounding by contact points, one at a time: first the room, then each place that meets the ground.
 * `forS`: how long it stays (ENG: slow enough to read twice).
 * @type {ReadonlyArray<Contact>}
 */
export const GROUNDING = Object.freeze([
  {
    contact: null,
    forS: 12,
    text: "Eyes open, if you like. Look around the room.",
    sub: "You might name three things you see.",
  },
  {
    contact: "heels",
    forS: 15,
    text: "Notice your heels on the ground.",
    sub: "Press a little, or stay here.",
  },
  { contact: "calves", forS: 15, text: "Notice where your lower legs rest.", sub: "The floor carries them." },
  {
    contact: "sit_bones",
    forS: 15,
    text: "Notice the weight of your hips.",
    sub: "The floor carries that too.",
  },
  {
    contact: "back",
    forS: 15,
    text: "Notice your back, wherever it touches.",
    sub: "You can change how you lie or sit.",
  },
  {
    contact: "hands",
    forS: 15,
    text: "Notice your hands. Feel what they touch.",
    sub: "Rough or smooth, warm or cool.",
  },
  {
    contact: "head",
    forS: 15,
    text: "Notice your head, and what holds it.",
    sub: "Look around again when you are ready.",
  },
]);

/** After the last point, until somebody does something. @type {Sentence} */
export const GROUNDED = Object.freeze({
  text: "You are here. There is no hurry.",
  sub: "You might sip water, or go round once more.",
});

/** The questions this page can ask without a server, once after a stop. */
export const WHY_STOPPED = Object.freeze({
  text: "What was it, if you want to say?",
  choices: Object.freeze([
    { what: "hurt", text: "It hurts" },
    { what: "dizzy", text: "Dizzy" },
    { what: "far_away", text: "Far away" },
    { what: "only_a_pause", text: "Just a pause" },
  ]),
});

/** What the page offers by itself, where the server's questions are not for it. */
export const WAYS = Object.freeze({
  lead: { what: "lead", text: "Lead from this page" },
  unlock: { what: "unlock", text: "Open the journal" },
  today: { what: "today", text: "Go to Today" },
});

/** How the connection stands, in a sentence. */
export const NOTES = Object.freeze({
  away: "Out of touch with the program. What you say is kept here.",
  locked: "The journal is locked. What you say is kept until you open it.",
  gone: "The program is back, without this session. You can stay here.",
  late: "That yes came too late. Nothing moved.",
  watching: "Another page leads this session. You can stop it here.",
  dark: "Your screen may go dark here. A tap keeps it awake.",
  silent: "No voice in this browser. Every line is written here.",
});
