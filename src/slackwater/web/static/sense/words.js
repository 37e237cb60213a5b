/** What the sensors of this browser can say, one plain sentence each. */

export const WORDS = Object.freeze({
  asking: "Your browser asks which strap. Put it on first, so that it can be heard.",
  connecting: "Connecting …",
  on: "Heard in this session. It can make it gentler, never harder.",
  waiting: "Ready. It is heard as soon as a session runs.",
  off: "Not used.",
  lost: "Out of touch. It is tried again. The session goes on without it.",
  nothing_chosen: "No strap was chosen.",
  no_web_bluetooth:
    "This browser cannot talk to a strap. The computer that runs Slackwater can, with its own Bluetooth.",
  bluetooth_off: "Bluetooth is off, or this device has none.",
  bluetooth_refused: "The browser was not allowed to use Bluetooth. Its settings for this page can allow it.",
  no_heart: "This device gives no heart rate.",
  optical: "It senses the heart by light, so it informs and decides nothing.",
  no_motion: "This device feels no movement.",
  motion_needs_trust: "A phone gives its movement only to a trusted page. Pairing explains the one step.",
  motion_refused: "The browser was not allowed to feel movement. Its settings for this page can allow it.",
  motion_resting: "The page is hidden, so movement is not felt. It goes on when you look here again.",
  pace: "This session runs faster or slower than a body, so no sensor on a person fits it.",
});
