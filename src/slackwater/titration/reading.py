"""One entry of a log from JSON that is already true to its schema, and back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from enum import Enum
from typing import Any

from slackwater.quantities import HalfLevel
from slackwater.titration.log import (
    Closed,
    Ending,
    Entry,
    Feature,
    Felt,
    Morning,
    Opened,
    Reading,
    Response,
    RoundDone,
    Settled,
)

Said = Mapping[str, Any]


def read_entry(said: Said, usual_s: float | None = None) -> Entry:
    """The entry; ``usual_s`` are the seconds of a round's practice, where the entry says none."""
    if said["kind"] == "round":
        return _round(said, usual_s)
    return _OTHERS[said["kind"]](said)


def write_entry(entry: Entry) -> dict[str, Any]:
    """The entry as JSON, without what was not said; :func:`read_entry` gives it back."""
    kind = next(name for name, one in _KINDS.items() if isinstance(entry, one))
    said = {name: _plain(value) for name, value in asdict(entry).items()}
    if isinstance(entry, Settled | RoundDone):
        said["load"] = said.pop("response")
    return {"kind": kind} | {name: value for name, value in said.items() if value not in (None, [])}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {("levels" if name == "value" else name): part for name, part in value.items()}
    if isinstance(value, tuple):
        return [{name: _plain(part) for name, part in one.items()} for one in value]
    return value


def _round(said: Said, usual_s: float | None) -> RoundDone:
    return RoundDone(
        at_h=float(said["at_h"]),
        half_level=HalfLevel(int(said["half_level"])),
        work_s=float(said["work_s"]),
        ending=Ending(said.get("ending", Ending.COMPLETED.value)),
        range_percent=float(said.get("range_percent", 100)),
        usual_s=float(said["usual_s"]) if "usual_s" in said else usual_s,
        practice=said.get("practice"),
        distress=_distress(said),
        readings=_readings(said),
        response=_response(said),
    )


def _opened(said: Said) -> Entry:
    proposed = HalfLevel(int(said["proposed"])) if "proposed" in said else None
    return Opened(float(said["at_h"]), proposed)


def _settled(said: Said) -> Entry:
    return Settled(float(said["at_h"]), _distress(said), _readings(said), _response(said))


def _closed(said: Said) -> Entry:
    return Closed(float(said["at_h"]))


def _morning(said: Said) -> Entry:
    felt = Felt(said.get("felt", Felt.SAME.value))
    return Morning(float(said["at_h"]), felt, too_much_later=said.get("too_much_later", False))


_OTHERS: Mapping[str, Callable[[Said], Entry]] = {
    "opened": _opened,
    "settled": _settled,
    "closed": _closed,
    "morning": _morning,
}
_KINDS: Mapping[str, type] = {
    "opened": Opened,
    "settled": Settled,
    "round": RoundDone,
    "closed": Closed,
    "morning": Morning,
}


def _distress(said: Said) -> int | None:
    return int(said["distress"]) if "distress" in said else None


def _readings(said: Said) -> tuple[Reading, ...]:
    return tuple(
        Reading(Feature(one["feature"]), float(one["value"]), float(one["quality"]))
        for one in said.get("readings", ())
    )


def _response(said: Said) -> Response | None:
    load = said.get("load")
    return None if load is None else Response(float(load["levels"]), float(load["sd"]))
