"""One second passes: every countdown, and what is due when one runs out."""

from slackwater.session.changing import changed
from slackwater.session.decisions import PhaseChanged, Reason
from slackwater.session.events import Event, HeartRead
from slackwater.session.moving import complete, use_second
from slackwater.session.phases import Kind, Phase
from slackwater.session.state import State, Step
from slackwater.session.stopping import close, overwhelm, pause

ANSWERING = (Phase.PRACTISING, Phase.RESTING, Phase.CHECKING_IN)
"""Where silence counts and the lease is needed; a check-in already answered waits in peace."""

STILL_KINDS = (Kind.FELT_SENSE, Kind.BREATH)
"""Kinds in which the heart does not rise from movement."""


def tick(state: State, _event: Event) -> Step:
    """The next second; of everything that runs out in it, the gravest counts."""
    if state.phase is Phase.CLOSING:
        return _closing_second(state)
    passed = _pass_second(state)
    if passed.open_left_s == 0:
        return close(passed, Reason.SESSION_LENGTH)
    if state.shaking_s and not passed.shaking_s:
        return close(passed, Reason.SHAKING)
    if passed.phase in ANSWERING:
        return _active_second(passed, cue_ran_out=state.cue_s > 0 and passed.cue_s == 0)
    if passed.phase in (Phase.PAUSED, Phase.GROUNDING):
        return _still_second(passed)
    if passed.phase is Phase.SETTLING and passed.left_s:
        return Step(changed(passed, left_s=passed.left_s - 1))
    return Step(passed)


def hear_heart(state: State, event: HeartRead) -> Step:
    """A high heart rate starts its count, or pauses; anything else only ends the count."""
    numbers = state.limits.numbers
    if event.above_bpm > numbers.heart_hard_bpm:
        return pause(state, Reason.HEART_HIGH, checks=numbers.pause_checks)
    high = event.above_bpm > numbers.heart_soft_bpm and event.above_percent > numbers.heart_soft_percent
    if not high or not _is_without_movement(state):
        return lose_heart(state, event)
    return Step(state if state.heart_s else changed(state, heart_s=1))


def lose_heart(state: State, _event: Event) -> Step:
    """No high heart rate now: its count ends. Nothing else changes."""
    return Step(changed(state, heart_s=0) if state.heart_s else state)


def _is_without_movement(state: State) -> bool:
    if state.phase is Phase.RESTING:
        return True
    return state.phase is Phase.PRACTISING and state.round is not None and state.round.kind in STILL_KINDS


def _pass_second(state: State) -> State:
    return changed(
        state,
        lease_s=max(0, state.lease_s - 1),
        gap_s=max(0, state.gap_s - 1),
        rest_due_s=max(0, state.rest_due_s - 1),
        shaking_s=max(0, state.shaking_s - 1),
        cue_s=max(0, state.cue_s - 1),
        open_left_s=state.open_left_s - (state.open_left_s > 0),
        load=state.load - state.load // state.limits.numbers.load_tau_s,
    )


def _active_second(state: State, *, cue_ran_out: bool) -> Step:
    numbers = state.limits.numbers
    waits = state.phase is Phase.CHECKING_IN and state.checked
    heard = use_second(state if waits else changed(state, silence_s=state.silence_s + 1))
    if cue_ran_out or heard.silence_s >= numbers.ask_after_s + numbers.no_answer_s:
        return overwhelm(heard, Reason.NO_ANSWER)
    if heard.lease_s == 0:
        return pause(heard, Reason.LEASE_LOST)
    if heard.heart_s:
        if heard.heart_s >= numbers.heart_soft_s:
            return pause(heard, Reason.HEART_HIGH)
        heard = changed(heard, heart_s=heard.heart_s + 1)
    if heard.phase is Phase.PRACTISING:
        return complete(heard) if heard.left_s <= 0 else Step(heard)
    return _rest_second(heard) if heard.phase is Phase.RESTING else Step(heard)


def _rest_second(state: State) -> Step:
    resting = changed(state, left_s=max(0, state.left_s - 1))
    if resting.left_s or resting.cue_s or resting.shaking_s:
        return Step(resting)
    checking = changed(resting, phase=Phase.CHECKING_IN, checked=False, heart_s=0)
    return Step(checking, (PhaseChanged(Phase.CHECKING_IN, None, None),))


def _still_second(state: State) -> Step:
    settled = not state.checks_owed and (state.grounded or state.phase is Phase.PAUSED)
    waited = changed(state, left_s=max(0, state.left_s - 1))
    if waited.left_s or settled:
        return Step(waited)
    return close(waited, Reason.NOT_SETTLED)


def _closing_second(state: State) -> Step:
    left_s = state.left_s - 1
    if left_s > 0:
        return Step(changed(state, left_s=left_s))
    return end(changed(state, left_s=0), None)


def end(state: State, _event: Event | None) -> Step:
    """Ended: final."""
    return Step(changed(state, phase=Phase.ENDED, left_s=0), (PhaseChanged(Phase.ENDED, None, None),))
