/**
 * The part of the sheet for the Bluetooth of the computer that runs Slackwater: straps near it, the one it keeps
 * joined, and letting that go. For browsers that cannot talk to a strap by themselves.
 */

import { make, makeButton } from "./element.js";
import { SHEET } from "./sheet-words.js";

/** A strap in reach. @typedef {{address: string, name: string, text: string}} Heard */
/** How it stands, as the server tells it: docs/protocol.md. @typedef {{said: string, looking: boolean, used: string | null, straps: Heard[]}} Told */

/** Before anything was asked for. @type {Told} */
const NOTHING = { said: "", looking: false, used: null, straps: [] };

export class Straps {
  /** @param {(message: object) => boolean} send whether it went out */
  constructor(send) {
    this.send = send;
    this.looking = false;
    this.said = make("p", { class: "small", role: "status" });
    this.list = make("ul", { class: "strap-list" });
    this.look = makeButton(SHEET.look, () => this.looking || this.ask({ do: "look" }));
    this.drop = makeButton(SHEET.drop, () => this.ask({ do: "let_go" }));
    const title = make("h3", { id: "straps-title" }, SHEET.computer);
    const inside = [title, this.look, this.said, this.list, this.drop];
    this.part = make("div", { class: "straps", role: "group", "aria-labelledby": "straps-title" }, ...inside);
    this.show(NOTHING);
  }

  /** @param {object} wish */
  ask(wish) {
    if (!this.send({ type: "strap", ...wish })) this.say(SHEET.away);
  }

  /** The server cannot be reached: what it keeps joined is not known. */
  cut() {
    this.show(NOTHING);
  }

  /** @param {string} text */
  say(text) {
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  /** @param {Told} told */
  show({ said, looking, used, straps }) {
    const held = document.activeElement;
    const inside = this.part.contains(held);
    this.looking = looking;
    this.say(said);
    this.list.replaceChildren(...straps.map((one) => this.row(one)));
    this.list.hidden = used !== null || straps.length === 0;
    this.look.hidden = used !== null;
    this.drop.hidden = used === null;
    // What held the keyboard may be gone, and a key on nothing pauses.
    if (inside && (!held?.isConnected || held.closest("[hidden]"))) (used ? this.drop : this.look).focus();
  }

  /** @param {Heard} one */
  row({ address, name, text }) {
    const use = makeButton(SHEET.use, () => this.ask({ do: "use", address }));
    use.setAttribute("aria-label", `${SHEET.use}: ${name}`);
    return make("li", {}, make("span", {}, make("strong", {}, name), make("br"), text), use);
  }
}
