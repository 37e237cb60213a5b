"""Pose files as values: per variant its view, props, key poses by joint angle, and clips.

A variant or pose may be ``like`` another; ``tables/postures/`` holds the postures practices share.
Plural joints (``hips``, ``knees``, ``hands``) mean both sides; a one-sided word wins over them.
A pose names what rests ``on`` what and stays there, what ``slides`` along it, and what is ``free`` again; in a
loop it may name the pose ``half`` way from the loop's first, through which a smaller movement goes.
A loop returns to ``loop_from_s``. A prop with ``waits`` lies aside while a clip has it ``waiting``, until the
clip ``brings`` it (from a second to a second), and again once the clip ``takes`` it.
"""

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from slackwater.practices.errors import BrokenLibrary, Finding
from slackwater.practices.figure import CHANNEL, CHANNELS, SIDES
from slackwater.practices.motion import MM_PER_STATURE, Breath, Clip, Move, Tremor
from slackwater.practices.places import Places, Where, find_places

Table = dict[str, Any]

POSTURES: Final = Path(str(files("slackwater.practices"))) / "tables" / "postures"

AZIMUTH: Final = {"side": 0.0, "front": 90.0, "top": 0.0}
PITCH: Final = {"side": 0.0, "front": 0.0, "top": 90.0}
PLURALS: Final = {
    "shoulders": "shoulder",
    "elbows": "elbow",
    "forearms": "forearm",
    "wrists": "wrist",
    "hips": "hip",
    "knees": "knee",
    "ankles": "ankle",
    "feet": "foot",
    "toes": "toes",
    "hands": "hand",
    "calves": "calf",
    "heels": "heel",
    "palms": "palm",
    "shins": "shin",
}
FREE: Final = "free"


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing the body rests on: a box in statures, or a wall that begins at ``x[0]``."""

    kind: str
    x: tuple[float, float]
    y: tuple[float, float]
    z: tuple[float, float]
    back: str = ""
    """On a chair: ``low`` (towards -x) or ``high`` (towards +x) where it has a back."""
    waits: tuple[float, float] | None = None
    """How far along x and z it lies aside while it waits to be slid under."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was written."""

    places: Places
    where: Where

    def finding(self, rule: str, what: str, suggestion: str = "", key: str = "") -> Finding:
        """A finding at this place, or at one key of it."""
        where = (*self.where, key) if key else self.where
        return Finding(str(self.places.file), self.places.line(where), what, suggestion, rule)


