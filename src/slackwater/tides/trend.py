"""Readings over time as a rolling median with its middle half, and how much of it is there.

Tukey (1977), *Exploratory Data Analysis*: median and quartiles, which single odd days hardly move. Each step
looks back only, so that a line that was drawn once never changes behind. A gap stays a gap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

ENOUGH = 5
"""Values in a window before anything is said of it. ENG: of fewer, the quartiles are single answers."""
WINDOW_DAYS = 28
"""How far a step looks back where each session answers. ENG: four weeks, so that every weekday counts alike."""
WEEKLY_WINDOW_DAYS = 84
"""How far it looks back where the person is asked once a week. ENG: twelve answers at most."""
STEPS_MOST = 52
"""Steps in a view, and rows in its table. ENG: a year by weeks; a longer view has longer steps."""
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer, or that none was given."""

    day: int
    """Number of the day in any calendar that counts days."""
    value: float | None
    """None where it was not said."""


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A quarter of the values lies below ``low``, a quarter above ``high``."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Step:
    """What the window that ends with this day says."""

    day: int
    known: int
    missing: int
    quartiles: Quartiles | None
    """None where too few values are known."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Readings of one kind in a view."""

    readings: tuple[Reading, ...]
    """In the order of their days."""
    steps: tuple[Step, ...]
    """Oldest first."""

    @property
    def known(self) -> int:
        """How many values there are in the view."""
        return sum(one.value is not None for one in self.readings)

    @property
    def missing(self) -> int:
        """How often nothing was said in the view."""
        return len(self.readings) - self.known

    @property
    def says(self) -> bool:
        """Whether there is enough for a line: two steps at least."""
        return sum(step.quartiles is not None for step in self.steps) >= 2


@dataclass(frozen=True, slots=True)
class View:
    """The days that are looked at, and how they are cut into steps."""

    first: int
    last: int

    @property
    def step_days(self) -> int:
        """Days from one step to the next: whole weeks."""
        weeks = -(-(self.last - self.first + 1) // (STEPS_MOST * WEEK_DAYS))
        return WEEK_DAYS * max(1, weeks)

    @property
    def ends(self) -> tuple[int, ...]:
        """The last day of each step, oldest first; the newest step ends with the view."""
        back = range(self.last, self.first - 1, -self.step_days)
        return tuple(reversed(back))

    def has(self, day: int) -> bool:
        """Whether this day is looked at."""
        return self.first <= day <= self.last


def trend(readings: Sequence[Reading], view: View, window_days: int = WINDOW_DAYS) -> Trend:
    """The readings of the view, and its steps; a step may look back behind the view's first day."""
    ordered = sorted(readings, key=lambda one: one.day)
    days = [one.day for one in ordered]
    window_days = max(window_days, view.step_days)
    steps = []
    for end in view.ends:
        window = ordered[bisect_right(days, end - window_days) : bisect_right(days, end)]
        known = [one.value for one in window if one.value is not None]
        steps.append(Step(end, len(known), len(window) - len(known), quartiles_of(known)))
    inside = ordered[bisect_left(days, view.first) : bisect_right(days, view.last)]
    return Trend(tuple(inside), tuple(steps))


def quartiles_of(values: Sequence[float]) -> Quartiles | None:
    """The quartiles, with the ends of the values as 0 and 100 % (type 7 of Hyndman and Fan, 1996)."""
    if len(values) < ENOUGH:
        return None
    low, median, high = quantiles(values, n=4, method="inclusive")
    return Quartiles(low, median, high)
