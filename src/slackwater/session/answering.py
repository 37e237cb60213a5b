"""What the person says: arrival, answers, yeses, how they are after a stop."""

from slackwater.quantities import HalfLevel
from slackwater.session import judging, stopping
from slackwater.session.changing import changed
from slackwater.session.decisions import (
    BreathRests,
    Decision,
    DrillPassed,
    Expired,
    PhaseChanged,
    Reason,
    Refused,
    SlotBarred,
    UrgentCare,
)
from slackwater.session.events import Arrived, CheckedIn, CheckedInLate, CheckIn, Event, Hurt, Screened
from slackwater.session.judging import Weight
from slackwater.session.lowering import lower_cap
from slackwater.session.phases import Phase
from slackwater.session.state import (
    NOT_YET,
    State,
    Step,
    owes_more,
    with_kinds,
)


def arrive(state: State, event: Arrived) -> Step:
    """The start distress is known; an arrival that asks for a stop gets one."""
    if not _is_in_range(event.distress, event.far_away):
        return refuse(state, event, Reason.OUT_OF_RANGE)
    arrived = changed(state, start_distress=event.distress)
    judged = judging.judge(event.distress, event.far_away, 0, None, state.limits.numbers)
    if judged.weight >= Weight.PAUSE:
        return _obey(arrived, judged)
    return _enter(arrived, Phase.SCREENING, None)


def screen(state: State, event: Screened) -> Step:
    """The kinds that may be offered are known, and settling begins."""
    return settle(changed(state, kinds=with_kinds(event.kinds)))


def settle(state: State) -> Step:
    """Settling: lying or sitting still until movement may be offered."""
    return _enter(state, Phase.SETTLING, max(state.limits.numbers.settle_s, state.rest_due_s))


def hear_check(state: State, event: CheckedIn) -> Step:
    """How it is now: a stop if it asks for one, otherwise what the phase makes of it."""
    judged = _judge(state, event)
    if judged is None:
        return refuse(state, event, Reason.OUT_OF_RANGE)
    if judged.weight >= Weight.PAUSE:
        return _obey(state, judged)
    if state.phase in (Phase.PAUSED, Phase.GROUNDING):
        return Step(_count_check(changed(state, why_known=True), judged.weight))
    return _ease(changed(state, silence_s=0, checked=state.phase is Phase.CHECKING_IN), judged)


def hear_late_check(state: State, event: CheckedInLate) -> Step:
    """How it was a while ago: all a check-in stops, lowers and owes. It settles nothing and answers nothing."""
    judged = _judge(state, event)
    if judged is None:
        return refuse(state, event, Reason.OUT_OF_RANGE)
    if judged.weight >= Weight.PAUSE:
        return _obey(state, judged)
    stopped = state.phase in (Phase.PAUSED, Phase.GROUNDING)
    if judged.weight is Weight.QUIET or (stopped and judged.weight is Weight.SETTLED):
        return expire(state, event)
    return Step(_count_check(state, judged.weight)) if stopped else _ease(state, judged)


def hear_after_the_end(state: State, event: CheckIn) -> Step:
    """An answer after the session changes what rest is owed, and nothing else."""
    if not _is_in_range(event.distress, event.far_away, event.fog_words):
        return refuse(state, event, Reason.OUT_OF_RANGE)
    numbers = state.limits.numbers
    if event.far_away >= numbers.end_far_away:
        return Step(*stopping.owe(state, numbers.rest_far_away_h, Reason.VERY_FAR_AWAY))
    if event.far_away >= numbers.overwhelm_far_away:
        return Step(*stopping.owe(state, numbers.rest_overwhelm_h, Reason.FAR_AWAY))
    if event.distress >= numbers.overwhelm_distress:
        return Step(*stopping.owe(state, numbers.rest_distress_h, Reason.DISTRESS_HIGH))
    return Step(state)


def hear_hurt(state: State, event: Hurt) -> Step:
    """Stopped; the practice that ran is barred; red flags show urgent-care words."""
    said: tuple[Decision, ...] = (UrgentCare(),) if event.red_flag else ()
    barred = state
    if state.round is not None and not state.barred >> state.round.slot & 1:
        barred = changed(state, barred=state.barred | 1 << state.round.slot)
        said = (SlotBarred(state.round.slot), *said)
    return _explained(barred, Reason.RED_FLAG if event.red_flag else Reason.HURT, said)


def hear_dizzy(state: State, _event: Event) -> Step:
    """Stopped; paced breath rests; one settled check and one level lower to go on."""
    said: tuple[Decision, ...] = (BreathRests(Reason.DIZZY),) if state.breath_open else ()
    return _explained(
        changed(state, breath_open=False), Reason.DIZZY, said, checks=state.limits.numbers.pause_checks
    )


def hear_why(state: State, _event: Event) -> Step:
    """*Just a pause*: the question why is answered."""
    return Step(changed(state, why_known=True))


def agree(state: State, event: Event) -> Step:
    """The yes after a stop: to settling, when nothing else is owed; never straight back to the dose."""
    if owes_more(state):
        return refuse(state, event, Reason.NOT_SETTLED_YET)
    if state.start_distress == NOT_YET:
        return _enter(state, Phase.ARRIVING, None)
    if state.kinds == NOT_YET:
        return _enter(state, Phase.SCREENING, None)
    return settle(state)


def finish_grounding(state: State, _event: Event) -> Step:
    """The contact sequence is done."""
    return Step(changed(state, grounded=True))


def stop_on_cue(state: State, event: Event) -> Step:
    """One clean stop of the drill."""
    if not state.cue_s:
        return refuse(state, event, Reason.WRONG_TIME)
    needed = state.limits.numbers.drills_needed
    drills = min(state.drills + 1, needed)
    return Step(changed(state, drills=drills, cue_s=0, silence_s=0), (DrillPassed(drills, needed),))


