"""The figure as joints in space: one pose (position and joint angles) in, named points out.

Units: lengths in statures (1 = the person's height), angles in degrees.
World: x to the right of the screen in the side view, y up from the floor, z towards the viewer.
A figure that faces +x has its right side nearest the viewer; so has one that lies on its back, head to -x.

Signs (FACTS §1): hip flexion +, extension -; knee flexion +; ankle dorsiflexion +; anterior pelvic tilt +,
posterior -; lumbar flexion +; abduction +; external rotation +; bends + to the right; turns + to the left.
``lean`` is the body line at the pelvis: 0 upright, +90 face down, -90 on the back; ``roll`` + to the right.
Hip angles are read against the body line, as a goniometer's fixed arm lies along the trunk. ``tilt`` turns
the pelvis about the hips and is taken up by the lumbar spine, so thighs and chest stay: the lumbar curve is
``lumbar.flex - tilt``, the angle between thigh and pelvis is ``hip.flex + tilt``.
A joint turns first in flexion, then abduction, then about the limb (Grood and Suntay 1983,
doi 10.1115/1.3138397). An upper arm hangs with the palm forward; ``forearm`` + turns the palm back.
"""

import math
from collections.abc import Sequence
from typing import Final, TypeAlias

Channels: TypeAlias = Sequence[float]
"""One number per name in ``CHANNELS``: the pelvis position in statures, then degrees."""

Point: TypeAlias = tuple[float, float, float]
Frame: TypeAlias = tuple[float, float, float, float, float, float, float, float, float]

SIDES: Final = ("right", "left")

_ARM: Final = ("shoulder.flex", "shoulder.abduct", "shoulder.rotate", "elbow", "forearm", "wrist")
_LEG: Final = ("hip.flex", "hip.abduct", "hip.rotate", "knee", "ankle", "foot", "toes")

CHANNELS: Final[tuple[str, ...]] = (
    *("at.x", "at.y", "at.z", "lean", "tilt", "roll", "yaw"),
    *("lumbar.flex", "lumbar.side", "lumbar.turn", "neck.flex", "neck.side", "neck.turn"),
    *(f"{side}_{joint}" for side in SIDES for joint in _ARM),
    *(f"{side}_{joint}" for side in SIDES for joint in _LEG),
)
"""What a pose holds, in the order of the arrays the page reads."""

CHANNEL: Final = {name: index for index, name in enumerate(CHANNELS)}
RIGHT_ARM: Final = CHANNEL["right_shoulder.flex"]
LEFT_ARM: Final = CHANNEL["left_shoulder.flex"]
RIGHT_LEG: Final = CHANNEL["right_hip.flex"]
LEFT_LEG: Final = CHANNEL["left_hip.flex"]

POINTS: Final[tuple[str, ...]] = (
    *("pelvis", "waist", "ribs", "chest", "neck", "atlas", "head", "crown", "face"),
    *(
        f"{ring}_{way}"
        for ring in ("pelvis", "waist", "ribs", "chest")
        for way in ("front", "back", "right", "left")
    ),
    *(f"{side}_{name}" for side in SIDES for name in ("shoulder", "elbow", "wrist", "hand", "fingers")),
    *(f"{side}_{name}" for side in SIDES for name in ("hip", "knee", "calf", "ankle", "heel", "ball", "toe")),
)
"""Every point ``points`` gives, in the order of the arrays the page reads."""

POINT: Final = {name: index for index, name in enumerate(POINTS)}

# Lengths in statures. Drillis and Contini 1966 in Winter, "Biomechanics and Motor Control of Human Movement":
# thigh .245, shank .246, foot .152, ankle height .039, hip to shoulder .288, head and neck .182, upper arm
# .186, forearm .146, hand .108, pelvis width .191, shoulder width .259. How hip-to-shoulder splits, and how
# far the joint centres lie inside the widths, are ENG: chosen so that the outline reads well.
PELVIS, LUMBAR, THORAX = 0.060, 0.090, 0.138
NECK, HEAD = 0.046, 0.136
UPPER_ARM, FOREARM, HAND = 0.186, 0.146, 0.108
THIGH, SHANK = 0.245, 0.246
HALF_SHOULDERS, HALF_HIPS = 0.114, 0.052
HEEL, BALL, TOE = (-0.027, -0.025), (0.072, -0.030), (0.109, -0.031)

