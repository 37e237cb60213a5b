"""The lease, and the program coming back: everything reopens still."""

from slackwater.session.changing import changed
from slackwater.session.decisions import Asked, Reason
from slackwater.session.events import Heartbeat, Restarted
from slackwater.session.state import State, Step
from slackwater.session.stopping import pause


def renew_lease(state: State, _event: Heartbeat) -> Step:
    """The lease is whole again, where something may move. Nothing else: a heartbeat is never an answer."""
    lease_s = state.limits.numbers.lease_s
    return Step(state if state.lease_s == lease_s else changed(state, lease_s=lease_s))


def restart(state: State, event: Restarted) -> Step:
    """Paused, or as still as it was, with caps, counts and what is owed; the question stands anew."""
    away_s = max(0, event.away_s)
    open_left_s = state.open_left_s if state.open_left_s < 0 else max(0, state.open_left_s - away_s)
    reopened = pause(changed(state, open_left_s=open_left_s), Reason.RESTARTED)
    question = reopened.state.question
    if question is None or reopened.state.phase is not state.phase:
        return reopened
    return Step(reopened.state, (*reopened.decisions, Asked(question)))
