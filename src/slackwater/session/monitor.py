"""A second opinion on every step, written apart from the engine.

It sees only what anybody in the room could see (:class:`Seen`: mode, dose, kind, side, slot) and the event,
keeps its own counters, and knows nothing of the engine's state or transitions. ``verify`` runs it beside
every step the engine can take; live sessions run it beside every step they take.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from slackwater.session import events as e
from slackwater.session.counting import follow, pass_second
from slackwater.session.ears import hear
from slackwater.session.phases import Kind, Phase, Seen, Side
from slackwater.session.witness import DEPTH, Clause, Memory, fresh

__all__ = ["Clause", "Memory", "Seen", "Violation", "fresh", "watch"]


@dataclass(frozen=True, slots=True)
class Violation:
    """A clause that a step broke: the session grounds."""

    clause: Clause
    before: Seen
    event: e.Event
    after: Seen


def watch(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Memory | Violation:
    """The memory after a step that keeps every clause, or the clause it breaks."""
    heard, call = pass_second(memory, before) if type(event) is e.Tick else hear(memory, before, event)
    if DEPTH[after.mode] < call.depth:
        return Violation(call.clause, before, event, after)
    if before is not after or after.dose:
        for broken in _broken(heard, before, event, after):
            return Violation(broken, before, event, after)
    return follow(heard, before, event, after)


def _broken(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Iterator[Clause]:
    if (after.mode is Phase.PRACTISING) != (after.dose > 0):
        yield Clause.STOPS
    if before.mode is not after.mode:
        yield from _broken_by_route(memory, before, event, after)
    if not after.dose:
        return
    if before.dose:
        yield from _broken_while_moving(memory, before, event, after)
    else:
        yield from _broken_by_start(memory, before, event, after)
    if after.dose > memory.cap:
        yield Clause.CAP


ROUTES: dict[tuple[Phase, Phase], tuple[type[e.Event], ...]] = {
    (Phase.ARRIVING, Phase.SCREENING): (e.Arrived,),
    (Phase.SCREENING, Phase.SETTLING): (e.Screened,),
    (Phase.SETTLING, Phase.PRACTISING): (e.Agreed,),
    (Phase.PRACTISING, Phase.RESTING): (
        e.Tick,
        e.SofterAsked,
        e.SofterAskedLate,
        e.PractitionerSlowed,
        e.PractitionerLowered,
    ),
    (Phase.RESTING, Phase.CHECKING_IN): (e.Tick,),
    (Phase.CHECKING_IN, Phase.PRACTISING): (e.Agreed, e.Offered),
}
"""The only ways on that are no stop, and who may lead there."""


def _broken_by_route(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Iterator[Clause]:
    was, now = DEPTH[before.mode], DEPTH[after.mode]
    if type(event) in (e.AgreedLate, e.AnsweredLate) or (type(event) is e.CheckedInLate and now <= was):
        yield Clause.LATE
    if was >= 3 or after.mode is Phase.ENDED:
        if (before.mode, after.mode) != (Phase.CLOSING, Phase.ENDED):
            yield Clause.FINAL
    elif now < was:
        if not _has_paid(memory, before, event, after):
            yield Clause.LATCH
    elif now == 0 and type(event) not in ROUTES.get((before.mode, after.mode), ()):
        yield Clause.ROUTE


def _has_paid(memory: Memory, before: Seen, event: e.Event, after: Seen) -> bool:
    """Whether the person's own yes leads out of a stop, and everything owed is paid."""
    if type(event) is not e.Agreed or memory.owed or memory.shake_s >= 0:
        return False
    if before.mode is Phase.GROUNDING and not (
        memory.contact and memory.stop_s >= memory.limits.numbers.ground_least_s
    ):
        return False
    if memory.start < 0:
        return after.mode is Phase.ARRIVING
    return after.mode is (Phase.SCREENING if memory.kinds is None else Phase.SETTLING)


