/** What the sensors of this browser can say, one plain sentence each. */

import { worded } from "../live/tongue.js";

export const WORDS = Object.freeze({
  asking: worded("Your browser asks which strap. Put it on first, so that it can be heard."),
  connecting: worded("Connecting …"),
  on: worded("Heard in this session. It can make it gentler, never harder."),
  waiting: worded("Ready. It is heard as soon as a session runs."),
  off: worded("Not used."),
  lost: worded("Out of touch. It is tried again. The session goes on without it."),
  nothing_chosen: worded("No strap was chosen."),
  no_web_bluetooth: worded(
    "This browser cannot talk to a strap. The computer that runs Slackwater can, with its own Bluetooth.",
  ),
  bluetooth_off: worded("Bluetooth is off, or this device has none."),
  bluetooth_refused: worded(
    "The browser was not allowed to use Bluetooth. Its settings for this page can allow it.",
  ),
  no_heart: worded("This device gives no heart rate."),
  optical: worded("It senses the heart by light, so it informs and decides nothing."),
  no_motion: worded("This device feels no movement."),
  motion_needs_trust: worded(
    "A phone gives its movement only to a trusted page. Pairing explains the one step.",
  ),
  motion_refused: worded(
    "The browser was not allowed to feel movement. Its settings for this page can allow it.",
  ),
  motion_resting: worded("The page is hidden, so movement is not felt. It goes on when you look here again."),
  pace: worded("This session runs faster or slower than a body, so no sensor on a person fits it."),
});
