"""Where a value of a TOML file stands, so that a finding can name its line."""

import re
from dataclasses import dataclass
from pathlib import Path

Where = tuple[str | int, ...]

_ARRAY_OF_TABLES = re.compile(r"^\s*\[\[\s*([A-Za-z0-9_.-]+)\s*\]\]")
_TABLE = re.compile(r"^\s*\[\s*([A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.-]+)\s*=\s*(.*)$")
_ITEM = re.compile(r"^\s*[\"'{\[]")


@dataclass(frozen=True, slots=True)
class Places:
    """The line of each table, key and list item of one file."""

    file: Path
    lines: dict[Where, int]

    def line(self, where: Where) -> int:
        """The line of this value, or of the nearest thing around it, or 1."""
        for size in range(len(where), 0, -1):
            found = self.lines.get(where[:size])
            if found is not None:
                return found
        return 1


def find_places(file: Path, text: str) -> Places:
    """The places in the plain TOML this library is written in: one key or list item to a line."""
    lines: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    open_list: Where | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        if open_list is not None:
            open_list = _read_item(raw, number, open_list, lines)
        elif many := _ARRAY_OF_TABLES.match(raw):
            table = _next_table(many[1], counts)
            lines[table] = number
            lines.setdefault(table[:-1], number)
        elif one := _TABLE.match(raw):
            table = _inside(one[1], counts)
            lines[table] = number
        elif pair := _KEY.match(raw):
            where = (*table, *pair[1].split("."))
            lines[where] = number
            if pair[2].startswith("[") and _depth(pair[2]) > 0:
                open_list = where
    return Places(file, lines)


def _read_item(raw: str, number: int, where: Where, lines: dict[Where, int]) -> Where | None:
    if _ITEM.match(raw):
        index = 0
        while (*where, index) in lines:
            index += 1
        lines[(*where, index)] = number
    return None if raw.strip().startswith("]") else where


def _inside(dotted: str, counts: dict[Where, int]) -> Where:
    where: Where = ()
    for part in dotted.split("."):
        where = (*where, part)
        if where in counts:
            where = (*where, counts[where] - 1)
    return where


def _next_table(dotted: str, counts: dict[Where, int]) -> Where:
    *outer, last = dotted.split(".")
    base = (*(_inside(".".join(outer), counts) if outer else ()), last)
    counts[base] = counts.get(base, 0) + 1
    return (*base, counts[base] - 1)


def _depth(text: str) -> int:
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    return bare.count("[") - bare.count("]")
