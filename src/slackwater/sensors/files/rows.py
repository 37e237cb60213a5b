"""The rows of a table in blocks of bounded size, with the line each came from."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from slackwater.sensors.errors import BadLine
from slackwater.sensors.files.samples import Floats, Tell
from slackwater.sensors.files.table import ALONE, TIME, WHITE, Layout, is_skipped, split
from slackwater.tongues import marked, worded, worded_many

BLOCK = 1 << 20
"""Bytes of text held at once."""

GONE = frozenset(("", "nan", "na", "n/a", "null", "none", "-"))
"""What stands where a value is missing."""

DO_NEXT = marked("Mend or remove that line, and try again.")
CUT_SHORT = marked("The file may be cut short. Mend or remove that line, and try again.")
_NEWLINE = ord("\n")
_DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows that follow one another."""

    values: Floats
    """(n, k) the columns that were asked for; NaN where a field is empty. Times of day and dates are seconds."""
    lines: NDArray[np.int64]
    """(n,) the number of each row's line."""


def read_rows(path: Path, layout: Layout, use: Sequence[int], tell: Tell) -> Iterator[Block]:
    """The chosen columns, block by block; raises :class:`BadLine` for the first row that is no row."""
    whole = max(1, path.stat().st_size)
    line = layout.first_line
    with path.open("rb") as file:
        file.seek(layout.first_byte)
        rest = b""
        while True:
            read = file.read(BLOCK)
            text = rest + read
            end = text.rfind(b"\n") + 1 if read else len(text)
            rest, text = text[end:], text[:end]
            if len(rest) > BLOCK:
                shown = rest[:40].decode("latin-1")
                raise BadLine(path, line, shown, worded("“{text}” has no end"), worded(DO_NEXT))
            if text:
                block = _quick(text, layout, use, line) or _slow(path, text, layout, use, line)
                line += text.count(b"\n")
                if len(block.lines):
                    yield block
            tell(file.tell() / whole)
            if not read:
                return


def _quick(text: bytes, layout: Layout, use: Sequence[int], line: int) -> Block | None:
    """The block where every field of every row is a number; None where any is not."""
    if layout.delimiter == WHITE or b'"' in text or b"#" in text:
        return None
    text = text.rstrip(b"\r\n")
    columns = layout.columns
    if layout.delimiter != ALONE:
        if not _is_regular(text, ord(layout.delimiter), columns):
            return None
        if layout.decimal_comma:
            text = text.replace(b",", b".")
        separator = layout.delimiter
        text = text.replace(b"\r", b"").replace(b"\n", separator.encode())
    else:
        text = text.replace(b",", b".") if layout.decimal_comma else text
        separator = "\n"
    rows = text.count(b"\n") + 1 if layout.delimiter == ALONE else None
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        try:
            numbers = np.fromstring(text, sep=separator)
        except (DeprecationWarning, ValueError):
            return None
    if (rows is not None and len(numbers) != rows) or len(numbers) % columns:
        return None
    values = numbers.reshape(-1, columns)[:, list(use)]
    return Block(_finite(values), np.arange(line, line + len(values)))


def _is_regular(text: bytes, delimiter: int, columns: int) -> bool:
    """Whether each line has as many delimiters as it has to have."""
    codes = np.frombuffer(text, np.uint8)
    ends = np.append(np.flatnonzero(codes == _NEWLINE), len(codes))
    before = np.searchsorted(np.flatnonzero(codes == delimiter), ends)
    return bool((np.diff(before, prepend=0) == columns - 1).all())


def _slow(path: Path, text: bytes, layout: Layout, use: Sequence[int], line: int) -> Block:
    values: list[list[float]] = []
    lines: list[int] = []
    decoded = text.decode(layout.encoding, "replace")
    for number, row in enumerate(decoded.split("\n"), line):
        if is_skipped(row):
            continue
        fields = split(row.partition("#")[0] if layout.delimiter == ALONE else row, layout.delimiter)
        if len(fields) == layout.columns + 1 and not fields[-1]:
            fields.pop()
        if len(fields) != layout.columns:
            raise _too_few(path, number, row.strip(), len(fields), layout.columns)
        values.append([_value(path, number, fields[at], comma=layout.decimal_comma) for at in use])
        lines.append(number)
    return Block(_finite(np.array(values, float).reshape(-1, len(use))), np.array(lines, np.int64))


def _finite(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)


def _value(path: Path, number: int, field: str, *, comma: bool) -> float:
    if field.lower() in GONE:
        return np.nan
    try:
        if "_" not in field:
            return float(field.replace(",", ".") if comma else field)
    except ValueError:
        if TIME.fullmatch(field) and (seconds := seconds_of(field)) is not None:
            return seconds
    raise BadLine(path, number, field, worded("“{text}” is not a number"), worded(DO_NEXT))


def _too_few(path: Path, number: int, row: str, has: int, columns: int) -> BadLine:
    """Says of a row that it has not as many fields as the others."""
    why = worded_many(
        "“{text}” has {has} of {count} column", "“{text}” has {has} of {count} columns", columns
    )
    return BadLine(path, number, row, why, worded(CUT_SHORT), has=has, count=columns)


def seconds_of(text: str) -> float | None:
    """The seconds of a date with its time (since 1970), or of a time of day (since midnight); None if it is neither."""
    try:
        if "-" not in text[:5]:
            return _of_day(text)
        moment = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-").replace(",", "."))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _of_day(text: str) -> float:
    clock, _, half = text.upper().partition("M")[0].replace(",", ".").partition(" ")
    if clock[-1:] in "AP":
        clock, half = clock[:-1], clock[-1]
    hours, minutes, seconds = clock.split(":")
    hour = int(hours) % 12 + 12 * (half == "P") if half else int(hours)
    return (hour * 3600 + int(minutes) * 60 + float(seconds)) % _DAY_S
