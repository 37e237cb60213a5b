"""A file that was taken out elsewhere, brought into this journal: checked whole first, then kept at once or not at all.

Nothing in it is believed that can be worked out: every session goes through the engine again and must come to the
decisions it holds; what later limits need of it is folded anew; one that was left open is ended, still. What stands
here stays: a session that is here is not doubled and not changed, and the health answers of both become the stricter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from slackwater.journal.batch import Batch
from slackwater.journal.codec import CODEC
from slackwater.journal.errors import ExportDamaged, ExportTooLarge
from slackwater.journal.facts import (
    FollowedUp,
    Kept,
    LookedBack,
    LookingBack,
    MorningAlso,
    MorningAnswered,
    MorningAsked,
    PersonScreened,
    PersonSet,
    Remembered,
    SessionBrought,
    TimePassed,
)
from slackwater.journal.journal import Journal
from slackwater.journal.parcel import Parcel, Part
from slackwater.journal.values import canonical
from slackwater.live.ahead import read_by_now
from slackwater.live.believing import Lived, live_again
from slackwater.live.follow_up import went_wrong
from slackwater.live.today import Screening, newest_screening, screened_in_full
from slackwater.practices.asking import questions
from slackwater.session.events import Event
from slackwater.titration.reading import write_entry

SAID_OF_A_SESSION = (MorningAsked, MorningAnswered, MorningAlso, LookedBack, FollowedUp)
"""What a person says of a session once it is over: a file speaks of its own sessions alone."""

SECONDS_MOST = 16_000_000
"""Of all sessions of a file: ten years of daily hours are 13 million (ENG). Each is lived again, so they cost time."""


@dataclass(slots=True)
class Brought:
    """What came of it."""

    sessions: int = 0
    """That are new here."""
    here: int = 0
    """That were here already, and stay as they are here."""
    facts: int = 0
    """Of the person's own that are new here."""
    screening_joined: bool = False
    """Both places had health answers: now the stricter of both hold."""
    ahead: bool = False
    """Part of it has a date that has not come: it counts from now, as what was kept here under such a date does."""


def take_in(journal: Journal, parcel: Parcel, now_unix_s: int) -> Brought:
    """Check everything, then keep what is new here in one step.

    Raises a leaf of :class:`~slackwater.journal.errors.NotTakenIn`, or what the disk says; then nothing was changed.
    """
    sessions = [part for part in parcel.parts if part.session is not None]
    lived = dict(_lived(parcel, sessions, now_unix_s))
    own = [batch for part in parcel.parts if part.session is None for batch in parcel.batches(part)]
    _check_own(own, frozenset(part.session for part in sessions))
    held = frozenset(kept.id for kept in journal.sessions())
    new = [part for part in sessions if part.session not in held]
    person, joined = _of_person(journal.facts(None), own, now_unix_s, settled=bool(held))
    brought = Brought(sum(lived[part].earlier is not None for part in new), len(sessions) - len(new))
    brought.facts, brought.screening_joined = sum(len(batch.facts) for batch in person), joined
    notice = _notice(journal.facts(None), person, [lived[part] for part in new], now_unix_s)
    if notice is not None:
        brought.ahead = True
        person = (*person, Batch(None, now_unix_s, late=False, facts=(notice,)))
    if new or person:
        mark = SessionBrought(now_unix_s, beside=bool(held))
        journal.take_in(chain(_sessions(parcel, new, lived, mark), person))
    return brought


def _lived(parcel: Parcel, parts: Sequence[Part], now_unix_s: int) -> Iterator[tuple[Part, Lived]]:
    """Each session taken through the engine; never more seconds of all together than anybody practises."""
    left_s = SECONDS_MOST
    for part in parts:
        batches = parcel.batches(part)
        passed = (fact.seconds for batch in batches for fact in batch.facts if isinstance(fact, TimePassed))
        left_s -= sum(passed)
        if left_s < 0:
            raise ExportTooLarge(f"{part.name}: its seconds")
        yield part, live_again(part, batches, now_unix_s)


