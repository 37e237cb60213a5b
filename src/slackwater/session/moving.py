"""Offers, the yes that starts a round, and the round's own end."""

from slackwater.session.answering import expire, refuse
from slackwater.session.changing import changed
from slackwater.session.decisions import PhaseChanged, Reason
from slackwater.session.events import Event, Offered
from slackwater.session.lowering import rest_now
from slackwater.session.offering import consider, is_same_or_lower
from slackwater.session.phases import Kind, Phase, Side
from slackwater.session.state import State, Step, at_boundary, is_moving
from slackwater.session.stopping import close


def offer(state: State, event: Offered) -> Step:
    """The offer shrunk and waiting for a yes; the same or less, under a standing yes, starts at once."""
    if not at_boundary(state):
        return refuse(state, event, Reason.WRONG_TIME)
    considered = consider(state, event.round)
    waiting = considered.state
    if waiting.offer is None or not is_same_or_lower(state, waiting.offer) or not state.lease_s:
        return considered
    started = start(waiting)
    return Step(started.state, considered.decisions + started.decisions)


def begin(state: State, event: Event) -> Step:
    """The fresh yes to the round that waits. Without a lease nothing moves; without an offer it expires."""
    if state.offer is None:
        return expire(state, event)
    if not state.lease_s:
        return refuse(state, event, Reason.LEASE_LOST)
    return start(changed(state, consent=True, silence_s=0))


def start(state: State) -> Step:
    """The waiting round runs."""
    if state.offer is None:
        return Step(state)
    running = changed(
        state,
        phase=Phase.PRACTISING,
        round=state.offer,
        offer=None,
        left_s=state.offer.work_s,
        checked=False,
        quiet=False,
        uneasy=False,
    )
    return Step(running, (PhaseChanged(Phase.PRACTISING, None, running.left_s),))


def finish_plan(state: State, event: Event) -> Step:
    """Nothing is left to offer: closing."""
    if at_boundary(state):
        return close(state, Reason.PLAN_DONE)
    return refuse(state, event, Reason.WRONG_TIME)


def use_second(state: State) -> State:
    """The state after one second of movement: everything it uses up, however the second ends."""
    running = state.round
    if running is None or not is_moving(state):
        return state
    left, right = _used_sides(running.kind, running.side)
    numbers = state.limits.numbers
    loaded = numbers.load_grain * running.level if numbers.load_most else 0
    return changed(
        state,
        left_s=state.left_s - 1,
        work_left_s=state.work_left_s - (state.work_left_s > 0),
        stretch_left_s=state.stretch_left_s - left,
        stretch_right_s=state.stretch_right_s - right,
        tremor_left_s=state.tremor_left_s - (running.kind is Kind.TREMOR),
        load=state.load + loaded,
    )


def _used_sides(kind: Kind, side: Side) -> tuple[bool, bool]:
    """Which sides a second of this counts on; a stretch that names no side counts on both."""
    stretches = kind is Kind.STRETCH
    return stretches and side is not Side.RIGHT, stretches and side is not Side.LEFT


def complete(state: State) -> Step:
    """The round reached its end: completed, and resting."""
    running = state.round
    if running is None:
        return Step(state)
    numbers = state.limits.numbers
    completed = changed(
        state,
        reach=max(state.reach, running.level),
        quiet=running.rest_s >= numbers.full_rest_s and not state.uneasy,
        uneasy=False,
        cue_s=numbers.cue_s if running.kind is Kind.DRILL else 0,
    )
    return rest_now(completed, None)
