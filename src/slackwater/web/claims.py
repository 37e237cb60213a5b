"""What people claim about hips, breath and shaking, each with its one honest line and its sources (FACTS 8)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from slackwater.practices.evidence import named_sources

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


@cache
def words() -> Mapping[str, Any]:
    """The sentences of this page."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
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
