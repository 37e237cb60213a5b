"""Days of practice and days of rest, which count alike. A day without either is no loss: nothing is kept of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from slackwater.journal.facts import MorningAnswered, SummedUp
from slackwater.session.history import DAY_H
from slackwater.session.pausing import NUMBERS
from slackwater.tides.trend import View

HOUR_S = 3600

DayOf = Callable[[int], int]
"""The number of the day that a Unix time falls on where the person is."""


@dataclass(frozen=True, slots=True)
class Practised:
    """Days with practice, and days of rest without any; numbers of days, rising."""

    moved: tuple[int, ...]
    rested: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DayStep:
    """The days from the step before up to this one."""

    day: int
    days: int
    moved: int
    rested: int


def practised(
    sums: Iterable[SummedUp],
    mornings: Iterable[MorningAnswered],
    chosen_unix_s: Iterable[int],
    day_of: DayOf,
    owed: Iterable[tuple[int, int]] = (),
) -> Practised:
    """A day is of rest where rest was chosen, owed after a session, or all that a session held.

    ``owed`` is what was owed for an answer days later: when it was given, Unix s, and the hours.
    """
    moved: set[int] = set()
    rested = {day_of(at) for at in chosen_unix_s}
    for one in sums:
        (moved if one.work_s > 0 else rested).add(day_of(one.opened_unix_s))
        rested.update(_owed(one.ended_unix_s, one.rest_owed_h, day_of))
    for late in mornings:
        if late.too_much_later:
            rested.update(_owed(late.at_unix_s, NUMBERS.rest_overwhelm_h, day_of))
    for at_unix_s, hours in owed:
        rested.update(_owed(at_unix_s, hours, day_of))
    return Practised(tuple(sorted(moved)), tuple(sorted(rested - moved)))


def _owed(from_unix_s: int, hours: int, day_of: DayOf) -> Iterator[int]:
    """The days after one on which rest is owed."""
    return (day_of(from_unix_s + hour * HOUR_S) for hour in range(DAY_H, hours + 1, DAY_H))


def day_steps(found: Practised, view: View) -> tuple[DayStep, ...]:
    """How many days of each kind each step of the view holds."""
    steps, before = [], view.first - 1
    for end in view.ends:
        counts = (
            bisect_right(days, end) - bisect_left(days, before + 1) for days in (found.moved, found.rested)
        )
        steps.append(DayStep(end, end - before, *counts))
        before = end
    return tuple(steps)
