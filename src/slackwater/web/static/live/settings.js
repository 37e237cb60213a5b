/** What this browser remembers about how to show and speak: nothing about the person. */

import { shelf } from "./outbox.js";

/** @type {Readonly<Record<string, string>>} */
const DEFAULTS = { rate: "0.9", progress: "shown" };

/** @param {string} name */
export const read = (name) => shelf().getItem(`slackwater.${name}`) ?? DEFAULTS[name];

/** @param {string} name @param {string} value */
export const choose = (name, value) => shelf().setItem(`slackwater.${name}`, value);
