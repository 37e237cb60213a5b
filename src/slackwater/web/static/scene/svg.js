/**
 * SVG elements by name and attributes; nothing here sets a style, so a strict content policy holds.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The new element, already inside its parent.
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Element} parent
 * @returns {SVGElement}
 */
export function draw(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/**
 * A positioned layer of the scene with an svg inside, or without one where the look draws it.
 * @param {Element} root
 * @param {string} names  class names
 * @returns {HTMLDivElement}
 */
export function layer(root, names) {
  const box = document.createElement("div");
  box.className = names;
  root.append(box);
  return box;
}

/**
 * @param {Element} box
 * @param {string} viewBox
 * @param {string} fit  preserveAspectRatio
 * @returns {SVGElement}
 */
export function picture(box, viewBox, fit = "none") {
  return draw("svg", { viewBox, preserveAspectRatio: fit, focusable: "false" }, box);
}

let made = 0;

/**
 * The address of a new gradient from top to bottom whose colours the look gives by class name.
 * @param {Element} svg
 * @param {readonly (readonly [number, string])[]} stops  offset 0 … 1 and class name
 * @param {Record<string, string | number>} attributes
 */
export function shade(svg, stops, attributes = { x1: 0, y1: 0, x2: 0, y2: 1 }) {
  made += 1;
  const id = `shade-${made}`;
  const gradient = draw("r" in attributes ? "radialGradient" : "linearGradient", { id, ...attributes }, svg);
  for (const [offset, name] of stops) draw("stop", { offset, class: name }, gradient);
  return `url(#${id})`;
}
