"""The tide a person breathes with: it may start at their own rate and lead slowly, or be left out."""

from dataclasses import dataclass, replace
from enum import Enum

from slackwater.practices.practice import Tide

SLOWEST = 4.5
FASTEST = 20.0
"""Breaths a minute that the water ever shows, whatever was measured. FACTS 4; ENG."""

LEADS = 1.0
"""Breaths a minute, in a minute, that the tide changes at most. FACTS 4 ENG."""

STEP = 0.25
"""Breaths a minute by which the water changes at once: a quarter of a minute's leading. ENG."""


class Pacing(Enum):
    """How the person likes to breathe in a breath practice. None is better."""

    LED = "led"
    """From their own rate, slowly to the practice's."""
    PLANNED = "planned"
    """At the practice's own pace."""
    FREE = "free"
    """As it comes: no tide."""


@dataclass(frozen=True, slots=True)
class Leading:
    """The tide of one round. A value: each second gives the next."""

    how: Pacing = Pacing.PLANNED
    began_s: int | None = None
    """When the round that runs began."""
    per_min: float | None = None
    """Where the tide stands; None where the practice's own clock goes."""
    shown: float | None = None

    def second(self, planned: Tide | None, began_s: int, own_per_min: float | None) -> "Leading":
        """A second later. ``own_per_min``: the person's own rate now, None while it is missing.

        Only the start listens to the sensor. From there the tide goes by its own clock, so that a sensor that is
        lost changes nothing.
        """
        if planned is None or self.how is not Pacing.LED:
            return Leading(self.how)
        if began_s != self.began_s:
            return self._begin(began_s, own_per_min)
        if self.per_min is None:
            return self
        apart = planned.per_minute - self.per_min
        moved = self.per_min + max(-LEADS / 60, min(LEADS / 60, apart))
        there = abs(planned.per_minute - moved) < LEADS / 60
        shown = moved if self.shown is None or there or abs(moved - self.shown) >= STEP else self.shown
        return replace(self, per_min=moved, shown=shown)

    def tide(self, planned: Tide | None, began_s: int) -> Tide | None:
        """The tide to show in the breath round that began then, out as much longer than in as the practice says."""
        if planned is None or self.how is Pacing.FREE:
            return None
        if self.shown is None or began_s != self.began_s:
            return planned
        scale = planned.per_minute / self.shown
        return replace(planned, in_s=round(planned.in_s * scale, 2), out_s=round(planned.out_s * scale, 2))

    def _begin(self, began_s: int, own_per_min: float | None) -> "Leading":
        if own_per_min is None:
            return Leading(self.how, began_s)
        start = max(SLOWEST, min(FASTEST, own_per_min))
        return Leading(self.how, began_s, start, start)
