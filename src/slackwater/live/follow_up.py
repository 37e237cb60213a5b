"""One plain question a day, a week and a month after a hard session, and what follows from a hard answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import FollowedUp, Kept, LookedBack, LookingBack, SinceHard
from slackwater.journal.past import Earlier
from slackwater.session.history import DAY_H, PastSession
from slackwater.session.pausing import NUMBERS

ASKED_FOR_DAYS = {1: 3, 7: 7, 30: 30}
"""The day each question comes, and for how many days it waits; later it is left alone.

A day, a week, a month: Britton 2021, doi 10.1177/2167702621996340. How long it waits: ENG.
"""
DAY, WEEK, MONTH = ASKED_FOR_DAYS

RESTS_H = {SinceHard.STILL_HARD: NUMBERS.rest_distress_h, SinceHard.WORSE: NUMBERS.rest_overwhelm_h}
"""Rest that a hard answer owes, hours: still hard as much as strong distress after a session, worse as much as
an overwhelm. ENG. The session after it is rest and grounding, as after any rest that was owed."""


@dataclass(frozen=True, slots=True)
class Due:
    """A question that is due: about which session, and how many days after it."""

    session: str
    day: int


def due(
    sessions: Sequence[Earlier], pasts: Sequence[PastSession], facts: Sequence[Kept], now_unix_s: int
) -> Due | None:
    """The question that is due now, about the newest hard session; None where none is.

    ``pasts`` are the sessions as the engine's limits see them, what became too much later included.
    """
    places = hard(sessions, pasts, facts)
    if not places:
        return None
    newest = max(places)
    session, age_d = sessions[newest].id, (now_unix_s / HOUR_S - pasts[newest].ended_h) / DAY_H
    day = next((day for day, open_d in ASKED_FOR_DAYS.items() if day <= age_d < day + open_d), None)
    had = {(one.session, one.day) for one in facts if isinstance(one, FollowedUp)}
    return None if day is None or (session, day) in had else Due(session, day)


def unanswered(
    sessions: Sequence[Earlier], pasts: Sequence[PastSession], facts: Sequence[Kept], now_unix_s: int
) -> frozenset[Due]:
    """Every question about a hard session that has come and has no answer: a hard one is heard however late."""
    had = {(one.session, one.day) for one in facts if isinstance(one, FollowedUp)}
    return frozenset(
        Due(sessions[at].id, day)
        for at in hard(sessions, pasts, facts)
        for day in ASKED_FOR_DAYS
        if day <= (now_unix_s / HOUR_S - pasts[at].ended_h) / DAY_H and (sessions[at].id, day) not in had
    )


def hard(sessions: Sequence[Earlier], pasts: Sequence[PastSession], facts: Sequence[Kept]) -> frozenset[int]:
    """The places of hard sessions: an overwhelm, rest owed for what was said after, or something went wrong."""
    wrong = went_wrong(facts)
    both = enumerate(zip(sessions, pasts, strict=True))
    return frozenset(
        at for at, (one, past) in both if past.overwhelms > 0 or past.rest_owed_h > 0 or one.id in wrong
    )


def went_wrong(facts: Iterable[Kept]) -> frozenset[str]:
    """The sessions of which the person says that something went wrong; the newest word of each holds."""
    said = {one.session: one.how for one in facts if isinstance(one, LookedBack)}
    return frozenset(session for session, how in said.items() if how is LookingBack.WENT_WRONG)


def looked_back(facts: Iterable[Kept], session: str) -> LookingBack | None:
    """How a session was, all in all; None where that was not said."""
    said = [one.how for one in facts if isinstance(one, LookedBack) and one.session == session]
    return said[-1] if said else None


def rests_owed(facts: Iterable[Kept]) -> tuple[tuple[int, int], ...]:
    """When each hard answer was given, Unix s, and the hours of rest it owes from then."""
    said = (one for one in facts if isinstance(one, FollowedUp))
    return tuple((one.at_unix_s, RESTS_H[one.now]) for one in said if one.now in RESTS_H)


def with_rest(pasts: Sequence[PastSession], facts: Iterable[Kept]) -> tuple[PastSession, ...]:
    """The sessions with the rest that hard answers owe, each counted from when it was given; never with less."""
    resting = list(pasts)
    for at_unix_s, rest_h in rests_owed(facts) if pasts else ():
        said_h = at_unix_s // HOUR_S
        before = [at for at, past in enumerate(resting) if past.ended_h <= said_h]
        at = before[-1] if before else len(resting) - 1
        owed_h = max(0, said_h - resting[at].ended_h) + rest_h
        resting[at] = replace(resting[at], rest_owed_h=max(resting[at].rest_owed_h, owed_h))
    return tuple(resting)
