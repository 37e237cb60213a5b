"""The body map as it is kept: what was marked when, and the person's own words for places.

A mark is for the person to look back on. Nothing reads it to decide a dose.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from slackwater.journal.facts import BodyMark, BodyMarked, Kept, PersonSet
from slackwater.journal.journal import Journal
from slackwater.practices.body_places import asks_for_care, body_places
from slackwater.practices.sensations import fog_words

OWN_WORDS = "body.own_words"
HIDDEN = "body.hidden"

STRONGEST = 4
"""Steps of intensity, from 1. ENG: as many as can be told apart without counting."""
WORDS_MOST = 6
"""Words for one place. ENG: a picture, not a list."""
OWN_WORD_MOST = 40
"""Characters of a person's own word for a place; a phone shows that much in one line."""
AGAIN_S = 60
"""The same map sent again within this time is the same tap. ENG."""
FAR_AWAY_WORDS = 2
"""So many words that sound far away ask for a kind question (FACTS 3)."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The person's own words for places, by place, and the places they would rather not see."""

    own: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def of(self, place: str) -> str:
        """How this place is called."""
        return self.own.get(place) or body_places()[place].text

    def facts(self) -> tuple[PersonSet, ...]:
        """As they are kept."""
        return PersonSet(OWN_WORDS, dict(self.own)), PersonSet(HIDDEN, sorted(self.hidden))


def newest_place_words(facts: Iterable[Kept]) -> PlaceWords:
    """The newest words among the person's own facts; what is not understood counts as not chosen."""
    kept = {fact.name: fact.value for fact in facts if isinstance(fact, PersonSet)}
    own, hidden, known = kept.get(OWN_WORDS), kept.get(HIDDEN), body_places()
    return PlaceWords(
        {place: str(word) for place, word in own.items() if place in known} if isinstance(own, dict) else {},
        frozenset(place for place in hidden if place in known) if isinstance(hidden, list) else frozenset(),
    )


def read_maps(facts: Iterable[Kept]) -> tuple[BodyMarked, ...]:
    """Every body map among the person's own facts that has a mark on it, the oldest first.

    A session has one, the newest; each map that belongs to no session stands alone. A place that is not known, as in
    a file from elsewhere, counts as not marked, and a strength that is none as not said.
    """
    newest: dict[object, BodyMarked] = {}
    for at, one in enumerate(fact for fact in facts if isinstance(fact, BodyMarked)):
        key = one.session or at
        newest.pop(key, None)
        newest[key] = one
    known = (replace(one, marks=tuple(_understood(one.marks))) for one in newest.values())
    return tuple(one for one in known if one.marks)


def _understood(marks: Iterable[BodyMark]) -> Iterator[BodyMark]:
    for mark in marks:
        if mark.place in body_places():
            is_step = mark.intensity in range(1, STRONGEST + 1)
            yield mark if is_step else replace(mark, intensity=None)


def keep_map(journal: Journal, marked: BodyMarked) -> None:
    """Keep it; durable when this returns. The same map sent again at once is kept once."""
    maps = [fact for fact in journal.facts(None) if isinstance(fact, BodyMarked)]
    if maps and _is_same_tap(maps[-1], marked):
        return
    journal.append(None, [marked])


def sounds_far_away(marks: Sequence[BodyMark]) -> bool:
    """Whether the words of all marks together ask how here the person is."""
    return fog_words({word for mark in marks for word in mark.words}) >= FAR_AWAY_WORDS


def shows_care(marks: Sequence[BodyMark]) -> bool:
    """Whether a mark is a red flag, so that the urgent-care words are shown (H9)."""
    return any(asks_for_care(mark.place, mark.words) for mark in marks)


def _is_same_tap(last: BodyMarked, now: BodyMarked) -> bool:
    return (last.session, last.marks) == (now.session, now.marks) and now.at_unix_s - last.at_unix_s < AGAIN_S
