"""What the monitor makes of each event: the ear for it, and the stop that is due for what was heard."""

from collections.abc import Callable
from typing import Any

from slackwater.session import events as e
from slackwater.session.changing import changed
from slackwater.session.phases import Kind, Phase, Seen
from slackwater.session.witness import (
    ACTIVE,
    CLOSE,
    DEPTH,
    NEVER,
    NO_CALL,
    PAUSE,
    Call,
    Clause,
    Heard,
    Memory,
    overwhelm,
    owe_checks,
)


def hear(memory: Memory, before: Seen, event: e.Event) -> tuple[Memory, Call]:
    """The memory after what was heard, and the stop that is due for it."""
    if DEPTH[before.mode] > 2 and type(event) not in LATE:
        return memory, NO_CALL
    ear = EARS.get(type(event))
    return (memory, NO_CALL) if ear is None else ear(memory, before, event)


def _hear_stop(call: Call) -> Callable[[Memory, Seen, Any], Heard]:
    return lambda memory, _before, _event: (memory, call)


def _hear_restart(memory: Memory, _before: Seen, event: e.Restarted) -> Heard:
    open_s = min(memory.open_s + max(0, event.away_s), max(0, memory.limits.open_s))
    return changed(memory, open_s=open_s), PAUSE


def _hear_beat(memory: Memory, before: Seen, _event: e.Heartbeat) -> Heard:
    if memory.beat_s == 0 or before.mode not in (Phase.SETTLING, *ACTIVE):
        return memory, NO_CALL
    return changed(memory, beat_s=0), NO_CALL


def _hear_answer(memory: Memory, _before: Seen, _event: e.Event) -> Heard:
    return changed(memory, answer_s=0) if memory.answer_s else memory, NO_CALL


def _hear_softer(memory: Memory, before: Seen, event: e.Event) -> Heard:
    if DEPTH[before.mode] > 2:
        return memory, NO_CALL
    base = min(memory.cap, memory.limits.start if memory.level < 0 else memory.level)
    cap = 0 if base < 2 else max(1, base - memory.limits.numbers.fall)
    answer_s = 0 if isinstance(event, e.SofterAsked) else memory.answer_s
    return changed(memory, cap=min(memory.cap, cap), calm=False, answer_s=answer_s), NO_CALL


def _hear_lowered(memory: Memory, before: Seen, event: e.PractitionerLowered) -> Heard:
    if DEPTH[before.mode] > 2 or not 0 <= event.cap < memory.cap:
        return memory, NO_CALL
    return changed(memory, cap=int(event.cap), calm=False), NO_CALL


def _hear_hurt(memory: Memory, _before: Seen, _event: e.Hurt) -> Heard:
    if memory.last is None:
        return memory, PAUSE
    return changed(memory, barred=memory.barred | 1 << memory.last[0]), PAUSE


def _hear_dizzy(memory: Memory, before: Seen, _event: e.FeltDizzy) -> Heard:
    return owe_checks(changed(memory, breath_closed=True), before), PAUSE


def _hear_too_much(memory: Memory, before: Seen, _event: e.Event) -> Heard:
    return overwhelm(changed(memory, contact=False), before, memory.limits.numbers.rest_overwhelm_h)


def _hear_monitor(memory: Memory, before: Seen, event: e.Event) -> Heard:
    heard, call = _hear_too_much(memory, before, event)
    return changed(heard, cap=0), call


def _hear_arrival(memory: Memory, before: Seen, event: e.Arrived) -> Heard:
    if before.mode is not Phase.ARRIVING or min(event.distress, event.far_away) < 0:
        return memory, NO_CALL
    arrived = changed(memory, start=event.distress)
    return _weigh(arrived, before, e.CheckedIn(event.distress, event.far_away), rise=0)


def _hear_screening(memory: Memory, before: Seen, event: e.Screened) -> Heard:
    return changed(memory, kinds=event.kinds) if before.mode is Phase.SCREENING else memory, NO_CALL


