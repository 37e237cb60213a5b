/**
 * The sheet of sensors on the live page: which count now and why, in words; setting one aside; joining a strap or
 * this device's movement. It stands beside the page's own buttons, so a stop stays one tap away, and goes when the
 * page asks something or a key stops it: an answer is never behind it.
 */

/** @import { SenseStatus } from "./types" */

import { said } from "../live/ears.js";
import { Line } from "../live/talk.js";
import { make, makeButton } from "./element.js";
import { connectStrap, stop, useMotion } from "./panel.js";
import { PLACES, SHEET } from "./sheet-words.js";
import { Straps } from "./straps.js";

/** A counted sensor, as the server tells it: docs/protocol.md. @typedef {{sense: string, counts: string, text: string, why: string, device: string}} Sensor */

/** @type {Sheet | null} */
let sheet = null;

/** Show the sheet, or put it away. */
export function open() {
  const page = /** @type {HTMLElement} */ (document.querySelector("[data-session]"));
  sheet ??= new Sheet(page);
  sheet.toggle();
}

class Sheet {
  /** @param {HTMLElement} page */
  constructor(page) {
    const socket = page.dataset.socket ?? "/ws/session";
    this.socket = socket;
    this.list = make("ul", { class: "sensor-list" });
    this.strap = make("p", { class: "small", role: "status" });
    this.said = make("ol", { class: "said" });
    this.motion = make("p", { class: "small", role: "status" });
    this.place = make("select", { id: "sensor-place" });
    for (const [value, text] of PLACES) this.place.append(make("option", { value }, text));
    this.straps = new Straps((wish) => this.line.send(wish));
    this.dialog = make("dialog", { class: "sensors", "aria-labelledby": "sensors-title" }, this.form());
    page.querySelector(".session-top")?.after(this.dialog); // the next Tab stop is the page's own buttons
    addEventListener("keydown", ({ key }) => key === "Escape" && this.dialog.close());
    new MutationObserver(() => "asks" in page.dataset && this.dialog.close()).observe(page, {
      attributeFilter: ["data-asks"],
    });
    this.show([]);
    const url = new URL(socket, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.line = new Line(url.href, "watch", {
      heard: (message) => this.hear(message),
      cut: () => this.straps.cut(),
    });
    this.line.connect();
  }

  /** A form, so that a tap on its words is no tap on the page. */
  form() {
    const title = make("h2", { id: "sensors-title", tabindex: "-1" }, SHEET.title);
    const close = make("button", { class: "pill plain" }, SHEET.close);
    close.addEventListener("click", () => this.dialog.close());
    const strap = makeButton(SHEET.strap, () =>
      connectStrap({ socket: this.socket, tell: (status) => this.tell(this.strap, status) }),
    );
    const motion = makeButton(SHEET.motion, () => this.move());
    const label = make("label", { for: "sensor-place" }, SHEET.place);
    const form = make("form", { method: "dialog" }, title, make("p", { class: "small" }, SHEET.about));
    form.append(this.list, strap, this.strap, this.straps.part, label, this.place, motion, this.motion);
    const words = make("details", {}, make("summary", {}, SHEET.said), this.said);
    form.append(
      makeButton(SHEET.none, () => stop()),
      words,
      close,
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    return form;
  }

  toggle() {
    if (this.dialog.open) {
      this.dialog.close();
      return;
    }
    this.said.replaceChildren(...said.map(({ at, text }) => make("li", {}, `${at} ${text}`)));
    this.dialog.show();
    this.dialog.querySelector("h2")?.focus();
  }

  /** @param {any} message */
  hear(message) {
    if (message.type === "sensors") this.show(message.sensors);
    else if (message.type === "straps") this.straps.show(message);
    else if (message.type === "refused") this.straps.say(message.text);
  }

  move() {
    const place = /** @type {import("./types").Device["place"]} */ (this.place.value);
    useMotion({ socket: this.socket, place, tell: (status) => this.tell(this.motion, status) });
  }

  /** @param {HTMLElement} where @param {SenseStatus} status */
  tell(where, { text, device }) {
    where.textContent = device?.name ? `${device.name}: ${text}` : text;
  }

  /** @param {Sensor[]} sensors */
  show(sensors) {
    const rows = sensors.map((one) => this.row(one));
    this.list.replaceChildren(...(rows.length ? rows : [make("li", {}, SHEET.nothing)]));
  }

  /** @param {Sensor} one */
  row({ sense, counts, text, why, device }) {
    const barred = counts === "barred";
    const said = make("span", {}, make("strong", {}, text), device ? ` (${device})` : "", make("br"), why);
    const set = makeButton(barred ? SHEET.allow : SHEET.bar, () =>
      this.line.send({ type: "bar", sense, barred: !barred }),
    );
    set.setAttribute("aria-label", `${text}: ${set.textContent}`);
    return make("li", { "data-sense": sense, "data-counts": counts }, said, set);
  }
}
