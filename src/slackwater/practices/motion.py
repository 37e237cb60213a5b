"""A figure in time: which pose a clip shows at a moment, how the breath lifts it, how the knees tremble.

Everything is a function of the moment alone, so the page, the checks and a replay see the same body.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from slackwater.practices import figure
from slackwater.practices.figure import CHANNEL, POINT, Channels, Point

MM_PER_STATURE: Final = 1700.0
"""The stature that millimetres in the pose files are read at (ENG)."""


@dataclass(frozen=True, slots=True)
class Move:
    """One stretch of a clip: from a moment to a moment, through two or more key poses."""

    from_s: float
    to_s: float
    path: tuple[int, ...]
    """Places in the clip's poses: where it starts, what it passes, where it ends."""
    even: bool = False
    """An even pace; otherwise it starts and ends at rest, as a sine does."""


@dataclass(frozen=True, slots=True)
class Breath:
    """How far the front of the trunk rises on an in-breath, mm; how long a breath takes without a tide."""

    belly_mm: float = 12.0
    ribs_mm: float = 7.0
    chest_mm: float = 2.0
    in_s: float = 4.0
    out_s: float = 6.0


@dataclass(frozen=True, slots=True)
class Tremor:
    """Knees that tremble while they are apart (FACTS §2.3, §2.4; ENG)."""

    most_deg: float
    """Swing of a knee about the line from hip to ankle, when the knees are 45 degrees open."""
    rate_hz: float = 5.5
    jitter: float = 0.15
    envelope_hz: float = 0.12
    pelvis: float = 0.5
    """Share of the knees' swing that the pelvis takes up: -6 dB."""
    start_s: float = 2.0
    """How long it takes to come up."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of movement: key poses and the moves between them."""

    seconds: float
    loop: bool
    poses: tuple[tuple[float, ...], ...]
    moves: tuple[Move, ...]
    breath: Breath = Breath()
    tremor: Tremor | None = None
    loop_from_s: float = 0.0
    """Where a loop comes back to: what is before it is shown once."""
    bows: tuple[tuple[float, ...], ...] = ()
    """How the way from the first pose to each pose bows, or nothing where every way is straight."""


def moment_in(clip: Clip, t_s: float) -> float:
    """The moment of a clip that is shown ``t_s`` after it began."""
    if not clip.loop or t_s < clip.seconds:
        return max(0.0, t_s)
    return clip.loop_from_s + (t_s - clip.loop_from_s) % (clip.seconds - clip.loop_from_s)


def pose_at(clip: Clip, t_s: float, scale: float = 1.0) -> list[float]:
    """The pose of a clip at a moment; ``scale`` shrinks a loop towards its first pose.

    A foot that stays where it is bends the way there: a straight share of the angles would lift it. So a shrunk
    pose lies on the parabola through the first pose, the pose half way that its file names, and the pose.
    A clip that leads from one place to another is shown whole: half of the way up is nowhere to rest.
    """
    t = moment_in(clip, t_s)
    move = next((one for one in clip.moves if t < one.to_s), clip.moves[-1])
    span = move.to_s - move.from_s
    share = min(1.0, max(0.0, (t - move.from_s) / span)) if span > 0 else 1.0
    if not move.even:
        share = (1 - math.cos(math.pi * share)) / 2
    pose = _along([clip.poses[i] for i in move.path], share)
    if scale == 1.0 or not clip.loop:
        return pose
    shrunk = [home + scale * (value - home) for home, value in zip(clip.poses[0], pose, strict=True)]
    if not clip.bows:
        return shrunk
    bow = _along([clip.bows[i] for i in move.path], share)
    return [value + scale * (1 - scale) * off for value, off in zip(shrunk, bow, strict=True)]


def _along(path: Sequence[Channels], share: float) -> list[float]:
    """The pose this share of the way through key poses: one smooth curve, straight where there are two."""
    last = len(path) - 1
    if last == 0:
        return list(path[0])
    leg = min(last - 1, int(share * last))
    u = share * last - leg
    a, b = path[leg], path[leg + 1]
    if last == 1:
        return [p + (q - p) * u for p, q in zip(a, b, strict=True)]
    before, after = path[max(0, leg - 1)], path[min(last, leg + 2)]
    out = []
    for i, (p, q) in enumerate(zip(a, b, strict=True)):
        leaving = (q - before[i]) / 2 if leg > 0 else (-3 * p + 4 * q - after[i]) / 2
        arriving = (after[i] - p) / 2 if leg + 1 < last else (3 * q - 4 * p + before[i]) / 2
        bend, twist = q - p - leaving, arriving - leaving
        out.append(p + u * (leaving + u * (3 * bend - twist + u * (twist - 2 * bend))))
    return out


def lung_at(breath: Breath, t_s: float) -> float:
    """How full the breath is, 0 to 1, rising and falling as a sine."""
    t = t_s % (breath.in_s + breath.out_s)
    share = t / breath.in_s if t < breath.in_s else 1 - (t - breath.in_s) / breath.out_s
    return (1 - math.cos(math.pi * share)) / 2


