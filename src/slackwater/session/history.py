"""What earlier sessions mean for the next: the limits it opens with, each with its reason.

Time is a number of hours on any clock that does not go back. A stamp from the future counts as now.
"""

from dataclasses import dataclass

from slackwater.quantities import TOP, HalfLevel
from slackwater.session.decisions import Reason
from slackwater.session.limits import Limits
from slackwater.session.pausing import NUMBERS, TREMOR_LADDER_S, Numbers
from slackwater.session.state import State

DAY_H = 24
WEEK_H = 7 * DAY_H

ENDS = (Reason.SECOND_OVERWHELM, Reason.VERY_FAR_AWAY, Reason.NOT_SETTLED, Reason.SHAKING)
"""What closes a session as an *end*. The person's wish counts too on a day with an overwhelm; otherwise
stopping is a choice, and nothing is held against it."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """What the limits of the next session need to know of an earlier one."""

    ended_h: int
    """When it ended; while it is open, when it was last heard of."""
    completed: HalfLevel
    """The highest level completed and still allowed when it ended."""
    work_s: int
    """Seconds of practice."""
    stretch_s: int = 0
    """Seconds of stretch, both sides together."""
    tremor_s: int = 0
    tremor_quiet: bool = False
    """The tremor it allowed was done whole, and nothing stopped it."""
    overwhelms: int = 0
    rest_owed_h: int = 0
    ended_by: Reason | None = None
    barred: int = 0
    """Slots barred when it ended, as a bitmask."""


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier sessions, oldest first, and when the person was last screened in full."""

    sessions: tuple[PastSession, ...] = ()
    screened_h: int | None = None


def remember(state: State, ended_h: int) -> PastSession:
    """The session, as later limits need it."""
    limits = state.limits
    stretched = limits.stretch_left_s - state.stretch_left_s + limits.stretch_right_s - state.stretch_right_s
    tremor_s = limits.tremor_s - state.tremor_left_s
    return PastSession(
        ended_h=ended_h,
        completed=min(state.reach, state.cap),
        work_s=state.done_s,
        stretch_s=stretched,
        tremor_s=tremor_s,
        tremor_quiet=tremor_s > 0 and state.tremor_left_s == 0 and _stopped_by_the_plan_alone(state),
        overwhelms=state.overwhelms,
        rest_owed_h=state.rest_owed_h,
        ended_by=state.ended_by,
        barred=state.barred,
    )


def _stopped_by_the_plan_alone(state: State) -> bool:
    """Whether the plan came to its end, and its closing was the only stop."""
    return state.ended_by is Reason.PLAN_DONE and state.stops == 1


def limits_from(past: Past, now_h: int, numbers: Numbers = NUMBERS) -> Limits:
    """The limits of a session that opens now."""
    work_s, work_reasons = _work_left(past, now_h, numbers)
    stretch_s = _stretch_left(past, now_h, numbers)
    start, cap = _levels(past, now_h, numbers)
    refer = _is_referred(past, now_h, numbers)
    rests = _rests(past, now_h) or refer or work_s < numbers.least_round_s
    word = _is_worded(past, numbers)
    if word:
        cap = HalfLevel(min(cap, numbers.second_level))
    reasons = work_reasons
    if rests:
        reasons = (*reasons, Reason.NOT_OFFERED_TODAY)
    return Limits(
        start=HalfLevel(min(start, cap)),
        cap=cap,
        work_s=work_s,
        stretch_left_s=stretch_s,
        stretch_right_s=stretch_s,
        tremor_s=0 if rests or word else _tremor(past, now_h, numbers),
        open_s=numbers.open_s,
        barred=_barred(past),
        rest_only=rests,
        word=word,
        refer=refer,
        reasons=reasons,
        numbers=numbers,
    )


def hours_of_rest_left(past: Past, now_h: int) -> int:
    """How many hours of rest are still owed."""
    return max((session.rest_owed_h - _age_h(session, now_h) for session in past.sessions), default=0)


