"""Everything the page of tides shows, folded from what was kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slackwater.journal.facts import (
    BodyMarked,
    HowItHasBeen,
    Kept,
    MorningAnswered,
    Own,
    RestChosen,
    SummedUp,
)
from slackwater.tides.board import carried_minutes
from slackwater.tides.days import DayOf, DayStep, day_steps, practised
from slackwater.tides.marks import MapsOverTime, fold_maps
from slackwater.tides.own import Named, newest_names, said_of_weeks
from slackwater.tides.trend import WEEKLY_WINDOW_DAYS, WINDOW_DAYS, Reading, Trend, View, trend

MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class AllKept:
    """What was kept, as trends are made of it."""

    sums: tuple[SummedUp, ...]
    """Of sessions, the oldest first."""
    own: tuple[Kept, ...]
    """The person's own facts."""
    mornings: tuple[MorningAnswered, ...] = ()
    """What was said hours later: once a session, and that it became too much."""
    maps: tuple[BodyMarked, ...] = ()
    """Body maps with a mark on them, the oldest first."""
    owed: tuple[tuple[int, int], ...] = ()
    """Rest that answers days later owe: since when, Unix s, and how many hours."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How moments are days where the person is."""

    day_of: DayOf
    end_h: Callable[[int], float]
    """The Unix hour at which a day ends."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """Answers about something the person named."""

    own: Own
    words: str
    now: bool
    """It is still among what is asked."""
    trend: Trend


@dataclass(frozen=True, slots=True)
class Tides:
    """The trends of one view."""

    view: View
    sessions: int
    """In the view."""
    after_rounds: Trend
    after_stops: Trend
    """Minutes from the end of movement to the first settled words."""
    before: Trend
    after: Trend
    """Distress, SUDS, on arriving and once it was over."""
    board: Trend
    """Each day's end: what practice still weighs, as minutes at the first level."""
    days: tuple[DayStep, ...]
    pain: Trend
    """NRS."""
    own: tuple[OwnLine, ...]
    maps: MapsOverTime


def first_day(kept: AllKept, day_of: DayOf) -> int | None:
    """The first day of which anything is kept; None where nothing is."""
    stamps = [one.opened_unix_s for one in kept.sums]
    stamps += [one.at_unix_s for one in kept.own if isinstance(one, HowItHasBeen | RestChosen)]
    stamps += [one.at_unix_s for one in kept.maps]
    return day_of(min(stamps)) if stamps else None


def fold_tides(kept: AllKept, view: View, calendar: Calendar) -> Tides:
    """The trends of what was kept, in this view."""
    day_of, weeks = calendar.day_of, said_of_weeks(kept.own)
    days = [(day_of(one.opened_unix_s), one) for one in kept.sums]
    rests = (one.at_unix_s for one in kept.own if isinstance(one, RestChosen))
    pains = [Reading(day_of(one.at_unix_s), one.pain) for one in weeks]
    return Tides(
        view=view,
        sessions=sum(view.has(day) for day, _ in days),
        after_rounds=trend([_minutes(day, s) for day, one in days for s in one.round_settled_s], view),
        after_stops=trend([_minutes(day, s) for day, one in days for s in one.stop_settled_s], view),
        before=trend([Reading(day, one.before) for day, one in days], view),
        after=trend([Reading(day, one.after) for day, one in days], view),
        board=_board(kept, view, calendar),
        days=day_steps(practised(kept.sums, kept.mornings, rests, day_of, kept.owed), view),
        pain=trend(pains, view, WEEKLY_WINDOW_DAYS),
        own=tuple(_own(weeks, newest_names(kept.own), view, day_of)),
        maps=fold_maps(kept.maps, view, day_of),
    )


def _minutes(day: int, seconds: int | None) -> Reading:
    return Reading(day, None if seconds is None else seconds / MINUTE_S)


def _board(kept: AllKept, view: View, calendar: Calendar) -> Trend:
    """Nothing is missing here: a day without practice weighs less than the one before it.

    The days behind the view are there too, so that a step says the same in every view.
    """
    if not kept.sums:
        return trend((), view)
    first = min(calendar.day_of(one.opened_unix_s) for one in kept.sums)
    looks_back = max(WINDOW_DAYS, view.step_days)
    days = range(max(view.first - looks_back, first), view.last + 1)
    carried = carried_minutes(kept.sums, kept.mornings, [calendar.end_h(day) for day in days])
    return trend([Reading(day, minutes) for day, minutes in zip(days, carried, strict=True)], view)


def _own(weeks: Sequence[HowItHasBeen], names: Named, view: View, day_of: DayOf) -> Iterator[OwnLine]:
    """A line for everything that was ever named and answered; what is named now comes first."""
    now = [(own, words) for own in Own for words in names.of(own)]
    ever = [(one.own, one.words) for week in weeks for one in week.own]
    for own, words in dict.fromkeys([*now, *ever]):
        readings = [
            Reading(day_of(week.at_unix_s), one.value)
            for week in weeks
            for one in week.own
            if (one.own, one.words) == (own, words)
        ]
        yield OwnLine(own, words, (own, words) in now, trend(readings, view, WEEKLY_WINDOW_DAYS))
