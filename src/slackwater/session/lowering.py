"""Less dose, at once: softer, slower, a lower cap. Nothing here can raise a level."""

from dataclasses import replace

from slackwater.quantities import HalfLevel
from slackwater.session.decisions import (
    CapLowered,
    Decision,
    LevelLowered,
    OfferRefused,
    PhaseChanged,
    Reason,
    Refused,
    RoundAccepted,
)
from slackwater.session.events import PractitionerLowered
from slackwater.session.phases import Kind, Phase
from slackwater.session.state import State, Step
from slackwater.session.stopping import fallen


def soften(state: State, reason: Reason) -> Step:
    """One level lower than what runs, waits or ran last; under half a level, rest."""
    now = state.offer or state.round
    level = min(state.cap, state.limits.start if now is None else now.level)
    return lower_cap(state, fallen(level, state.limits.numbers.fall), reason)


def lower_to(state: State, event: PractitionerLowered) -> Step:
    """A practitioner's lower cap; one that is not lower is refused."""
    if not 0 <= event.cap < state.cap:
        return Step(state, (Refused(event, Reason.OUT_OF_RANGE),))
    return lower_cap(state, event.cap, Reason.PRACTITIONER)


def lower_cap(state: State, cap: HalfLevel, reason: Reason) -> Step:
    """A cap at most this: what runs and what waits fall with it, in the same step."""
    if cap >= state.cap:
        return _trim(replace(state, quiet=False), reason)
    lowered = _trim(replace(state, cap=HalfLevel(max(0, cap)), quiet=False), reason)
    return Step(lowered.state, (*lowered.decisions, CapLowered(lowered.state.cap, reason)))


def rest_now(state: State, reason: Reason | None) -> Step:
    """The running round is over: its whole rest begins; after tremor, shaking that has stopped is owed."""
    ended = state.round
    rest_s = 0 if ended is None else ended.rest_s
    shaking_s = state.limits.numbers.shaking_s if ended is not None and ended.kind is Kind.TREMOR else 0
    resting = replace(state, phase=Phase.RESTING, left_s=rest_s, heart_s=0, shaking_s=shaking_s)
    return Step(resting, (PhaseChanged(Phase.RESTING, reason, rest_s),))


def _trim(state: State, reason: Reason) -> Step:
    running = _trim_running(state, reason)
    waiting = _trim_offer(running.state, reason)
    return Step(waiting.state, running.decisions + waiting.decisions)


def _trim_running(state: State, reason: Reason) -> Step:
    running = state.round
    if state.phase is not Phase.PRACTISING or running is None or running.level <= state.cap:
        return Step(state)
    if state.cap < 1:
        return rest_now(state, reason)
    softer = replace(running, level=state.cap)
    return Step(replace(state, round=softer), (LevelLowered(state.cap, reason),))


def _trim_offer(state: State, reason: Reason) -> Step:
    offer = state.offer
    if offer is None or offer.level <= state.cap:
        return Step(state)
    if state.cap < 1:
        return Step(replace(state, offer=None), (OfferRefused(offer, reason),))
    softer = replace(offer, level=state.cap)
    said: tuple[Decision, ...] = (RoundAccepted(softer, (reason,)),)
    return Step(replace(state, offer=softer), said)
