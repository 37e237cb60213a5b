/**
 * The scene of a session or a card: `show` draws a scene of the socket, `freeze` stills all within this frame.
 * With reduced motion nothing moves: light changes slowly, and `breathe` is given the count as words.
 */

import { drawPlace, level, sameBreath, within, words } from "./place.js";
import { Stage, variantsOf } from "./stage.js";

/** Nothing is drawn faster than this, however fast a demonstration runs (ENG: calm to look at). */
const FASTEST = 2;
/** The water goes over to a tide from where it lies, with this time constant, s (ENG: by eye). */
const TAKEOVER_S = 0.7;
/** The water's level when nobody paces a breath. */
const SLACK = 0.5;
/** With reduced motion, the least time between two looks of the body, s (ENG). */
const STEP_S = 2;

/** @typedef {{practice: string, variant: string, side: string, clip: string, t0_s: number, range_percent?: number,
 *   view?: import("../figure/kinematics.js").Camera | null}} Figure  view: in place of the usual one */
/**
 * @typedef {object} Shown
 * @property {Figure | null} figure
 * @property {import("./place.js").Tide | null} tide
 * @property {boolean} moving
 * @property {number} now_s
 * @property {number} [speed]
 * @property {object | null} [stop]
 */
/**
 * @typedef {object} Options
 * @property {boolean} [reducedMotion]
 * @property {(words: string | null) => void} [breathe]
 */

class Scene {
  #root;
  #options;
  #place;
  #stage;
  #alone;
  #frame = 0;
  #heightPx = 0;
  #sized = new ResizeObserver(([entry]) => {
    this.#heightPx = entry.contentRect.height;
  });
  /** The figure asked for, and the one that is there. */
  #on = "";
  #there = "";
  /** @type {Shown | null} */
  #shown = null;
  #startedMs = 0;
  #rate = 1;
  #level = SLACK;
  #leftover = 0;
  #breathS = 0;
  #tideMs = 0;
  #step = -1;
  #leads = false;

  /**
   * @param {HTMLElement} root
   * @param {Options} options
   */
  constructor(root, options) {
    const [shape] = (root.dataset.figure ?? "").split("-");
    this.#root = root;
    this.#options = options;
    this.#alone = shape === "tide";
    this.#place = drawPlace(root);
    this.#stage = new Stage(root, shape);
    this.#place.tide(SLACK, 0);
    this.#sized.observe(root);
  }

  /** @param {Shown} shown */
  show(shown) {
    const now = performance.now();
    const since = shown.now_s - (shown.figure?.t0_s ?? shown.now_s);
    this.#rate = Math.min(shown.speed ?? 1, FASTEST);
    this.#startedMs = now - (Math.max(0, since) * 1000) / (shown.speed ?? 1);
    this.#pace(shown, now);
    this.#shown = shown;
    this.#root.classList.toggle("is-clear", !shown.moving && Boolean(shown.stop));
    cancelAnimationFrame(this.#frame);
    this.#bring(shown.figure);
    if (shown.moving) this.#run();
    else this.#options.breathe?.(null);
  }

  freeze() {
    cancelAnimationFrame(this.#frame);
    if (this.#shown) this.#shown = { ...this.#shown, moving: false };
    this.#options.breathe?.(null);
    this.#root.classList.add("is-clear");
  }

  /** Where the tide that is shown stands in its breath; null where nothing breathes. */
  breath() {
    const { tide, moving } = this.#shown ?? {};
    if (!tide || !moving) return null;
    const seconds = this.#seconds(performance.now(), this.#startedMs) + this.#breathS;
    return { ...tide, at_s: within(tide, seconds) };
  }

  /** @param {string | null} name */
  contact(name) {
    this.#stage.light(name);
  }

  #run = () => {
    this.#draw(performance.now());
    this.#frame = requestAnimationFrame(this.#run);
  };

  /** Where in its clip a still body is shown: a loop at its first pose, a clip that leads somewhere at its moment. */
  #restS() {
    return this.#leads ? this.#seconds(performance.now(), this.#startedMs) : 0;
  }

  /** @param {number} nowMs */
  #draw(nowMs) {
    const seconds = this.#seconds(nowMs, this.#startedMs);
    const { tide = null } = this.#shown ?? {};
    const breathing = seconds + this.#breathS;
    const target = tide ? level(tide, breathing) : SLACK;
    this.#level = target + this.#leftover * Math.exp(-(nowMs - this.#tideMs) / 1000 / TAKEOVER_S);
    const lung = tide ? this.#level : undefined;
    if (this.#options.reducedMotion) this.#drawStill(seconds, tide && words(tide, breathing));
    else {
      this.#place.tide(this.#level, this.#heightPx);
      this.#stage.drawAt(seconds, lung);
    }
  }

  /** @param {number} seconds @param {string | null} words */
  #drawStill(seconds, words) {
    this.#place.dim(this.#level);
    this.#options.breathe?.(words);
    const step = Math.floor(seconds / STEP_S);
    if (step === this.#step) return;
    this.#step = step;
    this.#stage.fadeTo(step * STEP_S);
  }

  /** The new tide goes on where the old one is, or begins with the clip. @param {Shown} next @param {number} nowMs */
  #pace(next, nowMs) {
    const { tide = null, figure = null } = this.#shown ?? {};
    const sameClip = keyOf(figure) === keyOf(next.figure) && figure?.t0_s === next.figure?.t0_s;
    const clipS = this.#seconds(nowMs, this.#startedMs);
    if (sameClip && tide && next.tide) {
      const at = sameBreath(tide, clipS + this.#breathS, next.tide);
      this.#breathS = at - clipS;
    } else {
      this.#breathS = 0;
      this.#leftover = this.#level - (next.tide ? level(next.tide, clipS) : SLACK);
      this.#tideMs = nowMs;
    }
  }

  /** @param {number} nowMs @param {number} fromMs */
  #seconds(nowMs, fromMs) {
    return ((nowMs - fromMs) / 1000) * this.#rate;
  }

  /** After a stop the body stays in the very pose it stopped in. @param {Figure | null} figure */
  async #bring(figure) {
    const key = keyOf(figure);
    if (this.#alone) return;
    if (key === this.#on) {
      const rests = !this.#shown?.moving && !this.#shown?.stop;
      if (rests && key === this.#there) this.#stage.fadeTo(this.#restS());
      return;
    }
    this.#on = key;
    const usual = figure && (await variantsOf(figure.practice))?.[figure.variant];
    if (this.#on !== key) return;
    this.#there = key;
    if (!figure || !usual?.clips[figure.clip]) return this.#stage.clear();
    const variant = figure.view ? { ...usual, view: figure.view } : usual;
    this.#leads = !variant.clips[figure.clip].loop;
    const seconds = this.#shown?.moving ? this.#seconds(performance.now(), this.#startedMs) : this.#restS();
    const range = (figure.range_percent ?? 100) / 100;
    this.#stage.bring({ variant, clip: figure.clip, left: figure.side === "left", range }, seconds);
  }
}

/** @param {Figure | null} figure */
function keyOf(figure) {
  if (!figure) return "";
  const { practice, variant, side, clip, range_percent = 100, view } = figure;
  return [practice, variant, side, clip, range_percent, view?.azimuth, view?.pitch].join();
}

/**
 * @param {HTMLElement} root
 * @param {Options} [options]
 */
export function createScene(root, options = {}) {
  return new Scene(root, options);
}
