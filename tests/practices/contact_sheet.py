"""Draws every clip of a practice as small pictures, to look at: contact_sheet.py PRACTICE… > sheet.html."""

import itertools
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from slackwater.practices.figure import POINT, POINTS, RINGS, Point, radius
from slackwater.practices.loader import LIBRARY
from slackwater.practices.motion import points_at
from slackwater.practices.poses import Prop, Staging, read_poses

PX = 300
WIDE, HIGH = 380, 400
NEAR, FAR, TRUNK = "#f1e2c6", "#b59a7c", "#e6d2b2"

CLOTH = {"mat": "#2f7f7f", "bed": "#3f6f86", "block": "#a7794b", "chair": "#8d6b4a", "wall": "#3a5058"}

Flat = tuple[float, float]


def seen(point: Point, azimuth: float, pitch: float) -> tuple[float, float, float]:
    """The point as the page projects it."""
    a, p = math.radians(azimuth), math.radians(pitch)
    x, y, z = point
    back = math.sin(a) * x + math.cos(a) * z
    return (
        math.cos(a) * x - math.sin(a) * z,
        math.cos(p) * y - math.sin(p) * back,
        math.sin(p) * y + math.cos(p) * back,
    )


def hull(points: Sequence[Flat]) -> list[Flat]:
    """The convex outline."""
    some = sorted(set(points))

    def half(these: Sequence[Flat]) -> list[Flat]:
        out: list[Flat] = []
        for p in these:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (p[1] - out[-2][1]) <= (
                out[-1][1] - out[-2][1]
            ) * (p[0] - out[-2][0]):
                out.pop()
            out.append(p)
        return out[:-1]

    return half(some) + half(some[::-1])


def disc(x: float, y: float, r: float) -> list[Flat]:
    """A circle as points."""
    return [(x + r * math.cos(i * math.pi / 10), y + r * math.sin(i * math.pi / 10)) for i in range(20)]


def shape(points: Sequence[Flat], fill: str, opacity: float = 1) -> str:
    """A filled outline."""
    d = " ".join(f"{x * PX:.1f},{-y * PX:.1f}" for x, y in hull(points))
    return f'<polygon points="{d}" fill="{fill}" opacity="{opacity}" stroke="#0003" stroke-width=".6"/>'


def limb(flat: Sequence[tuple[float, float, float]], names: Sequence[str], fill: str) -> str:
    """Tapered rounded pieces along some points."""
    out = ""
    for a, b in itertools.pairwise(names):
        ends = [disc(*flat[POINT[n]][:2], radius(n)) for n in (a, b)]
        out += shape(ends[0] + ends[1], fill)
    return out


def parts(points: Sequence[Point], staging: Staging) -> list[tuple[float, str]]:
    """Every part with its depth."""
    flat = [seen(p, staging.azimuth, staging.pitch) for p in points]
    depth = {side: flat[POINT[f"{side}_hip"]][2] for side in ("right", "left")}
    out: list[tuple[float, str]] = []
    for side in ("right", "left"):
        fill = NEAR if depth[side] >= max(depth.values()) - 0.02 else FAR
        for names in (
            ("shoulder", "elbow", "wrist", "hand", "fingers"),
            ("hip", "knee", "calf", "ankle"),
            ("heel", "ball", "toe"),
        ):
            full = [f"{side}_{n}" for n in names]
            z = sum(flat[POINT[n]][2] for n in full) / len(full)
            out.append((z, limb(flat, full, fill)))
    rings = []
    for ring, (deep, wide) in RINGS.items():
        f, b, r, left = (points[POINT[f"{ring}_{w}"]] for w in ("front", "back", "right", "left"))
        mid = [(p + q) / 2 for p, q in zip(r, left, strict=True)]
        edge = []
        for i in range(24):
            c, s = math.cos(i * math.pi / 12), math.sin(i * math.pi / 12)
            to = f if c > 0 else b
            at = [m + (t - m) * abs(c) + (q - m) * s for m, t, q in zip(mid, to, r, strict=True)]
            edge += disc(*seen((at[0], at[1], at[2]), staging.azimuth, staging.pitch)[:2], 0.006)
        rings.append(edge)
        del deep, wide
    body = "".join(shape(a + b, TRUNK) for a, b in itertools.pairwise(rings))
    tops = [p for n in ("right_shoulder", "left_shoulder", "neck") for p in disc(*flat[POINT[n]][:2], 0.03)]
    body += shape(rings[-1] + tops, TRUNK)
    hips = [p for n in ("right_hip", "left_hip") for p in disc(*flat[POINT[n]][:2], 0.05)]
    body += shape(rings[0] + hips, TRUNK)
    out.append((sum(flat[POINT[r]][2] for r in RINGS) / 4, body))
    top, middle = flat[POINT["crown"]], flat[POINT["head"]]
    high = disc(*(0.75 * t + 0.25 * m for t, m in zip(top[:2], middle[:2], strict=True)), 0.03)
    head = limb(flat, ("neck", "atlas"), TRUNK) + shape(disc(*middle[:2], 0.056) + high, TRUNK)
    face = flat[POINT["face"]]
    head += f'<circle cx="{face[0] * PX:.1f}" cy="{-face[1] * PX:.1f}" r="2" fill="#865"/>'
    out.append((flat[POINT["head"]][2], head))
    return out


