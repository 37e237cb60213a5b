"""The next dose: the highest whose chance of being too much is accepted, under every limiter."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from slackwater.quantities import LEVEL, TOP, HalfLevel
from slackwater.titration.evidence import Summary, Tolerance
from slackwater.titration.knowledge import Knowledge, learn
from slackwater.titration.ladder import Ladder, Way
from slackwater.titration.limiting import Chain, Limit, Limiter, Who
from slackwater.titration.load import HOUR_S
from slackwater.titration.log import Opened
from slackwater.titration.normal import Floats
from slackwater.titration.trust import Stage

STEPS: Floats = np.arange(TOP + 1) / LEVEL
"""Every half level as levels, (21,)."""
HAIR_S = 1e-6


class Setter(Enum):
    """Who may hand a cap in."""

    PERSON = "person"
    PRACTITIONER = "practitioner"
    ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Cap:
    """No dose above this, whoever said so."""

    half_level: HalfLevel
    setter: Setter


@dataclass(frozen=True, slots=True)
class Asked:
    """The practice that is asked for, and how it was done last."""

    practice: str
    last: Way | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A proposed dose with everything that led to it."""

    half_level: HalfLevel
    """0 is rest only: a proper answer."""
    way: Way | None
    """The way of the asked practice to that dose; None where none was asked or none is open."""
    alpha: float
    """The accepted probability that a dose is above the tolerated level."""
    too_much: float
    """P(the tolerated level is below this dose), the higher of both beliefs; of rest, its own."""
    too_much_above: float | None
    """The same of half a level more; None at the top."""
    overwhelm: float
    """Predictive probability that one bout of this dose overwhelms."""
    load: float
    """Load on board and carried over, levels, counted in the probabilities."""
    stage: Stage
    applies: bool
    """Whether the dose may be acted on; else it is watched or suggested only."""
    chain: Chain
    summary: Summary
    practitioner_word: bool
    """Rest only so often in a row that a practitioner is worth a word."""

    @property
    def rest_only(self) -> bool:
        """Whether nothing is proposed but rest and the ground."""
        return self.half_level == 0

    @property
    def reason(self) -> Limiter:
        """The limiter that decided."""
        return self.chain.binding[0]


def decide(
    knowledge: Knowledge, now_h: float, ladder: Ladder, caps: Sequence[Cap] = (), asked: Asked | None = None
) -> Decision:
    """The dose for now: in an open session for its next round, else for a session that would open now.

    ``now_h`` is not before the last entry learned from; an earlier one counts as that entry's time.
    """
    now_h = max(now_h, now_h if knowledge.at_h is None else knowledge.at_h)
    today = knowledge if knowledge.is_open else learn(knowledge, Opened(now_h))
    load = today.load.at(now_h, today.constants).levels(today.constants)
    alpha = today.record.alpha(today.constants)
    chance = _chances(today, load)
    chain = _believed(Chain().lower(Limit.TOP, Who.LADDER, TOP), today, load, alpha, asked)
    chain = _stepwise(chain, today, now_h)
    chain = _trusted(chain, today)
    for cap in caps:
        chain = chain.lower(Limit(cap.setter.value), Who(cap.setter.value), cap.half_level)
    half_level = ladder.at_most(chain.value)
    if half_level < chain.value:
        chain = chain.lower(Limit.LADDER, Who.LADDER, half_level)
    way = None if asked is None else ladder.offer(asked.practice, half_level, asked.last, today.constants)
    stage = today.record.trust.at(now_h, today.constants).stage
    return Decision(
        half_level=half_level,
        way=way,
        alpha=alpha,
        too_much=float(chance[half_level]),
        too_much_above=float(chance[half_level + 1]) if half_level < TOP else None,
        overwhelm=_worst(today).overwhelm(half_level / LEVEL + load),
        load=load,
        stage=stage,
        applies=stage in {Stage.LOWER, Stage.RAISE},
        chain=chain,
        summary=today.words.summary(),
        practitioner_word=_is_word_due(today, half_level),
    )


