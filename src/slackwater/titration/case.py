"""A case, as text or JSON, read into values; what is wrong is refused with its field and what to do next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator

from slackwater import cases
from slackwater.quantities import HalfLevel
from slackwater.titration.constants import Constants, read_constants
from slackwater.titration.deciding import Asked, Cap, Setter
from slackwater.titration.errors import BadCase, OutOfOrder
from slackwater.titration.knowledge import Knowledge, know_nothing, learn
from slackwater.titration.ladder import Ladder, Way, build_ladder
from slackwater.titration.log import Entry, Opened
from slackwater.titration.reading import read_entry


@dataclass(frozen=True, slots=True)
class Case:
    """What is decided from."""

    now_h: float
    log: tuple[Entry, ...]
    knowledge: Knowledge
    """What is known after the log."""
    ladder: Ladder
    caps: tuple[Cap, ...] = ()
    asked: Asked | None = None
    engine_limits: bool = True


def schema(name: str) -> Draft202012Validator:
    """The schema of that name: ``case`` or ``answer``."""
    return cases.schema_in("slackwater.titration", f"{name}.schema.json")


def read_case(text: str, library: Ladder) -> Case:
    """The case of a JSON text, on its own ladder or else the library's. Raises :class:`BadCase`."""
    try:
        said = cases.read(text, schema("case"))
    except cases.Refused as wrong:
        raise BadCase(wrong.field, wrong.what, wrong.do_next) from wrong
    constants = _constants(said.get("constants", {}))
    ladder = _ladder(said["ladder"], constants) if "ladder" in said else build_ladder(library.ways, constants)
    log = tuple(_entry(one, f"log[{at}]", ladder) for at, one in enumerate(said["log"]))
    asked = _asked(said["asked"], ladder) if "asked" in said else None
    return Case(
        now_h=float(said["now_h"]),
        log=log,
        knowledge=_known(log, float(said["now_h"]), constants),
        ladder=ladder,
        caps=tuple(
            Cap(HalfLevel(int(one["half_level"])), Setter(one["who"])) for one in said.get("caps", ())
        ),
        asked=asked,
        engine_limits=said.get("engine_limits", True),
    )


def _constants(given: Mapping[str, float]) -> Constants:
    constants = read_constants({name: float(value) for name, value in given.items()})
    pairs = (
        ("tolerated", constants.tolerated > constants.spurious, "spurious"),
        ("calm_limit", constants.calm_limit > constants.calm_floor, "calm_floor"),
        ("alpha_most", constants.alpha_most >= constants.alpha_least, "alpha_least"),
    )
    for name, right, other in pairs:
        if not right:
            value = getattr(constants, name)
            raise BadCase(f"constants.{name}", f"is {value:g}.", f"Make it greater than {other}.")
    return constants


def _ladder(said: list[Mapping[str, Any]], constants: Constants) -> Ladder:
    return build_ladder(
        (
            Way(
                one["practice"],
                one["variant"],
                HalfLevel(int(one["half_level"])),
                float(seconds),
                float(percent),
                usual_s=float(one.get("usual_s", constants.bout_s)),
            )
            for one in said
            for seconds in one.get("seconds", [one.get("usual_s", constants.bout_s)])
            for percent in one.get("ranges_percent", [100])
        ),
        constants,
    )


def _entry(said: Mapping[str, Any], where: str, ladder: Ladder) -> Entry:
    usual_s = None
    if said["kind"] == "round" and "practice" in said:
        ways = _ways(ladder, said["practice"], said.get("variant"), where)
        highest = max(way.anchor for way in ways)
        if said["half_level"] > highest:
            what = f"is {said['half_level']}, which is off the ladder: this practice stands at {highest} at most."
            raise BadCase(f"{where}.half_level", what, "Give the half level of its variant.")
        usual_s = ways[0].usual_s
    elif "variant" in said:
        raise BadCase(f"{where}.variant", "stands without its practice.", "Add practice.")
    return read_entry(said, usual_s)


def _ways(ladder: Ladder, practice: str, variant: str | None, where: str) -> list[Way]:
    here = [way for way in ladder.ways if way.practice == practice]
    if not here:
        raise _unknown(f"{where}.practice", practice, {way.practice for way in ladder.ways})
    ways = here if variant is None else [way for way in here if way.variant == variant]
    if not ways and variant is not None:
        raise _unknown(f"{where}.variant", variant, {way.variant for way in here})
    return ways


def _unknown(field: str, name: str, known: set[str]) -> BadCase:
    near = get_close_matches(name, sorted(known), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Those on it: {', '.join(sorted(known))}."
    return BadCase(field, f"is {json.dumps(name)}, which is not on the ladder.", hint)


def _asked(said: Mapping[str, Any], ladder: Ladder) -> Asked:
    last = said.get("last")
    ways = _ways(ladder, said["practice"], None if last is None else last["variant"], "asked")
    if last is None:
        return Asked(said["practice"])
    percent = float(last.get("range_percent", 100))
    way = ways[0]
    return Asked(
        said["practice"],
        Way(way.practice, way.variant, way.anchor, float(last["work_s"]), percent, way.usual_s),
    )


def _known(log: tuple[Entry, ...], now_h: float, constants: Constants) -> Knowledge:
    knowledge = know_nothing(constants)
    for at, entry in enumerate(log):
        if entry.at_h > now_h:
            later = f"is {entry.at_h:g}, later than now_h, which is {now_h:g}."
            raise BadCase(f"log[{at}].at_h", later, "Look at the clock, or ask at a later time.")
        try:
            knowledge = learn(knowledge, entry)
        except OutOfOrder as wrong:
            early = knowledge.at_h is not None and entry.at_h < knowledge.at_h
            do_next = "Put the oldest first." if early else _open_or_close(entry)
            raise BadCase(f"log[{at}].{'at_h' if early else 'kind'}", str(wrong), do_next) from wrong
    return knowledge


def _open_or_close(entry: Entry) -> str:
    return "Add its closed entry." if isinstance(entry, Opened) else "Add an opened entry before it."
