"""What the help page is given: every row with whether a person has checked it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a person checked a row: ``standing`` is ``not_yet``, ``fresh`` or ``old``; ``on`` is the day."""

    standing: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One line: ``call``, ``text`` with the ``word`` to write, and ``chat``; a way it has not is empty."""

    name: str
    lang: str
    """Of an organisation's own name; empty where the name is in the reader's language."""
    call: str
    text: str
    word: str
    chat: str
    note: str
    checked: Checked


@dataclass(frozen=True, slots=True)
class Directory:
    """A list that knows lines in many countries, by its address."""

    name: str
    lang: str
    at: str
    note: str
    checked: Checked


@dataclass(frozen=True, slots=True)
class Country:
    """Emergency numbers and lines of one country; ``checked`` is of the emergency numbers."""

    code: str
    name: str
    emergency: tuple[str, ...]
    note: str
    lines: tuple[CrisisLine, ...]
    checked: Checked


@dataclass(frozen=True, slots=True)
class Help:
    """``help.html``: works offline. Every row says whether it is checked, and the directory comes first."""

    directory: tuple[Directory, ...]
    countries: tuple[Country, ...]
    all_fresh: bool
    """Every row was checked by a person, and lately."""