def box(prop: Prop, staging: Staging) -> tuple[float, str]:
    """A prop as its outline."""

    def corners(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> list[Point]:
        return [(i, j, k) for i in x for j in y for k in z]

    def drawn(some: Sequence[Point]) -> str:
        return shape(
            [seen(p, staging.azimuth, staging.pitch)[:2] for p in some], CLOTH.get(prop.kind, "#6fa7a0"), 0.8
        )

    centre = (sum(prop.x) / 2, sum(prop.y) / 2, sum(prop.z) / 2)
    middle = seen(centre, staging.azimuth, staging.pitch)[2]
    if prop.kind != "chair":
        return middle - 0.3, drawn(corners(prop.x, prop.y, prop.z))
    top = prop.y[1]
    out = drawn(corners(prop.x, (top - 0.02, top), prop.z))
    for x in (prop.x[0], prop.x[1] - 0.015):
        for z in (prop.z[0], prop.z[1] - 0.015):
            out += drawn(corners((x, x + 0.015), (0, top), (z, z + 0.015)))
    if prop.back:
        x = prop.x[0] if prop.back == "low" else prop.x[1]
        out += drawn(corners((x - 0.01, x), (top, top + 0.27), prop.z))
    return middle - 0.3, out


def picture(staging: Staging, clip: str, t_s: float, lung: float | None = None) -> str:
    """One moment of a clip."""
    points = points_at(staging.clips[clip].clip, t_s, lung=lung)
    drawn = [box(prop, staging) for prop in staging.props.values()] + parts(points, staging)
    drawn.sort(key=lambda pair: pair[0])
    ground = seen((0, 0, 0), staging.azimuth, staging.pitch)[1]
    return (
        f'<figure><svg width="{WIDE}" height="{HIGH}" viewBox="{-WIDE / 2} {-HIGH + 100} {WIDE} {HIGH}">'
        f'<line x1="-300" x2="300" y1="{-ground * PX}" y2="{-ground * PX}" stroke="#6543" />'
        + "".join(one for _, one in drawn)
        + f"</svg><figcaption>{staging.name} {clip} {t_s:.1f} s</figcaption></figure>"
    )


def sheet(folders: Sequence[Path], shots: int) -> str:
    """The whole page."""
    out = (
        "<style>body{background:#123a45;color:#eee;font:12px sans-serif;margin:4px}"
        "figure{display:inline-block;margin:2px}</style>"
    )
    for folder in folders:
        out += f"<h2>{folder.name}</h2>"
        for staging in read_poses(folder / "poses.toml").values():
            for name, scored in staging.clips.items():
                times = [0.0]
                if len(scored.clip.moves) > 1 or scored.clip.moves[0].to_s > 1:
                    times = sorted({k.at_s for k in scored.keys})
                out += "".join(picture(staging, name, t) for t in times)
    return out


if __name__ == "__main__":
    assert len(POINTS) == 49
    wanted = [Path(one) if "/" in one else LIBRARY / one for one in sys.argv[1:]]
    print(sheet(wanted, 4))