def _worst(today: Knowledge) -> Tolerance:
    """The belief that hears everything."""
    return today.words if today.body is None else today.body


def _chances(today: Knowledge, load: float) -> Floats:
    """(21,) P(T < dose) of every half level, the higher of both beliefs."""
    words = today.words.too_much(STEPS + load)
    return words if today.body is None else np.maximum(words, today.body.too_much(STEPS + load))


def _believed(chain: Chain, today: Knowledge, load: float, alpha: float, asked: Asked | None) -> Chain:
    chain = chain.lower(Limit.TOLERANCE, Who.MODEL, _highest(today.words.too_much(STEPS + load), alpha))
    if today.body is not None:
        chain = chain.lower(Limit.BODY, Who.SENSORS, _highest(today.body.too_much(STEPS + load), alpha))
    if asked is not None:
        unknown = _practice_sd(today, asked.practice)
        chances = today.words.too_much(STEPS + load, extra_sd=unknown)
        chain = chain.lower(Limit.UNFAMILIAR, Who.MODEL, _highest(chances, alpha))
    return chain


def _highest(chances: Floats, alpha: float) -> int:
    """The highest half level whose chance is accepted; 0 where none is."""
    accepted = np.nonzero(chances <= alpha)[0]
    return int(accepted[-1]) if len(accepted) else 0


def _practice_sd(today: Knowledge, practice: str) -> float:
    """How far this practice may lie from its anchor for this person, sd in levels.

    One number a practice: each round done whole makes it known as one answer of the usual error would.
    Its mean stays zero, a simplification; ``Limit.UNFAMILIAR`` may only lower.
    """
    constants = today.constants
    if constants.practice_sd == 0:
        return 0.0
    known = dict(today.practised).get(practice, 0)
    return float((1 / (1 / constants.practice_sd**2 + known / constants.error_sd**2)) ** 0.5)


def _stepwise(chain: Chain, today: Knowledge, now_h: float) -> Chain:
    """Doses rise slowly and fall at once, whatever the model believes."""
    constants, record = today.constants, today.record
    usual, sitting = record.usual(constants), record.sitting
    if sitting is None or sitting.last is None:
        chain = chain.lower(Limit.FIRST, Who.RULE, usual + int(constants.start_rise))
    chain = chain.lower(Limit.SESSION, Who.RULE, usual + int(constants.session_rise))
    if sitting is not None and not sitting.arrived_quietly(constants):
        chain = chain.lower(Limit.ARRIVAL, Who.RULE, usual)
    if record.wary is not None:
        chain = chain.lower(Limit.WARY, Who.RULE, record.wary.half_level - 1)
    if sitting is None or sitting.last is None:
        return chain
    last = sitting.last
    if sitting.too_much is not None:
        chain = chain.lower(Limit.AFTER_OVERWHELM, Who.RULE, sitting.too_much - int(constants.fall))
    if sitting.stopped or sitting.too_much is not None:
        return chain.lower(Limit.AFTER_STOP, Who.RULE, last.half_level)
    rested = (now_h - last.ended_h) * HOUR_S >= constants.rested_s - HAIR_S
    if not (last.quiet and rested):
        return chain.lower(Limit.NOT_QUIET, Who.RULE, last.half_level)
    return chain.lower(Limit.ROUND, Who.RULE, last.half_level + int(constants.round_rise))


def _trusted(chain: Chain, today: Knowledge) -> Chain:
    """Until raising is earned, nothing above the usual dose; what is only suggested may name the next step."""
    if today.record.trust.stage is not Stage.LOWER:
        return chain
    return chain.lower(Limit.STAGE, Who.RULE, today.record.usual(today.constants))


def _is_word_due(today: Knowledge, half_level: HalfLevel) -> bool:
    if half_level > 0:
        return False
    return today.record.rests + 1 >= today.constants.rests_most
