"""What sensors may do beside the heart: ask early, hold a rise, pause, count tremor. Nothing here permits anything."""

from slackwater.session.changing import changed
from slackwater.session.decisions import OfferRefused, Reason, RiseHeld
from slackwater.session.events import Cautioned, Event, Strained
from slackwater.session.lowering import lower_cap
from slackwater.session.phases import Kind, Phase
from slackwater.session.state import State, Step
from slackwater.session.stopping import pause


def hear_caution(state: State, event: Cautioned) -> Step:
    """One sign of unease: what was earned for a rise is gone, and while somebody moves or rests they are asked."""
    reason = Reason(event.sign.value)
    held = lower_cap(changed(state, uneasy=state.phase is Phase.PRACTISING), state.cap, reason)
    asked = held.state
    if state.phase is not Phase.CHECKING_IN:
        asked = changed(asked, silence_s=max(asked.silence_s, state.limits.numbers.ask_after_s))
    return Step(asked, (RiseHeld(reason), *held.decisions))


def hear_strain(state: State, event: Strained) -> Step:
    """Two signs together, or shaking that nobody invited: paused, and one settled check is owed."""
    return pause(state, Reason(event.sign.value), checks=state.limits.numbers.pause_checks)


def count_tremor(state: State, _event: Event) -> Step:
    """A second of tremor: one less is left, unless the round that runs counts it already.

    A tremor round that waits for a yes, and was offered more than is left now, is gone; guiding may offer less.
    """
    running, waiting = state.round, state.offer
    counted = state.phase is Phase.PRACTISING and running is not None and running.kind is Kind.TREMOR
    if counted or state.tremor_left_s <= 0:
        return Step(state)
    left = changed(state, tremor_left_s=state.tremor_left_s - 1)
    if waiting is None or waiting.kind is not Kind.TREMOR or waiting.work_s <= left.tremor_left_s:
        return Step(left)
    return Step(changed(left, offer=None), (OfferRefused(waiting, Reason.TREMOR_LEFT),))