RINGS: Final[dict[str, tuple[float, float]]] = {
    "pelvis": (0.055, 0.092),
    "waist": (0.047, 0.074),
    "ribs": (0.056, 0.084),
    "chest": (0.058, 0.094),
}
"""Half depth and half width of the trunk at four heights, statures (ENG)."""

RADII: Final[dict[str, float]] = {
    "pelvis": 0.055,
    "waist": 0.047,
    "ribs": 0.056,
    "chest": 0.058,
    "neck": 0.030,
    "atlas": 0.028,
    "head": 0.058,
    "shoulder": 0.034,
    "elbow": 0.023,
    "wrist": 0.016,
    "hand": 0.015,
    "fingers": 0.010,
    "hip": 0.054,
    "knee": 0.034,
    "calf": 0.032,
    "ankle": 0.021,
    "heel": 0.014,
    "ball": 0.009,
    "toe": 0.008,
}
"""How thick the body is round each point, statures (ENG): limbs taper from one radius to the next."""

SIDEWAYS: Final = 0.6
"""How far a breath widens either side of the trunk, as a share of how far it lifts the front (ENG: lower ribs swing
out as they rise; from the front and on the side it is all one sees of a breath)."""

UPRIGHT: Final[Frame] = (1, 0, 0, 0, 1, 0, 0, 0, 1)


def radius(name: str) -> float:
    """The radius of the body round a point, statures; zero for a point on the skin."""
    return RADII.get(name.removeprefix("right_").removeprefix("left_"), 0.0)


def turned(frame: Frame, axis: int, degrees: float) -> Frame:
    """The frame turned about one of its own axes (0 x, 1 y, 2 z)."""
    if degrees == 0:
        return frame
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    i, j = ((1, 2), (2, 0), (0, 1))[axis]
    out = list(frame)
    for row in (0, 3, 6):
        a, b = frame[row + i], frame[row + j]
        out[row + i], out[row + j] = a * c + b * s, b * c - a * s
    return tuple(out)  # type: ignore[return-value]  # nine in, nine out


def ball_joint(frame: Frame, angles: Channels, mirror: float) -> Frame:
    """The limb's frame after flexion, abduction, rotation; ``mirror`` is +1 on the right, -1 on the left."""
    frame = turned(frame, 2, angles[0])
    frame = turned(frame, 0, -mirror * angles[1])
    return turned(frame, 1, -mirror * angles[2])


def bent(frame: Frame, angles: Channels, share: float, rise_deg: float = 0) -> Frame:
    """The frame of a spine segment after ``share`` of a bend: forward, to the right, turn to the left."""
    frame = turned(frame, 2, rise_deg - share * angles[0])
    frame = turned(frame, 0, share * angles[1])
    return turned(frame, 1, share * angles[2])


def away(origin: Point, frame: Frame, x: float, y: float, z: float = 0) -> Point:
    """The point at (x, y, z) of a frame whose origin is given."""
    return (
        origin[0] + frame[0] * x + frame[1] * y + frame[2] * z,
        origin[1] + frame[3] * x + frame[4] * y + frame[5] * z,
        origin[2] + frame[6] * x + frame[7] * y + frame[8] * z,
    )


