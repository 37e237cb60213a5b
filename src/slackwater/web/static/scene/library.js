/**
 * The poses of each practice, asked for once and held, so that the picture also moves when no server answers.
 */

/** @typedef {import("../figure/kinematics.js").Clip} Clip */
/**
 * @typedef {object} Variant
 * @property {{from: string, azimuth: number, pitch: number}} view
 * @property {number} [scale]
 * @property {Record<string, Clip>} clips
 * @property {import("./props.js").Prop[]} props
 */

/** @type {Map<string, Promise<Record<string, Variant> | null>>} */
const held = new Map();

/**
 * The variants of a practice as the page draws them, or null when they cannot be had; then the tide is there alone.
 * @param {string} practice
 */
export function variantsOf(practice) {
  const known = held.get(practice);
  if (known) return known;
  const asked = ask(practice);
  held.set(practice, asked);
  return asked;
}

/** @param {string} practice @returns {Promise<Record<string, Variant> | null>} */
async function ask(practice) {
  try {
    const answer = await fetch(`/practices/${practice}.json`);
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).poses;
  } catch {
    held.delete(practice);
    return null;
  }
}
