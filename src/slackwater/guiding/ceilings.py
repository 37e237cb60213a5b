"""What the engine would allow after a log, as caps that titration takes like any other.

The engine checks every round again. Handed in here, its limits show among the reasons.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from slackwater.quantities import HalfLevel
from slackwater.session.history import Past, PastSession, limits_from
from slackwater.session.limits import Limits
from slackwater.session.pausing import NUMBERS
from slackwater.titration.deciding import Cap, Setter
from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone

NOTHING = HalfLevel(0)


def engine_caps(log: Sequence[Entry], now_h: float) -> tuple[Cap, ...]:
    """The engine's cap for a session that opens now; for an open one, that of its opening."""
    limits = engine_limits(log, now_h)
    return (Cap(NOTHING if limits.rest_only else limits.cap, Setter.ENGINE),)


def engine_limits(log: Sequence[Entry], now_h: float) -> Limits:
    """The limits of a session that opens now; of the open one, those it opened with."""
    sessions: list[PastSession] = []
    opened_h: float | None = None
    current: PastSession | None = None
    for entry in log:
        match entry:
            case Opened():
                opened_h = entry.at_h
                current = PastSession(ceil(entry.at_h), completed=NOTHING, work_s=0)
            case RoundDone() if current is not None:
                current = _with_round(current, entry)
            case Morning() if entry.too_much_later and sessions:
                sessions[-1] = too_much_later(sessions[-1], ceil(entry.at_h))
            case Closed() if current is not None:
                sessions.append(replace(current, ended_h=ceil(entry.at_h)))
                current = opened_h = None
            case _:
                pass
    return limits_from(Past(tuple(sessions)), ceil(now_h if opened_h is None else opened_h))


def _with_round(session: PastSession, done: RoundDone) -> PastSession:
    session = replace(session, work_s=session.work_s + round(done.work_s))
    if done.ending is Ending.COMPLETED:
        fallen = session.overwhelms > 0
        reached = session.completed if fallen else max(session.completed, done.half_level)
        return _with_rest_for(replace(session, completed=HalfLevel(reached)), done)
    if done.ending is Ending.STOPPED:
        return _with_rest_for(session, done)
    lower = HalfLevel(max(0, min(session.completed, done.half_level - NUMBERS.fall)))
    return replace(
        session,
        completed=lower,
        overwhelms=session.overwhelms + 1,
        rest_owed_h=max(session.rest_owed_h, NUMBERS.rest_overwhelm_h),
    )


def _with_rest_for(session: PastSession, done: RoundDone) -> PastSession:
    if done.distress is None or done.distress < NUMBERS.overwhelm_distress:
        return session
    return replace(session, rest_owed_h=max(session.rest_owed_h, NUMBERS.rest_distress_h))


def too_much_later(session: PastSession, said_h: int | None = None) -> PastSession:
    """The session with an overwhelm more, one that showed only hours later; rest is owed from when it was said."""
    lower = HalfLevel(max(0, session.completed - NUMBERS.fall))
    fallen = replace(session, completed=lower, overwhelms=session.overwhelms + 1)
    return resting_from(fallen, session.ended_h if said_h is None else said_h)


def resting_from(session: PastSession, said_h: int) -> PastSession:
    """The session with the rest that too much owes, counted from this hour."""
    owed_h = max(0, said_h - session.ended_h) + NUMBERS.rest_overwhelm_h
    return replace(session, rest_owed_h=max(session.rest_owed_h, owed_h))