def mirrored(pose: Channels) -> list[float]:
    """The same pose for the other side of the body."""
    arm, leg = slice(figure.RIGHT_ARM, figure.LEFT_ARM), slice(figure.RIGHT_LEG, figure.LEFT_LEG)
    other_arm, other_leg = slice(figure.LEFT_ARM, figure.RIGHT_LEG), slice(figure.LEFT_LEG, None)
    out = [*pose[: arm.start], *pose[other_arm], *pose[arm], *pose[other_leg], *pose[leg]]
    for name in _CHANGES_SIGN:
        out[CHANNEL[name]] = -out[CHANNEL[name]]
    return out


_CHANGES_SIGN: Final = ("at.z", "roll", "yaw", "lumbar.side", "lumbar.turn", "neck.side", "neck.turn")


def points_at(
    clip: Clip, t_s: float, *, scale: float = 1.0, lung: float | None = None, left: bool = False
) -> list[Point]:
    """Every point at a moment; ``lung`` (0 to 1) follows the tide instead of the clip's own breath."""
    pose = pose_at(clip, t_s, scale)
    if left:
        pose = mirrored(pose)
    full = lung_at(clip.breath, t_s) if lung is None else lung
    b = clip.breath
    out = figure.points(pose, tuple(full * mm / MM_PER_STATURE for mm in (b.belly_mm, b.ribs_mm, b.chest_mm)))  # type: ignore[arg-type]  # three in, three out
    if clip.tremor:
        _tremble(out, pose, clip.tremor, t_s, scale)
    return out


def knee_swing(tremor: Tremor, t_s: float, abduct_deg: float, *, left: bool) -> float:
    """Degrees a knee swings outward at a moment: none with the knees together, most at 45 degrees apart.

    FACTS §2.3: amplitude = most · clip((abduction - 8°) / 37°, 0, 1). The rate wanders by ``jitter`` about
    ``rate_hz``, the size waxes and wanes at ``envelope_hz``, right and left each in their own time (ENG).
    """
    own = 1.0 if left else 0.0
    wander_hz = 0.31 + 0.06 * own
    size = min(1.0, max(0.0, (abduct_deg - 8) / 37)) * min(1.0, max(0.0, t_s / tremor.start_s))
    waxing = 0.7 + 0.3 * math.sin(2 * math.pi * tremor.envelope_hz * (1 + 0.17 * own) * t_s + 2.1 * own)
    wander = tremor.jitter * tremor.rate_hz / wander_hz * math.sin(2 * math.pi * wander_hz * t_s + own)
    return tremor.most_deg * size * waxing * math.sin(2 * math.pi * tremor.rate_hz * t_s + wander + 1.3 * own)


def _tremble(out: list[Point], pose: Channels, tremor: Tremor, t_s: float, scale: float) -> None:
    right = scale * knee_swing(tremor, t_s, pose[CHANNEL["right_hip.abduct"]], left=False)
    left = scale * knee_swing(tremor, t_s, pose[CHANNEL["left_hip.abduct"]], left=True)
    sway = tremor.pelvis * figure.THIGH * math.radians(right - left) / 2
    for name, share in _SWAYS:
        x, y, z = out[POINT[name]]
        out[POINT[name]] = (x, y, z + share * sway)
    for side, outward in (("right", right), ("left", -left)):
        hip, knee, ankle = (POINT[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
        out[knee] = knee_between(out[hip], out[ankle], out[knee], outward)
        calf = POINT[f"{side}_calf"]
        out[calf] = tuple(k + (a - k) * 0.33 for k, a in zip(out[knee], out[ankle], strict=True))  # type: ignore[assignment]  # three in, three out


_SWAYS: Final = (
    *(
        ("pelvis", 1.0),
        ("pelvis_front", 1.0),
        ("pelvis_back", 1.0),
        ("pelvis_right", 1.0),
        ("pelvis_left", 1.0),
    ),
    *(("right_hip", 1.0), ("left_hip", 1.0)),
    *(("waist", 0.5), ("waist_front", 0.5), ("waist_back", 0.5), ("waist_right", 0.5), ("waist_left", 0.5)),
)


def knee_between(hip: Point, ankle: Point, knee: Point, swing_deg: float) -> Point:
    """Where the knee is after a swing about the line from hip to ankle, which stay; limbs keep length."""
    along = tuple(a - h for h, a in zip(hip, ankle, strict=True))
    d = math.hypot(*along)
    ax, ay, az = (v / d for v in along)
    foot = (figure.THIGH**2 - figure.SHANK**2 + d * d) / (2 * d)
    reach = figure.THIGH**2 - foot * foot
    px, py, pz = (k - h for h, k in zip(hip, knee, strict=True))
    off = px * ax + py * ay + pz * az
    px, py, pz = px - off * ax, py - off * ay, pz - off * az
    size = math.hypot(px, py, pz)
    if reach <= 0 or size < 1e-6:
        return knee
    r = math.sqrt(reach) / size
    c, s = math.cos(math.radians(swing_deg)) * r, math.sin(math.radians(swing_deg)) * r
    return (
        hip[0] + ax * foot + px * c + (ay * pz - az * py) * s,
        hip[1] + ay * foot + py * c + (az * px - ax * pz) * s,
        hip[2] + az * foot + pz * c + (ax * py - ay * px) * s,
    )
