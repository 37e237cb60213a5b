"""What is kept under a date that has not come: the clock was ahead once. It counts from when that was noticed.

By such a date rest would be owed for years, and what it hurt to do would be open until then. The record stays as it
was kept and is read otherwise, while its date is ahead: a clock that is behind for a while changes nothing for good.

A notice may itself have been kept by a wrong clock, or before the session was over. Rest that counts from such a
one would be over too soon, so it is passed over, and what is ahead is noticed anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import Kept, PersonSet
from slackwater.journal.past import Earlier
from slackwater.live.morning import is_same_visit

CLOCKS_APART_S = 24 * 3600
"""Two computers, or one before and after its clock was set, may differ by so much about what time it is (ENG)."""

CLOCK_AHEAD = "clock_ahead"
"""The kept name of a notice: when it was noticed, and which sessions were ahead, each with when it was last heard of."""


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
    sessions: Mapping[str, int | None]
    """Until when each was known, Unix s by its own clock; None where that was not kept."""

    def covers(self, session: Earlier) -> bool:
        """Whether it speaks of this session as it is now: one that went on since was not over yet."""
        return self.sessions.get(session.id, -1) in (None, _last_unix_s(session))


def read_by_now(
    sessions: Sequence[Earlier],
    facts: Sequence[Kept],
    now_unix_s: int,
    beside: frozenset[str] = frozenset(),
) -> Read:
    """Everything as it counts now; what was not noticed before counts from now.

    ``beside`` are sessions that came from elsewhere: they have their place among the others by their time.
    """
    latest_unix_s = now_unix_s + CLOCKS_APART_S
    ahead = {one.id: last for one in sessions if (last := _last_unix_s(one)) > latest_unix_s}
    before = tuple(_notices(facts, now_unix_s))
    now = _Notice(len(facts), now_unix_s, ahead)
    notices = (*(one for one in before if not _was_behind(one, sessions, facts, latest_unix_s)), now)
    of_session = {
        one.id: next(notice for notice in notices if notice.covers(one))
        for one in sessions
        if one.id in ahead
    }
    of_fact = {
        place: next(one for one in notices if place < one.place)
        for place, fact in enumerate(facts)
        if getattr(fact, "at_unix_s", 0) > latest_unix_s
    }
    is_new = now in (*of_session.values(), *of_fact.values())
    read = tuple(_session_at(one, of_session[one.id]) if one.id in ahead else one for one in sessions)
    return Read(
        _placed(read, beside & ahead.keys()),
        tuple(_fact_at(one, of_fact[place]) if place in of_fact else one for place, one in enumerate(facts)),
        PersonSet(CLOCK_AHEAD, {"at_unix_s": now_unix_s, "sessions": ahead}) if is_new else None,
        is_new or is_same_visit([one.at_unix_s for one in before], now_unix_s),
    )


def _notices(facts: Sequence[Kept], now_unix_s: int) -> Iterator[_Notice]:
    """The notices of before now, the oldest first; what is not understood is none."""
    for place, fact in enumerate(facts):
        if isinstance(fact, PersonSet) and fact.name == CLOCK_AHEAD and isinstance(fact.value, dict):
            at_unix_s, named = fact.value.get("at_unix_s"), fact.value.get("sessions")
            named = dict.fromkeys(map(str, named)) if isinstance(named, list) else named
            if isinstance(at_unix_s, int) and isinstance(named, dict) and at_unix_s <= now_unix_s:
                yield _Notice(place, at_unix_s, named)


def _was_behind(
    notice: _Notice, sessions: Sequence[Earlier], facts: Sequence[Kept], latest_unix_s: int
) -> bool:
    """Whether something kept before it has a later date that has come: its clock was behind, as far as is known.

    Else that date was ahead and has come since; then counting once more from now is the gentler of the two.
    """
    named = (_last_unix_s(one) for one in sessions if one.id in notice.sessions)
    said = (getattr(fact, "at_unix_s", 0) for fact in facts[: notice.place])
    return any(notice.at_unix_s + CLOCKS_APART_S < at <= latest_unix_s for at in (*named, *said))


def _last_unix_s(session: Earlier) -> int:
    return round(HOUR_S * max([session.past.ended_h, *(one.at_h for one in session.log[-1:])]))


def _placed(sessions: tuple[Earlier, ...], moved: AbstractSet[str]) -> tuple[Earlier, ...]:
    """Each of the moved ones before all that ended later: else it stood last for as long as its date is ahead."""
    placed = [one for one in sessions if one.id not in moved]
    for one in (one for one in sessions if one.id in moved):
        later = (at for at, other in enumerate(placed) if other.past.ended_h > one.past.ended_h)
        placed.insert(next(later, len(placed)), one)
    return tuple(placed)


def _session_at(session: Earlier, notice: _Notice) -> Earlier:
    """The session, over when that was noticed."""
    past = replace(session.past, ended_h=min(session.past.ended_h, notice.at_unix_s // HOUR_S))
    log = tuple(replace(one, at_h=min(one.at_h, notice.at_unix_s / HOUR_S)) for one in session.log)
    return replace(session, past=past, log=log)


def _fact_at(fact: Any, notice: _Notice) -> Kept:  # noqa: ANN401 -- any of the facts that say when
    kept: Kept = replace(fact, at_unix_s=notice.at_unix_s)
    return kept
