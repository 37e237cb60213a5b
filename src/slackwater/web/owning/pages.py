"""What the templates of these pages are given, each as ``page``."""

from dataclasses import dataclass

from slackwater.journal.facts import AfterNote
from slackwater.web.pages import Moment, Option


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group of kept things, one plain sentence each, by the name it is kept under."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """``stored.html``: every kind of thing that is kept."""

    groups: tuple[KeptGroup, ...]


@dataclass(frozen=True, slots=True)
class PaperSession:
    """One session as the page of a taken out file shows it."""

    began: str
    came: str
    """How it was before, or empty."""
    went: str
    moments: tuple[Moment, ...]
    notes: tuple[AfterNote, ...]
    words: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One thing of the person's own: when, what kind of thing, and its fields."""

    at: str
    what: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """``own/journal.html``: everything of a person, for a file that is taken out."""

    made: str
    sessions: tuple[PaperSession, ...]
    own: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class Bring:
    """``bring.html``: POST ``/bring`` with ``file``, and ``passphrase`` where it is locked."""

    problem: str = ""
    said: tuple[str, ...] = ()
    """What came of it, a sentence each."""


@dataclass(frozen=True, slots=True)
class TakeOut:
    """``take_out.html``: POST ``/take-out``, with ``passphrase`` and ``again`` for a locked file."""

    problem: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """``who.html``: POST ``/who`` with ``person``; or with ``new=yes`` and ``name``."""

    people: tuple[Option, ...]
    problem: str = ""
    typed: str = ""
