"""What a virtual person says to the engine's questions, and when. All of it is assumed, and labelled so.

They say yes to whatever is offered, answer what they are asked as they feel, press *too much* when they are
overwhelmed and can, and fall silent when they are shut down.
"""

from dataclasses import dataclass
from enum import Enum
from math import ceil

from slackwater.body.equations import Acute
from slackwater.body.observing import UNANSWERED, Reporting, answer_after_s, suds
from slackwater.cohort.seconds import Row
from slackwater.session import events as e
from slackwater.session.decisions import Question
from slackwater.session.phases import Kind

CONTACT_S = 120
"""The contact sequence of grounding, s: ``grounding-contact`` of the library."""
ORIENT_S = 75
"""Rolling over, sitting up, looking round, s: ``closing`` of the library."""
AGAIN_S = 5
"""Somebody who could not answer can be heard again after, s. [A]"""


class Said(Enum):
    """Which moment a check-in speaks of."""

    NOW = "now"
    """How it is now, after the rest: what the pages ask."""
    MOST = "most"
    """The most since the round began."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How one person reports in one session."""

    reporting: Reporting
    kinds: frozenset[Kind]
    """What their screening leaves open."""
    said: Said = Said.NOW

    def distress(self, body: Row, arousal: float | None = None) -> int:
        """SUDS they would say, of this arousal instead of the present one where it is given."""
        felt = _acute(body, float(body["arousal"]) if arousal is None else arousal)
        return int(suds(felt, self.reporting))

    def answer(self, question: Question, body: Row, round_peak: float) -> e.PersonEvent | None:
        """What they say to the question; None for nothing."""
        if not can_answer(body):
            return None
        away = far_away(body)
        match question:
            case Question.ARRIVAL:
                return e.Arrived(self.distress(body), away)
            case Question.SCREENING:
                return e.Screened(self.kinds)
            case Question.CHECK_IN if self.said is Said.MOST:
                return e.CheckedIn(self.distress(body, max(round_peak, float(body["arousal"]))), away)
            case Question.CHECK_IN | Question.SETTLED_CHECK:
                return e.CheckedIn(self.distress(body), away)
            case _:
                return PLAIN.get(question)


PLAIN: dict[Question, e.PersonEvent] = {
    Question.BEGIN: e.Agreed(),
    Question.GO_ON: e.Agreed(),
    Question.WHY_STOPPED: e.OnlyAPause(),
    Question.GROUNDED: e.Grounded(),
    Question.STILL_HERE: e.StillHere(),
    Question.STILL_HERE_LOUDER: e.StillHere(),
    Question.ORIENTED: e.Oriented(),
}
TAKES_S = {Question.GROUNDED: CONTACT_S, Question.ORIENTED: ORIENT_S}


def far_away(body: Row) -> int:
    """0 fully here … 4 far away, as ``body.person`` has it."""
    return max(0, min(4, round(6 * float(body["shutdown"]))))


def can_answer(body: Row) -> bool:
    """Whether any answer comes."""
    return bool(body["shutdown"] <= UNANSWERED)


def delay_s(body: Row, question: Question | None = None) -> int:
    """Whole seconds until they speak; at least one."""
    takes_s = 0 if question is None else TAKES_S.get(question, 0)
    return takes_s + max(1, ceil(float(answer_after_s(_acute(body, float(body["arousal"]))))))


def _acute(body: Row, arousal: float) -> Acute:
    values = {name: float(body[name]) for name in body.dtype.names}
    return Acute(**values | {"arousal": arousal})
