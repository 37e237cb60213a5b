/** Draws every case of tests/vectors/figure.json with the page's own module and prints what it got. */
import { readFileSync } from "node:fs";
import * as figure from "../../src/slackwater/web/static/figure/kinematics.js";
import { PARTS, radiusOf } from "../../src/slackwater/web/static/scene/body.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/figure.json", import.meta.url), "utf8"));
const out = new Float64Array(figure.POINTS.length * 3);
let worst = 0;
for (const { clip, t_s, how, points } of vectors.cases) {
  figure.pointsAt(vectors.clips[clip], t_s, out, how);
  for (let i = 0; i < points.length; i++) worst = Math.max(worst, Math.abs(points[i] - out[i]));
}
const radii = Object.fromEntries(figure.POINTS.map((name) => [name, radiusOf(name)]));
const flat = new Float64Array(out.length);
figure.project(out, figure.cameraOf({ azimuth: 90, pitch: 0 }, false), flat);
const turned = figure.POINTS.every(
  (_, i) => Math.abs(flat[i * 3] + out[i * 3 + 2]) < 1e-12 && Math.abs(flat[i * 3 + 2] - out[i * 3]) < 1e-12,
);
const parts = Object.keys(PARTS);
const sliding = {
  ...vectors.clips[vectors.cases[0].clip],
  aside: { block: { first: 1, last: 0, from_s: 4, to_s: 6 } },
};
const aside = [0, 5, 9]
  .map((t) => figure.asideAt(sliding, "block", t))
  .concat(figure.asideAt(sliding, "mat", 5));
process.stdout.write(
  JSON.stringify({
    worst,
    cases: vectors.cases.length,
    channels: figure.CHANNELS,
    points: figure.POINTS,
    radii,
    turned,
    parts,
    aside,
    named: Object.values(PARTS)
      .flat()
      .every((name) => figure.pointIndex(name) >= 0),
  }),
);
