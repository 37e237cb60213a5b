"""The classical designs as policies: each session with practice counts as one treated at its level, in whole levels.

A session counts as toxic when it overwhelmed. The designs themselves stand in ``cohort/designs``.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from slackwater.cohort.designs.boin import Boin
from slackwater.cohort.designs.crm import Crm
from slackwater.cohort.designs.ewoc import Ewoc
from slackwater.cohort.told import Told
from slackwater.quantities import LEVEL

LEVELS = 10
TARGET = 0.2
"""Share of sessions that may overwhelm at the level that is sought. [A]"""
ALPHA = 0.25
"""Of EWOC, as in its paper."""
SKELETON = (0.02, 0.04, 0.07, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
"""Of CRM: the target at level five, the middle. [A]"""
FIRST_LEVEL = 2


class NextLevel(Protocol):
    """A design's next level from whole levels and whether each was toxic."""

    def __call__(self, levels: Sequence[int], toxic: Sequence[bool]) -> int | None:
        """The level; None stops."""


def ewoc(told: Sequence[Told], _now_h: float) -> int:
    """The half level of EWOC on whole levels; rest where none is open."""
    if not told:
        return FIRST_LEVEL * LEVEL
    levels, toxic = _record(told)
    dose = _ewoc().next_dose([float(one) for one in levels], toxic)
    return 0 if dose is None else int(dose) * LEVEL


def crm(told: Sequence[Told], _now_h: float) -> int:
    """The half level of CRM, up by one level at most and not right after an overwhelm."""
    return _next(_crm().next_level, told)


def boin(told: Sequence[Told], _now_h: float) -> int:
    """The half level of BOIN; rest where every level is closed."""
    return _next(_boin().next_level, told)


def _next(design: NextLevel, told: Sequence[Told]) -> int:
    level = design(*_record(told)) if told else FIRST_LEVEL
    return 0 if level is None else int(level) * LEVEL


def _record(told: Sequence[Told]) -> tuple[list[int], list[bool]]:
    """Whole levels, rounded up, and whether each overwhelmed."""
    levels = [min(LEVELS, max(1, -(-one.half_level // LEVEL))) for one in told]
    return levels, [one.overwhelmed for one in told]


@cache
def _ewoc() -> Ewoc:
    available = tuple(float(level) for level in range(1, LEVELS + 1))
    return Ewoc(TARGET, ALPHA, 1.0, float(LEVELS), available)


@cache
def _crm() -> Crm:
    return Crm(SKELETON, TARGET, restrict=True)


@cache
def _boin() -> Boin:
    return Boin(LEVELS, TARGET, start=FIRST_LEVEL)
