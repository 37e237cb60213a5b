/** What this browser remembers about how to show and speak: nothing about the person. */

import { shelf } from "./outbox.js";

/** @type {Readonly<Record<string, string>>} */
const DEFAULTS = Object.freeze({ voice: "on", rate: "0.9", progress: "shown", count: "off" });

/** The choice, or false where it is off. @param {string} name */
export function read(name) {
  const value = shelf().getItem(`slackwater.${name}`) ?? DEFAULTS[name];
  return value === "off" ? false : value;
}

/** @param {string} name @param {string} value */
export function choose(name, value) {
  shelf().setItem(`slackwater.${name}`, value);
}
