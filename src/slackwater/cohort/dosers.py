"""Who gives the next dose in a virtual session: a level that was asked for, or titration itself.

Whatever they say passes through ``guiding``, and the engine may only shrink it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from slackwater.guiding.dosing import Titrated, done_before, next_round
from slackwater.guiding.round import Guide
from slackwater.practices.menu import RISING
from slackwater.practices.practice import Practice
from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import LEVEL, HalfLevel
from slackwater.session.offering import ceiling

Practices = Mapping[str, Practice]


@dataclass(frozen=True, slots=True)
class Stated:
    """What titration said of a dose before it ran."""

    overwhelm: float
    """Predictive probability that the bout overwhelms."""
    too_much: float
    """P(the tolerated level is below this dose)."""


class Rungs(Enum):
    """What a level that was wished for leads to."""

    LIBRARY = "library"
    """The way nearest below it that the library has open."""
    EVEN = "even"
    """A movement of that very half level, whether or not the library has one: tells the ladder's gaps from a policy."""


class Doser:
    """The next round; remembers the engine's ceiling and what was stated of the dose."""

    ceiling = HalfLevel(0)
    stated: Stated | None = None

    def __call__(self, guide: Guide) -> PlannedRound | None:
        """The round that is offered next; None leaves it out."""
        self.ceiling = ceiling(guide.state)
        return self.choose(guide)

    def choose(self, guide: Guide) -> PlannedRound | None:
        """The round that is wished for."""
        raise NotImplementedError


def way_to(guide: Guide, half_level: int, practices: Practices, rungs: Rungs) -> PlannedRound | None:
    """The next round at this level, or nearest below it; None where there is none."""
    level = HalfLevel(half_level)
    if rungs is Rungs.LIBRARY:
        return next_round(guide, level, practices, last=done_before(guide))
    like = guide.plan.items[guide.upcoming]
    if like.round.kind not in RISING:
        return like if like.round.level <= level else None
    return replace(like, round=replace(like.round, level=level)) if level else None


class Wished(Doser):
    """One level for the whole session; the library's way to it, and the engine's ceilings."""

    def __init__(self, half_level: int, practices: Practices, rungs: Rungs = Rungs.LIBRARY) -> None:
        self._half_level = half_level
        self._practices = practices
        self._rungs = rungs

    def choose(self, guide: Guide) -> PlannedRound | None:
        """The round nearest below the wish and the ceiling."""
        return way_to(guide, min(self._half_level, self.ceiling), self._practices, self._rungs)


class Ours(Doser):
    """What is known of the person so far, as in real sessions."""

    def __init__(self, titrated: Titrated, practices: Practices, rungs: Rungs = Rungs.LIBRARY) -> None:
        self.titrated = titrated
        self._practices = practices
        self._rungs = rungs
        self.decided: list[tuple[int, float, int, int]] = []
        """Of each decision: how many entries of the diary it was taken from, its hour, the ceiling, its half level."""

    def choose(self, guide: Guide) -> PlannedRound | None:
        """Titration's round, with what it states of the level that can run."""
        planned = self.titrated(guide) if self._rungs is Rungs.LIBRARY else self._even(guide)
        if self.titrated.decision is not None:
            proposed = int(self.titrated.decision.half_level)
            entries, now_h = len(guide.diary.entries), guide.diary.now_h
            self.decided.append((entries, now_h, int(self.ceiling), proposed))
        self.stated = None if planned is None else self._state(guide, min(planned.round.level, self.ceiling))
        return planned

    def _even(self, guide: Guide) -> PlannedRound | None:
        decision = self.titrated.decide(guide)
        level = min(decision.half_level, self.ceiling)
        planned = guide.plan.items[guide.upcoming]
        return way_to(guide, level, self._practices, self._rungs) if decision.applies else planned

    def _state(self, guide: Guide, half_level: int) -> Stated:
        known = self.titrated.learn(guide)
        load = known.load.at(guide.diary.now_h, known.constants).levels(known.constants)
        level = half_level / LEVEL + load
        return Stated(
            overwhelm=float(known.words.overwhelm(level)),
            too_much=float(known.words.too_much(np.array([level]))[0]),
        )
