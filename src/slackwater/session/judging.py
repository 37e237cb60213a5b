"""What an answer means: the worst rule that fits it, with its reason."""

from dataclasses import dataclass
from enum import IntEnum, auto

from slackwater.session.decisions import Reason
from slackwater.session.pausing import Numbers


class Weight(IntEnum):
    """How much an answer asks for, lightest first."""

    QUIET = auto()
    """Settled, and quiet enough for a rise."""
    SETTLED = auto()
    EASE = auto()
    """Not settled: the dose shrinks, movement may go on."""
    PAUSE = auto()
    OVERWHELM = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """The weight of an answer and the row that gave it."""

    weight: Weight
    reason: Reason | None = None


def judge(distress: int, far_away: int, fog_words: int, start: int | None, numbers: Numbers) -> Judged:
    """The heaviest rule the answer meets; without a start, only the absolute rows count."""
    rise = 0 if start is None else distress - start
    stop = _judge_stop(distress, far_away, fog_words, rise, numbers)
    if stop is not None:
        return stop
    near_start = start is not None and rise <= numbers.settled_rise
    if far_away > numbers.settled_far_away or not (distress <= numbers.settled_distress or near_start):
        return Judged(Weight.EASE, Reason.DISTRESS_RAISED)
    calm = distress <= numbers.quiet_distress and rise <= numbers.quiet_rise
    return Judged(Weight.QUIET if calm and far_away == 0 and fog_words == 0 else Weight.SETTLED)


def _judge_stop(distress: int, far_away: int, fog_words: int, rise: int, numbers: Numbers) -> Judged | None:
    """The first row that is met, gravest first."""
    rows = (
        (far_away >= numbers.end_far_away, Weight.END, Reason.VERY_FAR_AWAY),
        (far_away >= numbers.overwhelm_far_away, Weight.OVERWHELM, Reason.FAR_AWAY),
        (distress >= numbers.overwhelm_distress, Weight.OVERWHELM, Reason.DISTRESS_HIGH),
        (rise >= numbers.overwhelm_rise, Weight.OVERWHELM, Reason.DISTRESS_RAISED),
        (distress >= numbers.pause_distress, Weight.PAUSE, Reason.DISTRESS_HIGH),
        (rise >= numbers.pause_rise, Weight.PAUSE, Reason.DISTRESS_RAISED),
        (
            far_away >= numbers.fog_far_away and fog_words >= numbers.fog_words,
            Weight.PAUSE,
            Reason.FOG_WORDS,
        ),
    )
    return next((Judged(weight, reason) for met, weight, reason in rows if met), None)
