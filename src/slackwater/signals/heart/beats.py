"""Beat-to-beat intervals judged one by one as they come: what each stands for, with the raw one kept apart.

A small causal cousin of Lipponen and Tarvainen (2019, doi 10.1080/03091902.2019.1640306). It differs: the
measure is the median of the means of neighbours over eleven intervals, which a run of early beats
(short, long, short, long) does not move; the limits are fixed shares of it, not the spread of 91 beats; a
verdict waits for one more beat at most; nothing is interpolated, the count is put right instead. ``rr`` finds
more, and later: why both stand is in ``docs/decisions/008-two-judges-of-intervals.md``.
"""

from collections import deque
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from statistics import median

from slackwater.quantities import Seconds

TICKS_PER_S = 1024
"""The strap's unit: 1/1024 s."""

SHORTEST_TICKS = round(0.25 * TICKS_PER_S)
LONGEST_TICKS = 3 * TICKS_PER_S
"""0.25 … 3 s: under 20 and over 240 beats/min no single interval is believed. ENG."""

NEIGHBOURS = 11
"""Intervals the local measure looks back over, as in Lipponen and Tarvainen."""

SHORT = 0.75
LONG = 1.5
MISSED = 1.75
"""Shares of the local measure. Breathing moves healthy intervals by less than a quarter. ENG."""

PAIR = 0.15
"""How near a short interval and the next must come to one or two measures to be explained. ENG."""

ALIKE = 0.1
"""Two short intervals in a row this alike are a heart that quickened. ENG."""


class Judged(Enum):
    """What an interval was taken for."""

    USUAL = "usual"
    ECTOPIC = "ectopic"
    """An early beat and the pause after it: together as long as two."""
    MISSED = "missed"
    """Beats the strap did not see: counted in."""
    EXTRA = "extra"
    """A beat the strap saw twice: counted once."""
    DOUBTFUL = "doubtful"
    """Unlike its neighbours, and not explained."""
    IMPOSSIBLE = "impossible"
    """No heart does this: neither its time nor a beat is counted."""


@dataclass(frozen=True, slots=True)
class Interval:
    """One interval as the strap sent it, and what it stands for."""

    ticks: int
    """1/1024 s, never altered."""
    beats: int
    """How many beats of the heart it stands for: 0 for half of a beat seen twice."""
    judged: Judged
    arrived: Seconds
    evened_ticks: float
    """Its length, an early beat and its pause made even: what is left over is breath and unrest."""


class Judge:
    """Hands out each interval once it can be judged: at once, or one beat later when it is short."""

    def __init__(self) -> None:
        self._recent: deque[int] = deque(maxlen=NEIGHBOURS)
        self._waiting: Interval | None = None

    def forget(self) -> None:
        """Start again, as after a silence."""
        self._recent.clear()
        self._waiting = None

    def hear(self, ticks: int, arrived: Seconds) -> tuple[Interval, ...]:
        """Take the next interval and give those that are judged now, oldest first."""
        if not SHORTEST_TICKS <= ticks <= LONGEST_TICKS:
            return (*self._let_go(), _as(Judged.IMPOSSIBLE, ticks, arrived, beats=0))
        measure = self._measure()
        self._recent.append(ticks)
        if self._waiting is not None and measure is not None:
            return self._judge_pair(self._waiting, ticks, arrived, measure)
        if measure is not None and ticks < SHORT * measure:
            self._waiting = _as(Judged.DOUBTFUL, ticks, arrived)
            return ()
        return (_judge_alone(ticks, arrived, measure),)

    def _measure(self) -> float | None:
        """Return how long an interval is here, in ticks, once four have been heard."""
        if len(self._recent) < 4:
            return None
        return median((a + b) / 2 for a, b in pairwise(self._recent))

    def _let_go(self) -> tuple[Interval, ...]:
        waiting, self._waiting = self._waiting, None
        return () if waiting is None else (waiting,)

    def _judge_pair(
        self, short: Interval, ticks: int, arrived: Seconds, measure: float
    ) -> tuple[Interval, ...]:
        self._waiting = None
        together = (short.ticks + ticks) / measure
        if abs(together - 1) <= PAIR:
            return replace(short, beats=0, judged=Judged.EXTRA), _as(Judged.EXTRA, ticks, arrived)
        if abs(together - 2) <= 2 * PAIR:
            half = (short.ticks + ticks) / 2
            pair = short, _as(Judged.ECTOPIC, ticks, arrived)
            return tuple(replace(each, judged=Judged.ECTOPIC, evened_ticks=half) for each in pair)
        if abs(ticks - short.ticks) <= ALIKE * short.ticks:
            return replace(short, judged=Judged.USUAL), _as(Judged.USUAL, ticks, arrived)
        if ticks < SHORT * measure:
            self._waiting = _as(Judged.DOUBTFUL, ticks, arrived)
            return (short,)
        return short, _judge_alone(ticks, arrived, measure)


def _judge_alone(ticks: int, arrived: Seconds, measure: float | None) -> Interval:
    share = 1.0 if measure is None else ticks / measure
    if share >= MISSED:
        return _as(Judged.MISSED, ticks, arrived, beats=round(share))
    return _as(Judged.DOUBTFUL if share > LONG else Judged.USUAL, ticks, arrived)


def _as(judged: Judged, ticks: int, arrived: Seconds, beats: int = 1) -> Interval:
    return Interval(ticks, beats, judged, arrived, float(ticks))
