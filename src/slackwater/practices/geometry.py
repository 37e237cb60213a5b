"""Checks of pose files: joints in reach, limbs that keep their length, contacts that stay on their support.

``check(folder)`` samples every clip densely, as drawn, tremor and all, and names file, line and a way out.
"""

import itertools
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from slackwater.practices import figure
from slackwater.practices.contacts import CONTACTS, balls, beside, depth_inside, gap, known_support
from slackwater.practices.errors import BrokenLibrary, Finding
from slackwater.practices.figure import POINT, Point, radius
from slackwater.practices.fitting import advise
from slackwater.practices.limits import PracticeNumbers, breaches
from slackwater.practices.motion import Move, points_at, pose_at
from slackwater.practices.poses import KeyPose, Prop, Scored, Staging, read_poses
from slackwater.practices.ranges import joints

ON_SUPPORT: Final = 0.015 / 1.7
"""How far a contact may leave, enter or slide along its support: 1.5 cm at a stature of 1.7 m (ENG)."""
SOFT: Final = 0.02
"""The same for hands on the body and for pillows, which give (ENG: 3.4 cm)."""
LENGTH: Final = 0.005
"""Share by which a limb may differ from its length, as drawn (ENG)."""
FASTEST_DEG_S: Final = 60.0
"""No joint turns faster than this in any clip but a tremor (ENG: slow enough to follow)."""
SAMPLES: Final = 12
"""Moments looked at within each move."""
TREMOR_HZ: Final = 24.0
SCALES: Final = (1.0, 0.75, 0.5, 0.25)
"""How much of a loop's movement is looked at: screening may allow any share of it."""

LIMBS: Final = tuple(
    (f"{side}_{a}", f"{side}_{b}", length)
    for side in figure.SIDES
    for a, b, length in (
        *(("hip", "knee", figure.THIGH), ("knee", "ankle", figure.SHANK)),
        *(("shoulder", "elbow", figure.UPPER_ARM), ("elbow", "wrist", figure.FOREARM)),
    )
)
SINKS: Final = tuple(
    name
    for name in figure.POINTS
    if radius(name) > 0 and name not in {"pelvis", "waist", "ribs", "neck", "atlas"}
)
"""The round places that may not sink into the floor or a hard thing."""
HARD: Final = frozenset({"bed", "block", "chair", "wall"})
SEAT: Final = 0.03
"""How thick the seat of a chair is: legs may be under it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One look at a clip: where its points are, and which key poses it lies between."""

    t_s: float
    points: list[Point]
    pose: list[float]
    move: Move


def check(folder: Path) -> list[Finding]:
    """All that is wrong with the pose file of a practice; nothing when it can be drawn as it stands."""
    file = folder / "poses.toml"
    try:
        stagings = read_poses(file)
    except BrokenLibrary as broken:
        return list(broken.findings)
    numbers = _numbers(folder / "practice.toml")
    found = list(_variants(stagings, numbers, file))
    for name, staging in stagings.items():
        found += _staging(staging)
        found += [
            staging.source.finding("pose-limit", f"{name}: {breach.what}", breach.suggestion)
            for breach in breaches(numbers, staging)
        ]
    return list(dict.fromkeys(found))


def _numbers(file: Path) -> PracticeNumbers:
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return PracticeNumbers(table.get("id", ""), {one["id"]: one for one in table.get("variant", [])}, table)


def _variants(stagings: Mapping[str, Staging], numbers: PracticeNumbers, file: Path) -> Iterator[Finding]:
    for name, wanted in numbers.variants.items():
        staging = stagings.get(name)
        if staging is None:
            yield Finding(str(file), 1, f"variant {name} has no poses", f"add [{name}]", "no-poses")
            continue
        for clip in (one for one in wanted.get("clips", []) if one not in staging.clips):
            yield staging.source.finding("no-clip", f"{name} has no clip {clip}", f"add [{name}.clip.{clip}]")
        if staging.seen_from != wanted.get("view", staging.seen_from):
            yield staging.source.finding("view", f"{name} is drawn from the {staging.seen_from}",
                                         f"practice.toml says {wanted['view']}")  # fmt: skip
        kinds = {prop.kind for prop in staging.props.values()}
        for prop in sorted(set(wanted.get("props", [])) ^ kinds):
            side = "practice.toml" if prop in kinds else "poses.toml"
            yield staging.source.finding(
                "props", f"{name}: {side} does not name the {prop}", "name it in both"
            )
    for name in (one for one in stagings if numbers.variants and one not in numbers.variants):
        yield stagings[name].source.finding(
            "no-variant", f"{name} is no variant of the practice", "remove it"
        )


