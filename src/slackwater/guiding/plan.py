"""The plan of a session as guiding follows it, and as the journal keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from slackwater.practices.menu import Open
from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import HalfLevel
from slackwater.session.phases import Kind, Round, Side


@dataclass(frozen=True, slots=True)
class Plan:
    """The rounds of a session, in order; none is a session of arriving, resting and closing."""

    items: tuple[PlannedRound, ...] = ()
    menu: tuple[Open, ...] = ()
    """What a round may become when its level is another; empty where each stays as it stands."""

    def offered(self, asked: Round, practice: str, variant: str, place: int) -> PlannedRound | None:
        """The round of this practice as it was offered at this place; None where the plan knows nothing of it."""
        here = self.items[place] if place < len(self.items) else None
        if here is not None and (here.round, here.practice, here.variant) == (asked, practice, variant):
            return here
        ways: tuple[PlannedRound | Open, ...] = (*self.items, *self.menu)
        known = next((one for one in ways if one.practice == practice), None)
        if here is None or known is None:
            return None
        return PlannedRound(
            asked,
            practice,
            variant,
            ways=known.ways,
            own_breath=known.own_breath,
            eyes_open=known.eyes_open,
            range_percent=known.range_percent,
        )

    def written(self) -> dict[str, Any]:
        """The plan as JSON, for the journal."""
        rounds = [_written(item) for item in self.items]
        return {"rounds": rounds, "menu": [_open_written(one) for one in self.menu]}

    @staticmethod
    def read(written: Mapping[str, Any]) -> "Plan":
        """The plan that was written so."""
        rounds: Sequence[Mapping[str, Any]] = written["rounds"]
        menu: Sequence[Mapping[str, Any]] = written.get("menu", ())
        return Plan(tuple(_read(item) for item in rounds), tuple(_open_read(one) for one in menu))


def _written(item: PlannedRound) -> dict[str, Any]:
    one = item.round
    return {
        "practice": item.practice,
        "variant": item.variant,
        "ways": sorted(item.ways),
        "own_breath": item.own_breath,
        "eyes_open": item.eyes_open,
        "range_percent": item.range_percent,
        "slot": one.slot,
        "kind": one.kind.value,
        "level": int(one.level),
        "side": one.side.value,
        "work_s": one.work_s,
        "rest_s": one.rest_s,
    }


def _read(item: Mapping[str, Any]) -> PlannedRound:
    one = Round(
        slot=item["slot"],
        kind=Kind(item["kind"]),
        level=HalfLevel(item["level"]),
        side=Side(item["side"]),
        work_s=item["work_s"],
        rest_s=item["rest_s"],
    )
    return PlannedRound(
        one,
        item["practice"],
        item["variant"],
        ways=frozenset(item["ways"]),
        own_breath=item["own_breath"],
        eyes_open=item["eyes_open"],
        range_percent=item["range_percent"],
    )


def _open_written(one: Open) -> dict[str, Any]:
    return asdict(one) | {"ways": sorted(one.ways)}


def _open_read(one: Mapping[str, Any]) -> Open:
    return Open(**{**one, "ways": frozenset(one["ways"])})
