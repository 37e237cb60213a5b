"""What the person wishes for every day: favourite practices, and words of their own for stopping. All of it sealed."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from slackwater.journal.facts import Kept, PersonSet
from slackwater.live.errors import WordNotTaken
from slackwater.live.keeping import Cabinet
from slackwater.practices import library

FAVOURITES = "favourites"
OWN_WORDS = "own_words"

STOPS = ("too_much", "pause")
"""The buttons that may carry a word of the person's own."""

WORD_MOST = 20
"""Characters of an own word: it stands on one line of the narrowest button. ENG."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Nothing wished: no favourite, and the words as they stand."""

    favourites: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    """A word of one's own for some of :data:`STOPS`."""


def newest_wishes(facts: Iterable[Kept]) -> Wishes:
    """The newest wishes among the person's own facts; what is not understood counts as not wished."""
    kept = {fact.name: fact.value for fact in facts if isinstance(fact, PersonSet)}
    named, words = kept.get(FAVOURITES), kept.get(OWN_WORDS)
    favourites = {one for one in named if one in library()} if isinstance(named, list) else ()
    said = words if isinstance(words, dict) else {}
    return Wishes(
        frozenset(favourites),
        {stop: said[stop] for stop in STOPS if isinstance(said.get(stop), str) and _is_word(said[stop])},
    )


async def wishes_of(cabinet: Cabinet) -> Wishes:
    """What the person wishes."""
    return newest_wishes(await cabinet.ask(lambda journal: journal.facts(None)))


async def mark_favourite(cabinet: Cabinet, practice: str, *, favourite: bool) -> None:
    """Keep that a practice is a favourite, or is none any more; one that is not there changes nothing."""
    if practice not in library():
        return
    had = (await wishes_of(cabinet)).favourites
    now = had | {practice} if favourite else had - {practice}
    if now != had:
        await cabinet.ask(lambda journal: journal.append(None, [PersonSet(FAVOURITES, sorted(now))]))


async def keep_words(cabinet: Cabinet, given: Mapping[str, str], taken: frozenset[str]) -> None:
    """Keep these words for the stops; an empty one takes the word away.

    Raises :class:`WordNotTaken`, and keeps none of them, where one is too long, cannot be read out, is the other
    stop's, or is among ``taken``: what other buttons say.
    """
    words = {stop: " ".join(given.get(stop, "").split()) for stop in STOPS}
    for word in words.values():
        _check(word, taken)
    if words["pause"] and sounds(words["pause"]) == sounds(words["too_much"]):
        raise WordNotTaken(words["pause"])
    wishes = replace(await wishes_of(cabinet), words={stop: word for stop, word in words.items() if word})
    await cabinet.ask(lambda journal: journal.append(None, [PersonSet(OWN_WORDS, dict(wishes.words))]))


def sounds(word: str) -> str:
    """The letters of a word alone, or its signs where it has none: *Go on!* is no other word than *go on*."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    letters, signs = (
        "".join(one for one in plain if unicodedata.category(one)[0] in kind) for kind in ("LN", "S")
    )
    return letters or signs


def _check(word: str, taken: frozenset[str]) -> None:
    if word and (not _is_word(word) or sounds(word) in map(sounds, taken)):
        raise WordNotTaken(word[:WORD_MOST])


def _is_word(word: str) -> bool:
    """Whether it is short, can be read out, and stays on its own line: no letter carries a pile of marks."""
    kinds = [unicodedata.category(one)[0] for one in word]
    readable = all(kind not in "CZ" or one == " " for one, kind in zip(word, kinds, strict=True))
    piled = "MMMM" in "".join(kinds)
    return len(word) <= WORD_MOST and readable and not piled and bool(sounds(word))