def _staging(staging: Staging) -> Iterator[Finding]:
    sound = True
    used = dict.fromkeys(pose for scored in staging.clips.values() for pose in scored.names)
    for pose in (staging.poses[name] for name in used):
        for contact, support in (*pose.on.items(), *pose.slides.items()):
            if contact not in CONTACTS or not known_support(support, staging.props):
                sound = False
                what = f"pose {pose.name}: {contact} on {support} is not known"
                yield pose.source.finding("no-support", what, f"supports: floor, {', '.join(staging.props)}")
        yield from _reach(pose)
    if not sound:
        return
    yield from _joins(staging)
    for name, scored in staging.clips.items():
        yield from _clip(name, scored, staging)


def _reach(pose: KeyPose) -> Iterator[Finding]:
    for joint, degrees, reach in joints(pose.channels):
        if not reach.least - 0.05 <= degrees <= reach.most + 0.05:
            way_out = f"from {reach.least:g} to {reach.most:g}° ({reach.source})"
            what = f"pose {pose.name}: {joint} is at {degrees:g}°"
            yield pose.source.finding("joint", what, way_out, joint.partition(".")[0])


def _clip(name: str, scored: Scored, staging: Staging) -> Iterator[Finding]:
    yield from _score(name, scored)
    seen: set[tuple[str, ...]] = set()
    for scale in SCALES if scored.clip.loop else SCALES[:1]:
        first: dict[tuple[str, str], list[tuple[Point, float]]] = {}
        for moment in moments(scored, scale):
            ends = _ends(scored, staging, moment.move)
            at = f"clip {name} at {moment.t_s:.1f} s" + (f", {scale:.0%} of it" if scale < 1 else "")
            for key, what, suggestion in (
                *_limbs(moment),
                *_rests(moment, ends, staging, first),
                *_floor(moment, staging, scored),
            ):
                if key not in seen:
                    seen.add(key)
                    whole = suggestion or advise(ends[1], staging.props, ends[0])
                    advice = whole if scale == 1 else "name the pose half way there, under half"
                    yield ends[1].source.finding(key[0], f"{at}, near pose {ends[1].name}: {what}", advice)


def _score(name: str, scored: Scored) -> Iterator[Finding]:
    keys = scored.keys
    if scored.clip.loop and scored.names:
        start = next((key.pose for key in keys if key.at_s >= scored.clip.loop_from_s), keys[0].pose)
        if keys[-1].pose != start:
            what = f"clip {name} ends in {keys[-1].pose} and begins again in {start}"
            yield scored.source.finding("loop", what, f"end it with {start}", "keys")
    if any(later.at_s < sooner.at_s for sooner, later in itertools.pairwise(keys)):
        yield scored.source.finding(
            "order", f"clip {name}: its keys go back in time", "sort them by at_s", "keys"
        )
    for move in scored.clip.moves:
        yield from _speed(name, scored, move)
        if move.from_s == move.to_s:
            before, after = (figure.points(scored.clip.poses[move.path[end]]) for end in (0, -1))
            if max(map(math.dist, before, after)) > ON_SUPPORT:
                what = f"clip {name} jumps at {move.to_s:g} s"
                yield scored.source.finding("jump", what, "give the move some time", "keys")


def _joins(staging: Staging) -> Iterator[Finding]:
    """One clip begins in a pose that the clip before it passes, so that the body never jumps between them."""
    for sooner, later in (("still", "work"), ("work", "rest")):
        before, after = staging.clips.get(sooner), staging.clips.get(later)
        if before is None or after is None:
            continue
        ends = before.keys[-1:] if sooner == "still" else before.keys
        if after.keys[0].pose not in {key.pose for key in ends}:
            what = (
                f"{staging.name}: clip {later} begins in {after.keys[0].pose}, which {sooner} does not end in"
            )
            yield after.source.finding("joins", what, f"begin with {ends[-1].pose}", "keys")


def _speed(name: str, scored: Scored, move: Move) -> Iterator[Finding]:
    span = (move.to_s - move.from_s) / SAMPLES
    if span <= 0:
        return
    poses = [pose_at(scored.clip, move.from_s + span * i) for i in range(SAMPLES)]
    for before, after in itertools.pairwise(poses):
        channel = max(range(3, len(before)), key=lambda i: abs(after[i] - before[i]))
        speed = abs(after[channel] - before[channel]) / span
        if speed > FASTEST_DEG_S:
            what = f"clip {name}: {figure.CHANNELS[channel]} turns at {speed:.0f}° a second"
            need = (move.to_s - move.from_s) * speed / FASTEST_DEG_S
            yield scored.source.finding("speed", what, f"take {math.ceil(need)} s for it", "keys")
            return


