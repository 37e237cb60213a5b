"""Where two histories speak, the strictest of both holds: sessions brought in beside those of here loosen nothing."""

from dataclasses import replace

from slackwater.guiding.round import Dosing, Guide
from slackwater.practices.rounds import PlannedRound
from slackwater.session.limits import Limits
from slackwater.titration.deciding import Decision


def strictest(one: Limits, other: Limits) -> Limits:
    """In each limit the narrower of the two."""
    cap = min(one.cap, other.cap)
    return replace(
        one,
        start=min(one.start, other.start, cap),
        cap=cap,
        work_s=min(one.work_s, other.work_s),
        stretch_left_s=min(one.stretch_left_s, other.stretch_left_s),
        stretch_right_s=min(one.stretch_right_s, other.stretch_right_s),
        tremor_s=min(one.tremor_s, other.tremor_s),
        open_s=min(one.open_s, other.open_s),
        barred=one.barred | other.barred,
        rest_only=one.rest_only or other.rest_only,
        word=one.word or other.word,
        refer=one.refer or other.refer,
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
    )


def lower_decision(one: Decision, other: Decision) -> Decision:
    """The one that proposes less; one that may not be acted on proposes the plan as it stands."""
    if one.applies is not other.applies:
        return one if one.applies else other
    return min(one, other, key=lambda decision: decision.half_level)


class LowerDose:
    """Doses by two sources: each round is the lower that either of them offers."""

    def __init__(self, one: Dosing, other: Dosing) -> None:
        self._both = (one, other)
        self.decision: Decision | None = None

    def __call__(self, guide: Guide) -> PlannedRound | None:
        """The next round; None where either leaves it out."""
        offered = [(dosing(guide), dosing) for dosing in self._both]
        lower, by = min(offered, key=lambda one: -1 if one[0] is None else one[0].round.level)
        self.decision = getattr(by, "decision", None)
        return lower