def stop_shaking(state: State, event: Event) -> Step:
    """The shaking after tremor has stopped."""
    if not state.shaking_s:
        return refuse(state, event, Reason.WRONG_TIME)
    return Step(changed(state, shaking_s=0, silence_s=0))


def keep_shaking(state: State, event: Event) -> Step:
    """The shaking goes on: an answer, and no more time for it."""
    return answer(state, event) if state.shaking_s else refuse(state, event, Reason.WRONG_TIME)


def answer(state: State, _event: Event) -> Step:
    """An answer: the silence is over, nothing else."""
    return Step(changed(state, silence_s=0) if state.silence_s else state)


def ignore(state: State, _event: Event) -> Step:
    """Heard, and already so: nothing changes."""
    return Step(state)


def hear_far_away(state: State, _event: Event) -> Step:
    """*Far away*: an overwhelm, and why is known."""
    heard = stopping.overwhelm(state, Reason.FAR_AWAY)
    if heard.state.phase is not Phase.GROUNDING:
        return heard
    return Step(changed(heard.state, why_known=True), heard.decisions)


def hear_monitor(state: State, _event: Event) -> Step:
    """A broken invariant: grounding as after an overwhelm, and nothing moves again in this session."""
    heard = stopping.overwhelm(state, Reason.MONITOR)
    return Step(changed(heard.state, cap=HalfLevel(0)), heard.decisions)


def expire(state: State, event: Event) -> Step:
    """Said too late, or twice: kept in the record, moves nothing."""
    return Step(state, (Expired(event),))


def refuse(state: State, event: Event, reason: Reason) -> Step:
    """Refused loudly; the state is the same."""
    return Step(state, (Refused(event, reason),))


def _judge(state: State, event: CheckIn) -> judging.Judged | None:
    """What an answer means beside the start; None for one that is none."""
    if not _is_in_range(event.distress, event.far_away, event.fog_words):
        return None
    start = None if state.start_distress == NOT_YET else state.start_distress
    return judging.judge(event.distress, event.far_away, event.fog_words, start, state.limits.numbers)


def _obey(state: State, judged: judging.Judged) -> Step:
    reason = judged.reason or Reason.DISTRESS_HIGH
    numbers = state.limits.numbers
    if judged.weight is Weight.PAUSE:
        return _pause_for_answer(state, reason)
    if judged.weight is Weight.END:
        return _end_far_away(state)
    if state.phase is Phase.GROUNDING:
        owed, rest = stopping.owe(state, numbers.rest_overwhelm_h, reason)
        return Step(stopping.unsettled(owed), rest)
    return stopping.overwhelm(state, reason)


def _pause_for_answer(state: State, reason: Reason) -> Step:
    if state.phase is Phase.GROUNDING:
        return Step(stopping.unsettled(state))
    return stopping.pause(state, reason, checks=state.limits.numbers.pause_checks)


def _end_far_away(state: State) -> Step:
    counted = stopping.overwhelm(state, Reason.VERY_FAR_AWAY)
    owed, rest = stopping.owe(state, state.limits.numbers.rest_far_away_h, Reason.VERY_FAR_AWAY)
    closed = stopping.close(owed, Reason.VERY_FAR_AWAY)
    ended = changed(closed.state, overwhelms=counted.state.overwhelms, tremor_open=False)
    return Step(ended, closed.decisions + rest)


def _count_check(state: State, weight: Weight) -> State:
    """One settled check less, if the gap is over; after an unsettled answer all of them, owed before or not."""
    if weight > Weight.SETTLED:
        return _owe_again(state)
    if not state.checks_owed or state.gap_s:
        return state
    owed = state.checks_owed - 1
    return changed(state, checks_owed=owed, gap_s=state.limits.numbers.check_gap_s if owed else 0)


def _owe_again(state: State) -> State:
    if state.phase is Phase.GROUNDING:
        return stopping.unsettled(state)
    numbers = state.limits.numbers
    left_s = state.left_s if state.checks_owed else numbers.ground_most_s
    return changed(state, checks_owed=numbers.pause_checks, gap_s=numbers.check_gap_s, left_s=left_s)


def _ease(state: State, judged: judging.Judged) -> Step:
    """On the way: a dose that is not settled shrinks at once; only quiet may rise."""
    if judged.weight is Weight.QUIET or state.phase in stopping.OVER:
        return Step(state)
    if judged.weight is Weight.SETTLED or state.round is None:
        return lower_cap(state, state.cap, Reason.RISE)
    least = max(1, state.round.level - state.limits.numbers.ease)
    return lower_cap(state, HalfLevel(least), judged.reason or Reason.DISTRESS_RAISED)


def _explained(state: State, reason: Reason, said: tuple[Decision, ...], checks: int = 0) -> Step:
    """Stopped, and why is known: in grounding the rest of grounding stays owed."""
    if state.phase is Phase.GROUNDING:
        unsettled = stopping.unsettled(state) if checks else state
        return Step(changed(unsettled, why_known=True), said)
    paused = stopping.pause(state, reason, checks=checks)
    known = paused.state
    if known.phase is Phase.PAUSED:
        known = changed(known, why_known=True)
    return Step(known, paused.decisions + said)


def _enter(state: State, phase: Phase, for_s: int | None) -> Step:
    entered = changed(state, phase=phase, left_s=for_s or 0, why_known=False, grounded=False)
    return Step(entered, (PhaseChanged(phase, None, for_s),))


def _is_in_range(*answers: int) -> bool:
    """Nothing below zero: that is no answer. Above the scale counts as its worst."""
    return all(value >= 0 for value in answers)
