"""Who was given what and whether it was toxic, counted; and what every design answers with.

A record is two sequences of one length in the order of treatment: the levels (the first is 1) or the doses, and
whether each was toxic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from slackwater.cohort.errors import BadCase


class Action(Enum):
    """Where the next one goes, seen from the last."""

    START = "start"
    ESCALATE = "escalate"
    STAY = "stay"
    DE_ESCALATE = "de-escalate"
    STOP = "stop"


class OnLevels(Protocol):
    """A design on numbered levels, as a policy asks it."""

    def next_level(self, levels: Sequence[int], toxic: Sequence[bool]) -> int | None:
        """The level of the next person; ``None`` where the design stops."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were treated at each level, and how many of them had a toxicity; the first entry is level 1."""

    treated: tuple[int, ...]
    toxic: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coherence:
    """Whether a proposal goes up where somebody was hurt.

    Coherence: Cheung 2005, Biometrika 92:863, doi 10.1093/biomet/92.4.863.
    """

    coherent: bool
    """The proposal is not above the last dose where that was toxic."""
    above_toxic: float | None
    """The lowest dose that was toxic and lies below the proposal."""


def count(levels: Sequence[int], toxic: Sequence[bool], dose_levels: int) -> Counts:
    """The record counted by level. Raises :class:`BadCase` where it does not fit so many levels."""
    agree(levels, toxic, "levels")
    treated, hurt = [0] * dose_levels, [0] * dose_levels
    for at, (level, was_toxic) in enumerate(zip(levels, toxic, strict=True)):
        if not 1 <= level <= dose_levels:
            what = f"is {level}, and the levels are 1 to {dose_levels}."
            raise BadCase(f"levels[{at}]", what, "Give the number of a level; the first is 1.")
        treated[level - 1] += 1
        hurt[level - 1] += bool(was_toxic)
    return Counts(tuple(treated), tuple(hurt))


def agree(given: Sequence[float], toxic: Sequence[bool], name: str) -> None:
    """Refuse a record whose two sequences differ in length."""
    if len(given) != len(toxic):
        what = f"has {len(toxic)} entries where {name} has {len(given)}."
        raise BadCase("toxicity", what, f"Give one 0 or 1 for each of {name}.")


def check_coherence(proposed: float | None, given: Sequence[float], toxic: Sequence[bool]) -> Coherence:
    """Whether the proposal goes up where somebody was hurt. No proposal is always coherent."""
    if proposed is None:
        return Coherence(coherent=True, above_toxic=None)
    hurt = [dose for dose, was_toxic in zip(given, toxic, strict=True) if was_toxic and dose < proposed]
    return Coherence(
        coherent=not (len(toxic) > 0 and toxic[-1] and proposed > given[-1]),
        above_toxic=min(hurt, default=None),
    )


def action(proposed: float | None, given: Sequence[float]) -> Action:
    """Where the next one goes, seen from the last."""
    if proposed is None:
        return Action.STOP
    if not given:
        return Action.START
    if proposed == given[-1]:
        return Action.STAY
    return Action.ESCALATE if proposed > given[-1] else Action.DE_ESCALATE
