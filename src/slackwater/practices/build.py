"""Turns tables that are true to their schema into practices."""

from dataclasses import replace
from typing import Any

from slackwater.practices.practice import (
    Amount,
    Clip,
    Evidence,
    Line,
    LineKind,
    Posture,
    Practice,
    Role,
    Tide,
    Variant,
    View,
    Way,
    Words,
)
from slackwater.quantities import HalfLevel
from slackwater.session.phases import Kind, Side

AMOUNTS = ("setup", "work", "rest", "tempo", "repeats", "press", "release")

Table = dict[str, Any]


def build_practice(numbers: Table, words: Table, poses: Table) -> Practice:
    """The practice these three tables describe."""
    return Practice(
        id=numbers["id"],
        role=Role(numbers["role"]),
        kind=Kind(numbers["kind"]) if "kind" in numbers else None,
        slot=numbers.get("slot"),
        column=numbers.get("screening"),
        sides=tuple(Side(side) for side in numbers.get("sides", ())),
        stop_signs=tuple(numbers.get("stop_signs", ())),
        amounts={name: _amount(numbers[name]) for name in AMOUNTS if name in numbers},
        tides=tuple(Tide(**tide) for tide in numbers.get("tide", ())),
        variants=tuple(_variant(variant, words["variant"]) for variant in numbers["variant"]),
        words=_words(words),
        poses=poses,
    )


def with_words(practice: Practice, words: Table) -> Practice:
    """The same practice told with other words."""
    names = words["variant"]
    variants = tuple(replace(one, name=str(names.get(one.id, one.id))) for one in practice.variants)
    return replace(practice, words=_words(words), variants=variants)


def _amount(table: Table) -> Amount:
    bounds = {"least": table["value"], "most": table["value"]}
    return Amount(**(bounds | table))


def _variant(table: Table, names: dict[str, str]) -> Variant:
    return Variant(
        id=table["id"],
        name=str(names.get(table["id"], table["id"])),
        level=HalfLevel(table["half_levels"]),
        posture=Posture(table["posture"]),
        fits=frozenset(Posture(one) for one in table.get("fits", ())),
        held_by=table.get("held_by", ""),
        view=View(table["view"]),
        clips=tuple(Clip(clip) for clip in table["clips"]),
        contacts=tuple(table.get("contacts", ())),
        props=tuple(table["props"]),
        amplitude=_amount(table["amplitude"]) if "amplitude" in table else None,
        source=table["source"],
    )


def _words(table: Table) -> Words:
    return Words(
        title=table["title"],
        summary=table["summary"],
        steps=tuple(table["steps"]),
        gentler=tuple(table["gentler"]),
        not_when=tuple(table["not_when"]),
        evidence=Evidence(table["evidence"], tuple(table["evidence_sources"])),
        note=table.get("note", ""),
        sides={Side(side): said for side, said in table.get("side", {}).items()},
        lines=tuple(_line(table["id"], place, line) for place, line in enumerate(table["line"])),
    )


def _line(practice_id: str, place: int, table: Table) -> Line:
    return Line(
        id=f"{practice_id}.{table['clip']}.{place}",
        clip=Clip(table["clip"]),
        at_s=table["at_s"],
        text=table["text"],
        sub=table.get("sub", ""),
        kind=LineKind(table.get("kind", "invite")),
        variants=frozenset(table.get("variant", ())),
        way=Way(table.get("way", "any")),
    )