def _notice(
    before: Sequence[Kept], person: Sequence[Batch], new: Sequence[Lived], now_unix_s: int
) -> PersonSet | None:
    """What notes that dates of what comes in have not come yet; None where they have, or a notice comes with them."""
    facts = (*before, *(fact for batch in person for fact in batch.facts))
    return read_by_now([one.earlier for one in new if one.earlier is not None], facts, now_unix_s).notice


def _check_own(batches: Sequence[Batch], sessions: frozenset[str | None]) -> None:
    for fact in (fact for batch in batches for fact in batch.facts):
        if isinstance(fact, Event):
            raise ExportDamaged("json/person.json holds what belongs to a session")
        if isinstance(fact, SAID_OF_A_SESSION) and fact.session not in sessions:
            raise ExportDamaged("json/person.json speaks of a session that is not in the file")


def _sessions(
    parcel: Parcel, parts: Sequence[Part], lived: Mapping[Part, Lived], mark: SessionBrought
) -> Iterator[Batch]:
    """Each session as it came, ended where it was left open, and what it means for later."""
    for part in parts:
        batches, session = parcel.batches(part), lived[part]
        yield Batch(part.session, batches[0].at_unix_s, late=False, facts=(mark,))
        yield from batches
        if session.end is not None:
            yield session.end
        if session.earlier is not None:
            log = tuple(write_entry(entry) for entry in session.earlier.log)
            sums = () if session.earlier.summed_up is None else (session.earlier.summed_up,)
            facts = (*sums, Remembered(session.earlier.past, log))
            yield Batch(part.session, session.last_unix_s, late=False, facts=facts)


def _of_person(
    before: Sequence[Kept], own: Sequence[Batch], now_unix_s: int, *, settled: bool
) -> tuple[tuple[Batch, ...], bool]:
    """The person's own facts that are new here, and whether health answers of both places were joined.

    What was chosen here stays chosen; where sessions are (``settled``), so does what was not.
    """
    known = {canonical(CODEC.encode(fact)) for fact in before}
    chosen = {fact.name for fact in before if isinstance(fact, PersonSet)}

    looked = {fact.session for fact in before if isinstance(fact, LookedBack)}

    def is_new(fact: Kept) -> bool:
        if isinstance(fact, LookedBack) and fact.session in looked:
            return fact.how is LookingBack.WENT_WRONG and fact.session not in went_wrong(before)
        if isinstance(fact, PersonSet) and (settled or fact.name in chosen):
            return False
        return canonical(CODEC.encode(fact)) not in known

    news = [replace(batch, facts=tuple(filter(is_new, batch.facts))) for batch in own]
    news = [batch for batch in news if batch.facts]
    here = newest_screening(tuple(before))
    theirs = newest_screening(tuple(fact for batch in own for fact in batch.facts))
    if here is None or not any(isinstance(fact, PersonScreened) for batch in news for fact in batch.facts):
        return tuple(news), False
    joins = theirs is not None and theirs.fact() not in before
    holds = stricter(here, theirs) if joins and theirs is not None else here  # the newest holds
    opened_unix_s = screened_in_full(before) or 0  # what it hurt to do here since then stays closed
    holds = replace(holds, at_unix_s=min(holds.at_unix_s, opened_unix_s))
    return (*news, Batch(None, now_unix_s, late=False, facts=(holds.fact(),))), joins


def stricter(one: Screening, other: Screening) -> Screening:
    """What both say together: any condition of either, *none of these* where both say so, as old as the older."""
    both, either = one.ticks & other.ticks, one.ticks | other.ticks
    ticks = {tick for tick in either if not tick.endswith(".none") or tick in both}
    for group in (group.id for group in questions().groups):
        if not all(any(tick.startswith(f"{group}.") for tick in said.ticks) for said in (one, other)):
            ticks.add(f"{group}.unsure")
        if f"{group}.unsure" in ticks:  # a yes would open again what not being sure closes
            ticks = {tick for tick in ticks if not tick.startswith(f"{group}.")} | {f"{group}.unsure"}
    return Screening(one.adult and other.adult, frozenset(ticks), min(one.at_unix_s, other.at_unix_s))
