"""What the templates of these pages are given, each as ``page``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group of kept things, one plain sentence each, by the name it is kept under."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """``stored.html``: every kind of thing that is kept."""

    groups: tuple[KeptGroup, ...]
