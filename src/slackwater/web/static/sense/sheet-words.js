/** What the sheet of sensors says. */

export const SHEET = Object.freeze({
  title: "Sensors",
  about: "A sensor may slow or pause a session, and do nothing else. Without any, it works the same.",
  nothing: "No sensor is heard now.",
  bar: "Set aside",
  allow: "Let it count",
  strap: "Join a heart strap",
  computer: "This computer's own Bluetooth",
  look: "Look for straps near this computer",
  use: "Use this one",
  drop: "Let it go",
  away: "Out of touch with the program. You might try again in a moment.",
  place: "Where this device lies",
  motion: "Use how this device moves",
  none: "Use none of this browser's",
  said: "All that was said so far",
  close: "Close",
});

/** @type {ReadonlyArray<[string, string]>} */
export const PLACES = Object.freeze([
  ["belly", "On the belly"],
  ["hip", "On the hip or low back"],
  ["thigh", "On the thigh"],
  ["hand", "In the hand"],
  ["unknown", "Elsewhere"],
]);