def moments(scored: Scored, scale: float = 1.0) -> Iterator[Moment]:
    """The clip looked at closely: each move in twelve steps, a whole tremor at 24 looks a second for 20 s."""
    clip = scored.clip
    for move in clip.moves:
        steps = SAMPLES
        if clip.tremor and scale == 1:
            steps = max(steps, round(min(20.0, move.to_s - move.from_s) * TREMOR_HZ))
        if move.from_s == move.to_s:
            continue
        last = steps + (move is clip.moves[-1])
        for i in range(last):
            t = move.from_s + (move.to_s - move.from_s) * min(i / steps, 1 - 1e-9)
            yield Moment(t, points_at(clip, t, scale=scale), pose_at(clip, t, scale), move)


def _ends(scored: Scored, staging: Staging, move: Move) -> tuple[KeyPose, KeyPose]:
    names = scored.names
    return staging.poses[names[move.path[0]]], staging.poses[names[move.path[-1]]]


Fault = tuple[tuple[str, ...], str, str]
"""What kind of fault and of what, in words, and what to do; empty where the fitted pose is the advice."""


def _limbs(moment: Moment) -> Iterator[Fault]:
    for a, b, length in LIMBS:
        drawn = math.dist(moment.points[POINT[a]], moment.points[POINT[b]])
        if abs(drawn - length) > LENGTH * length:
            yield ("limb", a), f"{a} to {b} is {drawn / length:.0%} of its length", "limbs keep their length"


def _rests(
    moment: Moment,
    ends: tuple[KeyPose, KeyPose],
    staging: Staging,
    first: dict[tuple[str, str], list[tuple[Point, float]]],
) -> Iterator[Fault]:
    start, end = ends
    both = {**start.slides, **start.on}
    for contact, support in {**end.slides, **end.on}.items():
        if both.get(contact) != support:
            first.pop((contact, support), None)
            continue
        here = balls(contact, moment.points)
        give = SOFT if _is_soft(support, staging.props) else ON_SUPPORT
        for ball in here:
            off = gap(ball, support, staging.props, moment.points)
            if abs(off) > give:
                word = "lifts off" if off > 0 else "sinks into"
                yield (
                    ("contact", contact, end.name, word),
                    f"{contact} {word} {_spoken(support)} by {_cm(off)}",
                    "",
                )
            if beside(ball, support, staging.props) > SOFT:
                yield (
                    ("beside", contact, end.name),
                    f"{contact} is beside the {support}",
                    f"move the {support} under it",
                )
        if contact in start.on and contact in end.on and not support.startswith("own:"):
            kept = first.setdefault((contact, support), here)
            slid = max(math.dist(a, b) for (a, _), (b, _) in zip(here, kept, strict=True))
            if slid > ON_SUPPORT:
                yield ("slides", contact, end.name), f"{contact} slides {_cm(slid)} from where it was put", ""


def _floor(moment: Moment, staging: Staging, scored: Scored) -> Iterator[Fault]:
    hard = [
        (name, prop) for name, prop in staging.props.items() if prop.kind in HARD and name not in scored.aside
    ]
    for name in SINKS:
        place = moment.points[POINT[name]]
        if place[1] - radius(name) < -ON_SUPPORT:
            low = radius(name) - place[1]
            yield (
                ("sinks", name),
                f"{name} sinks {_cm(low)} into the floor",
                "raise it, or move the pelvis up",
            )
        for prop_name, prop in hard:
            deep = depth_inside((place, radius(name)), _solid(prop))
            if deep > SOFT:
                yield (
                    ("inside", name, prop_name),
                    f"{name} is {_cm(deep)} inside the {prop_name}",
                    "move one of them",
                )


def _solid(prop: Prop) -> Prop:
    if prop.kind != "chair":
        return prop
    return Prop(prop.kind, prop.x, (prop.y[1] - SEAT, prop.y[1]), prop.z)


def _is_soft(support: str, props: Mapping[str, Prop]) -> bool:
    return support.startswith("own:") or (support in props and props[support].kind in {"pillow", "cushion"})


def _spoken(support: str) -> str:
    return "the body" if support.startswith("own:") else f"the {support}"


def _cm(statures: float) -> str:
    return f"{abs(statures) * 170:.1f} cm"
