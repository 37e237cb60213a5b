"""How long a decision takes on one core: learning one bout and deciding anew, and a whole log of eight weeks."""

from statistics import median
from timeit import repeat

import numpy as np

from figures import Figure, against
from slackwater.quantities import HalfLevel
from slackwater.titration.adf import crowd
from slackwater.titration.deciding import decide
from slackwater.titration.knowledge import Knowledge, know_nothing, learn, learn_all
from slackwater.titration.ladder import even_ladder
from slackwater.titration.log import Closed, Entry, Feature, Morning, Opened, Reading, RoundDone, Settled

RUNS, TIMES = 7, 50
PEOPLE = 10_000
SESSIONS, BOUTS = 24, 6
GAP_H = 56.0
AIM_MS = 5.0
LADDER = even_ladder()


def measure() -> list[Figure]:
    """Milliseconds of the middle run."""
    exact = _open_session(know_nothing())
    whole = median(repeat(_from_nothing, number=1, repeat=RUNS)) * 1000
    return [
        against("a bout learned and a dose decided, exact grid", _decision_ms(exact), "ms", AIM_MS, digits=2),
        against("a session opened and its dose decided, exact grid", _opening_ms(), "ms", AIM_MS, digits=2),
        Figure("a bout learned, Gaussian, each of 10,000 people at once", f"{_crowd_us():.1f} µs"),
        Figure("24 sessions of 6 bouts learned from nothing, exact grid", f"{whole:,.0f} ms"),
    ]


def _decision_ms(known: Knowledge) -> float:
    at_h = (known.at_h or 0.0) + 0.05

    def once() -> None:
        decide(learn(known, _bout(at_h)), at_h + 0.03, LADDER)

    return median(repeat(once, number=TIMES, repeat=RUNS)) / TIMES * 1000


def _opening_ms() -> float:
    known = learn_all(_log(), know_nothing())
    at_h = (known.at_h or 0.0) + 30

    def once() -> None:
        decide(known, at_h, LADDER)

    return median(repeat(once, number=TIMES, repeat=RUNS)) / TIMES * 1000


def _from_nothing() -> None:
    learn_all(_log(), know_nothing())


def _open_session(known: Knowledge) -> Knowledge:
    at_h = SESSIONS * GAP_H
    return learn_all([*_log(), Opened(at_h), Settled(at_h + 0.05, 1, _heart(1))], known)


def _crowd_us() -> float:
    people = crowd(PEOPLE)
    level, value, sd = np.full(PEOPLE, 2.0), np.full(PEOPLE, -1.2), np.full(PEOPLE, 0.9)
    fine = np.zeros(PEOPLE, dtype=np.bool_)

    def once() -> None:
        people.overwhelmed_or_not(level, fine).answered(level, value, sd)

    return median(repeat(once, number=1, repeat=RUNS)) / PEOPLE * 1e6


def _log() -> list[Entry]:
    log: list[Entry] = []
    for session in range(SESSIONS):
        at_h = session * GAP_H
        log += [Opened(at_h), Settled(at_h + 0.05, 1, _heart(session % 5))]
        log += [_bout(at_h + 0.1 + 0.04 * bout) for bout in range(BOUTS)]
        log += [Closed(at_h + 0.6), Morning(at_h + 14)]
    return log


def _bout(at_h: float) -> RoundDone:
    return RoundDone(at_h, HalfLevel(4), 45, distress=3, readings=_heart(6))


def _heart(rise: float) -> tuple[Reading, ...]:
    return (Reading(Feature.HEART_RISE, rise, 0.9),)
