/**
 * An element with its attributes and what is in it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} inside
 */
export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** A button of the sheet. @param {string} text @param {() => void} act */
export function makeButton(text, act) {
  const button = make("button", { type: "button", class: "pill" }, text);
  button.addEventListener("click", act);
  return button;
}
