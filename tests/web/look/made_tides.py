"""A season of somebody made up, folded and drawn as the page of tides has it."""

from collections.abc import Iterator
from datetime import date

from slackwater.journal.facts import BodyMark, BodyMarked, HowItHasBeen, Own, OwnAnswer, RestChosen, SummedUp
from slackwater.live.body_map import PlaceWords
from slackwater.tides.folding import AllKept, Calendar, fold_tides
from slackwater.tides.own import Named
from slackwater.tides.trend import View
from slackwater.web.pages import Option
from slackwater.web.tides_page import Scale, TidesPage, WeekPage
from slackwater.web.views_tides import _trends

LAST = date(2026, 11, 22).toordinal()
DAY_S, HOUR_S = 86400, 3600
HERE = Calendar(lambda unix_s: unix_s // DAY_S, lambda day: (day + 1) * 24.0)
"""Days are counted from the first day of the calendar, so that no time zone matters."""
NAMES = Named(("the stairs at home",), ("sleep",))


def all_kept(days: int) -> AllKept:
    """A session on two days of three, a chosen rest each week, and a word each week; one week in four is silent."""
    sums = []
    for at in range(days):
        opened_s = (LAST - days + 1 + at) * DAY_S + 18 * HOUR_S
        if at % 3 == 2:
            continue
        stops = () if at % 7 != 3 else (None if at % 2 else 300,)
        after = None if at % 5 == 0 else 1 + at % 3
        rounds = (95 + 7 * (at % 9), 110 + at % 4)
        sums.append(SummedUp(opened_s, opened_s + 1500, 3 + at % 4, after, rounds, stops, 240, 300.0, 0))
    own = [RestChosen((LAST - back) * DAY_S) for back in range(1, days, 7)]
    weeks = [
        HowItHasBeen(
            (LAST - back) * DAY_S,
            None if back % 28 == 0 else 2 + back // 7 % 4,
            tuple(
                OwnAnswer(own, words, 4 + back // 7 % 3)
                for own in Own
                for words in NAMES.of(own)
                if own is Own.ACTIVITY
            ),
        )
        for back in reversed(range(0, days, 7))
    ]
    return AllKept(tuple(sums), (*NAMES.facts(), *own, *weeks), maps=tuple(maps(days)))


def maps(days: int) -> Iterator[BodyMarked]:
    """A map every sixth day: the belly on each, the throat on some, without a strength at times."""
    for number, back in enumerate(range(days - 1, -1, -6)):
        marks = [BodyMark("upper-belly", None if number % 4 == 0 else 1 + number % 3, ("tight",))]
        if number % 3 == 0:
            marks.append(BodyMark("throat", 2, ()))
        yield BodyMarked((LAST - back) * DAY_S + 20 * HOUR_S, "", tuple(marks))


def tides_page(days: int = 84) -> TidesPage:
    trends = None
    if days:
        trends = _trends(fold_tides(all_kept(days), View(LAST - days + 1, LAST), HERE), PlaceWords())
    views = (Option("season", "12 weeks"), Option("all", "All of it", chosen=True))
    return TidesPage(trends, views, asks=bool(days), said="" if days else "Kept.")


def week_page() -> WeekPage:
    activities = (Scale("activity-0", "the stairs at home"),)
    empty = tuple(Scale(f"wellbeing-{at}", "") for at in range(3))
    return WeekPage(
        activities,
        (),
        (*activities, Scale("activity-1", ""), Scale("activity-2", "")),
        empty,
        longest=60,
        last=date(2026, 11, 15),
        problem="Nothing was kept.",
    )
