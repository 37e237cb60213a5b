"""Every sentence that a page can show or say, with where it stands. Babel reads the code; the rest is ours."""

import ast
import inspect
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from slackwater.cli.tongue import paragraphs
from slackwater.practices.strings import strings_of
from slackwater.web.reaching import COUNTRY, LINE, NOTE

SOURCE = Path(__file__).parents[1] / "src" / "slackwater"

IN_PAGES = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}
"""What `templatize` writes for Django's own tags."""
IN_CODE = {
    "worded": {1: None, 2: (1, (2, "c"))},
    "worded_many": (1, 2),
    "marked": None,
    "marked_many": (1, 2),
}
IN_SCRIPTS = {"worded": None}

ROOMS = ("analysis", "cli", "journal", "live", "practices", "sensors", "tongues", "voices", "web")
"""Whose code a page or a command of a person can show. Rooms that only commands of research meet stay English."""
SPOKEN_COMMANDS = frozenset({"Spoken", "SpokenGroup"})
"""Classes of the commands whose docstring is their help in every language."""

TABLES = {"web/words.en.toml": "", "web/how.en.toml": "how.", "journal/stored.en.toml": "stored."}
"""Tables of sentences, with what their groups are called in the catalogue."""

CRISIS_LINES = "web/lines.toml"

KEYS_OF_ROWS = {"claim": ("sure", "basis")}
"""What in the rows of a group names something, and is no sentence."""

ERRORS = ("journal/errors.py", "live/errors.py", "sensors/errors.py")
"""Errors of which a page can show the docstring."""
FOR_RESEARCH = frozenset({"NoSuchSession", "AnotherSpeed"})
"""Errors, with all below them, that only commands of research and callers meet."""
SAID = "PlainError"
"""The root of the errors whose docstring is said."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or two where a count decides, as the catalogue holds it."""

    text: str
    many: str = ""
    context: str | None = None
    place: str = ""
    comment: str = ""


def sentences() -> Iterator[Sentence]:
    """All of them, in the order of their files."""
    for file in _files("web/templates", ".html", ".txt"):
        yield from in_template(file.read_text(encoding="utf-8"), _name(file))
    for name, group in TABLES.items():
        yield from in_table((SOURCE / name).read_text(encoding="utf-8"), name, group)
    yield from in_lines((SOURCE / CRISIS_LINES).read_text(encoding="utf-8"), CRISIS_LINES)
    for file in _files("web/static", ".js"):
        yield from _by_babel("javascript", file.read_bytes(), IN_SCRIPTS, _name(file))
    for name in ERRORS:
        yield from in_errors((SOURCE / name).read_text(encoding="utf-8"), name)
    for file in _files("cli", ".py"):
        yield from in_commands(file.read_text(encoding="utf-8"), _name(file))
    for room in ROOMS:
        for file in _files(room, ".py"):
            yield from _by_babel("python", file.read_bytes(), IN_CODE, _name(file))


def script_sentences() -> tuple[str, ...]:
    """The sentences of the scripts alone, each once."""
    found = [one.text for one in sentences() if one.place.endswith(".js")]
    return tuple(dict.fromkeys(found))


def in_template(text: str, place: str) -> Iterator[Sentence]:
    """What stands in the tags of a template."""
    yield from _by_babel("python", templatize(text, origin=place).encode(), IN_PAGES, place)


def in_table(text: str, place: str, group: str) -> Iterator[Sentence]:
    """Every value of a table; the name of its group is the context, and its key the comment."""
    for where, words in strings_of(tomllib.loads(text)):
        if len(where) > 1 and words and where[-1] not in KEYS_OF_ROWS.get(where[0], ()):
            yield Sentence(words, "", f"{group}{where[0]}", place, ".".join(map(str, where)))


def in_lines(text: str, place: str) -> Iterator[Sentence]:
    """What the crisis lines say in the reader's language: countries, notes, and names that are nobody's own."""
    table = tomllib.loads(text)
    countries = table.get("country", ())
    for row in countries:
        yield Sentence(row["name"], "", COUNTRY, place, row["code"])
    lines = [*table.get("directory", ()), *(line for row in countries for line in row.get("line", ()))]
    for row in lines:
        if not row.get("lang"):
            yield Sentence(row["name"], "", LINE, place)
    for row in (*lines, *countries):
        if row.get("note"):
            yield Sentence(row["note"], "", NOTE, place, row["name"])


def in_errors(text: str, place: str) -> Iterator[Sentence]:
    """The docstring of every error that is said, as one line."""
    parents: dict[str, tuple[str, ...]] = {}
    for node in ast.parse(text).body:
        if not isinstance(node, ast.ClassDef):
            continue
        parents[node.name] = tuple(base.id for base in node.bases if isinstance(base, ast.Name))
        family = set(_family(node.name, parents))
        if SAID in family and not family & FOR_RESEARCH:
            message = " ".join(inspect.cleandoc(ast.get_docstring(node) or "").split())
            yield Sentence(message, place=place, comment=f"error {node.name}")


def in_commands(text: str, place: str) -> Iterator[Sentence]:
    """The help of every command that speaks: each paragraph of its docstring."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and any(map(_speaks, node.decorator_list)):
            for paragraph in paragraphs(ast.get_docstring(node) or ""):
                yield Sentence(paragraph, place=place, comment=f"command {node.name.rstrip('_')}")


def _speaks(decorator: ast.expr) -> bool:
    """Whether it makes a command of a class that speaks."""
    given = decorator.keywords if isinstance(decorator, ast.Call) else ()
    return any(
        one.arg == "cls" and isinstance(one.value, ast.Name) and one.value.id in SPOKEN_COMMANDS
        for one in given
    )


def _family(name: str, parents: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield name
    for parent in parents.get(name, ()):
        yield from _family(parent, parents)


def _files(folder: str, *kinds: str) -> Iterable[Path]:
    return sorted(file for file in (SOURCE / folder).rglob("*") if file.suffix in kinds)


def _name(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def _by_babel(method: str, text: bytes, marks: Mapping[str, Any], place: str) -> Iterator[Sentence]:
    """What Babel finds behind our marks."""
    options = {"encoding": "utf-8"}
    for _, found, comments, context in extract(method, BytesIO(text), marks, ("Translators:",), options):
        one, many = found if isinstance(found, tuple) else (found, "")
        yield Sentence(one, many, context, place, " ".join(comments))
