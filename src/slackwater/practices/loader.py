"""Reads the library: files in, checked practices out."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slackwater.practices import poses
from slackwater.practices.build import build_practice, with_words
from slackwater.practices.errors import BrokenLibrary, Finding, UnknownPractice
from slackwater.practices.places import Places, find_places
from slackwater.practices.practice import Practice
from slackwater.practices.rewording import read_words
from slackwater.tongues import ENGLISH, in_each_language, speaking, spoken

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

LIBRARY = Path(str(files("slackwater.practices"))) / "library"
"""The shipped practices, a folder each."""

WORDS = f"words.{ENGLISH}.toml"
"""The English words of a practice; other languages stand beside them."""

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as read: its table and where each value of it stands."""

    table: Table
    places: Places

    def finding(self, rule: str, where: tuple[str | int, ...], what: str, suggestion: str = "") -> Finding:
        """A finding at this value's line."""
        return Finding(str(self.places.file), self.places.line(where), what, suggestion, rule)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The files of one practice, each true to its schema."""

    practice: Sheet
    words: Sheet
    poses: Sheet


@cache
def schema(name: str) -> "Draft202012Validator":
    """The schema of that name: ``practice``, ``words`` or ``poses``."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- the first page needs no practice

    text = (files("slackwater.practices") / "schema" / f"{name}.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def read_sheet(file: Path, kind: str) -> tuple[Sheet | None, tuple[Finding, ...]]:
    """The file's table, or what is wrong with it as a file of this kind."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, (Finding(str(file), 1, "the file is missing", f"write {file.name}", "missing-file"),)
    except UnicodeDecodeError:
        return None, (Finding(str(file), 1, "the file is not UTF-8", "save it as UTF-8", "not-utf-8"),)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        return None, (Finding(str(file), _line_of(wrong), f"not TOML: {wrong}", "", "toml"),)
    sheet = Sheet(table, find_places(file, text))
    errors = sorted(
        schema(kind).iter_errors(table), key=lambda one: [str(part) for part in one.absolute_path]
    )
    findings = tuple(_explain(sheet, leaf) for error in errors for leaf in _leaves(error))
    return (None if findings else sheet), findings


def read_sheets(folder: Path) -> tuple[Sheets | None, tuple[Finding, ...]]:
    """The three files of one practice, or what is wrong with them."""
    numbers, first = read_sheet(folder / "practice.toml", "practice")
    words, second = read_sheet(folder / WORDS, "words")
    drawing, third = read_sheet(folder / "poses.toml", "poses")
    if numbers is None or words is None or drawing is None:
        return None, first + second + third
    return Sheets(numbers, words, drawing), ()


def load_practice(folder: Path) -> Practice:
    """The practice in this folder.

    Raises ``BrokenLibrary`` with every place that is not true to its schema.
    """
    sheets, findings = read_sheets(folder)
    if sheets is None:
        raise BrokenLibrary(findings)
    return build(sheets)


def build(sheets: Sheets) -> Practice:
    """The practice of three files that are true to their schema.

    Raises ``BrokenLibrary`` where a pose names something that is not there.
    """
    drawn = poses.for_page(sheets.poses.places.file)
    return build_practice(sheets.practice.table, sheets.words.table, drawn)


def folders(root: Path) -> tuple[Path, ...]:
    """The practice folders of a library, in order of name; or the one folder that this is."""
    if (root / "practice.toml").is_file():
        return (root,)
    return tuple(
        sorted(one for one in root.iterdir() if one.is_dir() and not one.name.startswith((".", "_")))
    )


@in_each_language
def library() -> Mapping[str, Practice]:
    """Every shipped practice by its id, with its words in the language spoken now."""
    language = spoken()
    if language == ENGLISH:
        return load_all(folders(LIBRARY))
    with speaking(ENGLISH):
        english = library()
    return {
        name: with_words(practice, read_words(LIBRARY / name / WORDS, language))
        for name, practice in english.items()
    }


def load_all(where: Iterable[Path]) -> Mapping[str, Practice]:
    """The practices of these folders by id, or ``BrokenLibrary`` with all that is wrong."""
    findings: list[Finding] = []
    practices: dict[str, Practice] = {}
    for folder in where:
        try:
            practice = load_practice(folder)
        except BrokenLibrary as broken:
            findings.extend(broken.findings)
        else:
            practices[practice.id] = practice
    if findings:
        raise BrokenLibrary(tuple(findings))
    return practices


def practice(practice_id: str) -> Practice:
    """The shipped practice of that name, or ``UnknownPractice``."""
    try:
        return library()[practice_id]
    except KeyError:
        near = get_close_matches(practice_id, library(), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnknownPractice(f"There is no practice called {practice_id}.{hint}") from None


def _line_of(wrong: tomllib.TOMLDecodeError) -> int:
    _, _, tail = str(wrong).partition("at line ")
    digits = tail.partition(",")[0]
    return int(digits) if digits.isdigit() else 1


def _leaves(error: "ValidationError") -> "Iterable[ValidationError]":
    if not error.context:
        return (error,)
    return (leaf for inner in error.context for leaf in _leaves(inner))


def _explain(sheet: Sheet, error: "ValidationError") -> Finding:
    where = tuple(error.absolute_path)
    rule, what, suggestion = _words_for(error)
    if rule == "unknown-key":
        where = (*where, what.split()[0])
    return sheet.finding(rule, where, what, suggestion)


def _words_for(error: "ValidationError") -> tuple[str, str, str]:
    name = ".".join(str(part) for part in error.absolute_path) or "the file"
    rule: Any = error.validator_value
    found: Any = error.instance
    if error.validator == "required":
        missing = next(key for key in rule if key not in found)
        return "missing-key", f"{name} has no {missing}", f"add {missing}"
    if error.validator == "additionalProperties":
        shape: Any = error.schema
        known = list(shape.get("properties", {}))
        extra = next(key for key in found if key not in known)
        return "unknown-key", f"{extra} is not a key of {name}", _hint_for_key(extra, known)
    if error.validator in {"enum", "const"}:
        wanted = rule if error.validator == "enum" else [rule]
        return (
            "not-allowed",
            f"{name} is {found!r}",
            "use " + " or ".join(repr(one) for one in wanted),
        )
    if error.validator in {"minimum", "exclusiveMinimum", "maximum"}:
        return "out-of-range", f"{name}: {error.message}", ""
    if error.validator == "not":
        return "not-here", f"{name} does not belong to this role", "remove it"
    return "schema", f"{name}: {error.message}", ""


def _hint_for_key(extra: str, known: list[str]) -> str:
    if extra.startswith("hold"):
        return "remove it: the breath is never held here"
    near = get_close_matches(extra, known, n=1)
    return f"did you mean {near[0]}?" if near else "remove it"