@dataclass(frozen=True, slots=True)
class KeyPose:
    """A named pose: joint angles and what it rests on."""

    name: str
    channels: tuple[float, ...]
    on: Mapping[str, str]
    """Contact → support that it neither leaves nor moves along."""
    slides: Mapping[str, str]
    """Contact → support that it may move along."""
    source: Source
    half: str = ""
    """The pose half way from the first pose of a loop, where the way there is not straight."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a clip: which pose, when, and what it passes on the way there."""

    pose: str
    at_s: float
    via: tuple[str, ...]
    even: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """How a prop comes from where it waits, or goes there: shares of the way aside, and when it moves."""

    first: float
    last: float
    from_s: float = 0.0
    to_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A clip with the names behind its numbers."""

    clip: Clip
    keys: tuple[Key, ...]
    names: tuple[str, ...]
    """The pose behind each place in ``clip.poses``."""
    source: Source
    aside: Mapping[str, Aside]
    """The props that wait aside, for a while or all the time."""


@dataclass(frozen=True, slots=True)
class Staging:
    """One variant as drawn: from where, on what, in which poses, moving how."""

    name: str
    seen_from: str
    azimuth: float
    pitch: float
    props: Mapping[str, Prop]
    poses: Mapping[str, KeyPose]
    clips: Mapping[str, Scored]
    source: Source

    def for_page(self) -> Table:
        """What ``static/figure/kinematics.js`` reads."""
        return {
            "view": {"from": self.seen_from, "azimuth": self.azimuth, "pitch": self.pitch},
            "props": [
                {"name": name, "kind": p.kind, "x": p.x, "y": p.y, "z": p.z, "back": p.back, "waits": p.waits}
                for name, p in self.props.items()
            ],
            "clips": {
                name: clip_for_page(one.clip) | {"aside": _aside_for_page(one)}
                for name, one in self.clips.items()
            },
        }


def _aside_for_page(scored: Scored) -> Table:
    return {
        prop: {"first": one.first, "last": one.last, "from_s": one.from_s, "to_s": one.to_s}
        for prop, one in scored.aside.items()
    }


def clip_for_page(clip: Clip) -> Table:
    """A clip as the page receives it; lengths in statures."""
    b, t = clip.breath, clip.tremor
    return {
        "seconds": clip.seconds,
        "loop": clip.loop,
        "loop_from_s": clip.loop_from_s,
        "poses": [list(pose) for pose in clip.poses],
        "moves": [
            {"from_s": m.from_s, "to_s": m.to_s, "path": list(m.path), "even": m.even} for m in clip.moves
        ],
        "bows": [list(bow) for bow in clip.bows],
        "breath": {
            **{part: round(mm / MM_PER_STATURE, 9) for part, mm in
               (("belly", b.belly_mm), ("ribs", b.ribs_mm), ("chest", b.chest_mm))},
            "in_s": b.in_s, "out_s": b.out_s,
        },
        "tremor": {name: getattr(t, name) for name in t.__slots__} if t else None,
    }  # fmt: skip


@dataclass(slots=True)
class _Sheet:
    """One pose file while it is read."""

    table: Table
    places: Places
    findings: list[Finding] = field(default_factory=list)

    def fault(self, where: Where, what: str, suggestion: str = "") -> None:
        self.findings.append(Source(self.places, where).finding("poses", what, suggestion))


def for_page(file: Path) -> dict[str, Table]:
    """Each variant of a pose file as the page receives it."""
    return {name: staging.for_page() for name, staging in read_poses(file).items()}


def read_poses(file: Path) -> dict[str, Staging]:
    """The variants of a pose file, or ``BrokenLibrary`` with each place that cannot be read."""
    sheet, shared = _open(file), _postures()
    sheet.table.pop("format", None)
    out = {name: _staging(name, sheet, shared) for name in sheet.table if isinstance(sheet.table[name], dict)}
    if sheet.findings:
        raise BrokenLibrary(tuple(sheet.findings))
    return out


@cache
def _postures() -> tuple[_Sheet, ...]:
    return tuple(_open(file) for file in sorted(POSTURES.glob("*.toml")))


def _open(file: Path) -> _Sheet:
    try:
        text = file.read_text(encoding="utf-8")
        return _Sheet(tomllib.loads(text), find_places(file, text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BrokenLibrary((Finding(str(file), 1, f"cannot be read: {wrong}", "", "poses"),)) from None


def _layers(name: str, sheet: _Sheet, shared: tuple[_Sheet, ...]) -> list[tuple[Table, Source]]:
    """The variant and what it is like, the nearest first."""
    layers: list[tuple[Table, Source]] = []
    here, wanted = sheet, name
    while True:
        own = here.table[wanted]
        layers.append((own, Source(here.places, (wanted,))))
        like = own.get("like")
        if like is None:
            return layers
        seen = [(source.places, source.where) for _, source in layers]
        later = [one for one in (here, *shared) if like in one.table and (one.places, (like,)) not in seen]
        if not later:
            known = ", ".join(name for one in shared for name in one.table)
            sheet.fault((name, "like"), f"{name} is like {like}, which leads nowhere", f"use one of {known}")
            return layers
        here, wanted = later[0], like


def _staging(name: str, sheet: _Sheet, shared: tuple[_Sheet, ...]) -> Staging:
    layers = _layers(name, sheet, shared)
    view: Table = {"from": "side"}
    props: dict[str, Prop] = {}
    raw: dict[str, tuple[Table, Source]] = {}
    clips: dict[str, tuple[Table, Source]] = {}
    for own, source in reversed(layers):
        view |= own.get("view", {})
        for prop, table in own.get("prop", {}).items():
            props[prop] = _prop(prop, table)
        for group, kind in ((raw, "pose"), (clips, "clip")):
            for key, table in own.get(kind, {}).items():
                group[key] = (table, Source(source.places, (*source.where, kind, key)))
    for prop in next((own["without"] for own, _ in layers if "without" in own), []):
        props.pop(prop, None)
    poses = {key: _pose(key, raw, sheet) for key in raw}
    seen = view["from"]
    return Staging(
        name, seen,
        AZIMUTH[seen] + view.get("yaw", 0.0), PITCH[seen] + view.get("pitch", 0.0),
        props, poses,
        {key: _clip(key, table, source, poses, sheet) for key, (table, source) in clips.items()},
        Source(sheet.places, (name,)),
    )  # fmt: skip


def _prop(name: str, table: Table) -> Prop:
    pairs = {axis: (float(table[axis][0]), float(table[axis][1])) for axis in "xyz"}
    waits = (float(table["waits"][0]), float(table["waits"][1])) if "waits" in table else None
    return Prop(table.get("kind", name), pairs["x"], pairs["y"], pairs["z"], table.get("back", ""), waits)


def _pose(name: str, raw: dict[str, tuple[Table, Source]], sheet: _Sheet) -> KeyPose:
    chain: list[tuple[Table, Source]] = []
    wanted = name
    while wanted in raw and len(chain) <= len(raw):
        chain.append(raw[wanted])
        wanted = raw[wanted][0].get("like", "")
    if wanted:
        what = f"pose {name} is like {wanted}, which leads nowhere"
        sheet.fault((*chain[-1][1].where, "like"), what, f"use one of {', '.join(raw)}")
    channels = [0.0] * len(CHANNELS)
    on: dict[str, str] = {}
    slides: dict[str, str] = {}
    for table, source in reversed(chain):
        for channel, value in _angles(table, source, sheet):
            channels[CHANNEL[channel]] = float(value)
        for kind, other, word in ((on, slides, "on"), (slides, on, "slides")):
            for contact, support in _both(table.get(word, {})):
                other.pop(contact, None)
                kind[contact] = support
    rests = [{c: s for c, s in group.items() if s != FREE} for group in (on, slides)]
    half = chain[0][0].get("half", "")
    if half and half not in raw:
        where = (*chain[0][1].where, "half")
        sheet.fault(
            where, f"pose {name} is half way through {half}, which is no pose", f"use {', '.join(raw)}"
        )
    return KeyPose(name, tuple(channels), rests[0], rests[1], chain[0][1], half)


def _both(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each entry, plurals told for both sides and before one-sided words."""
    for name, value in sorted(table.items(), key=lambda pair: pair[0] not in PLURALS):
        if name in PLURALS:
            yield from ((f"{side}_{PLURALS[name]}", value) for side in SIDES)
        else:
            yield name, value


