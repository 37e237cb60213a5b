"""The languages Slackwater speaks, and its sentences in the one that is spoken now.

A sentence is looked up by its English text, so English needs no catalogue and a missing sentence is said in English.
Which language is spoken follows the request or the socket (``speaking``). Nothing that decides asks for it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

ENGLISH = "en"
DOMAIN = "django"
"""The name that Django looks for, so that templates and code share one catalogue for each language."""
FOLDER = Path(__file__).parent

NO_LANGUAGE = frozenset({"C", "POSIX"})
"""Locales by which a program is asked for the words it was written in, whatever ``LANGUAGE`` says."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Language:
    """A language, by its code of ISO 639-1."""

    code: str
    name: str
    """As its speakers call it."""
    day: str = "j F Y"
    """A day as it is written out, in the letters of Django's ``date``. Digits are western in every language."""
    short_day: str = "j M Y"
    to_the_left: bool = False
    """Whether it is written from right to left."""
    decimal: str = "."
    """What stands before the parts of one, as Django writes it in the templates of pages."""
    thousands: str = ","
    """What stands between groups of three digits, as there."""


LANGUAGES: Mapping[str, Language] = {
    one.code: one
    for one in (
        Language(ENGLISH, "English"),
        Language("de", "Deutsch", day="j. F Y", short_day="j. M Y", decimal=",", thousands="."),
        Language("es", "Español", day=r"j \d\e F \d\e Y", decimal=",", thousands="\N{NO-BREAK SPACE}"),
        Language("ar", "العربية", short_day="j F Y", to_the_left=True, decimal=",", thousands="."),
    )
}

_NOW: ContextVar[str] = ContextVar("language", default=ENGLISH)


def spoken() -> str:
    """The code of the language that is spoken now."""
    return _NOW.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language of ``LANGUAGES`` for a while; any other word means English."""
    before = _NOW.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _NOW.reset(before)


@cache
def offered() -> tuple[Language, ...]:
    """The languages that can be chosen: English, and those whose catalogue was compiled."""
    return tuple(one for one in LANGUAGES.values() if one.code == ENGLISH or _compiled(one.code).is_file())


def asked_by(environment: Mapping[str, str]) -> str:
    """The first language there is of those that a terminal asks for, in the order of gettext; else English."""
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale in NO_LANGUAGE:
        return ENGLISH
    wishes = (environment.get("LANGUAGE") or locale).split(":")
    known = {one.code for one in offered()}
    codes = (re.split(r"[-_.@]", one)[0].lower() for one in wishes)
    return next((one for one in codes if one in known), ENGLISH)


def worded(text: str, context: str | None = None) -> str:
    """The English sentence in the language spoken now. ``context`` tells apart what English says alike."""
    if not text:
        return ""
    catalogue = _catalogue(spoken())
    return catalogue.gettext(text) if context is None else catalogue.pgettext(context, text)


def worded_many(one: str, many: str, count: int) -> str:
    """The sentence that fits a count, in the language spoken now and by its own rule of plurals."""
    return _catalogue(spoken()).ngettext(one, many, count)


def marked(text: str) -> str:
    """The English sentence as it stands, marked as one that is said elsewhere by ``worded``."""
    return text


def marked_many(one: str, many: str) -> tuple[str, str]:
    """Both English sentences as they stand, marked as ones that are said elsewhere by ``worded_many``."""
    return one, many


def in_each_language(find: Callable[P, T]) -> Callable[P, T]:
    """What ``find`` gives, found once in each language."""
    kept: dict[object, T] = {}

    @wraps(find)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (spoken(), args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = find(*args, **kwargs)
        return kept[key]

    return found


def sentences_in(language: str) -> Mapping[tuple[str, str], str]:
    """Every sentence of a catalogue, by its context (empty for none) and its English; of plurals the first."""
    held: dict[Any, str] = getattr(_catalogue(language), "_catalog", {})
    found = {}
    for key, text in held.items():
        english = key[0] if isinstance(key, tuple) else key
        context, mark, bare = english.rpartition("\x04")
        if bare and (not isinstance(key, tuple) or key[1] == 0):
            found[context if mark else "", bare] = text
    return found


@cache
def script_words(language: str) -> Mapping[str, str]:
    """The sentences of the pages' scripts, English to this language; none for English."""
    file = _compiled(language).with_name("scripts.json")
    if not file.is_file():
        return {}
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


@cache
def _catalogue(language: str) -> NullTranslations:
    """The sentences of a language; none for English, or where a catalogue was not compiled."""
    if not _compiled(language).is_file():
        return NullTranslations()
    with _compiled(language).open("rb") as compiled:
        return GNUTranslations(compiled)


def _compiled(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
