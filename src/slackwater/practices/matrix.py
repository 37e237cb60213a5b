"""The screening matrix as values: what each condition means for each column of practices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from slackwater.practices.practice import Posture
from slackwater.practices.rewording import read_words
from slackwater.tongues import in_each_language, spoken

TABLES = Path(str(files("slackwater.practices"))) / "tables"

COLUMNS = ("lunge", "wiper", "bridge", "tilt", "breath", "track", "tremor")
"""The columns of the matrix; a practice names its own."""


class Status(Enum):
    """What a condition means for a practice, from free to closed."""

    OK = "ok"
    MODIFIED = "modified"
    PRACTITIONER = "practitioner"
    """Closed until a practitioner opens it."""
    NO = "no"

    @property
    def strictness(self) -> int:
        """0 for OK up to 3 for NO."""
        return list(Status).index(self)


@dataclass(frozen=True, slots=True)
class Cell:
    """One meeting of a condition and a column."""

    status: Status
    only: frozenset[str] | None = None
    """The variants that stay open; None for all."""
    work_s: int | None = None
    """The longest round, s; None for the practice's own."""
    range_percent: int = 100
    """How much of the movement's range is used, %."""
    own_breath: bool = False
    """No pace: the person's own breath."""
    eyes_open: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One row: its cells by column, the postures it rules out, and the sources it rests on."""

    id: str
    cells: Mapping[str, Cell]
    avoid: frozenset[Posture]
    today: bool
    """Asked each session, not once."""
    basis: str


@cache
def conditions() -> Mapping[str, Condition]:
    """Every condition by its id."""
    rows = read_table("conditions.toml")["condition"]
    return {row["id"]: _condition(row) for row in rows}


@in_each_language
def read_table(name: str) -> dict[str, Any]:
    """One of the shared tables, by file name; a table of words (``….en.toml``) in the language spoken now."""
    return read_words(TABLES / name, spoken())


def _condition(row: dict[str, Any]) -> Condition:
    return Condition(
        id=row["id"],
        cells={column: _cell(row[column]) for column in COLUMNS},
        avoid=frozenset(Posture(posture) for posture in row.get("avoid", ())),
        today=row.get("today", False),
        basis=row["basis"],
    )


def _cell(value: str | dict[str, Any]) -> Cell:
    if isinstance(value, str):
        return Cell(Status(value))
    only = value.get("only")
    rest = {key: part for key, part in value.items() if key != "only"}
    return Cell(Status.MODIFIED, None if only is None else frozenset(only), **rest)