def _angles(table: Table, source: Source, sheet: _Sheet) -> Iterator[tuple[str, float]]:
    for name, value in _both({k: v for k, v in table.items() if k not in {"like", "on", "slides", "half"}}):
        if name == "at":
            parts = dict(zip(("at.x", "at.y", "at.z"), value, strict=False))
        elif isinstance(value, dict):
            parts = {f"{name}.{part}": angle for part, angle in value.items()}
        else:
            parts = {name: value}
        for channel, angle in parts.items():
            if channel in CHANNEL:
                yield channel, angle
            else:
                near = get_close_matches(channel, CHANNELS, n=1, cutoff=0.3)
                hint = f"did you mean {near[0]}?" if near else "remove it"
                sheet.fault((*source.where, name), f"{channel} is no joint of the figure", hint)


def _clip(name: str, table: Table, source: Source, poses: Mapping[str, KeyPose], sheet: _Sheet) -> Scored:
    keys = tuple(
        Key(one["pose"], float(one["at_s"]), tuple(one.get("via", ())), one.get("ease", "sine") == "even")
        for one in table["keys"]
    )
    names = tuple(dict.fromkeys(pose for key in keys for pose in (*key.via, key.pose)))
    if missing := [pose for pose in names if pose not in poses]:
        sheet.fault(
            (*source.where, "keys"), f"clip {name} has no pose called {missing[0]}", f"use {', '.join(poses)}"
        )
    known = tuple(pose for pose in names if pose in poses)
    names = (keys[0].pose, *(pose for pose in known if pose != keys[0].pose))
    index = {pose: place for place, pose in enumerate(names)}
    moves = [
        Move(
            before.at_s, key.at_s, tuple(index.get(p, 0) for p in (before.pose, *key.via, key.pose)), key.even
        )
        for before, key in itertools.pairwise(keys)
    ] or [Move(0.0, 1.0, (0,))]
    clip = Clip(
        max(1.0, keys[-1].at_s), bool(table.get("loop", False)),
        tuple(poses[pose].channels for pose in names if pose in poses), tuple(moves),
        Breath(**table.get("breath", {})), Tremor(**table["tremor"]) if "tremor" in table else None,
        float(table.get("loop_from_s", 0.0)), _bows(names, poses) if table.get("loop") else (),
    )  # fmt: skip
    aside = {prop: Aside(1, 1) for prop in table.get("waiting", [])}
    aside |= {prop: Aside(1, 0, *when) for prop, when in table.get("brings", {}).items()}
    aside |= {prop: Aside(0, 1, *when) for prop, when in table.get("takes", {}).items()}
    return Scored(clip, keys, names, source, aside)


def _bows(names: tuple[str, ...], poses: Mapping[str, KeyPose]) -> tuple[tuple[float, ...], ...]:
    """Per pose, four times what lies between its half way pose and the middle of the straight way there."""
    if not all(name in poses and poses[name].half in {"", *poses} for name in names):
        return ()
    home, straight = poses[names[0]].channels, (0.0,) * len(CHANNELS)
    bows = {
        name: tuple(
            round(4 * half - 2 * (first + last), 6)
            for first, half, last in zip(home, poses[pose.half].channels, pose.channels, strict=True)
        )
        for name, pose in poses.items()
        if name in names and pose.half
    }
    # A pose half way lies on the same parabola; the way to it bows a quarter as far.
    halves = {poses[name].half: tuple(value / 4 for value in bow) for name, bow in bows.items()}
    return tuple({**halves, **bows}.get(name, straight) for name in names) if bows else ()