def _hear_check(memory: Memory, before: Seen, event: e.CheckIn) -> Heard:
    late = type(event) is e.CheckedInLate
    if min(event.distress, event.far_away, event.fog_words) < 0:
        return memory, NO_CALL
    if before.mode is Phase.ENDED:
        return _hear_after_the_end(memory, event), NO_CALL
    rise = 0 if memory.start < 0 else event.distress - memory.start
    heard, call = _weigh(memory if late else changed(memory, answer_s=0), before, event, rise)
    if call is not NO_CALL:
        return heard, call
    return _hear_lighter_check(heard, before, event, rise), NO_CALL


def _hear_after_the_end(memory: Memory, event: e.CheckIn) -> Memory:
    numbers = memory.limits.numbers
    hours = 0
    if event.distress >= numbers.overwhelm_distress:
        hours = numbers.rest_distress_h
    if event.far_away >= numbers.overwhelm_far_away:
        hours = numbers.rest_overwhelm_h
    if event.far_away >= numbers.end_far_away:
        hours = numbers.rest_far_away_h
    return changed(memory, rest_owed_h=max(memory.rest_owed_h, hours))


def _weigh(memory: Memory, before: Seen, event: e.CheckIn, rise: int) -> Heard:
    numbers = memory.limits.numbers
    if event.far_away >= numbers.end_far_away:
        heard, _ = overwhelm(memory, before, numbers.rest_far_away_h)
        return heard, CLOSE
    high = event.distress >= numbers.overwhelm_distress or rise >= numbers.overwhelm_rise
    if high or event.far_away >= numbers.overwhelm_far_away:
        return overwhelm(memory, before, numbers.rest_overwhelm_h)
    raised = event.distress >= numbers.pause_distress or rise >= numbers.pause_rise
    foggy = event.far_away >= numbers.fog_far_away and event.fog_words >= numbers.fog_words
    if raised or foggy:
        return owe_checks(memory, before), PAUSE
    return memory, NO_CALL


def _hear_lighter_check(memory: Memory, before: Seen, event: e.CheckIn, rise: int) -> Memory:
    numbers, late = memory.limits.numbers, type(event) is e.CheckedInLate
    near_start = memory.start >= 0 and rise <= numbers.settled_rise
    settled = (event.distress <= numbers.settled_distress or near_start) and (
        event.far_away <= numbers.settled_far_away
    )
    if DEPTH[before.mode]:
        return memory if late and settled else _hear_settled_check(memory, before, settled=settled)
    quiet = event.distress <= numbers.quiet_distress and rise <= numbers.quiet_rise
    quiet = quiet and event.far_away == 0 and event.fog_words == 0
    cap = memory.cap
    if not settled and memory.level > 0:
        cap = min(cap, max(1, memory.level - numbers.ease))
    checked = memory.checked or (before.mode is Phase.CHECKING_IN and not late)
    return changed(memory, calm=memory.calm and quiet, cap=cap, checked=checked)


def _hear_settled_check(memory: Memory, before: Seen, *, settled: bool) -> Memory:
    if DEPTH[before.mode] > 2:
        return memory
    numbers = memory.limits.numbers
    if not settled:
        grounds = before.mode is Phase.GROUNDING
        again = numbers.overwhelm_checks if grounds else numbers.pause_checks
        stop_s = memory.stop_s if grounds or memory.owed else 0
        return changed(memory, owed=again, gap_s=0, stop_s=stop_s)
    if not memory.owed:
        return memory
    if memory.gap_s < numbers.check_gap_s:
        return memory
    owed = memory.owed - 1
    return changed(memory, owed=owed, gap_s=0, stop_s=_stop_s_after_check(memory, before, owed))


def _stop_s_after_check(memory: Memory, before: Seen, owed: int) -> int:
    return memory.stop_s if owed or before.mode is Phase.GROUNDING else 0


def _hear_contact(memory: Memory, before: Seen, _event: e.Event) -> Heard:
    return changed(memory, contact=True) if before.mode is Phase.GROUNDING else memory, NO_CALL


def _hear_cue(memory: Memory, _before: Seen, _event: e.Event) -> Heard:
    if memory.cue_s < 0:
        return memory, NO_CALL
    drills = min(memory.drills + 1, memory.limits.numbers.drills_needed)
    return changed(memory, cue_s=NEVER, drills=drills, answer_s=0), NO_CALL


