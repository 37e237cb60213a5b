"""Less dose, at once: softer, slower, a lower cap. Nothing here can raise a level."""

from dataclasses import replace

from slackwater.quantities import HalfLevel
from slackwater.session.changing import changed
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
from slackwater.session.offering import ceiling
from slackwater.session.phases import Phase
from slackwater.session.state import State, Step
from slackwater.session.stopping import after_tremor, fallen


def soften(state: State, reason: Reason) -> Step:
    """One level lower than what runs, waits or ran last, whichever is least; under half a level, rest."""
    ran = state.limits.start if state.round is None else state.round.level
    level = min(state.cap, ran, ran if state.offer is None else state.offer.level)
    return lower_cap(state, fallen(level, state.limits.numbers.fall), reason)


def lower_to(state: State, event: PractitionerLowered) -> Step:
    """A practitioner's lower cap; one that is not lower is refused."""
    if not 0 <= event.cap < state.cap:
        return Step(state, (Refused(event, Reason.OUT_OF_RANGE),))
    return lower_cap(state, event.cap, Reason.PRACTITIONER)


def lower_cap(state: State, cap: HalfLevel, reason: Reason) -> Step:
    """A cap at most this: what runs and what waits fall with it, in the same step."""
    if cap >= state.cap:
        return _trim(changed(state, quiet=False), reason)
    lowered = _trim(changed(state, cap=HalfLevel(max(0, cap)), quiet=False), reason)
    return Step(lowered.state, (*lowered.decisions, CapLowered(lowered.state.cap, reason)))


def rest_now(state: State, reason: Reason | None) -> Step:
    """The running round is over: its whole rest begins; after tremor, shaking that has stopped is owed."""
    ended = after_tremor(state)
    rest_s = 0 if ended.round is None else ended.round.rest_s
    resting = changed(ended, phase=Phase.RESTING, left_s=rest_s, heart_s=0)
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
    return Step(changed(state, round=softer), (LevelLowered(state.cap, reason),))


def _trim_offer(state: State, reason: Reason) -> Step:
    """What waits for a yes, no higher than a round may start now: a rise that is no longer earned is gone."""
    offer = state.offer
    most = ceiling(state)
    if offer is None or offer.level <= most:
        return Step(state)
    if most < 1:
        return Step(changed(state, offer=None), (OfferRefused(offer, reason),))
    softer = replace(offer, level=most)
    said: tuple[Decision, ...] = (RoundAccepted(softer, (reason,)),)
    return Step(changed(state, offer=softer), said)
