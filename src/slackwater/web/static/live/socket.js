/**
 * The way to the server: hello, reconnecting with growing pauses, and noticing silence. An offline network
 * leaves an open socket silent without ever closing it, so silence counts as closed.
 */

/** @import { Way } from "./types" */

/** Protocol 1: pauses before connecting again, s. */
const AGAIN_S = [0.5, 1, 2, 4, 8];
/** A holder hears an answer to each beat; this much silence means nobody is there, ms (ENG: two beats and a half). */
export const SILENT_MS = 5000;

export class Line {
  /** @param {string} url @param {"page" | "watch"} role @param {Way} way */
  constructor(url, role, way) {
    this.url = url;
    this.role = role;
    this.way = way;
    this.page = crypto.randomUUID();
    this.tries = 0;
    this.heardMs = 0;
    this.over = false;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  connect() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.heardMs = performance.now();
    socket.onopen = () => this.hello();
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.heardMs = performance.now();
      this.tries = 0;
      this.way.heard(JSON.parse(event.data));
    };
    socket.onclose = () => {
      if (socket === this.socket) this.drop();
    };
  }

  hello() {
    this.send({ type: "hello", protocol: 1, role: this.role, page: this.page });
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Whether it went out. @param {object} message */
  send(message) {
    if (!this.socket || !this.open) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Called often: a socket that answers nothing is dropped. @param {boolean} answers whether beats are answered here */
  listen(answers) {
    const silent = performance.now() - this.heardMs > SILENT_MS;
    const connecting = this.socket?.readyState === WebSocket.CONNECTING;
    if (silent && (connecting || (this.open && answers))) this.drop();
  }

  /** Give up this socket and try again later. */
  drop() {
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onclose = null;
      socket.close();
    }
    this.way.cut();
    if (this.over) return;
    const pause_s = AGAIN_S[Math.min(this.tries, AGAIN_S.length - 1)];
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), pause_s * 1000);
  }

  /** The network says it is back: try now. */
  hurry() {
    if (this.over || this.socket) return;
    this.connect();
  }

  /** For good. */
  end() {
    this.over = true;
    this.drop();
  }
}
