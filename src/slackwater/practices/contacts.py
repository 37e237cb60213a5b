"""Where the body rests: each contact as one or more round places of the body, each support as a surface.

A support is ``floor``, the name of a prop (its top; a wall its face), ``chair.back`` and ``chair.rail``
(its upper edge), or ``own:`` and a part of the body: ``own:belly``, ``own:right_thigh`` …
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from slackwater.practices.figure import POINT, SIDES, Point, radius
from slackwater.practices.poses import Prop

Place: TypeAlias = tuple[tuple[str, ...], float]
"""Points whose middle is meant, and how far the skin is from it, statures."""

Ball: TypeAlias = tuple[Point, float]

CHAIR_BACK: Final = 0.27
"""How far a chair's back stands above its seat, statures (ENG: half a metre)."""


def _own(name: str) -> Place:
    return (name,), radius(name)


CONTACTS: Final[Mapping[str, tuple[Place, ...]]] = {
    "head": (_own("head"),),
    "back": (_own("chest"),),
    "sacrum": ((("pelvis", "waist"), 0.051),),
    "pelvis": (_own("right_hip"), _own("left_hip")),
    **{
        f"{side}_{name}": tuple(_own(f"{side}_{point}") for point in points)
        for side in SIDES
        for name, points in (
            *(
                ("foot", ("heel", "ball")),
                ("heel", ("heel",)),
                ("toes", ("ball", "toe")),
                ("instep", ("toe",)),
            ),
            *(("knee", ("knee",)), ("shin", ("knee", "ankle")), ("calf", ("calf",)), ("ankle", ("ankle",))),
            *(("hip", ("hip",)), ("shoulder", ("shoulder",)), ("elbow", ("elbow",)), ("hand", ("hand",))),
            *(("palm", ("hand", "fingers")), ("forearm", ("elbow", "wrist")), ("thigh", ("hip", "knee"))),
        )
    },
}
"""Every contact a pose may name."""

_TRUNK: Final = {"belly": ("waist", "ribs"), "chest": ("ribs", "chest"), "lap": ("pelvis", "waist")}
_LIMBS: Final = {
    "thigh": ("hip", "knee"),
    "shin": ("knee", "ankle"),
    "knee": ("knee", "knee"),
    "hand": ("hand", "hand"),
}


def balls(contact: str, points: Sequence[Point]) -> list[Ball]:
    """The round places of a contact where the figure is now."""
    out = []
    for names, thick in CONTACTS[contact]:
        some = [points[POINT[name]] for name in names]
        middle = tuple(sum(values) / len(some) for values in zip(*some, strict=True))
        out.append(((middle[0], middle[1], middle[2]), thick))
    return out


def known_support(support: str, props: Mapping[str, Prop]) -> bool:
    """Whether there is such a support among these props."""
    if support.startswith("own:"):
        return support[4:] in _TRUNK or support[4:].partition("_")[2] in _LIMBS
    return (
        support == "floor"
        or support in props
        or (support in {"chair.back", "chair.rail"} and "chair" in props)
    )


def gap(ball: Ball, support: str, props: Mapping[str, Prop], points: Sequence[Point]) -> float:
    """How far a round place is above its support, statures; below zero it sinks in."""
    (x, y, _), thick = ball
    if support == "floor":
        return y - thick
    if support.startswith("own:"):
        part = support[4:]
        return _from_trunk(ball, part, points) if part in _TRUNK else _from_limb(ball, part, points)
    if support == "chair.back":
        chair = props["chair"]
        return x - thick - chair.x[0] if chair.back == "low" else chair.x[1] - x - thick
    if support == "chair.rail":
        return y - thick - props["chair"].y[1] - CHAIR_BACK
    prop = props[support]
    if prop.kind == "wall":
        return x - thick - prop.x[1] if x > prop.x[1] else prop.x[0] - x - thick
    return y - thick - prop.y[1]


def beside(ball: Ball, support: str, props: Mapping[str, Prop]) -> float:
    """How far a round place lies outside the edge of what it rests on, statures; 0 when over it."""
    prop = props.get(support)
    if prop is None or prop.kind == "wall":
        return 0.0
    (x, _, z), _ = ball
    return max(0.0, prop.x[0] - x, x - prop.x[1], prop.z[0] - z, z - prop.z[1])


def depth_inside(ball: Ball, prop: Prop) -> float:
    """How deep a round place sinks into a box, statures; 0 when it stays outside."""
    centre, thick = ball
    sides = (prop.x, prop.y, prop.z)
    out = [max(low - c, 0.0, c - high) for c, (low, high) in zip(centre, sides, strict=True)]
    if any(out):
        return max(0.0, thick - math.hypot(*out))
    return thick + min(min(c - low, high - c) for c, (low, high) in zip(centre, sides, strict=True))


def _from_limb(ball: Ball, part: str, points: Sequence[Point]) -> float:
    side, _, limb = part.partition("_")
    first, second = (f"{side}_{name}" for name in _LIMBS[limb])
    a, b, (c, thick) = points[POINT[first]], points[POINT[second]], ball
    share = min(1.0, max(0.0, _share(a, b, c)))
    near = [p + share * (q - p) for p, q in zip(a, b, strict=True)]
    return math.dist(near, c) - thick - radius(first) - share * (radius(second) - radius(first))


def _from_trunk(ball: Ball, part: str, points: Sequence[Point]) -> float:
    """The gap to the oval of the trunk between two rings, exact straight in front and beside."""
    low, high = _TRUNK[part]
    share = min(1.0, max(0.0, _share(points[POINT[low]], points[POINT[high]], ball[0])))

    def there(name: str) -> list[float]:
        ends = zip(points[POINT[f"{low}{name}"]], points[POINT[f"{high}{name}"]], strict=True)
        return [p + share * (q - p) for p, q in ends]

    middle, front, side = there(""), there("_front"), there("_right")
    out = [c - m for c, m in zip(ball[0], middle, strict=True)]
    oval = 0.0
    for edge in (front, side):
        axis = [e - m for e, m in zip(edge, middle, strict=True)]
        oval += (sum(o * v for o, v in zip(out, axis, strict=True)) / sum(v * v for v in axis)) ** 2
    size = math.hypot(*out)
    return size - size / math.sqrt(oval) - ball[1] if oval > 0 else -ball[1]


def _share(a: Point, b: Point, c: Point) -> float:
    along = [q - p for p, q in zip(a, b, strict=True)]
    size = sum(v * v for v in along)
    return 0.0 if size == 0 else sum((q - p) * v for p, q, v in zip(a, c, along, strict=True)) / size
