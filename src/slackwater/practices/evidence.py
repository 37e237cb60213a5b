"""What is known of a practice: how sure, and each source with its kind and where it can be read."""

import re
from collections.abc import Iterable
from typing import Any

from slackwater.practices.matrix import read_table

_STUDY = re.compile(r"([A-Z][a-z]+)(\d\d)")
"""A key that tells who and when; others are names of pages."""
_NOW = 50
"""Years of two digits below this are of this century."""


def sure(practice: str) -> dict[str, str]:
    """How sure what is known of this practice is: ``id`` and, in words, ``name``."""
    level = read_table("evidence.toml")["sure"][practice]
    return {"id": level, "name": read_table("evidence.en.toml")["sure"][level]}


def named_sources(keys: Iterable[str]) -> list[dict[str, Any]]:
    """Each source as a page shows it: ``name``, ``where``, its ``kind`` in words, and a ``link`` or nothing."""
    where, kinds = read_table("sources.toml")["source"], read_table("evidence.toml")["kind"]
    words = read_table("evidence.en.toml")["kind"]
    return [
        {"name": _who(key), "where": where[key], "kind": words[kinds[key]], "link": _link(where[key])}
        for key in keys
    ]


def _who(key: str) -> str:
    study = _STUDY.fullmatch(key)
    if study is None:
        return ""
    century = 20 if int(study[2]) < _NOW else 19
    return f"{study[1]}, {century}{study[2]}"


def _link(where: str) -> str:
    """Where a person who follows it gets to. Nothing is asked of anybody before that."""
    if where.startswith("doi:"):
        return f"https://doi.org/{where.removeprefix('doi:')}"
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{where}/" if re.fullmatch(r"PMC\d+", where) else ""
