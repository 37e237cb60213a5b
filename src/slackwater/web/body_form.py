"""What the forms of the body map bring, read strictly: what is not understood is named, and what is, is not lost."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from slackwater.journal.facts import BodyMark
from slackwater.live.body_map import OWN_WORD_MOST, STRONGEST, WORDS_MOST, PlaceWords
from slackwater.practices.body_places import body_places
from slackwater.practices.sensations import sensations
from slackwater.web.asking import reading
from slackwater.web.words import word


@dataclass(frozen=True, slots=True)
class MapRead:
    """The marks that were understood, in the order of the map, and what was wrong with the rest."""

    marks: tuple[BodyMark, ...]
    problems: tuple[str, ...]


def read_marks(given: QueryDict) -> MapRead:
    """Marks from ``place``, ``intensity-<place>`` and ``word-<place>``; the two of a place not marked count nothing."""
    places, chosen = body_places(), given.getlist("place")
    problems = [word("body", "unknown_place")] if not set(chosen) <= set(places) else []
    marks = []
    for place in places:
        if place in chosen:
            mark, wrong = _mark(place, given)
            marks.append(mark)
            problems += wrong
    return MapRead(tuple(marks), tuple(dict.fromkeys(problems)))


def _mark(place: str, given: QueryDict) -> tuple[BodyMark, list[str]]:
    known = {one.id for group in sensations() for one in group.words}
    said, picked = given.get(f"intensity-{place}", ""), dict.fromkeys(given.getlist(f"word-{place}"))
    strong = reading({"": said}, "", STRONGEST) or None
    words = tuple(one for one in picked if one in known)
    problems = []
    if said and strong is None:
        problems.append(word("body", "unknown_intensity"))
    if len(words) < len(picked):
        problems.append(word("body", "unknown_word"))
    if len(words) > WORDS_MOST:
        problems.append(word("body", "many_words").format(place=body_places()[place].text, most=WORDS_MOST))
    return BodyMark(place, strong, words), problems


def read_place_words(given: QueryDict) -> tuple[PlaceWords, tuple[str, ...]]:
    """Own words from ``own-<place>`` and places not to be seen from ``hide``; and what was wrong."""
    places = body_places()
    own = {place: " ".join(text.split()) for place in places if (text := given.get(f"own-{place}", ""))}
    hidden = frozenset(given.getlist("hide"))
    words = PlaceWords({place: text for place, text in own.items() if text}, hidden & set(places))
    return words, tuple(dict.fromkeys(_wrong_words(words, hidden)))


def _wrong_words(words: PlaceWords, hidden: frozenset[str]) -> Iterator[str]:
    if not hidden <= set(body_places()):
        yield word("body", "unknown_place")
    for place, text in words.own.items():
        if len(text) > OWN_WORD_MOST:
            yield word("body", "long_word").format(place=body_places()[place].text, most=OWN_WORD_MOST)
        if any(unicodedata.category(one).startswith("C") for one in text):
            yield word("body", "odd_word").format(place=body_places()[place].text)
