"""Emergency numbers and crisis lines, and whether a person has checked them lately enough.

A row is checked when a person did so and put their name and the day to it. Nobody else sets either, and a check
grows old: numbers change.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("lines.toml")

OLD_AFTER_DAYS = 180
"""A check older than this counts no more (FACTS, hazard H11)."""

_ROW = frozenset({"name", "source", "note", "checked_on", "checked_by"})
_LINE = _ROW | {"lang", "call", "text", "word", "chat"}
_COUNTRY = _ROW | {"code", "emergency", "sure", "line"}
_DIRECTORY = _ROW | {"lang", "at"}


class BadLines(ValueError):
    """The file of crisis lines says something that it cannot say. Nothing was read. Mend the row that is named."""


class Standing(Enum):
    """What can be said of a row today."""

    NOT_YET = "not_yet"
    FRESH = "fresh"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Check:
    """That a person checked a row, and when."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Line:
    """One crisis line and the ways to reach it; a way it has not is empty."""

    name: str
    lang: str
    """Of whose name it is, where it is an organisation's own; empty where the name is ours to translate."""
    call: str
    text: str
    word: str
    """What to write to ``text``, where it asks for a word."""
    chat: str
    """An address without its scheme."""
    note: str
    check: Check | None


@dataclass(frozen=True, slots=True)
class Country:
    """One country; ``check`` is of its emergency numbers."""

    code: str
    name: str
    emergency: tuple[str, ...]
    note: str
    lines: tuple[Line, ...]
    check: Check | None


@dataclass(frozen=True, slots=True)
class Directory:
    """A list of lines in many countries."""

    name: str
    lang: str
    """As a line has it."""
    at: str
    note: str
    check: Check | None


@dataclass(frozen=True, slots=True)
class Lines:
    """All that is shown."""

    directory: tuple[Directory, ...]
    countries: tuple[Country, ...]

    def rows(self) -> Iterator[tuple[str, Check | None]]:
        """Every row that a person can check, by what it is called."""
        for one in self.directory:
            yield one.name, one.check
        for country in self.countries:
            yield f"{country.name}: emergency", country.check
            for line in country.lines:
                yield f"{country.name}: {line.name}", line.check


def standing(check: Check | None, today: date) -> Standing:
    """What can be said of a row today. Raises BadLines for a check that lies ahead of today."""
    if check is None:
        return Standing.NOT_YET
    days = (today - check.on).days
    if days < 0:
        raise BadLines(f"checked_on = {check.on} lies ahead of today, {today}")
    return Standing.OLD if days > OLD_AFTER_DAYS else Standing.FRESH


def not_ready(lines: Lines, today: date) -> tuple[str, ...]:
    """Why these rows may not be released today, a sentence for each; none when all of them may."""
    found = []
    for name, check in lines.rows():
        try:
            how = standing(check, today)
        except BadLines as error:
            found.append(f"{name}: {error}")
            continue
        if check is None:
            found.append(f"{name}: not yet checked")
        elif how is Standing.OLD:
            found.append(f"{name}: checked on {check.on}, more than {OLD_AFTER_DAYS} days ago")
    return tuple(found)


@cache
def shipped() -> Lines:
    """The rows that come with the program."""
    with FILE.open("rb") as file:
        return read_lines(tomllib.load(file))


def read_lines(table: Mapping[str, Any]) -> Lines:
    """Give the rows of a table. Raises BadLines, naming the row."""
    return Lines(
        tuple(_directory(row) for row in table.get("directory", ())),
        tuple(_country(row) for row in table.get("country", ())),
    )


def _directory(row: Mapping[str, Any]) -> Directory:
    _refuse_others(row, _DIRECTORY)
    return Directory(_name(row), row.get("lang", ""), row["at"], row.get("note", ""), _check(row))


def _country(row: Mapping[str, Any]) -> Country:
    _refuse_others(row, _COUNTRY)
    lines = tuple(_line(one) for one in row.get("line", ()))
    if not row.get("emergency"):
        raise BadLines(f"{_name(row)}: no emergency number")
    return Country(row["code"], _name(row), tuple(row["emergency"]), row.get("note", ""), lines, _check(row))


def _line(row: Mapping[str, Any]) -> Line:
    _refuse_others(row, _LINE)
    ways = {way: row.get(way, "") for way in ("call", "text", "word", "chat")}
    if not (ways["call"] or ways["text"] or ways["chat"]):
        raise BadLines(f"{_name(row)}: no way to reach it")
    return Line(_name(row), row.get("lang", ""), **ways, note=row.get("note", ""), check=_check(row))


def _check(row: Mapping[str, Any]) -> Check | None:
    on, by = row.get("checked_on"), row.get("checked_by")
    if on is None and by is None:
        return None
    if type(on) is not date:  # a time of day is a date too, and none of ours
        raise BadLines(f"{_name(row)}: checked_by without a day in checked_on")
    if not isinstance(by, str) or not by.strip():
        raise BadLines(f"{_name(row)}: checked_on without a person in checked_by")
    return Check(on, by)


def _name(row: Mapping[str, Any]) -> str:
    name = row.get("name")
    if not isinstance(name, str) or not name:
        raise BadLines("a row has no name")
    return name


def _refuse_others(row: Mapping[str, Any], known: frozenset[str]) -> None:
    for field in row.keys() - known:
        raise BadLines(f"{_name(row)}: {field} is no field of it")
