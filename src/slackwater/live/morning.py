"""Hours later, or the next morning: whether Today asks how it was since the last session."""

from collections.abc import Sequence

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import Kept, MorningAnswered, MorningAsked
from slackwater.journal.past import Earlier
from slackwater.titration.log import Closed, RoundDone

AFTER_H = 6
"""So long after a session the body is asked about. ENG: what is slow to come has had time."""
UNTIL_H = 72
"""Later than this nobody is asked. ENG: three days, as long as the longest rest that is owed."""
VISITS_MOST = 2
"""Visits to Today on which it is asked; then it is left alone. ENG."""
VISIT_S = 3600
"""What is opened again within this time is one visit. ENG."""


def answers(facts: Sequence[Kept]) -> tuple[MorningAnswered, ...]:
    """The answers among the person's own facts, the oldest first: one a session, and every *too much*."""
    kept: list[MorningAnswered] = []
    for fact in facts:
        known = {one.session for one in kept}
        if isinstance(fact, MorningAnswered) and (fact.too_much_later or fact.session not in known):
            kept.append(fact)
    return tuple(kept)


def session_to_ask_of(sessions: Sequence[Earlier], facts: Sequence[Kept], now_unix_s: int) -> str:
    """The session that Today asks about now; empty where none is."""
    last = next((one for one in reversed(sessions) if _is_practice(one)), None)
    if last is None or any(one.session == last.id for one in answers(facts)):
        return ""
    closed_h = next((one.at_h for one in last.log if isinstance(one, Closed)), None)
    if closed_h is None or not AFTER_H < now_unix_s / HOUR_S - closed_h < UNTIL_H:
        return ""
    asked = _visits(facts, last.id)
    return last.id if len(asked) < VISITS_MOST or is_same_visit(asked, now_unix_s) else ""


def note_visit(session: str, facts: Sequence[Kept], now_unix_s: int) -> MorningAsked | None:
    """What to keep of asking now; None where this visit is kept already."""
    if not session or is_same_visit(_visits(facts, session), now_unix_s):
        return None
    return MorningAsked(session, now_unix_s)


def is_same_visit(asked: Sequence[int], now_unix_s: int) -> bool:
    """Whether the last time it was asked was on this visit."""
    return bool(asked) and 0 <= now_unix_s - asked[-1] < VISIT_S


def _visits(facts: Sequence[Kept], session: str) -> list[int]:
    return [fact.at_unix_s for fact in facts if isinstance(fact, MorningAsked) and fact.session == session]


def _is_practice(session: Earlier) -> bool:
    return any(isinstance(one, RoundDone) for one in session.log)
