/**
 * How the water breathes. Pure: time in, level and words out.
 */

/** @typedef {{in_s: number, out_s: number}} Tide  the way the server sends it */

/**
 * The water's level, 0 … 1, after so many seconds: a sine up on the in-breath, a longer one down on the out-breath.
 * @param {Tide} tide
 * @param {number} seconds
 */
export function level(tide, seconds) {
  const at = within(tide, seconds);
  const angle = at < tide.in_s ? at / tide.in_s : 1 + (at - tide.in_s) / tide.out_s;
  return (1 - Math.cos(Math.PI * angle)) / 2;
}

/**
 * The seconds at which another tide stands where this one does: a breath that changes pace is not broken off.
 * @param {Tide} tide
 * @param {number} seconds
 * @param {Tide} next
 */
export function sameBreath(tide, seconds, next) {
  const at = within(tide, seconds);
  const out = at - tide.in_s;
  return out < 0 ? (at / tide.in_s) * next.in_s : next.in_s + (out / tide.out_s) * next.out_s;
}

/**
 * The breath as words with a count, for people whom a moving picture makes ill.
 * @param {Tide} tide
 * @param {number} seconds
 */
export function words(tide, seconds) {
  const at = within(tide, seconds);
  return at < tide.in_s ? `In … ${Math.floor(at) + 1}` : `Out … ${Math.floor(at - tide.in_s) + 1}`;
}

/**
 * @param {Tide} tide
 * @param {number} seconds
 */
function within(tide, seconds) {
  const whole = tide.in_s + tide.out_s;
  return ((seconds % whole) + whole) % whole;
}
