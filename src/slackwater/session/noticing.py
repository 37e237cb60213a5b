"""Readings as signs of unease: which second of the body asks softly, and which pauses.

A fold over seconds, apart from the engine: the engine takes each sign as it comes and trusts none of this.
Nothing here can raise, lift or shorten anything, and a missing reading only ends a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from slackwater.session.events import BodyEvent, Cautioned, CheckedIn, Event, Strained, TremorSeen
from slackwater.session.pausing import Numbers
from slackwater.session.phases import Kind, Phase, Seen, Sign


class Moves(Enum):
    """What a motion sensor sees in a second."""

    STILL = "still"
    MOVING = "moving"
    TREMOR = "tremor"


@dataclass(frozen=True, slots=True)
class Readings:
    """One second of the body; None is missing, barred, or not to be believed."""

    above_bpm: int | None = None
    """Heart rate above the person's own usual; below is negative."""
    rmssd_percent: int | None = None
    """RMSSD, % of the person's own usual; None while breath is paced."""
    breaths_per_min: int | None = None
    held_s: int | None = None
    """How long the breath has been held now."""
    uneven_percent: int | None = None
    """Spread of the last eight breaths, % of their mean length."""
    moves: Moves | None = None
    tremor_s: int = 0
    """Seconds of tremor that became known in this one: none is told twice."""


@dataclass(frozen=True, slots=True)
class Noticing:
    """What was noticed so far, in seconds."""

    now_s: int = 0
    run_s: Mapping[Sign, int] = field(default_factory=lambda: MappingProxyType({}))
    """How long each sign has held without a gap."""
    told_s: Mapping[Sign, int] = field(default_factory=lambda: MappingProxyType({}))
    """When each was told last."""
    fog_s: int | None = None
    """When shutdown words were picked last, until they are used up."""
    moved_s: int = 0
    """Seconds of movement seen in this round."""
    round_before: tuple[Phase, int] | None = None


def hear(noticing: Noticing, event: Event) -> Noticing:
    """With what was said: shutdown words count for a while."""
    if isinstance(event, CheckedIn) and event.fog_words > 0:
        return replace(noticing, fog_s=noticing.now_s)
    return noticing


def notice(
    noticing: Noticing, seen: Seen, readings: Readings, numbers: Numbers, *, shaking_invited: bool
) -> tuple[Noticing, tuple[BodyEvent, ...]]:
    """The next second: what the engine is to hear of it.

    ``shaking_invited``: a tremor round runs, or the rest after one.
    """
    tremor = (TremorSeen(),) * readings.tremor_s
    if seen.mode not in (Phase.PRACTISING, Phase.RESTING):
        told = {} if seen.mode in (Phase.PAUSED, Phase.GROUNDING) else noticing.told_s
        return Noticing(noticing.now_s + 1, told_s=told, fog_s=noticing.fog_s), tremor
    moved = _movement(noticing, seen, readings)
    holds = _holding(moved, seen, readings, numbers, shaking_invited=shaking_invited)
    ran = replace(moved, run_s={sign: moved.run_s.get(sign, 0) + 1 for sign in holds})
    due = [sign for sign in Sign if ran.run_s.get(sign, 0) >= _needed_s(sign, numbers)]
    after, signs = _tell(ran, due, numbers)
    return after, (*tremor, *signs)


def _movement(noticing: Noticing, seen: Seen, readings: Readings) -> Noticing:
    """A second later, with the movement seen in this round; another round, or rest, begins from nothing."""
    here = (seen.mode, seen.slot)
    before_s = noticing.moved_s if here == noticing.round_before else 0
    moved_s = before_s + (readings.moves is Moves.MOVING)
    return replace(noticing, now_s=noticing.now_s + 1, round_before=here, moved_s=moved_s)


def _holding(
    noticing: Noticing, seen: Seen, readings: Readings, numbers: Numbers, *, shaking_invited: bool
) -> set[Sign]:
    """The signs whose condition holds in this second; what is missing holds nothing."""
    expected = seen.kind in (Kind.MOVEMENT, Kind.STRETCH) and noticing.moved_s >= numbers.moved_s
    met = {
        Sign.BREATH_FAST: _over(readings.breaths_per_min, numbers.breath_fast_per_min),
        Sign.BREATH_HELD: _over(readings.held_s, numbers.breath_held_s),
        Sign.BREATH_UNEVEN: _over(readings.uneven_percent, numbers.breath_uneven_percent),
        Sign.VARIABILITY_LOW: _under(readings.rmssd_percent, numbers.rmssd_low_percent),
        Sign.HEART_FELL: _under(readings.above_bpm, -numbers.heart_fell_bpm),
        Sign.WENT_STILL: expected and readings.moves is Moves.STILL,
        Sign.SHAKING_UNASKED: not shaking_invited and readings.moves is Moves.TREMOR,
    }
    return {sign for sign, holds in met.items() if holds}


def _over(value: int | None, limit: int) -> bool:
    return value is not None and value > limit


def _under(value: int | None, limit: int) -> bool:
    return value is not None and value < limit


def _needed_s(sign: Sign, numbers: Numbers) -> int:
    """Seconds a sign must hold before it is told; breath held or uneven is a time or a count already."""
    return {
        Sign.BREATH_FAST: numbers.breath_fast_s,
        Sign.VARIABILITY_LOW: numbers.rmssd_low_s,
        Sign.HEART_FELL: numbers.heart_fell_s,
        Sign.WENT_STILL: numbers.went_still_s,
        Sign.SHAKING_UNASKED: numbers.shaking_unasked_s,
    }.get(sign, 1)


def _tell(noticing: Noticing, due: list[Sign], numbers: Numbers) -> tuple[Noticing, tuple[BodyEvent, ...]]:
    """The gravest of what is due, once."""
    now_s = noticing.now_s
    fresh = [sign for sign in due if not _within(noticing.told_s.get(sign), now_s, numbers.sign_again_s - 1)]
    foggy = Sign.HEART_FELL in due and _within(noticing.fog_s, now_s, numbers.fog_words_s)
    if Sign.SHAKING_UNASKED in due:
        return replace(noticing, told_s={}, run_s={}), (Strained(Sign.SHAKING_UNASKED),)
    if foggy:
        return replace(noticing, told_s={}, run_s={}, fog_s=None), (Strained(Sign.HEART_FELL),)
    if not fresh:
        return noticing, ()
    last = fresh[-1]
    recent = {
        sign for sign, at_s in noticing.told_s.items() if _within(at_s, now_s, numbers.signs_together_s)
    } | set(due)
    if len(recent) > 1:
        return replace(noticing, told_s={}, run_s={}), (Strained(last),)
    return replace(noticing, told_s={**noticing.told_s, last: now_s}), (Cautioned(last),)


def _within(at_s: int | None, now_s: int, for_s: int) -> bool:
    """Whether something happened, and no longer ago than this."""
    return at_s is not None and now_s - at_s <= for_s
