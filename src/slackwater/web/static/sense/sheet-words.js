/** What the sheet of sensors says. */

import { worded } from "../live/tongue.js";

export const SHEET = Object.freeze({
  title: worded("Sensors"),
  about: worded("A sensor may slow or pause a session, and do nothing else. Without any, it works the same."),
  nothing: worded("No sensor is heard now."),
  bar: worded("Set aside"),
  allow: worded("Let it count"),
  strap: worded("Join a heart strap"),
  computer: worded("This computer's own Bluetooth"),
  look: worded("Look for straps near this computer"),
  use: worded("Use this one"),
  drop: worded("Let it go"),
  away: worded("Out of touch with the program. You might try again in a moment."),
  place: worded("Where this device lies"),
  motion: worded("Use how this device moves"),
  none: worded("Use none of this browser's"),
  said: worded("All that was said so far"),
  close: worded("Close"),
});

/** @type {ReadonlyArray<[string, string]>} */
export const PLACES = Object.freeze([
  ["belly", worded("On the belly")],
  ["hip", worded("On the hip or low back")],
  ["thigh", worded("On the thigh")],
  ["hand", worded("In the hand")],
  ["unknown", worded("Elsewhere")],
]);
