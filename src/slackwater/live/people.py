"""The person's own people: whom they would call. Kept in the journal only where the person chose that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slackwater.journal.facts import Kept, PersonSet
from slackwater.live.keeping import Cabinet

PEOPLE = "own_people"
MOST_PEOPLE = 6
"""ENG: one look finds the right one."""
LONGEST = 60
"""Letters of a name or a number. ENG."""


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """Somebody the person would call: a name, and a number or whatever reaches them."""

    name: str
    number: str


def fact_of(people: Sequence[OwnPerson]) -> PersonSet:
    """These people as they are kept."""
    return PersonSet(PEOPLE, [{"name": one.name, "number": one.number} for one in people])


def newest_people(facts: Iterable[Kept]) -> tuple[OwnPerson, ...]:
    """The newest list among the person's own facts; what is not understood is left out."""
    kept = {fact.name: fact.value for fact in facts if isinstance(fact, PersonSet)}.get(PEOPLE)
    found = (
        OwnPerson(one["name"], one["number"])
        for one in (kept if isinstance(kept, list) else ())
        if isinstance(one, dict) and isinstance(one.get("name"), str) and isinstance(one.get("number"), str)
    )
    return tuple(found)[:MOST_PEOPLE]


async def kept_people(cabinet: Cabinet) -> tuple[OwnPerson, ...]:
    """The person's own people, as far as they are kept in this journal."""
    return newest_people(await cabinet.ask(lambda journal: journal.facts(None)))


async def keep_people(cabinet: Cabinet, people: Sequence[OwnPerson]) -> None:
    """Keep these as the person's own people."""
    await cabinet.ask(lambda journal: journal.append(None, [fact_of(people)]))
