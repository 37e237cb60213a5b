"""A proposed round against every limit: each may only shrink it, and says so."""

from dataclasses import dataclass, replace

from slackwater.quantities import TOP, HalfLevel
from slackwater.session.changing import changed
from slackwater.session.decisions import OfferRefused, Reason, RoundAccepted
from slackwater.session.phases import Kind, Round, Side
from slackwater.session.state import KIND_BIT, State, Step

SLOTS = 32


@dataclass(frozen=True, slots=True)
class Bound:
    """The most one limit allows, and its name."""

    most: int
    reason: Reason


def consider(state: State, asked: Round) -> Step:
    """The round shrunk to every limit and waiting for a yes, or refused with the reason."""
    refusal = _refusal(state, asked)
    if refusal is not None:
        return Step(state, (OfferRefused(asked, refusal),))
    level, level_bound = _tightest(asked.level, _level_bounds(state))
    if level < 1:
        return Step(state, (OfferRefused(asked, level_bound[-1]),))
    work_s, work_bound = _tightest(asked.work_s, _work_bounds(state, asked, level))
    if work_s < state.limits.numbers.least_round_s:
        return Step(state, (OfferRefused(asked, (*work_bound, Reason.ROUND_LENGTH)[0]),))
    rest_s, rest_bound = _rest(state, asked)
    offer = replace(asked, level=HalfLevel(level), work_s=work_s, rest_s=rest_s)
    return Step(changed(state, offer=offer), (RoundAccepted(offer, level_bound + work_bound + rest_bound),))


def ceiling(state: State) -> HalfLevel:
    """The highest level a round may start at now."""
    return HalfLevel(min(bound.most for bound in _level_bounds(state)))


def may_rise(state: State) -> bool:
    """Whether half a level more may be asked for: a quiet, fully rested round and no stop so far."""
    return state.quiet and state.stops == 0


def is_same_or_lower(state: State, offer: Round) -> bool:
    """Whether the standing yes covers this round: the same practice on the same side, no more than before."""
    last = state.round
    if last is None or not state.consent or offer.kind is Kind.TREMOR:
        return False
    same = (offer.slot, offer.kind, offer.side) == (last.slot, last.kind, last.side)
    return same and offer.level <= last.level


def _refusal(state: State, asked: Round) -> Reason | None:
    if not (0 <= asked.slot < SLOTS and 1 <= asked.level <= TOP and asked.work_s > 0 and asked.rest_s >= 0):
        return Reason.OUT_OF_RANGE
    if state.limits.rest_only:
        return Reason.NOT_OFFERED_TODAY
    if not state.kinds & KIND_BIT[asked.kind]:
        return Reason.NOT_OFFERED_TODAY
    if state.barred >> asked.slot & 1:
        return Reason.BARRED
    if asked.kind is Kind.BREATH and not state.breath_open:
        return Reason.DIZZY
    return _tremor_refusal(state) if asked.kind is Kind.TREMOR else None


def _tremor_refusal(state: State) -> Reason | None:
    if state.limits.tremor_s == 0:
        return Reason.TREMOR_LOCKED
    if not state.tremor_open:
        return Reason.OVERWHELMED_TODAY
    if state.drills < state.limits.numbers.drills_needed:
        return Reason.DRILL_FIRST
    return None


def _level_bounds(state: State) -> tuple[Bound, ...]:
    numbers = state.limits.numbers
    if state.reach == 0:
        return (Bound(state.limits.start, Reason.RISE), Bound(state.cap, Reason.CAP))
    risen = state.reach + (numbers.rise if may_rise(state) else 0)
    return (Bound(risen, Reason.RISE), Bound(state.cap, Reason.CAP))


def _work_bounds(state: State, asked: Round, level: int) -> tuple[Bound, ...]:
    bounds = [Bound(_longest_s(state, asked.kind), Reason.ROUND_LENGTH)]
    if state.work_left_s >= 0:
        bounds.append(Bound(state.work_left_s, Reason.SESSION_LENGTH))
    numbers = state.limits.numbers
    if numbers.load_most:
        room = numbers.load_most * numbers.load_grain - state.load
        bounds.append(Bound(max(0, room // (numbers.load_grain * level)), Reason.LOAD))
    if asked.kind is Kind.STRETCH:
        bounds.append(Bound(_stretch_left_s(state, asked.side), Reason.STRETCH_LEFT))
    if asked.kind is Kind.TREMOR:
        bounds.append(Bound(state.tremor_left_s, Reason.TREMOR_LEFT))
    return tuple(bounds)


def _longest_s(state: State, kind: Kind) -> int:
    numbers = state.limits.numbers
    longest = {
        Kind.MOVEMENT: numbers.movement_s,
        Kind.STRETCH: numbers.stretch_s,
        Kind.TREMOR: numbers.tremor_s,
        Kind.DRILL: numbers.drill_s,
        Kind.FELT_SENSE: numbers.felt_sense_s,
        Kind.BREATH: numbers.breath_s,
    }
    return longest[kind]


def _stretch_left_s(state: State, side: Side) -> int:
    """Seconds left for the side; a stretch that names no side counts on both."""
    if side is Side.LEFT:
        return state.stretch_left_s
    if side is Side.RIGHT:
        return state.stretch_right_s
    return min(state.stretch_left_s, state.stretch_right_s)


def _rest(state: State, asked: Round) -> tuple[int, tuple[Reason, ...]]:
    numbers = state.limits.numbers
    least = numbers.tremor_rest_s if asked.kind is Kind.TREMOR else numbers.least_rest_s
    rest_s = min(max(asked.rest_s, least), numbers.most_rest_s)
    return rest_s, (Reason.REST_LENGTH,) if rest_s != asked.rest_s else ()


def _tightest(asked: int, bounds: tuple[Bound, ...]) -> tuple[int, tuple[Reason, ...]]:
    """The asked value under every bound, and the reasons of those that bound most."""
    least = min(asked, *(bound.most for bound in bounds))
    if least == asked:
        return asked, ()
    return least, tuple(bound.reason for bound in bounds if bound.most == least)
