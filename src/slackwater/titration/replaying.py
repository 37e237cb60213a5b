"""A log taken again, prefix by prefix: no choice may depend on what came after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from slackwater.quantities import HalfLevel
from slackwater.titration.adf import believe_quickly
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.deciding import STEPS, Decision, decide
from slackwater.titration.knowledge import Knowledge, know_nothing, learn, learn_all
from slackwater.titration.ladder import Ladder
from slackwater.titration.log import Closed, Entry

Chooser = Callable[[Sequence[Entry], int], object]
"""Given a log and a place in it, the choice made there: after ``at`` entries, before the next."""


@dataclass(frozen=True, slots=True)
class Peek:
    """A place where a choice changes with what came after it."""

    at: int
    told: object
    """The choice with only the entries before it."""
    peeked: object
    """The choice with the whole log at hand."""


def find_peeks(chooser: Chooser, log: Sequence[Entry]) -> tuple[Peek, ...]:
    """Every place of the log where the chooser looked ahead; empty where it never did."""
    found = []
    for at in range(len(log) + 1):
        told, peeked = chooser(tuple(log[:at]), at), chooser(log, at)
        if told != peeked:
            found.append(Peek(at, told, peeked))
    return tuple(found)


def choose_from_log(
    log: Sequence[Entry], at: int, ladder: Ladder, constants: Constants = CONSTANTS
) -> Decision:
    """The decision after the first ``at`` entries, at the time of the last of them; at hour 0 with none."""
    knowledge = learn_all(log[:at], know_nothing(constants))
    return decide(knowledge, log[at - 1].at_h if at else 0.0, ladder)


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the exact and the fast belief stand at one place of a log."""

    at: int
    exact: HalfLevel
    fast: HalfLevel
    apart: float
    """The largest difference of P(T < d) over the ladder."""


def compare(log: Sequence[Entry], ladder: Ladder, constants: Constants = CONSTANTS) -> tuple[Compared, ...]:
    """Both beliefs over a whole log, at each place where a decision would be taken."""
    exact, fast = know_nothing(constants), know_nothing(constants, believe_quickly)
    found = []
    for at, entry in enumerate(log, 1):
        exact, fast = learn(exact, entry), learn(fast, entry)
        if not isinstance(entry, Closed):
            found.append(_compared(at, exact, fast, entry.at_h, ladder))
    return tuple(found)


def _compared(at: int, exact: Knowledge, fast: Knowledge, now_h: float, ladder: Ladder) -> Compared:
    apart = np.abs(exact.words.too_much(STEPS) - fast.words.too_much(STEPS))
    return Compared(
        at,
        decide(exact, now_h, ladder).half_level,
        decide(fast, now_h, ladder).half_level,
        float(apart.max()),
    )
