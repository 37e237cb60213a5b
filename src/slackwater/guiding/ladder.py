"""The library's practices as the ladder that titration is handed: their anchors, lengths and ranges are theirs."""

from collections.abc import Iterator, Mapping

from slackwater.practices.practice import Practice, Role, Variant
from slackwater.session.phases import Kind
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.ladder import Ladder, Way, build_ladder

RANGES_PERCENT = (50, 100)
"""The whole range, and half of it. ENG."""
RANGED = (Kind.MOVEMENT,)
"""Kinds whose range is the person's own dial; a prop or an opened knee is another variant."""


def ladder_of(practices: Mapping[str, Practice], constants: Constants = CONSTANTS) -> Ladder:
    """Every way to do every practice that is offered as rounds."""
    return build_ladder(
        (
            way
            for practice in practices.values()
            if practice.role is Role.ROUND
            for variant in practice.variants
            for way in _ways(practice, variant)
        ),
        constants,
    )


def _ways(practice: Practice, variant: Variant) -> Iterator[Way]:
    work = practice.amounts["work"]
    moves = variant.amplitude is not None and variant.amplitude.value > 0
    ranges = RANGES_PERCENT if moves and practice.kind in RANGED else RANGES_PERCENT[-1:]
    for work_s in sorted({work.least, work.value, work.most}):
        for percent in ranges:
            yield Way(practice.id, variant.id, variant.level, work_s, percent, usual_s=work.value)
