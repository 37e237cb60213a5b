"""Virtual people of the session model, and logs for the tests: their world is the model's own, plus chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from hypothesis import strategies as st

from slackwater.quantities import LEVEL, HalfLevel
from slackwater.titration.belief import believe
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.deciding import decide
from slackwater.titration.grid import tolerated_offset
from slackwater.titration.knowledge import Believing, Knowledge, know_nothing, learn
from slackwater.titration.ladder import even_ladder
from slackwater.titration.log import (
    Closed,
    Ending,
    Entry,
    Feature,
    Felt,
    Morning,
    Opened,
    Reading,
    Response,
    RoundDone,
    Settled,
)

NORMAL = NormalDist()
LADDER = even_ladder()
TRUSTED = dict.fromkeys(
    (
        "observe_sessions",
        "observe_days",
        "suggest_sessions",
        "suggest_days",
        "lower_sessions",
        "lower_days",
    ),
    0.0,
)
"""No stages: what the prototype of TITRATION 5.1 simulated."""
NO_LOAD = {"board_gain": 0.0, "carry_gain": 0.0, "late_share": 0.0}
GAP_H = 56.0
FUSED_SD = 0.9


def prototype(alpha: float, **others: float) -> Constants:
    """The constants of the policies in TITRATION 5.1: one alpha, no load, no stages."""
    steady = {"alpha_least": alpha, "alpha_most": alpha, "alpha_step": 0.0, "start_rise": 2.0, "wary": 1.0}
    return CONSTANTS.changed(**(steady | TRUSTED | NO_LOAD | {"session_rise": 20.0} | others))


@dataclass(frozen=True)
class Lived:
    """What happened to many people, one row a person, one column a session."""

    overwhelmed: np.ndarray
    dose: np.ndarray
    """Level x s."""
    rounds: np.ndarray
    said: np.ndarray
    """P(too much) as stated, one for each proposal."""
    was: np.ndarray
    """Whether that dose was above the tolerated level."""

    @property
    def rate(self) -> float:
        """Overwhelms a session."""
        return float(self.overwhelmed.mean())


def live(constants: Constants, people: int, *, believing: Believing = believe, middle: float = 4.0) -> Lived:
    """Twenty-four sessions of each person; the same seeds for every policy."""
    lives = [_life(constants, seed, believing, middle) for seed in range(people)]
    rows = [np.array([[session[at] for session in life] for life, _ in lives]) for at in range(3)]
    stated = np.array([pair for _, pairs in lives for pair in pairs], dtype=float).reshape(-1, 2)
    return Lived(rows[0], rows[1], rows[2], stated[:, 0], stated[:, 1])


Told = list[tuple[float, bool]]


def _life(
    constants: Constants, seed: int, believing: Believing, middle: float
) -> tuple[list[tuple[int, float, int]], Told]:
    chance = np.random.default_rng(seed)
    slow, bias = chance.normal(middle, 1.5), chance.normal(0, CONSTANTS.bias_sd)
    day = chance.normal(0, CONSTANTS.day_sd)
    knowledge = know_nothing(constants, believing)
    sessions: list[tuple[int, float, int]] = []
    stated: Told = []
    for session in range(24):
        if session:
            slow += chance.normal(0, CONSTANTS.drift_sd)
            day = 0.5 * day + chance.normal(0, (0.75 * 0.49) ** 0.5)
        theta, at_h = slow + day, session * GAP_H
        knowledge = learn(knowledge, Opened(at_h))
        knowledge = learn(knowledge, Settled(at_h + 0.05, response=_answer(0, theta, bias, chance)))
        knowledge, lived, pairs = _session(knowledge, at_h + 0.05, theta, bias, chance)
        sessions.append(lived)
        stated += pairs
    return sessions, stated


def _session(
    knowledge: Knowledge, at_h: float, theta: float, bias: float, chance: np.random.Generator
) -> tuple[Knowledge, tuple[int, float, int], Told]:
    overwhelmed, dose, rounds = 0, 0.0, 0
    pairs: Told = []
    tolerated = theta + tolerated_offset(CONSTANTS)
    for _ in range(6):
        decision = decide(knowledge, at_h + 0.03, LADDER)
        level = decision.half_level / LEVEL
        pairs.append((decision.too_much, level > tolerated))
        if decision.rest_only:
            break
        at_h, rounds, dose = at_h + 0.0425, rounds + 1, dose + 45 * level
        risk = 0.002 + 0.998 * NORMAL.cdf((level - theta) / 0.5)
        if chance.random() < risk:
            overwhelmed = 1
            knowledge = learn(knowledge, RoundDone(at_h, decision.half_level, 45, Ending.OVERWHELMED))
            break
        response = _answer(level, theta, bias, chance)
        knowledge = learn(knowledge, RoundDone(at_h, decision.half_level, 45, response=response))
    return learn(knowledge, Closed(at_h + 0.1)), (overwhelmed, dose, rounds), pairs


def _answer(level: float, theta: float, bias: float, chance: np.random.Generator) -> Response:
    return Response(max(level - theta, -2.5) + bias + chance.normal(0, FUSED_SD), FUSED_SD)


def session(
    at_h: float, doses: Sequence[int], *, distress: int | None = 2, overwhelm: bool = False, **said: object
) -> tuple[Entry, ...]:
    """A session with bouts at these half levels; with ``overwhelm`` the last of them was too much."""
    entries: list[Entry] = [Opened(at_h), Settled(at_h + 0.05, distress=1)]
    for at, dose in enumerate(doses, 1):
        last = overwhelm and at == len(doses)
        ending = Ending.OVERWHELMED if last else Ending.COMPLETED
        answer = None if last else distress
        entries.append(
            RoundDone(at_h + 0.05 + 0.04 * at, HalfLevel(dose), 45, ending, distress=answer, **said)
        )
    return (*entries, Closed(at_h + 0.5))


QUALITIES = st.floats(0, 1)
READINGS = st.lists(
    st.builds(Reading, st.sampled_from(Feature), st.floats(-40, 40), QUALITIES),
    max_size=5,
    unique_by=lambda one: one.feature,
).map(tuple)
Readings = st.SearchStrategy[tuple[Reading, ...]]
BARE: Readings = st.just(())
SUDS = st.one_of(st.none(), st.integers(0, 10))


@st.composite
def logs(draw: st.DrawFn, sessions: int = 5, readings: Readings = BARE) -> tuple[Entry, ...]:
    """A log of several sessions, the last perhaps open: any doses, answers and endings."""
    entries: list[Entry] = []
    at_h = 0.0
    for left in reversed(range(draw(st.integers(1, sessions)))):
        entries += [
            Opened(at_h, draw(st.sampled_from([None, HalfLevel(0), HalfLevel(4)]))),
            Settled(at_h + 0.05, draw(SUDS), draw(readings)),
        ]
        for _ in range(draw(st.integers(0, 4))):
            at_h += draw(st.floats(0.03, 0.2))
            entries.append(
                RoundDone(
                    at_h + 0.05,
                    HalfLevel(draw(st.integers(1, 20))),
                    draw(st.floats(10, 120)),
                    draw(st.sampled_from([Ending.COMPLETED, Ending.COMPLETED, *Ending])),
                    distress=draw(SUDS),
                    readings=draw(readings),
                )
            )
        if left == 0 and draw(st.booleans()):
            break
        at_h += 0.3
        entries.append(Closed(at_h))
        if draw(st.booleans()):
            at_h += draw(st.floats(1, 20))
            entries.append(Morning(at_h, draw(st.sampled_from(Felt)), draw(st.booleans())))
        at_h += draw(st.floats(1, 200))
    return tuple(entries)
