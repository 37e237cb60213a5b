"""The words that other rooms show or say, found in their templates, scripts, modules and tables."""

import ast
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from slackwater.practices.banned import Speech
from slackwater.practices.errors import Finding
from slackwater.practices.places import Where, find_places
from slackwater.practices.reading import words_of
from slackwater.practices.words import GRADE, Place, check_reading, check_text

SPOKEN_ATTRIBUTES = frozenset({"aria-label", "aria-description", "alt", "placeholder", "title"})

_TAG = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{%.*?%\}", re.DOTALL)
_MARKED = re.compile(r"""\{%\s*translate\s+"((?:[^"\\]|\\.)*)".*?%\}""")
_ONE = re.compile(r"(\{%\s*blocktranslate\b[^%]*%\})(?:(?!\{%).)*\{%\s*plural\s*%\}", re.DOTALL)
"""The sentence for a single thing, where one for many stands after it."""
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.DOTALL)
_LITERAL = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`", re.DOTALL)
_NOT_WORDS = re.compile(r"[<>{}=;_#/\\|*\[\]]|::|\.\w|^[-.@]|\b(?:rgb|oklch|var)\(")


def check_file(file: Path, speech: Speech = Speech.PAGE, most: float = GRADE + 2) -> tuple[Finding, ...]:
    """What is wrong with the words a file shows or says.

    Pages may read two grades harder than a practice: they name files, keys and rights.
    """
    texts = tuple(texts_in(file))
    found = [finding for text, place in texts for finding in check_text(text, place, speech)]
    return (*found, *check_reading(texts, most))


def texts_in(file: Path) -> Iterator[tuple[str, Place]]:
    """The texts in a template (.html), script (.js), module (.py) or table (.toml), with their places."""
    read = {".html": _in_template, ".js": _in_script, ".py": _in_module, ".toml": _in_table}[file.suffix]
    for text, line in read(file.read_text(encoding="utf-8")):
        plain = " ".join(text.split())
        if len(words_of(plain)) > 1:
            yield plain, Place(str(file), line)


class _Template(HTMLParser):
    """Collects text nodes and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style", "code"}
        line = self.getpos()[0]
        self.found += [(value, line) for name, value in attrs if value and name in SPOKEN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            before = data[: len(data) - len(data.lstrip())]
            self.found.append((data, self.getpos()[0] + before.count("\n")))


def _in_template(text: str) -> Iterator[tuple[str, int]]:
    parser = _Template()
    said = _MARKED.sub(lambda marked: marked[1].replace('\\"', "&quot;"), _ONE.sub(r"\1", text))
    bare = _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), said)
    parser.feed(_VALUE.sub("{value}", bare))
    parser.close()
    yield from parser.found


def _in_script(text: str) -> Iterator[tuple[str, int]]:
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for match in _LITERAL.finditer(bare):
        words = re.sub(r"\$\{[^}]*\}", "one", match[0][1:-1]).replace("\\'", "'").replace('\\"', '"')
        if _is_said(words):
            yield words, bare[: match.start()].count("\n") + 1


def _in_module(text: str) -> Iterator[tuple[str, int]]:
    tree = ast.parse(text)
    silent = {id(quiet) for node in ast.walk(tree) for quiet in _unsaid(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in silent and _is_said(str(node.value)):
            yield str(node.value), node.lineno


def _unsaid(node: ast.AST) -> tuple[ast.AST | None, ...]:
    """What stands in a module for its readers alone: docstrings and types."""
    if isinstance(node, ast.Expr):
        return (node.value,)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return (node.returns,)
    return (node.annotation,) if isinstance(node, ast.arg | ast.AnnAssign) else ()


def _in_table(text: str) -> Iterator[tuple[str, int]]:
    places = find_places(Path(), text)
    for where, words in strings_of(tomllib.loads(text)):
        yield words, places.line(where)


def strings_of(value: object, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Every text in a table, with where it stands; a list of names is no text."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from strings_of(part, (*where, key))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            if not isinstance(part, str) or " " in part:
                yield from strings_of(part, (*where, place))


def _is_said(text: str) -> bool:
    """Whether a literal looks like words for a person: a capital, several words, no path and no code."""
    return text[:1].isupper() and len(words_of(text)) > 1 and not _NOT_WORDS.search(text)
