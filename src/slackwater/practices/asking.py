"""The screening as questions: plain words, grouped, one tap where nothing applies."""

from dataclasses import dataclass
from typing import Any

from slackwater.practices.matrix import conditions, read_table
from slackwater.practices.screening import Answers, answered


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to tick."""

    id: str
    text: str
    yes: tuple[str, ...]
    """The conditions a tick says yes to."""
    unsure: tuple[str, ...]
    """The conditions a tick leaves not sure."""
    again: bool
    """A tick leads to the whole screening again."""


@dataclass(frozen=True, slots=True)
class Group:
    """One question with its options, *none of these* and *I am not sure*."""

    id: str
    ask: str
    options: tuple[Option, ...]
    none: str
    unsure: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The words of the whole screening."""

    adult: str
    yes: str
    no: str
    groups: tuple[Group, ...]
    today: Group


def questions() -> Questions:
    """What the screening asks, in order."""
    table = read_table("conditions.en.toml")
    none, unsure = table["none"], table["unsure"]
    groups = tuple(_group(row["id"], row, none, unsure) for row in table["group"])
    today = _group("today", table["today"], table["today"]["none"], unsure)
    adult = table["adult"]
    return Questions(adult["ask"], adult["yes"], adult["no"], groups, today)


def read_ticks(*, adult: bool | None, ticks: frozenset[str], today: frozenset[str] = frozenset()) -> Answers:
    """The answers that these ticks mean.

    A tick is an option's id, or ``<group>.none`` or ``<group>.unsure``. A group without any tick is not
    answered, so everything it asks counts as not sure; with a tick of *not sure*, or one that is not known
    here, whatever else of its group is not ticked stays not sure. Where one tick says yes and another *not sure* of
    the same condition it stays not sure: that closes at least as much.
    """
    asked = questions()
    yes: set[str] = set()
    unsure: set[str] = set()
    doubted: set[str] = set()
    for group, given in (*((group, ticks) for group in asked.groups), (asked.today, today)):
        mine = {tick for tick in given if tick.startswith(f"{group.id}.")}
        chosen = [one for one in group.options if one.id in mine]
        yes.update(name for one in chosen for name in one.yes)
        doubted.update(name for one in chosen for name in one.unsure)
        if mine - {one.id for one in chosen} - {f"{group.id}.none"} or not mine:
            unsure.update(name for one in group.options for name in one.yes)
    return answered(adult=adult, yes=yes - doubted, unsure=(unsure - yes) | doubted)


def asked_about() -> frozenset[str]:
    """Every condition that some option can say yes to."""
    asked = questions()
    options = (one for group in (*asked.groups, asked.today) for one in group.options)
    return frozenset(name for one in options for name in one.yes)


def today_ids() -> frozenset[str]:
    """The conditions that are asked each session."""
    return frozenset(name for name, row in conditions().items() if row.today)


def _group(group_id: str, row: dict[str, Any], none: str, unsure: str) -> Group:
    built = tuple(
        Option(
            id=f"{group_id}.{option['id']}",
            text=option["text"],
            yes=tuple(option.get("yes", ())),
            unsure=tuple(option.get("unsure", ())),
            again=option.get("again", False),
        )
        for option in row["option"]
    )
    return Group(group_id, row["ask"], built, none, unsure)
