"""What the templates of the body map are given; the rest is in :mod:`slackwater.web.pages`."""

from collections.abc import Mapping
from dataclasses import dataclass

from slackwater.web.pages import Option


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words for sensations that belong together."""

    title: str
    words: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place, in the person's own words where they have some."""

    id: str
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class MapView:
    """One picture with the places it lists."""

    id: str
    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place with what can be said of it: ``intensity-<id>`` and ``word-<id>``."""

    id: str
    text: str
    said: str
    """The words that were chosen for it, or empty."""
    intensities: tuple[Option, ...]
    groups: tuple[WordGroup, ...]


@dataclass(frozen=True, slots=True)
class BodyMapPage:
    """``body.html``: POST ``place``, ``intensity-<place>``, ``word-<place>``, ``session``; ``do=look`` keeps nothing."""

    views: tuple[MapView, ...]
    marks: tuple[Mark, ...]
    blank: Mark
    """A mark of no place, for a place that is marked on the page itself."""
    steps: Mapping[str, int]
    """How strong each marked place is, 1 … 4, and 0 where that was not said."""
    hidden: frozenset[str]
    """Places that are not to be seen."""
    session: str
    problems: tuple[str, ...] = ()
    kept: bool = False
    far_away: bool = False
    """The words may mean far away: the ground is offered."""
    care: bool = False
    """The urgent-care words are shown."""


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """One place in the list of words: POST ``own-<id>`` and ``hide``."""

    id: str
    text: str
    own: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WordView:
    """The places of one picture, in the list of words."""

    title: str
    places: tuple[PlaceWord, ...]


@dataclass(frozen=True, slots=True)
class BodyWordsPage:
    """``body-words.html``."""

    views: tuple[WordView, ...]
    most: int
    """Characters of an own word."""
    problems: tuple[str, ...] = ()
    said: str = ""
