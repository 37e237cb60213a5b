"""The words of a table in another language. Everything that is no word stays as the English table has it.

So no translation can move a line, give an answer another meaning or name another way of doing a practice: what is
decided never depends on the language.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slackwater.practices.places import Where
from slackwater.tongues import ENGLISH

NO_WORDS = frozenset({"format", "language", "id", "clip", "kind", "way"})
"""Keys whose text names something."""


def file_in(file: Path, language: str) -> Path:
    """The file beside this English one with the words of another language."""
    return file.with_name(file.name.replace(f".{ENGLISH}.", f".{language}."))


def read_words(file: Path, language: str) -> dict[str, Any]:
    """The table of an English file in this language; in English where a word or the whole file is missing."""
    english = tomllib.loads(file.read_text(encoding="utf-8"))
    other = file_in(file, language)
    if other == file or not other.is_file():
        return english
    told: dict[str, Any] = reworded(english, tomllib.loads(other.read_text(encoding="utf-8")))
    return told


def reworded(english: Any, other: Any, key: str = "") -> Any:  # noqa: ANN401 -- whatever a table holds
    """The English value with its words from the other one, where that has the same shape."""
    if isinstance(english, dict):
        told = other if isinstance(other, dict) else {}
        return {name: reworded(value, told.get(name), name) for name, value in english.items()}
    if isinstance(english, list):
        alike = isinstance(other, list) and len(other) == len(english)
        if not alike or names_only(english):
            return english
        return [reworded(*pair, key) for pair in zip(english, other, strict=True)]
    is_word = isinstance(english, str) and english and key not in NO_WORDS
    return other if is_word and isinstance(other, str) and other else english


def names_only(values: list[Any]) -> bool:
    """Whether a list holds names of things, such as variants or conditions, and no sentence."""
    return all(isinstance(one, str) and " " not in one for one in values)


def unlike(english: Any, other: Any, where: Where = ()) -> Iterator[tuple[Where, str]]:  # noqa: ANN401 -- as above
    """Where another language's table is not built like the English one, or leaves a word out."""
    if isinstance(english, dict) and isinstance(other, dict):
        yield from _unlike_keys(english, other, where)
    elif isinstance(english, list) and isinstance(other, list) and not names_only(english):
        if len(english) != len(other):
            yield where, f"{len(other)} entries, not {len(english)}"
        for place, pair in enumerate(zip(english, other, strict=False)):
            yield from unlike(*pair, (*where, place))
    elif isinstance(english, str) and isinstance(other, str) and (not where or where[-1] not in NO_WORDS):
        if bool(english.strip()) is not bool(other.strip()):
            yield where, "a word is missing"
    elif english != other and (not where or where[-1] != "language"):
        yield where, f"it is {english!r} in English"


def _unlike_keys(english: dict[str, Any], other: dict[str, Any], where: Where) -> Iterator[tuple[Where, str]]:
    for key, told in english.items():
        if key in other:
            yield from unlike(told, other[key], (*where, key))
        else:
            yield where, f"{key} is missing"
    for key in other:
        if key not in english:
            yield (*where, key), f"{key} is too much"