def points(pose: Channels, breath: tuple[float, float, float] = (0, 0, 0)) -> list[Point]:
    """Every point of ``POINTS`` for a pose; ``breath`` lifts belly, ribs and chest forward, statures."""
    out: list[Point] = [(0, 0, 0)] * len(POINTS)
    body = turned(turned(turned(UPRIGHT, 1, pose[6]), 0, pose[5]), 2, -pose[3])
    chest = _trunk(out, pose, body, breath)
    for side, mirror, arm, leg in (("right", 1.0, RIGHT_ARM, RIGHT_LEG), ("left", -1.0, LEFT_ARM, LEFT_LEG)):
        _arm(out, pose[arm : arm + 6], chest, POINT[f"{side}_shoulder"], mirror)
        _leg(out, pose[leg : leg + 7], body, POINT[f"{side}_hip"], mirror)
    return out


def _trunk(out: list[Point], pose: Channels, body: Frame, breath: tuple[float, float, float]) -> Frame:
    pelvis = turned(body, 2, -pose[4])
    lumbar = bent(body, pose[7:10], 0.5, pose[4] * PELVIS / LUMBAR)
    chest = bent(body, pose[7:10], 1)
    root = (pose[0], pose[1], pose[2])
    waist = away(root, pelvis, 0, PELVIS)
    ribs = away(waist, lumbar, 0, LUMBAR)
    middle = away(ribs, chest, 0, THORAX * 0.55)
    neck = away(ribs, chest, 0, THORAX)
    atlas = away(neck, bent(chest, pose[10:13], 0.5), 0.004, NECK)
    skull = bent(chest, pose[10:13], 1)
    out[0:4] = (root, waist, ribs, middle)
    out[4:6] = (neck, atlas)
    out[6:9] = (
        away(atlas, skull, 0.008, 0.066),
        away(atlas, skull, 0.006, HEAD),
        away(atlas, skull, 0.068, 0.06),
    )
    rings = (
        (root, pelvis, 0.0),
        (waist, lumbar, breath[0]),
        (ribs, chest, breath[1]),
        (middle, chest, breath[2]),
    )
    for place, (centre, frame, swell), (depth, width) in zip(
        (9, 13, 17, 21), rings, RINGS.values(), strict=True
    ):
        out[place] = away(centre, frame, depth + swell, 0)
        out[place + 1] = away(centre, frame, -depth, 0)
        out[place + 2] = away(centre, frame, 0, 0, width + SIDEWAYS * swell)
        out[place + 3] = away(centre, frame, 0, 0, -width - SIDEWAYS * swell)
    return chest


def _arm(out: list[Point], angles: Channels, chest: Frame, first: int, mirror: float) -> None:
    upper = ball_joint(chest, angles, mirror)
    fore = turned(turned(upper, 2, angles[3]), 1, mirror * angles[4])
    palm = turned(fore, 2, -angles[5])
    out[first] = away(out[POINT["neck"]], chest, 0, -0.014, mirror * HALF_SHOULDERS)
    out[first + 1] = away(out[first], upper, 0, -UPPER_ARM)
    out[first + 2] = away(out[first + 1], fore, 0, -FOREARM)
    out[first + 3] = away(out[first + 2], palm, 0, -HAND * 0.5)
    out[first + 4] = away(out[first + 2], palm, 0, -HAND * 0.92)


def _leg(out: list[Point], angles: Channels, body: Frame, first: int, mirror: float) -> None:
    thigh = ball_joint(body, angles, mirror)
    shank = turned(thigh, 2, -angles[3])
    foot = turned(turned(shank, 2, angles[4]), 0, mirror * angles[5])
    toes = turned(foot, 2, angles[6])
    out[first] = away(out[0], body, 0, 0, mirror * HALF_HIPS)
    out[first + 1] = away(out[first], thigh, 0, -THIGH)
    out[first + 2] = away(out[first + 1], shank, -0.008, -SHANK * 0.33)
    out[first + 3] = away(out[first + 1], shank, 0, -SHANK)
    out[first + 4] = away(out[first + 3], foot, *HEEL)
    out[first + 5] = away(out[first + 3], foot, *BALL)
    out[first + 6] = away(out[first + 5], toes, TOE[0] - BALL[0], TOE[1] - BALL[1])
