/** What this page can say by itself, without a server: its own sentences, and the way through grounding. */

import { worded } from "./tongue.js";

/** @import { Sentence } from "./types" */

/** What the page says when it stops by itself, by `STOPS[…].line`. @type {Readonly<Record<string, Sentence>>} */
export const STOPPED = {
  paused: { text: worded("Paused. You can stop moving."), sub: worded("Nothing starts again without you.") },
  too_much: {
    text: worded("You can stop moving."),
    sub: worded("You did well to say so. The ground is here."),
  },
  ending: { text: worded("You can stop here."), sub: worded("Take all the time you like.") },
  lease_lost: {
    text: worded("You can stop moving. This page lost touch with the program."),
    sub: worded("What you say is kept here and passed on later."),
  },
  frozen: {
    text: worded("You can stop moving. This page was asleep for a moment."),
    sub: worded("Nothing starts again without you."),
  },
  fault: {
    text: worded("You can stop moving. Something on this page went wrong."),
    sub: worded("Nothing starts again without you."),
  },
  reopened: {
    text: worded("Paused. This page was opened again."),
    sub: worded("Nothing starts again without you."),
  },
};

/** How long each step of grounding stays, s (ENG: slow enough to read twice). */
const STEP_S = 15;

/**
 * First somewhere safe to be, then the room, then one place after another. The page does not know how somebody is held
 * up, so every line fits whoever lies, sits, kneels, stands, or has a leg over the end of a bed.
 * @type {Array<[string | null, string, string]>}
 */
export const GROUNDING = [
  [
    null,
    worded("You might find a place that holds you well."),
    worded("You can sit down. A leg over an edge can come back up."),
  ],
  [
    null,
    worded("Eyes open, if you like. Look around the room."),
    worded("You might name three things you see."),
  ],
  ["heels", worded("Notice your feet, and what they touch."), worded("Press a little, or stay here.")],
  ["calves", worded("Notice your lower legs, wherever they are."), worded("They may feel heavy or light.")],
  ["sit_bones", worded("Notice the weight of your hips."), worded("Something under you carries that.")],
  ["back", worded("Notice your back, wherever it touches."), worded("You can change how you lie or sit.")],
  ["hands", worded("Notice your hands. Feel what they touch."), worded("Rough or smooth, warm or cool.")],
  ["head", worded("Notice your head, and what holds it."), worded("Look around again when you are ready.")],
];

/** After the last place, until somebody does something. @type {Sentence} */
export const GROUNDED = {
  text: worded("You are here. There is no hurry."),
  sub: worded("You might sip water, or go round once more."),
};

/**
 * Grounding from what the page holds.
 * @param {(contact: string | null, sentence: Sentence, last: boolean) => void} show
 */
export function createContacts(show) {
  let at = -1;
  let timer = 0;
  const next = () => {
    clearTimeout(timer);
    at += 1;
    const [contact, text, sub] = GROUNDING[at] ?? [null, GROUNDED.text, GROUNDED.sub];
    show(contact, { text, sub }, at >= GROUNDING.length);
    if (at < GROUNDING.length) timer = setTimeout(next, STEP_S * 1000);
  };
  return {
    /** From the first step, after so many seconds. */
    begin(firstS = 0) {
      at = -1;
      clearTimeout(timer);
      if (firstS === 0) next();
      else timer = setTimeout(next, firstS * 1000);
    },
    next,
    end: () => clearTimeout(timer),
  };
}

/** The questions this page can ask without a server, once after a stop. */
export const WHY_STOPPED = {
  text: worded("What was it, if you want to say?"),
  choices: [
    { what: "hurt", text: worded("It hurts") },
    { what: "dizzy", text: worded("Dizzy") },
    { what: "far_away", text: worded("Far away") },
    { what: "only_a_pause", text: worded("Just a pause") },
  ],
};

/** What the page offers by itself, where the server's questions are not for it. */
export const WAYS = {
  lead: { what: "lead", text: worded("Lead from this page") },
  unlock: { what: "unlock", text: worded("Open the journal") },
  today: { what: "today", text: worded("Go to Today") },
};

/** How the connection stands, in a sentence. */
export const NOTES = {
  away: worded("Out of touch with the program. What you say is kept here."),
  locked: worded("The journal is locked. What you say is kept until you open it."),
  gone: worded("The program is back, without this session. You can stay here."),
  late: worded("That yes came too late. Nothing moved."),
  watching: worded("Another page leads this session. You can stop it here."),
  dark: worded("Your screen may go dark here. A tap keeps it awake."),
  silent: worded("No voice in this browser. Every line is written here."),
};
