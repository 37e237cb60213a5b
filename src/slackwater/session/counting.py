"""How the monitor counts seconds, and what it concludes from the phase a step led to."""

from typing import Any

from slackwater.session import events as e
from slackwater.session.changing import changed
from slackwater.session.phases import Kind, Phase, Seen, Side
from slackwater.session.witness import (
    ACTIVE,
    DEPTH,
    NEVER,
    NO_CALL,
    Call,
    Clause,
    Heard,
    Memory,
    overwhelm,
)


def pass_second(memory: Memory, before: Seen) -> Heard:
    """The memory a second later, and the stop that is due by then."""
    if before.mode is Phase.ENDED:
        return memory, NO_CALL
    if before.mode is Phase.CLOSING:
        passed = changed(memory, closing_s=memory.closing_s + 1)
    else:
        passed = changed(memory, **(_always(memory) | _in_phase(memory, before)))
    return passed, max(_calls(passed, before), key=lambda call: call.depth, default=NO_CALL)


def _always(memory: Memory) -> dict[str, Any]:
    numbers, limits = memory.limits.numbers, memory.limits
    return {
        "beat_s": min(memory.beat_s + 1, numbers.lease_s),
        "gap_s": min(memory.gap_s + 1, numbers.check_gap_s) if memory.owed else 0,
        "open_s": memory.open_s + 1 if limits.open_s >= 0 else 0,
        "load": memory.load - memory.load // numbers.load_tau_s,
        "shake_s": _counted(memory.shake_s, numbers.shaking_s),
        "cue_s": _counted(memory.cue_s, numbers.cue_s),
        "heart_s": _counted(memory.heart_s, numbers.heart_soft_s),
        "after_tremor_s": _counted(memory.after_tremor_s, numbers.tremor_rest_s),
    }


def _counted(count: int, most: int) -> int:
    return count if count < 0 else min(count + 1, most)


def _in_phase(memory: Memory, before: Seen) -> dict[str, Any]:
    numbers, mode = memory.limits.numbers, before.mode
    if mode is Phase.PRACTISING:
        return {"answer_s": memory.answer_s + 1} | _work(memory, before)
    if mode is Phase.RESTING:
        most = max(numbers.full_rest_s, numbers.least_rest_s)
        return {"answer_s": memory.answer_s + 1, "rested_s": min(memory.rested_s + 1, most)}
    if mode is Phase.CHECKING_IN:
        return {} if memory.checked else {"answer_s": memory.answer_s + 1}
    if mode is Phase.SETTLING:
        return {"settled_s": min(memory.settled_s + 1, numbers.settle_s)}
    if mode is Phase.GROUNDING or (mode is Phase.PAUSED and memory.owed):
        return {"stop_s": min(memory.stop_s + 1, numbers.ground_most_s)}
    return {}


def _work(memory: Memory, before: Seen) -> dict[str, Any]:
    """What a second of movement uses up."""
    numbers, limits = memory.limits.numbers, memory.limits
    stretches = before.kind is Kind.STRETCH
    faded = memory.load - memory.load // numbers.load_tau_s
    return {
        "moved_s": memory.moved_s + 1,
        "work_s": memory.work_s + (limits.work_s >= 0),
        "left_s": memory.left_s + (stretches and before.side is not Side.RIGHT),
        "right_s": memory.right_s + (stretches and before.side is not Side.LEFT),
        "tremor_s": memory.tremor_s + (before.kind is Kind.TREMOR),
        "load": faded + (numbers.load_grain * before.dose if numbers.load_most else 0),
    }


def _calls(memory: Memory, before: Seen) -> list[Call]:
    """Every stop that is due now."""
    numbers, limits, mode = memory.limits.numbers, memory.limits, before.mode
    if mode is Phase.CLOSING:
        return [Call(4, Clause.FINAL)] if memory.closing_s >= numbers.closing_s else []
    calls = []
    if 0 <= limits.open_s <= memory.open_s:
        calls.append(Call(3, Clause.OPEN))
    if memory.shake_s >= numbers.shaking_s:
        calls.append(Call(3, Clause.SHAKING))
    if mode in ACTIVE:
        calls += _active_calls(memory)
    ready = not memory.owed and memory.contact
    if mode is Phase.GROUNDING and memory.stop_s >= numbers.ground_most_s and not ready:
        calls.append(Call(3, Clause.FINAL))
    if mode is Phase.PAUSED and memory.owed and memory.stop_s >= numbers.ground_most_s:
        calls.append(Call(3, Clause.FINAL))
    return calls


