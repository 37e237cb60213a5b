"""Hours later, or the next morning: whether Today asks how it was since the last session."""

from collections.abc import Sequence
from dataclasses import replace

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import Kept, MorningAbout, MorningAlso, MorningAnswered, MorningAsked
from slackwater.journal.past import Earlier
from slackwater.titration.log import Closed, Felt, RoundDone

AFTER_H = 6
"""So long after a session the body is asked about. ENG: what is slow to come has had time."""
UNTIL_H = 72
"""Later than this nobody is asked. ENG: three days, as long as the longest rest that is owed."""
TOO_MUCH_UNTIL_H = 7 * 24
"""Until then it can still be said that it became too much. ENG: a week, as far back as practice is counted."""
VISITS_MOST = 2
"""Visits to Today on which it is asked; then it is left alone. ENG."""
VISIT_S = 3600
"""What is opened again within this time is one visit. ENG."""


def answers(facts: Sequence[Kept]) -> tuple[MorningAnswered, ...]:
    """The answers among the person's own facts, the oldest first: one a session, and a *too much*.

    Sleep or mood that was heavier makes the whole morning a heavier one; neither ever makes it lighter.
    """
    heavier = {one.session for one in facts if isinstance(one, MorningAlso) and one.felt is Felt.HEAVIER}
    return tuple(
        replace(one, felt=Felt.HEAVIER) if one.felt is not None and one.session in heavier else one
        for one in _of_the_body(facts)
    )


def _of_the_body(facts: Sequence[Kept]) -> tuple[MorningAnswered, ...]:
    kept: list[MorningAnswered] = []
    too_much: dict[str, bool] = {}
    for fact in facts:
        if isinstance(fact, MorningAnswered):
            had = too_much.get(fact.session)
            if had is None or (fact.too_much_later and not had):
                kept.append(fact)
                too_much[fact.session] = fact.too_much_later
    return tuple(kept)


def session_to_ask_of(sessions: Sequence[Earlier], facts: Sequence[Kept], now_unix_s: int) -> str:
    """The session that Today asks about now; empty where none is."""
    last = next((one for one in reversed(sessions) if _is_practice(one)), None)
    if last is None or any(one.session == last.id for one in answers(facts)):
        return ""
    closed_h = _closed_h(last)
    if closed_h is None or not AFTER_H < now_unix_s / HOUR_S - closed_h < UNTIL_H:
        return ""
    asked = _visits(facts, last.id)
    return last.id if len(asked) < VISITS_MOST or is_same_visit(asked, now_unix_s) else ""


def also_to_ask_of(
    sessions: Sequence[Earlier], facts: Sequence[Kept], now_unix_s: int
) -> tuple[str, MorningAbout] | None:
    """What is asked beside the body, on the visit on which that was answered; None where nothing is.

    One that is waved off ends the asking.
    """
    last = next((one for one in reversed(sessions) if _is_practice(one)), None)
    said = None if last is None else next((one for one in answers(facts) if one.session == last.id), None)
    if said is None or said.felt is None or not is_same_visit([said.at_unix_s], now_unix_s):
        return None
    had = {
        one.about: one.felt for one in facts if isinstance(one, MorningAlso) and one.session == said.session
    }
    if None in had.values():
        return None
    return next(((said.session, about) for about in MorningAbout if about not in had), None)


def may_be_heavier(facts: Sequence[Kept], session: str, about: MorningAbout, now_unix_s: int) -> bool:
    """Whether it is heard that sleep or mood was heavier: for some days, where the body was and this was not."""
    had = any(isinstance(one, MorningAlso) and (one.session, one.about) == (session, about) for one in facts)
    return not had and any(
        one.session == session and one.felt is not None and now_unix_s - one.at_unix_s < UNTIL_H * HOUR_S
        for one in answers(facts)
    )


def may_be_too_much(sessions: Sequence[Earlier], session: str, now_unix_s: int) -> bool:
    """Whether it is heard that this session became too much: a closed one of practice, for a week.

    It is heard however often it was asked, whatever was answered before, and while another session runs.
    """
    found = next((one for one in sessions if one.id == session and _is_practice(one)), None)
    closed_h = None if found is None else _closed_h(found)
    return closed_h is not None and now_unix_s / HOUR_S - closed_h < TOO_MUCH_UNTIL_H


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


def _closed_h(session: Earlier) -> float | None:
    return next((one.at_h for one in session.log if isinstance(one, Closed)), None)


def _is_practice(session: Earlier) -> bool:
    return any(isinstance(one, RoundDone) for one in session.log)