def _age_h(session: PastSession, now_h: int) -> int:
    return max(0, now_h - session.ended_h)


def _practised(past: Past) -> tuple[PastSession, ...]:
    """Sessions in which something was practised or overwhelmed: only these say anything of tolerance."""
    return tuple(session for session in past.sessions if session.work_s > 0 or session.overwhelms > 0)


def _rests(past: Past, now_h: int) -> bool:
    """Rest is owed in hours; and the session after one that owed rest is rest and grounding only."""
    if hours_of_rest_left(past, now_h) > 0:
        return True
    return bool(past.sessions) and past.sessions[-1].rest_owed_h > 0


def _levels(past: Past, now_h: int, numbers: Numbers) -> tuple[HalfLevel, HalfLevel]:
    """Where the first round may start, and the cap: the last session's completed level, and a level more.

    After an overwhelm, and for a second session within a day, nothing more.
    """
    practised = _practised(past)
    if not practised:
        return HalfLevel(numbers.first_level), HalfLevel(numbers.first_level + numbers.session_rise)
    last = practised[-1]
    start = max(last.completed, numbers.least_start)
    same_day = _age_h(last, now_h) < DAY_H
    cap = start if last.overwhelms or same_day else min(TOP, last.completed + numbers.session_rise)
    return HalfLevel(start), HalfLevel(max(start, cap))


def _work_left(past: Past, now_h: int, numbers: Numbers) -> tuple[int, tuple[Reason, ...]]:
    day_s = numbers.day_work_s - sum(s.work_s for s in past.sessions if _age_h(s, now_h) < DAY_H)
    week_s = numbers.week_work_s - sum(s.work_s for s in past.sessions if _age_h(s, now_h) < WEEK_H)
    left_s = max(0, min(numbers.session_work_s, day_s, week_s))
    return left_s, (Reason.SESSION_LENGTH,) if left_s < numbers.session_work_s else ()


def _stretch_left(past: Past, now_h: int, numbers: Numbers) -> int:
    """Seconds a side: half of what the week has left, so that both together stay within it."""
    used_s = sum(s.stretch_s for s in past.sessions if _age_h(s, now_h) < WEEK_H)
    return max(0, min(numbers.stretch_session_s, (numbers.stretch_week_s - used_s) // 2))


def _tremor(past: Past, now_h: int, numbers: Numbers) -> int:
    """Seconds of tremor; nothing within 48 hours of the last.

    The first rung, then a rung more after each whole and quiet one, a rung less after an overwhelm.
    """
    if any(s.tremor_s > 0 and _age_h(s, now_h) < numbers.tremor_gap_h for s in past.sessions):
        return 0
    rung = 0
    for session in past.sessions:
        if session.tremor_s > 0 and session.overwhelms > 0:
            rung = max(0, rung - 1)
        elif session.tremor_quiet:
            rung = min(len(TREMOR_LADDER_S) - 1, rung + 1)
    return min(TREMOR_LADDER_S[rung], numbers.tremor_s)


def _is_worded(past: Past, numbers: Numbers) -> bool:
    window = _practised(past)[-numbers.word_sessions :]
    return sum(session.overwhelms for session in window) >= numbers.word_overwhelms


def _is_referred(past: Past, now_h: int, numbers: Numbers) -> bool:
    window = _practised(past)[-numbers.refer_sessions :]
    if sum(session.overwhelms for session in window) >= numbers.refer_overwhelms:
        return True
    recent = [s for s in past.sessions if _age_h(s, now_h) < numbers.refer_days * DAY_H]
    return sum(_is_an_end(session) for session in recent) >= numbers.refer_ends


def _is_an_end(session: PastSession) -> bool:
    wished = session.ended_by is Reason.PERSON_ENDED and session.overwhelms > 0
    return wished or session.ended_by in ENDS


def _barred(past: Past) -> int:
    """Slots barred since the last full screening."""
    barred = 0
    for session in past.sessions:
        if past.screened_h is None or session.ended_h > past.screened_h:
            barred |= session.barred
    return barred
