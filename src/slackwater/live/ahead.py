"""What is kept under a date that has not come: the clock was ahead once. It counts from when that was noticed.

By such a date rest would be owed for years, and what it hurt to do would be open until then. The record stays as it
was kept and is read otherwise, while its date is ahead: a clock that is behind for a while changes nothing for good.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import Kept, PersonSet
from slackwater.journal.past import Earlier
from slackwater.live.morning import is_same_visit

CLOCKS_APART_S = 24 * 3600
"""Two computers, or one before and after its clock was set, may differ by so much about what time it is (ENG)."""

CLOCK_AHEAD = "clock_ahead"
"""The kept name of a notice: when it was noticed, and which sessions were ahead."""


@dataclass(frozen=True, slots=True)
class Read:
    """Sessions and the person's own facts, with no date that has not come."""

    sessions: tuple[Earlier, ...]
    facts: tuple[Kept, ...]
    notice: PersonSet | None
    """To be kept; None where nothing is ahead that was not noticed before."""
    tells: bool
    """It was noticed on this visit."""


@dataclass(frozen=True, slots=True)
class _Notice:
    place: int
    """Among the person's own facts: what stands before it was kept before it."""
    at_unix_s: int
    sessions: frozenset[str]


def read_by_now(sessions: Sequence[Earlier], facts: Sequence[Kept], now_unix_s: int) -> Read:
    """Everything as it counts now; what was not noticed before counts from now."""
    latest_unix_s = now_unix_s + CLOCKS_APART_S
    before = tuple(_notices(facts, now_unix_s))
    ahead = frozenset(one.id for one in sessions if _last_unix_s(one) > latest_unix_s)
    now = _Notice(len(facts), now_unix_s, ahead)
    notices = (*before, now)
    of_session = {id_: next(one for one in notices if id_ in one.sessions) for id_ in ahead}
    of_fact = {
        place: next(one for one in notices if place < one.place)
        for place, fact in enumerate(facts)
        if getattr(fact, "at_unix_s", 0) > latest_unix_s
    }
    is_new = now in (*of_session.values(), *of_fact.values())
    return Read(
        tuple(_session_at(one, of_session[one.id]) if one.id in ahead else one for one in sessions),
        tuple(_fact_at(one, of_fact[place]) if place in of_fact else one for place, one in enumerate(facts)),
        PersonSet(CLOCK_AHEAD, {"at_unix_s": now_unix_s, "sessions": sorted(ahead)}) if is_new else None,
        is_new or is_same_visit([one.at_unix_s for one in before], now_unix_s),
    )


def _notices(facts: Sequence[Kept], now_unix_s: int) -> Iterator[_Notice]:
    """The notices of before now, the oldest first; what is not understood is none."""
    for place, fact in enumerate(facts):
        if isinstance(fact, PersonSet) and fact.name == CLOCK_AHEAD and isinstance(fact.value, dict):
            at_unix_s, named = fact.value.get("at_unix_s"), fact.value.get("sessions")
            if isinstance(at_unix_s, int) and isinstance(named, list) and at_unix_s <= now_unix_s:
                yield _Notice(place, at_unix_s, frozenset(map(str, named)))


def _last_unix_s(session: Earlier) -> float:
    return HOUR_S * max([session.past.ended_h, *(one.at_h for one in session.log[-1:])])


def _session_at(session: Earlier, notice: _Notice) -> Earlier:
    """The session, over when that was noticed."""
    past = replace(session.past, ended_h=min(session.past.ended_h, notice.at_unix_s // HOUR_S))
    log = tuple(replace(one, at_h=min(one.at_h, notice.at_unix_s / HOUR_S)) for one in session.log)
    return replace(session, past=past, log=log)


def _fact_at(fact: Any, notice: _Notice) -> Kept:  # noqa: ANN401 -- any of the facts that say when
    kept: Kept = replace(fact, at_unix_s=notice.at_unix_s)
    return kept
