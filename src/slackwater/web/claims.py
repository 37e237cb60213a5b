"""What people claim about hips, breath and shaking, each with its one honest line and its sources (FACTS 8)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from slackwater.practices.evidence import named_sources
from slackwater.tongues import in_each_language, worded

FILE = Path(__file__).with_name("how.en.toml")


@dataclass(frozen=True, slots=True)
class Claim:
    """What people ask, the one honest line, how sure, and from where."""

    ask: str
    known: str
    sure: str
    basis: str
    sources: tuple[Mapping[str, Any], ...]
    practices: tuple[str, ...]


@in_each_language
def words() -> Mapping[str, Any]:
    """The sentences of this page, in the language spoken now."""
    table = _table()
    groups = {name: _group(name, group) for name, group in table.items() if isinstance(group, dict)}
    return {**groups, "claim": [_asked(row) for row in table["claim"]]}


@cache
def _table() -> Mapping[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def _group(name: str, group: Mapping[str, str]) -> Mapping[str, str]:
    return {key: worded(text, f"how.{name}") for key, text in group.items()}


def _asked(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**row, **{part: worded(row[part], "how.claim") for part in ("ask", "known")}}


@in_each_language
def claims() -> tuple[Claim, ...]:
    """Every claim with its one honest line."""
    basis = {"": "", **words()["basis"]}
    return tuple(
        Claim(
            row["ask"],
            row["known"],
            words()["sure"][row["sure"]],
            basis[row.get("basis", "")],
            tuple(named_sources(row["sources"])),
            tuple(row.get("practices", ())),
        )
        for row in words()["claim"]
    )
