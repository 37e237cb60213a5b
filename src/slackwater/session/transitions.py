"""What every event does in every phase: one table, and the step that obeys it.

A row names phases, an event, the rule that answers it, and every phase it may lead to besides staying.
What is not in the table is refused and changes nothing. ``verify`` checks that the phases named are exactly
the phases reached.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slackwater.session import answering, moving, restarting, sensing, stopping, ticking
from slackwater.session import events as e
from slackwater.session.decisions import Asked, Reason, Refused
from slackwater.session.lowering import lower_to, soften
from slackwater.session.phases import Phase
from slackwater.session.state import State, Step

Rule = Callable[[State, Any], Step]


@dataclass(frozen=True, slots=True)
class Way:
    """The rule that answers an event in a phase, and the phases it may lead to besides staying."""

    rule: Rule
    to: tuple[Phase, ...] = ()


def _stop(reason: Reason) -> Rule:
    return lambda state, _event: stopping.pause(state, reason)


def _overwhelm(reason: Reason) -> Rule:
    return lambda state, _event: stopping.overwhelm(state, reason)


def _close(reason: Reason) -> Rule:
    return lambda state, _event: stopping.close(state, reason)


def _soften(reason: Reason) -> Rule:
    return lambda state, event: soften(answering.answer(state, event).state, reason)


def _soften_late(state: State, _event: e.SofterAskedLate) -> Step:
    return soften(state, Reason.PERSON_SOFTER)


def _slow(state: State, _event: e.PractitionerSlowed) -> Step:
    return soften(state, Reason.PRACTITIONER)


ARRIVING, SCREENING, SETTLING = Phase.ARRIVING, Phase.SCREENING, Phase.SETTLING
PRACTISING, RESTING, CHECKING_IN = Phase.PRACTISING, Phase.RESTING, Phase.CHECKING_IN
PAUSED, GROUNDING, CLOSING, ENDED = Phase.PAUSED, Phase.GROUNDING, Phase.CLOSING, Phase.ENDED

EVERY = tuple(Phase)
FIRST = (ARRIVING, SCREENING, SETTLING)
ACTIVE = (PRACTISING, RESTING, CHECKING_IN)
GOING = FIRST + ACTIVE
STOPPED = (PAUSED, GROUNDING)
OPEN = GOING + STOPPED
OVER = (CLOSING, ENDED)

WORSE = (PAUSED, GROUNDING, CLOSING)

Row = tuple[tuple[Phase, ...], type[e.Event], Rule, tuple[Phase, ...]]

RULES = 2
"""The number of these rules, kept with every session. It rises whenever the same events may lead to other
decisions than before, so that a record says by which rules it was decided."""

ROWS: tuple[Row, ...] = (
    # Time
    (FIRST, e.Tick, ticking.tick, (CLOSING,)),
    ((PRACTISING,), e.Tick, ticking.tick, (RESTING, *WORSE)),
    ((RESTING,), e.Tick, ticking.tick, (CHECKING_IN, *WORSE)),
    ((CHECKING_IN,), e.Tick, ticking.tick, WORSE),
    (STOPPED, e.Tick, ticking.tick, (CLOSING,)),
    ((CLOSING,), e.Tick, ticking.tick, (ENDED,)),
    ((ENDED,), e.Tick, answering.ignore, ()),
    # Stops: obeyed in every phase, never refused
    (GOING, e.PauseAsked, _stop(Reason.PERSON_PAUSED), (PAUSED,)),
    (GOING, e.PractitionerPaused, _stop(Reason.PRACTITIONER), (PAUSED,)),
    (GOING, e.LeaseLost, _stop(Reason.LEASE_LOST), (PAUSED,)),
    (GOING, e.Faulted, _stop(Reason.FAULT), (PAUSED,)),
    (GOING, e.Restarted, restarting.restart, (PAUSED,)),
    (STOPPED, e.Restarted, restarting.restart, ()),
    *(
        ((*STOPPED, *OVER), still, answering.ignore, ())
        for still in (e.PauseAsked, e.PractitionerPaused, e.LeaseLost, e.Faulted)
    ),
    ((CLOSING,), e.Restarted, restarting.restart, ()),
    ((ENDED,), e.Restarted, answering.ignore, ()),
    (GOING, e.TooMuch, _overwhelm(Reason.TOO_MUCH), (GROUNDING, CLOSING)),
    ((PAUSED,), e.TooMuch, _overwhelm(Reason.TOO_MUCH), (GROUNDING, CLOSING)),
    ((GROUNDING, *OVER), e.TooMuch, _overwhelm(Reason.TOO_MUCH), ()),
    ((*GOING, PAUSED), e.FeltFarAway, answering.hear_far_away, (GROUNDING, CLOSING)),
    ((GROUNDING, *OVER), e.FeltFarAway, answering.hear_far_away, ()),
    ((*GOING, PAUSED), e.MonitorDisagreed, answering.hear_monitor, (GROUNDING, CLOSING)),
    ((GROUNDING, *OVER), e.MonitorDisagreed, answering.hear_monitor, ()),
    (GOING, e.Hurt, answering.hear_hurt, (PAUSED,)),
    ((*STOPPED, *OVER), e.Hurt, answering.hear_hurt, ()),
    (GOING, e.FeltDizzy, answering.hear_dizzy, (PAUSED,)),
    ((*STOPPED, *OVER), e.FeltDizzy, answering.hear_dizzy, ()),
    (OPEN, e.EndAsked, _close(Reason.PERSON_ENDED), (CLOSING,)),
    (OPEN, e.PractitionerEnded, _close(Reason.PRACTITIONER), (CLOSING,)),
    (OVER, e.EndAsked, answering.ignore, ()),
    (OVER, e.PractitionerEnded, answering.ignore, ()),
    # Less
    ((*FIRST, RESTING, CHECKING_IN, *STOPPED), e.SofterAsked, _soften(Reason.PERSON_SOFTER), ()),
    ((PRACTISING,), e.SofterAsked, _soften(Reason.PERSON_SOFTER), (RESTING,)),
    ((*FIRST, RESTING, CHECKING_IN, *STOPPED), e.SofterAskedLate, _soften_late, ()),
    ((PRACTISING,), e.SofterAskedLate, _soften_late, (RESTING,)),
    ((*FIRST, RESTING, CHECKING_IN, *STOPPED), e.PractitionerSlowed, _slow, ()),
    ((PRACTISING,), e.PractitionerSlowed, _slow, (RESTING,)),
    ((*FIRST, RESTING, CHECKING_IN, *STOPPED), e.PractitionerLowered, lower_to, ()),
    ((PRACTISING,), e.PractitionerLowered, lower_to, (RESTING,)),
    *((OVER, said, answering.ignore, ()) for said in (e.SofterAsked, e.SofterAskedLate)),
    # Answers
    ((ARRIVING,), e.Arrived, answering.arrive, (SCREENING, *WORSE)),
    ((SCREENING,), e.Screened, answering.screen, (SETTLING,)),
    (GOING, e.CheckedIn, answering.hear_check, WORSE),
    ((PAUSED,), e.CheckedIn, answering.hear_check, (GROUNDING, CLOSING)),
    ((GROUNDING,), e.CheckedIn, answering.hear_check, (CLOSING,)),
    ((CLOSING,), e.CheckedIn, answering.hear_check, ()),
    (GOING, e.CheckedInLate, answering.hear_late_check, WORSE),
    ((PAUSED,), e.CheckedInLate, answering.hear_late_check, (GROUNDING, CLOSING)),
    ((GROUNDING,), e.CheckedInLate, answering.hear_late_check, (CLOSING,)),
    ((CLOSING,), e.CheckedInLate, answering.hear_late_check, ()),
    *(((ENDED,), said, answering.hear_after_the_end, ()) for said in (e.CheckedIn, e.CheckedInLate)),
    (EVERY, e.StillHere, answering.answer, ()),
    (EVERY, e.AnsweredLate, answering.expire, ()),
    ((GROUNDING,), e.Grounded, answering.finish_grounding, ()),
    ((RESTING,), e.StoppedOnCue, answering.stop_on_cue, ()),
    ((RESTING, *STOPPED), e.ShakingStopped, answering.stop_shaking, ()),
    ((RESTING, *STOPPED), e.StillShaking, answering.keep_shaking, ()),
    (STOPPED, e.OnlyAPause, answering.hear_why, ()),
    ((CLOSING,), e.Oriented, ticking.end, (ENDED,)),
    # The person's yes
    ((SETTLING, CHECKING_IN), e.Agreed, moving.begin, (PRACTISING,)),
    (STOPPED, e.Agreed, answering.agree, (ARRIVING, SCREENING, SETTLING)),
    ((ARRIVING, SCREENING, PRACTISING, RESTING, *OVER), e.Agreed, answering.expire, ()),
    (EVERY, e.AgreedLate, answering.expire, ()),
    # Proposals
    ((SETTLING,), e.Offered, moving.offer, ()),
    ((CHECKING_IN,), e.Offered, moving.offer, (PRACTISING,)),
    ((SETTLING, CHECKING_IN), e.NothingLeft, moving.finish_plan, (CLOSING,)),
    # The page and the body
    ((SETTLING, *ACTIVE), e.Heartbeat, restarting.renew_lease, ()),
    ((ARRIVING, SCREENING, *STOPPED, *OVER), e.Heartbeat, answering.ignore, ()),
    ((PRACTISING, RESTING), e.HeartRead, ticking.hear_heart, (PAUSED,)),
    ((*FIRST, CHECKING_IN, *STOPPED, *OVER), e.HeartRead, answering.ignore, ()),
    (EVERY, e.HeartMissing, ticking.lose_heart, ()),
    (ACTIVE, e.Cautioned, sensing.hear_caution, ()),
    (ACTIVE, e.Strained, sensing.hear_strain, (PAUSED,)),
    *(((*FIRST, *STOPPED, *OVER), felt, answering.ignore, ()) for felt in (e.Cautioned, e.Strained)),
    (OPEN, e.TremorSeen, sensing.count_tremor, ()),
    (OVER, e.TremorSeen, answering.ignore, ()),
)

TRANSITIONS: dict[tuple[Phase, type[e.Event]], Way] = {
    (phase, event): Way(rule, to) for phases, event, rule, to in ROWS for phase in phases
}


def step(state: State, event: e.Event) -> Step:
    """The next state and everything decided on the way. Never raises; an event out of place is refused."""
    way = TRANSITIONS.get((state.phase, type(event)))
    if way is None:
        return Step(state, (Refused(event, Reason.WRONG_TIME),))
    led = way.rule(state, event)
    if led.state is state:
        return led
    question = led.state.question
    if question is None or (question is state.question and led.state.offer == state.offer):
        return led
    return Step(led.state, (*led.decisions, Asked(question)))
