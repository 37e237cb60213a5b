"""What must be reachable: a proof about a session in which nothing can happen would prove nothing."""

from enum import Enum

from slackwater.session import decisions as d
from slackwater.session import events as e
from slackwater.session.decisions import Reason
from slackwater.session.phases import Kind, Phase, Round
from slackwater.session.state import State, Step


class Sometimes(Enum):
    """Something that a session can reach."""

    MOVED = "movement starts"
    TOP_DOSE = "movement at the session's cap"
    ROSE = "a rise above the highest completed"
    AT_ONCE = "a round under the standing yes"
    OTHER_SIDE = "the other side, by a fresh yes"
    AFTER_PAUSE = "movement after a pause"
    AFTER_OVERWHELM = "movement again after an overwhelm"
    SECOND_OVERWHELM = "a second overwhelm closes"
    FAR_AWAY = "far away 3 closes"
    NOT_SETTLED = "not settled in time closes"
    SHAKING = "shaking that goes on closes"
    SESSION_LENGTH = "the session's time closes"
    PLAN_DONE = "the end of the plan closes"
    LEASE_LOST = "a lost lease pauses"
    NO_ANSWER = "no answer grounds"
    HEART = "the heart pauses"
    BODY = "shaking that nobody invited pauses"
    HELD = "a sign of unease holds a rise"
    FOG = "shutdown words pause"
    TREMOR = "tremor after its drills"
    RUNNING_SOFTER = "a running round gets softer"
    SOFTENED_TO_REST = "softer at the lowest level rests"
    OFFER_SOFTER = "an offer gets softer while it waits"
    RESTARTED = "a restart in grounding stays in grounding"
    LATE_ANSWER = "a check-in that comes late stops movement"
    LATE_STOP = "a stop after the end owes rest"
    ENDED = "ended"


STOP_REASONS: dict[Reason, Sometimes] = {
    Reason.LEASE_LOST: Sometimes.LEASE_LOST,
    Reason.NO_ANSWER: Sometimes.NO_ANSWER,
    Reason.HEART_HIGH: Sometimes.HEART,
    Reason.SHAKING_UNASKED: Sometimes.BODY,
    Reason.FOG_WORDS: Sometimes.FOG,
    Reason.SECOND_OVERWHELM: Sometimes.SECOND_OVERWHELM,
    Reason.VERY_FAR_AWAY: Sometimes.FAR_AWAY,
    Reason.NOT_SETTLED: Sometimes.NOT_SETTLED,
    Reason.SHAKING: Sometimes.SHAKING,
    Reason.SESSION_LENGTH: Sometimes.SESSION_LENGTH,
    Reason.PLAN_DONE: Sometimes.PLAN_DONE,
}


def notice(seen: set[Sometimes], before: State, event: e.Event, step: Step) -> None:
    """Add what this step reaches."""
    after = step.state
    if before.phase is not after.phase:
        _notice_phase(seen, before, event, step)
    elif before.quiet and type(event) is e.Cautioned:
        seen.add(Sometimes.HELD)
    elif after.phase is Phase.PRACTISING:
        if after.level < before.level:
            seen.add(Sometimes.RUNNING_SOFTER)
    elif before.offer is not None and after.offer is not None and after.offer != before.offer:
        seen.add(Sometimes.OFFER_SOFTER)
    elif after.phase is Phase.ENDED and after.rest_owed_h > before.rest_owed_h:
        seen.add(Sometimes.LATE_STOP)
    elif after.phase is Phase.GROUNDING and type(event) is e.Restarted:
        seen.add(Sometimes.RESTARTED)


def _notice_phase(seen: set[Sometimes], before: State, event: e.Event, step: Step) -> None:
    after = step.state
    if after.phase is Phase.ENDED:
        seen.add(Sometimes.ENDED)
    if after.phase is Phase.PRACTISING:
        _notice_start(seen, before, event, after)
    if before.phase is Phase.PRACTISING and after.phase is Phase.RESTING and type(event) is not e.Tick:
        seen.add(Sometimes.SOFTENED_TO_REST)
    if type(event) is e.CheckedInLate and before.phase is Phase.PRACTISING:
        seen.add(Sometimes.LATE_ANSWER)
    for one in step.decisions:
        if isinstance(one, d.PhaseChanged) and one.reason in STOP_REASONS:
            seen.add(STOP_REASONS[one.reason])


def _notice_start(seen: set[Sometimes], before: State, event: e.Event, after: State) -> None:
    seen.add(Sometimes.MOVED)
    if after.level == after.limits.cap:
        seen.add(Sometimes.TOP_DOSE)
    if 0 < before.reach < after.level:
        seen.add(Sometimes.ROSE)
    if type(event) is e.Offered:
        seen.add(Sometimes.AT_ONCE)
    elif before.consent and _is_other_side(before.round, after.round):
        seen.add(Sometimes.OTHER_SIDE)
    if after.overwhelms:
        seen.add(Sometimes.AFTER_OVERWHELM)
    elif after.stops:
        seen.add(Sometimes.AFTER_PAUSE)
    if after.round is not None and after.round.kind is Kind.TREMOR:
        seen.add(Sometimes.TREMOR)


def _is_other_side(one: Round | None, other: Round | None) -> bool:
    if one is None or other is None:
        return False
    return one.side is not other.side and (one.slot, one.kind) == (other.slot, other.kind)
