/** The page's own words in its language. English is the key; the page holds the others as data, so no network is asked. */

/** @type {Readonly<Record<string, string>>} */
const HELD = JSON.parse(globalThis.document?.getElementById("script-words")?.textContent ?? "{}");

/**
 * An English sentence in the language of the page; what stands in braces is filled in.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function worded(text, values = {}) {
  const said = HELD[text] ?? text;
  return said.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
