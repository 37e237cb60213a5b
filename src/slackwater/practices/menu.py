"""What may rise today, and how the practices that are open are done at a level that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from slackwater.practices.practice import LYING, Posture, Practice, Role, Variant
from slackwater.practices.rounds import PlannedRound
from slackwater.practices.screening import Verdicts
from slackwater.quantities import HalfLevel
from slackwater.session.phases import Kind, Round, Side

RISING = (Kind.MOVEMENT, Kind.STRETCH)
"""Kinds whose level is a dose that may rise. Breath, felt sense and the stop drill have their own place, and tremor
its own ladder."""


@dataclass(frozen=True, slots=True)
class Open:
    """A practice that is open today, as screening leaves it."""

    practice: str
    ways: frozenset[str]
    """The variants that are open."""
    work_s: int
    rest_s: int
    own_breath: bool
    eyes_open: bool
    range_percent: int

    def planned(self, practice: Practice, variant: Variant, side: Side) -> PlannedRound:
        """A round of this variant at its own level."""
        if practice.slot is None or practice.kind is None:
            raise ValueError(f"{practice.id} is no round")
        return PlannedRound(
            Round(practice.slot, practice.kind, variant.level, side, self.work_s, self.rest_s),
            practice.id,
            variant.id,
            ways=self.ways,
            own_breath=self.own_breath,
            eyes_open=self.eyes_open,
            range_percent=self.range_percent,
        )


def open_today(
    names: Sequence[str], verdicts: Verdicts, practices: Mapping[str, Practice]
) -> tuple[Open, ...]:
    """The practices of these names whose level may rise, with what screening says of each."""
    return tuple(
        _open(practices[name], verdicts)
        for name in names
        if practices[name].role is Role.ROUND and practices[name].kind in RISING
    )


def _open(practice: Practice, verdicts: Verdicts) -> Open:
    verdict, work_s = verdicts[practice.id], practice.seconds("work")
    return Open(
        practice.id,
        verdict.variants,
        work_s if verdict.work_s is None else min(work_s, verdict.work_s),
        practice.seconds("rest"),
        own_breath=verdict.own_breath,
        eyes_open=verdict.eyes_open,
        range_percent=verdict.range_percent,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The round that is asked for next."""

    like: PlannedRound
    """What stands in the plan at its place."""
    level: HalfLevel
    last: PlannedRound | None = None
    """The round before it in this session."""
    stretch: bool = True
    """Whether there is time left to stretch."""
    two_sides: bool = True
    """Whether a round comes after it in which the other side could follow."""
    ran: PlannedRound | None = None
    """The round that ran last, whatever came of it: a yes to it may still stand."""
    barred: int = 0
    """Slots that are closed in this session, as a bitmask."""


def at_level(menu: Sequence[Open], practices: Mapping[str, Practice], asked: Asked) -> PlannedRound | None:
    """The round nearest below the level that is asked for; None where nothing is so low.

    What has its own place keeps it or is left out, and so does what stands at that very level. Anything else may
    become another practice that is open, the planned one and the planned posture first among equals, and whoever
    lies in the planned one goes on lying. The second side of a stretch follows the first, and no stretch of two
    sides begins where the second could not follow.
    """
    like, level = asked.like, asked.level
    if like.round.kind not in RISING:
        return like if like.round.level <= level else None
    other = _other_side(asked)
    if other is not None:
        return other
    first = like.round.side is not Side.RIGHT
    if first and like.round.level == level and _fits(practices[like.practice], asked):
        return like
    posture = practices[like.practice].variant(like.variant).posture
    found = [
        (*_nearness(like, posture, practice, variant), -place, one, variant)
        for place, one in enumerate(menu)
        if _fits(practice := practices[one.practice], asked)
        for variant in practice.variants
        if variant.id in one.ways
        and variant.level <= level
        and _is_asked_anew(practice, variant, practices, asked)
    ]
    if not found:
        alone = like.round.side not in (Side.LEFT, Side.RIGHT) and _fits(practices[like.practice], asked)
        return like if alone and like.round.level <= level else None
    *_, one, variant = max(found, key=lambda each: each[:5])
    practice = practices[one.practice]
    return one.planned(practice, variant, practice.sides[0])


def _nearness(
    like: PlannedRound, posture: Posture, practice: Practice, variant: Variant
) -> tuple[HalfLevel, bool, bool, bool]:
    """How high a way is, then how near to what is planned."""
    same = practice.id == like.practice
    lies = same and variant.posture in LYING and posture in LYING
    return variant.level, same, variant.posture is posture, lies


def _is_asked_anew(
    practice: Practice, variant: Variant, practices: Mapping[str, Practice], asked: Asked
) -> bool:
    """Whether a change of posture would be asked for: no standing yes carries anybody from the floor to a chair."""
    ran = asked.ran
    if ran is None or ran.practice != practice.id or variant.level > ran.round.level:
        return True
    return variant.posture is practices[ran.practice].variant(ran.variant).posture


def _fits(practice: Practice, asked: Asked) -> bool:
    if practice.slot is not None and asked.barred >> practice.slot & 1:
        return False
    if practice.kind is Kind.STRETCH and not asked.stretch:
        return False
    return len(practice.sides) == 1 or asked.two_sides


def _other_side(asked: Asked) -> PlannedRound | None:
    last = asked.last
    if last is None or last.round.side is not Side.LEFT or not asked.stretch:
        return None
    if last.round.level > asked.level:
        return None
    return replace(last, round=replace(last.round, side=Side.RIGHT))
