"""How much a proposal may do, earned by sessions and days: four stages, each left only when both are there.

After closed-loop insulin software, where each step of automation opens by time and by events (AndroidAPS,
its *objectives*). Every number is a row of ``constants``.
"""

from dataclasses import dataclass, replace
from enum import Enum

from slackwater.titration.constants import Constants

DAY_H = 24.0


class Stage(Enum):
    """What titration may do."""

    OBSERVE = "observe"
    """Nothing but watch."""
    SUGGEST = "suggest"
    """Say what it would propose."""
    LOWER = "lower"
    """Make a session smaller than usual."""
    RAISE = "raise"
    """Also propose half a level more, for the person's yes."""


ORDER = (Stage.OBSERVE, Stage.SUGGEST, Stage.LOWER, Stage.RAISE)


@dataclass(frozen=True, slots=True)
class Trust:
    """The stage, since when, and what has been counted in it."""

    stage: Stage = Stage.OBSERVE
    since_h: float | None = None
    """None before the first session."""
    sessions: int = 0
    counted_h: float | None = None
    """When the last session was counted."""

    def begun(self, now_h: float) -> "Trust":
        """With the first session the days begin to count."""
        return self if self.since_h is not None else replace(self, since_h=now_h)

    def days(self, now_h: float) -> float:
        """Days in this stage so far."""
        return 0.0 if self.since_h is None else max(0.0, now_h - self.since_h) / DAY_H

    def at(self, now_h: float, constants: Constants) -> "Trust":
        """The stage reached by now."""
        trust = self
        while (ready_h := _ready_h(trust, constants)) is not None and ready_h <= now_h:
            trust = Trust(ORDER[ORDER.index(trust.stage) + 1], ready_h, 0, None)
        return trust

    def counting(self, closed_h: float, constants: Constants) -> "Trust":
        """With one more session of practice."""
        now = self.at(closed_h, constants)
        needed, _ = needs(now.stage, constants)
        if now.sessions >= needed:
            return now
        return replace(now, sessions=now.sessions + 1, counted_h=closed_h)

    def overwhelmed(self, at_h: float, constants: Constants) -> "Trust":
        """Back to only lowering; where less than that was earned, this stage begins again."""
        now = self.at(at_h, constants)
        stage = Stage.LOWER if now.stage is Stage.RAISE else now.stage
        return Trust(stage, at_h, 0, None)


def needs(stage: Stage, constants: Constants) -> tuple[float, float]:
    """Sessions and days in a stage before the next; no number leaves the last."""
    return {
        Stage.OBSERVE: (constants.observe_sessions, constants.observe_days),
        Stage.SUGGEST: (constants.suggest_sessions, constants.suggest_days),
        Stage.LOWER: (constants.lower_sessions, constants.lower_days),
        Stage.RAISE: (float("inf"), float("inf")),
    }[stage]


def _ready_h(trust: Trust, constants: Constants) -> float | None:
    sessions, days = needs(trust.stage, constants)
    if trust.since_h is None or trust.sessions < sessions:
        return None
    counted_h = trust.since_h if trust.counted_h is None else trust.counted_h
    return max(trust.since_h + days * DAY_H, counted_h)
