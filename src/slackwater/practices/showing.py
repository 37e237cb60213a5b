"""A practice as JSON for a page: its words, its lengths, its ways and its poses."""

from typing import Any

from slackwater.practices.evidence import named_sources, sure
from slackwater.practices.matrix import Status, conditions, read_table
from slackwater.practices.practice import Amount, Line, Practice, Role, Variant
from slackwater.quantities import HalfLevel, level_words
from slackwater.session.phases import Side
from slackwater.tongues import worded


def for_page(practice: Practice) -> dict[str, Any]:
    """All that a page shows, says or plays of one practice."""
    names, words = read_table("names.en.toml"), practice.words
    return {
        "id": practice.id,
        "role": practice.role.value,
        "kind": practice.kind.value if practice.kind else None,
        "title": words.title,
        "summary": words.summary,
        "steps": list(words.steps),
        "gentler": list(words.gentler),
        "not_when": list(words.not_when),
        "stop_signs": [names["stop_sign"][sign] for sign in practice.stop_signs],
        "evidence": words.evidence.text,
        "sure": sure(practice.id),
        "sources": named_sources(words.evidence.sources),
        "note": words.note,
        "screening": _screening(practice),
        "lengths": {name: _length(amount) for name, amount in practice.amounts.items()},
        "tides": [{"at_s": one.at_s, "in_s": one.in_s, "out_s": one.out_s} for one in practice.tides],
        "variants": [_variant(one, names) for one in practice.variants],
        "told": _told(practice),
        "lines": [_line(one.told_for(words.sides.get(Side.NONE, ""))) for one in words.lines],
        "poses": practice.poses,
    }


def _screening(practice: Practice) -> dict[str, list[str]]:
    """What closes it, what waits for a practitioner, what makes it gentler: named as in the screening."""
    named = read_table("conditions.en.toml")["with"]
    met: dict[str, list[str]] = {status.value: [] for status in Status if status is not Status.OK}
    for row in conditions().values():
        cell = row.cells.get(practice.column or "")
        if cell is not None and cell.status is not Status.OK:
            met[cell.status.value].append(named[row.id])
    return met


def _told(practice: Practice) -> list[dict[str, Any]]:
    """What is said in each way of a practice that follows how the person lies, sits or stands; alike ways once.

    A round is told by its steps, and so is a practice that says the same to everybody.
    """
    if practice.role is Role.ROUND:
        return []
    said: dict[tuple[str, ...], list[str]] = {}
    for one in practice.variants:
        lines = (line for clip in one.clips for line in practice.lines(clip, one.id))
        said.setdefault(tuple(line.text for line in lines), []).append(one.name)
    if len(said) == 1:
        return []
    return [{"ways": ways, "lines": list(lines)} for lines, ways in said.items()]


def _length(amount: Amount) -> dict[str, Any]:
    return {"value": amount.value, "unit": amount.unit, "least": amount.least, "most": amount.most}


def _variant(variant: Variant, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": variant.id,
        "name": variant.name,
        "level": variant.level / 2,
        "level_words": level_text(variant.level),
        "posture": {"id": variant.posture.value, "name": names["posture"][variant.posture.value]},
        "view": variant.view.value,
        "clips": [clip.value for clip in variant.clips],
        "contacts": list(variant.contacts),
        "props": [{"id": prop, "name": names["prop"][prop]} for prop in variant.props],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "clip": line.clip.value,
        "at_s": line.at_s,
        "text": line.text,
        "sub": line.sub,
        "kind": line.kind.value,
        "variants": sorted(line.variants),
        "way": line.way.value,
    }


def level_text(level: HalfLevel) -> str:
    """The level as people read it, in their language: ``level 1`` or ``level 1½``."""
    _, _, number = level_words(level).partition(" ")
    return worded("level {number}").format(number=number)