def _hear_shaking(memory: Memory, _before: Seen, event: e.Event) -> Heard:
    if memory.shake_s < 0:
        return memory, NO_CALL
    shake_s = NEVER if isinstance(event, e.ShakingStopped) else memory.shake_s
    return changed(memory, shake_s=shake_s, answer_s=0), NO_CALL


def _hear_heart(memory: Memory, before: Seen, event: e.HeartRead) -> Heard:
    if before.mode not in (Phase.PRACTISING, Phase.RESTING):
        return memory, NO_CALL
    numbers = memory.limits.numbers
    if event.above_bpm > numbers.heart_hard_bpm:
        return owe_checks(memory, before), Call(1, Clause.HEART)
    high = event.above_bpm > numbers.heart_soft_bpm and event.above_percent > numbers.heart_soft_percent
    still = before.mode is Phase.RESTING or before.kind in (Kind.BREATH, Kind.FELT_SENSE)
    if not (high and still):
        return _lose_heart(memory, before, event)
    return changed(memory, heart_s=max(memory.heart_s, 0)), NO_CALL


def _lose_heart(memory: Memory, _before: Seen, _event: e.Event) -> Heard:
    return changed(memory, heart_s=NEVER) if memory.heart_s >= 0 else memory, NO_CALL


def _hear_caution(memory: Memory, before: Seen, _event: e.Cautioned) -> Heard:
    if before.mode not in ACTIVE:
        return memory, NO_CALL
    due_s = 0 if before.mode is Phase.CHECKING_IN else memory.limits.numbers.ask_after_s
    uneasy = memory.uneasy or before.mode is Phase.PRACTISING
    return changed(memory, calm=False, uneasy=uneasy, answer_s=max(memory.answer_s, due_s)), NO_CALL


def _hear_strain(memory: Memory, before: Seen, _event: e.Strained) -> Heard:
    if before.mode not in ACTIVE:
        return memory, NO_CALL
    return owe_checks(memory, before), Call(1, Clause.BODY)


def _hear_tremor(memory: Memory, before: Seen, _event: e.TremorSeen) -> Heard:
    most = min(memory.limits.tremor_s, memory.limits.numbers.tremor_s)
    if before.kind is Kind.TREMOR or memory.tremor_s >= most:
        return memory, NO_CALL
    return changed(memory, tremor_s=memory.tremor_s + 1), NO_CALL


EARS: dict[type[e.Event], Callable[[Memory, Seen, Any], Heard]] = {
    e.Arrived: _hear_arrival,
    e.Screened: _hear_screening,
    e.PauseAsked: _hear_stop(PAUSE),
    e.PractitionerPaused: _hear_stop(PAUSE),
    e.LeaseLost: _hear_stop(PAUSE),
    e.Faulted: _hear_stop(PAUSE),
    e.Restarted: _hear_restart,
    e.EndAsked: _hear_stop(CLOSE),
    e.PractitionerEnded: _hear_stop(CLOSE),
    e.TooMuch: _hear_too_much,
    e.FeltFarAway: _hear_too_much,
    e.MonitorDisagreed: _hear_monitor,
    e.Hurt: _hear_hurt,
    e.FeltDizzy: _hear_dizzy,
    e.CheckedIn: _hear_check,
    e.CheckedInLate: _hear_check,
    e.SofterAsked: _hear_softer,
    e.SofterAskedLate: _hear_softer,
    e.PractitionerSlowed: _hear_softer,
    e.PractitionerLowered: _hear_lowered,
    e.StillHere: _hear_answer,
    e.Grounded: _hear_contact,
    e.StoppedOnCue: _hear_cue,
    e.ShakingStopped: _hear_shaking,
    e.StillShaking: _hear_shaking,
    e.Heartbeat: _hear_beat,
    e.HeartRead: _hear_heart,
    e.HeartMissing: _lose_heart,
    e.Cautioned: _hear_caution,
    e.Strained: _hear_strain,
    e.TremorSeen: _hear_tremor,
}

LATE = (e.TooMuch, e.FeltFarAway, e.MonitorDisagreed, e.CheckedIn, e.CheckedInLate)
"""What still counts when a session closes or has ended: for the rest that is owed."""
