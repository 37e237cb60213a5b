"""The languages Slackwater speaks, and its sentences in the one that is spoken now.

A sentence is looked up by its English text, so English needs no catalogue and a missing sentence is said in English.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

ENGLISH = "en"
DOMAIN = "django"
"""The name that Django looks for, so that templates and code share one catalogue for each language."""
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """A language, by its code of ISO 639-1."""

    code: str
    name: str
    """As its speakers call it."""
    to_the_left: bool = False
    """Whether it is written from right to left."""


LANGUAGES: Mapping[str, Language] = {
    one.code: one
    for one in (
        Language(ENGLISH, "English"),
        Language("de", "Deutsch"),
        Language("es", "Español"),
        Language("ar", "العربية", to_the_left=True),
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


def worded(text: str, context: str | None = None) -> str:
    """The English sentence in the language spoken now. ``context`` tells apart what English says alike."""
    if not text:
        return ""
    catalogue = catalogue_of(spoken())
    return catalogue.gettext(text) if context is None else catalogue.pgettext(context, text)


def worded_many(one: str, many: str, count: int) -> str:
    """The one of two English sentences that fits a count, in the language spoken now, by its own rule of plurals."""
    return catalogue_of(spoken()).ngettext(one, many, count)


def marked(text: str) -> str:
    """The English sentence as it stands, marked as one that is said elsewhere by ``worded``."""
    return text


@cache
def catalogue_of(language: str) -> NullTranslations:
    """The sentences of a language; none for English, or where a catalogue was not compiled."""
    file = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as compiled:
        return GNUTranslations(compiled)