def _broken_while_moving(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Iterator[Clause]:
    if (before.kind, before.side, before.slot) != (after.kind, after.side, after.slot):
        yield Clause.SAME
    softened = type(event) in (e.SofterAsked, e.SofterAskedLate, e.PractitionerSlowed)
    if after.dose > before.dose or (softened and after.dose == before.dose):
        yield Clause.LOWER
    if type(event) is not e.Tick:
        return
    numbers, limits = memory.limits.numbers, memory.limits
    if memory.moved_s >= _longest_s(memory, before.kind):
        yield Clause.ROUND
    if 0 <= limits.work_s <= memory.work_s:
        yield Clause.CEILING
    if numbers.load_most and memory.load > numbers.load_grain * numbers.load_most:
        yield Clause.LOAD
    if after.kind is Kind.TREMOR and memory.tremor_s >= min(limits.tremor_s, numbers.tremor_s):
        yield Clause.TREMOR
    if after.kind is Kind.STRETCH and _is_stretched(memory, after.side):
        yield Clause.STRETCH


def _is_stretched(memory: Memory, side: Side) -> bool:
    """Whether a side that works has had all its stretch."""
    left = side is not Side.RIGHT and memory.left_s >= memory.limits.stretch_left_s
    right = side is not Side.LEFT and memory.right_s >= memory.limits.stretch_right_s
    return left or right


def _longest_s(memory: Memory, kind: Kind | None) -> int:
    numbers = memory.limits.numbers
    if kind is Kind.MOVEMENT:
        return numbers.movement_s
    if kind is Kind.STRETCH:
        return numbers.stretch_s
    if kind is Kind.DRILL:
        return numbers.drill_s
    if kind is Kind.FELT_SENSE:
        return numbers.felt_sense_s
    return numbers.breath_s if kind is Kind.BREATH else numbers.tremor_s


def _broken_by_start(memory: Memory, before: Seen, event: e.Event, after: Seen) -> Iterator[Clause]:
    numbers = memory.limits.numbers
    if type(event) is not e.Agreed and not _is_covered(memory, after):
        yield Clause.YES
    if memory.beat_s >= numbers.lease_s:
        yield Clause.LEASE
    if before.mode is Phase.SETTLING and memory.settled_s < numbers.settle_s:
        yield Clause.SETTLING
    if before.mode is Phase.CHECKING_IN and not (memory.checked and memory.rested_s >= numbers.least_rest_s):
        yield Clause.REST
    if 0 <= memory.after_tremor_s < numbers.tremor_rest_s:
        yield Clause.REST
    if memory.shake_s >= 0:
        yield Clause.SHAKING
    yield from _broken_by_what(memory, after)


def _broken_by_what(memory: Memory, after: Seen) -> Iterator[Clause]:
    """Whether this kind, of this practice, at this dose, may start at all."""
    if after.kind not in (memory.kinds or ()) or memory.barred >> after.slot & 1:
        yield Clause.BARRED
    if after.kind is Kind.BREATH and memory.breath_closed:
        yield Clause.BARRED
    if after.kind is Kind.TREMOR and not _is_tremor_open(memory):
        yield Clause.TREMOR
    if after.dose > _highest_start(memory):
        yield Clause.RISE


def _is_covered(memory: Memory, after: Seen) -> bool:
    """Whether the standing yes covers what starts: the same, on the same side, no more than before."""
    same = memory.last == (after.slot, after.kind, after.side) and after.kind is not Kind.TREMOR
    return memory.yes and same and after.dose <= memory.level


def _is_tremor_open(memory: Memory) -> bool:
    numbers = memory.limits.numbers
    left = memory.tremor_s < min(memory.limits.tremor_s, numbers.tremor_s)
    return left and not memory.tremor_closed and memory.drills >= numbers.drills_needed


def _highest_start(memory: Memory) -> int:
    """The first round under its own limit; later ones half a level over the highest completed, if earned."""
    if not memory.reach:
        return memory.limits.start
    numbers = memory.limits.numbers
    earned = memory.calm and memory.checked and not memory.stopped and memory.rested_s >= numbers.full_rest_s
    return memory.reach + (numbers.rise if earned else 0)
