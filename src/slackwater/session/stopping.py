"""Pause, overwhelm, closing: how movement stops, and what is owed afterwards. Nothing here ever starts it."""

from slackwater.quantities import HalfLevel
from slackwater.session.changing import changed
from slackwater.session.decisions import (
    CapLowered,
    Decision,
    MovementStopped,
    PhaseChanged,
    Reason,
    RestOwed,
    TremorClosed,
    UrgentCare,
)
from slackwater.session.phases import Kind, Phase
from slackwater.session.state import State, Step

OVER = (Phase.CLOSING, Phase.ENDED)


def pause(state: State, reason: Reason, *, checks: int = 0) -> Step:
    """Stopped and paused. With ``checks``, so many settled checks are owed and the level falls."""
    if state.phase in OVER:
        return Step(state)
    lowered = _fallen_cap(state) if checks else _held_cap(state)
    cap = (CapLowered(lowered, reason),) if lowered < state.cap else ()
    if state.phase is Phase.GROUNDING:
        return Step(changed(state, cap=lowered), cap)
    numbers = state.limits.numbers
    owed = max(state.checks_owed, checks)
    first = state.phase is not Phase.PAUSED
    if not first and not checks:
        return Step(state)
    paused = changed(
        _stilled(state) if first else state,
        phase=Phase.PAUSED,
        cap=lowered,
        checks_owed=owed,
        gap_s=numbers.check_gap_s if checks else state.gap_s,
        left_s=_settling_limit_s(state, checks),
    )
    moved = _moved(state, paused, reason, paused.left_s or None) if first else ()
    return Step(paused, moved + cap)


def overwhelm(state: State, reason: Reason) -> Step:
    """Stopped and grounding, counted; the second one closes. In grounding already, settling begins anew."""
    numbers = state.limits.numbers
    owed, rest = owe(state, numbers.rest_overwhelm_h, reason)
    if state.phase is Phase.GROUNDING:
        return Step(changed(unsettled(owed), grounded=False), rest)
    counted = changed(owed, overwhelms=min(state.overwhelms + 1, numbers.overwhelms_most), tremor_open=False)
    shut: tuple[Decision, ...] = (TremorClosed(reason),) if _tremor_was_open(state) else ()
    if state.phase in OVER:
        return Step(counted, shut + rest)
    if counted.overwhelms >= numbers.overwhelms_most:
        closed = close(counted, Reason.SECOND_OVERWHELM)
        return Step(closed.state, closed.decisions + shut + rest)
    grounded = _ground(counted, reason)
    return Step(grounded.state, grounded.decisions + shut + rest)


def _ground(state: State, reason: Reason) -> Step:
    numbers = state.limits.numbers
    grounding = changed(
        unsettled(_stilled(state)),
        phase=Phase.GROUNDING,
        left_s=numbers.ground_most_s,
        cap=_fallen_cap(state),
        grounded=False,
    )
    lowered = (CapLowered(grounding.cap, reason),) if grounding.cap < state.cap else ()
    return Step(grounding, _moved(state, grounding, reason, numbers.ground_least_s) + lowered)


def close(state: State, reason: Reason) -> Step:
    """Closing: roll to the side, sit, orient. It ends by its own timer, and nothing is offered any more."""
    if state.phase in OVER:
        return Step(state)
    numbers = state.limits.numbers
    closing = changed(
        _stilled(state),
        phase=Phase.CLOSING,
        left_s=numbers.closing_s,
        ended_by=reason,
        checks_owed=0,
        gap_s=0,
        shaking_s=0,
        rest_due_s=0,
        grounded=False,
        tremor_open=False,
        breath_open=False,
        kinds=0,
    )
    urgent = (UrgentCare(),) if reason is Reason.SHAKING else ()
    return Step(closing, _moved(state, closing, reason, numbers.closing_s) + urgent)


def owe(state: State, hours: int, reason: Reason) -> tuple[State, tuple[Decision, ...]]:
    """The state owing at least so many hours of rest after the session."""
    if hours <= state.rest_owed_h:
        return state, ()
    return changed(state, rest_owed_h=hours), (RestOwed(hours, reason),)


def unsettled(state: State) -> State:
    """Every settled check owed again, and the gap before the first."""
    numbers = state.limits.numbers
    return changed(state, checks_owed=numbers.overwhelm_checks, gap_s=numbers.check_gap_s)


def fallen(level: int, fall: int) -> HalfLevel:
    """A whole step down, at least half a level while there is one, else rest."""
    return HalfLevel(max(level - fall, 1) if level > 1 else 0)


def _stilled(state: State) -> State:
    """The state with movement, consent, offers and every permission to rise gone."""
    return changed(
        after_tremor(state),
        stops=min(state.stops + 1, state.limits.numbers.count_most),
        consent=False,
        offer=None,
        quiet=False,
        uneasy=False,
        checked=False,
        why_known=False,
        lease_s=0,
        silence_s=0,
        heart_s=0,
        cue_s=0,
    )


def after_tremor(state: State) -> State:
    """If tremor runs, the state owing what its end owes: rest, and shaking that has stopped."""
    if state.phase is not Phase.PRACTISING or state.round is None or state.round.kind is not Kind.TREMOR:
        return state
    numbers = state.limits.numbers
    return changed(state, shaking_s=numbers.shaking_s, rest_due_s=numbers.tremor_rest_s)


def _held_cap(state: State) -> HalfLevel:
    """After any stop: the level it stopped at, or lower."""
    return state.cap if state.round is None else min(state.cap, state.round.level)


def _fallen_cap(state: State) -> HalfLevel:
    """After an overwhelm or a raised answer: one level under where it stopped; under level one, rest."""
    stopped_at = state.limits.start if state.round is None else state.round.level
    return HalfLevel(max(0, min(state.cap, stopped_at - state.limits.numbers.fall)))


def _settling_limit_s(state: State, checks: int) -> int:
    if checks and not (state.phase is Phase.PAUSED and state.checks_owed):
        return state.limits.numbers.ground_most_s
    return state.left_s if state.phase is Phase.PAUSED else 0


def _tremor_was_open(state: State) -> bool:
    return state.tremor_open and state.limits.tremor_s > 0


def _moved(before: State, after: State, reason: Reason, for_s: int | None) -> tuple[Decision, ...]:
    entered = PhaseChanged(after.phase, reason, for_s)
    if before.phase is Phase.PRACTISING:
        return (MovementStopped(reason), entered)
    return (entered,)
