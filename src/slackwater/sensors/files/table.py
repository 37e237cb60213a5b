"""How a text file of numbers is laid out: its delimiter, its header, and where the rows begin."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slackwater.sensors.errors import RecordingUnreadable
from slackwater.tongues import marked, worded

HEAD = 1 << 16
"""Bytes looked at to find the layout."""

_NEITHER = marked("this is neither a text file nor a recording of a kind known here")

WHITE = " "
ALONE = ""
"""Delimiters that are no character: any white space, and a table of one column."""

DELIMITERS = ("\t", ";", ",", WHITE)

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?(nan|inf)|", re.IGNORECASE)
COMMA_NUMBER = re.compile(r"[+-]?\d+,\d+([eE][+-]?\d+)?")
TIME = re.compile(r"(\d{4}-\d\d-\d\d([ T]\d\d:\d\d.*)?|\d{1,2}:\d\d:\d\d([.,]\d+)?( ?[AP]M)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the numbers of a text file are."""

    delimiter: str
    decimal_comma: bool
    names: tuple[str, ...]
    """Of the columns, lower case; empty words where the file names none."""
    first_line: int
    """The number of the first row, counted from 1."""
    first_byte: int
    encoding: str
    sample: tuple[tuple[str, ...], ...]
    """The fields of the first rows."""

    @property
    def columns(self) -> int:
        """How many there are."""
        return len(self.names)

    def fields(self, line: str) -> list[str]:
        """The fields of one line, without the white space around them."""
        return split(line, self.delimiter)

    def listed(self) -> str:
        """The columns as a person would ask for them."""
        return ", ".join(f"{at} {name}".rstrip() for at, name in enumerate(self.names, 1))


def split(line: str, delimiter: str) -> list[str]:
    """The fields of one line, without the white space and the quotes around them."""
    if delimiter == ALONE:
        return [line.strip().strip('"')]
    if delimiter == WHITE:
        return line.split()
    if '"' in line:
        line = line.strip()
        return [
            field.strip() for field in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
        ]
    return [field.strip() for field in line.split(delimiter)]


def lay_out(path: Path, head: bytes) -> Layout | None:
    """The layout of the table that begins in ``head``, the first bytes of a file; None where no line holds numbers."""
    encoding, text = _decoded(path, head)
    lines = text.split("\n")
    if len(head) >= HEAD and len(lines) > 1:
        lines.pop()  # it may be cut short
    for strict in (True, False):
        found = [one for delimiter in DELIMITERS if (one := _tried(lines, delimiter, strict=strict))]
        alone = _tried(lines, ALONE, strict=True)
        found = found or ([alone] if alone else [])
        if found:
            _, delimiter, first = max(found, key=lambda one: one[0])
            return _layout(lines, delimiter, first, encoding)
    return None


def _decoded(path: Path, head: bytes) -> tuple[str, str]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        utf_8 = worded("Save it as UTF-8 and try again.")
        raise RecordingUnreadable(path, worded("this text is in UTF-16"), utf_8)
    if b"\0" in head:
        raise RecordingUnreadable(path, worded(_NEITHER))
    try:
        return "utf-8", head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(head) - 4:
            return "utf-8", head.decode("utf-8", "replace")
    text = head.decode("latin-1")
    if sum(not (char.isprintable() or char in "\t\r\n") for char in text) > len(text) / 100:
        raise RecordingUnreadable(path, worded(_NEITHER))
    return "latin-1", text


def is_skipped(line: str) -> bool:
    """Whether a line holds no row: it is blank, or a comment."""
    bare = line.strip().lstrip("\ufeff")
    return not bare or bare.startswith("#")


def _tried(lines: Sequence[str], delimiter: str, *, strict: bool) -> tuple[int, str, int] | None:
    """(rows that fit, delimiter, index of the first row) with this delimiter, if any line is a row."""
    first, columns, fit, unfit = -1, 0, 0, 0
    for at, line in enumerate(lines):
        if is_skipped(line):
            continue
        fields = split(line.lstrip("\ufeff"), delimiter)
        row = _is_row(fields, delimiter, strict=strict)
        if first < 0 and row:
            first, columns = at, len(fields)
        if first >= 0:
            fit += row and len(fields) == columns
            unfit += not (row and len(fields) == columns)
    return (fit, delimiter, first) if first >= 0 and fit >= unfit else None


def _is_row(fields: Sequence[str], delimiter: str, *, strict: bool) -> bool:
    if delimiter != ALONE and len(fields) < 2:
        return False
    numbers = sum(bool(field) and is_number(field, delimiter) for field in fields)
    others = sum(not is_number(field, delimiter) and not TIME.fullmatch(field) for field in fields)
    return numbers > 0 and not (strict and others)


def is_number(field: str, delimiter: str) -> bool:
    """Whether a field is a number, or empty."""
    if NUMBER.fullmatch(field):
        return True
    return delimiter != "," and COMMA_NUMBER.fullmatch(field) is not None


def _layout(lines: Sequence[str], delimiter: str, first: int, encoding: str) -> Layout:
    rows = [split(line.lstrip("\ufeff"), delimiter) for line in lines[first:] if not is_skipped(line)]
    names = _names(lines, delimiter, first, len(rows[0]))
    if delimiter == "," and not any(names) and _is_comma_decimal(rows):
        delimiter, names = ALONE, ("",)
        rows = [split(line, ALONE) for line in lines[first:] if not is_skipped(line)]
    comma = delimiter != "," and any(COMMA_NUMBER.fullmatch(field) for row in rows for field in row)
    before = "".join(f"{line}\n" for line in lines[:first])
    return Layout(
        delimiter=delimiter,
        decimal_comma=comma,
        names=names,
        first_line=first + 1,
        first_byte=len(before.encode(encoding)),
        encoding=encoding,
        sample=tuple(tuple(row) for row in rows if len(row) == len(names)),
    )


def _names(lines: Sequence[str], delimiter: str, first: int, columns: int) -> tuple[str, ...]:
    for line in reversed(lines[:first]):
        if not line.strip():
            continue
        fields = split(line.lstrip("\ufeff# \t"), delimiter)
        while len(fields) > columns and not fields[-1]:
            fields.pop()
        if len(fields) == columns and not all(is_number(field, delimiter) for field in fields):
            return tuple(" ".join(field.strip('"').lower().split()) for field in fields)
        break
    return ("",) * columns


def _is_comma_decimal(rows: Sequence[Sequence[str]]) -> bool:
    """Whether ``0,812`` is one number: seconds of one digit, then at least two digits, on every line."""
    return all(
        len(row) == 2 and re.fullmatch(r"[0-2]", row[0]) and re.fullmatch(r"\d{2,6}", row[1]) for row in rows
    )