def _active_calls(memory: Memory) -> list[Call]:
    numbers = memory.limits.numbers
    grounding = 2 if memory.overwhelms + 1 < numbers.overwhelms_most else 3
    calls = []
    if memory.answer_s >= numbers.ask_after_s + numbers.no_answer_s:
        calls.append(Call(grounding, Clause.PRESENCE))
    if memory.cue_s >= numbers.cue_s:
        calls.append(Call(grounding, Clause.CUE))
    if memory.beat_s >= numbers.lease_s:
        calls.append(Call(1, Clause.LEASE))
    if memory.heart_s >= numbers.heart_soft_s:
        calls.append(Call(1, Clause.HEART))
    return calls


def follow(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Memory:
    """The memory after the phase a step led to."""
    if before.mode is after.mode:
        return changed(memory, level=int(after.dose)) if after.dose != before.dose else memory
    was, now = DEPTH[before.mode], DEPTH[after.mode]
    if now >= 3:
        return _over(memory, before, event)
    if now:
        return _stop(memory, before, event, after)
    if was:
        return changed(memory, settled_s=0, stop_s=0, contact=False, gap_s=0)
    if after.mode is Phase.PRACTISING:
        return _start(memory, event, after)
    if before.mode is Phase.PRACTISING:
        return _finish(memory, before, event)
    return changed(memory, checked=False, heart_s=NEVER, settled_s=0)


def _start(memory: Memory, event: e.Event, after: Seen) -> Memory:
    agreed = type(event) is e.Agreed
    return changed(
        memory,
        level=int(after.dose),
        last=None if after.kind is None else (after.slot, after.kind, after.side),
        yes=memory.yes or agreed,
        answer_s=0 if agreed else memory.answer_s,
        moved_s=0,
        rested_s=0,
        settled_s=0,
        calm=False,
        uneasy=False,
        checked=False,
    )


def _finish(memory: Memory, before: Seen, event: e.Event) -> Memory:
    """A round reached its end, or was softened to rest."""
    whole = type(event) is e.Tick
    drilled = whole and before.kind is Kind.DRILL
    return changed(
        _after_tremor(memory, before),
        reach=max(memory.reach, before.dose) if whole else memory.reach,
        calm=whole and not memory.uneasy,
        uneasy=False,
        cue_s=0 if drilled else NEVER,
        heart_s=NEVER,
        moved_s=0,
        rested_s=0,
    )


def _after_tremor(memory: Memory, before: Seen) -> Memory:
    return changed(memory, shake_s=0, after_tremor_s=0) if before.kind is Kind.TREMOR else memory


def _stop(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Memory:
    """Movement, consent and every permission to rise are gone."""
    if type(event) is e.Tick and after.mode is Phase.GROUNDING:
        memory, _ = overwhelm(memory, before, memory.limits.numbers.rest_overwhelm_h)
    if DEPTH[before.mode]:
        return memory
    return changed(
        _after_tremor(memory, before),
        cap=memory.cap if memory.level < 0 else min(memory.cap, memory.level),
        yes=False,
        stopped=True,
        beat_s=memory.limits.numbers.lease_s,
        calm=False,
        uneasy=False,
        checked=False,
        answer_s=0,
        moved_s=0,
        rested_s=0,
        settled_s=0,
        cue_s=NEVER,
        heart_s=NEVER,
    )


def _over(memory: Memory, before: Seen, event: e.Event) -> Memory:
    """What still matters when a session closes: rest owed, and its own end."""
    if type(event) is e.Tick and DEPTH[before.mode] < 1:
        memory = _silent_to_the_end(memory, before)
    return Memory(
        limits=memory.limits,
        cap=0,
        barred=0,
        beat_s=0,
        overwhelms=memory.overwhelms,
        rest_owed_h=memory.rest_owed_h,
    )


def _silent_to_the_end(memory: Memory, before: Seen) -> Memory:
    """A second that closed the session for want of a second answer is its second overwhelm."""
    calls = {call.clause for call in _calls(memory, before)}
    if calls & {Clause.OPEN, Clause.SHAKING} or not calls & {Clause.PRESENCE, Clause.CUE}:
        return memory
    return overwhelm(memory, before, memory.limits.numbers.rest_overwhelm_h)[0]
