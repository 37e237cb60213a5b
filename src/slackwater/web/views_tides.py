"""Tides: what was said over time; and how the last week was, for whoever likes to say."""

from collections.abc import Iterator
from itertools import chain
from math import ceil
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.journal.facts import Own, OwnAnswer
from slackwater.live.body_map import PlaceWords, newest_place_words
from slackwater.live.home import Home
from slackwater.live.over_time import Week, day_of, name_own, say_of_week, tides_of, week_of
from slackwater.tides.folding import OwnLine, Tides
from slackwater.tides.marks import MapsOverTime
from slackwater.tides.own import MOST, WORDS_MOST, Named, named
from slackwater.tides.trend import ENOUGH
from slackwater.web.asking import reading
from slackwater.web.charts import draw_days, draw_trend, on_day
from slackwater.web.pages import Option
from slackwater.web.showing import is_post, personal, show
from slackwater.web.tides_page import BodyOverTime, MarkedPlace, OwnChart, Scale, TidesPage, Trends, WeekPage
from slackwater.web.words import word

VIEWS: dict[str, int | None] = {"season": 84, "year": 365, "all": None}
"""Days that are looked at; None for all."""
MOST_OF_SCALE = 10
QUARTERS = 4
"""Steps of how often a place was marked; the picture of a body has as many shades."""


@personal
async def tides(request: HttpRequest, home: Home) -> HttpResponseBase:
    """What was said over time."""
    if is_post(request):
        if "later" in request.POST:
            await say_of_week(home, None, ())
        return redirect("/tides")
    asked = request.GET.get("view", "")
    said = word("tides", "kept") if "kept" in request.GET else ""
    return show(request, "tides", await tides_page(home, asked if asked in VIEWS else "all", said))


async def tides_page(home: Home, view: str, said: str = "") -> TidesPage:
    """The page's value for one of :data:`VIEWS`."""
    found, now = await tides_of(home, VIEWS[view]), await week_of(home)
    places = await home.cabinet.ask(lambda journal: newest_place_words(journal.facts(None)))
    views = tuple(Option(one, word("tides", f"view_{one}"), one == view) for one in VIEWS)
    return TidesPage(_trends(found, places) if found else None, views, now.asks, said)


def _trends(found: Tides, places: PlaceWords) -> Trends:
    view = found.view
    return Trends(
        sessions=found.sessions,
        first=on_day(view.first),
        last=on_day(view.last),
        after_rounds=draw_trend("rounds", found.after_rounds, view),
        after_stops=draw_trend("stops", found.after_stops, view),
        before=draw_trend("before", found.before, view, MOST_OF_SCALE),
        after=draw_trend("after", found.after, view, MOST_OF_SCALE),
        days=draw_days(found.days, view),
        board=draw_trend("board", found.board, view),
        pain=draw_trend("pain", found.pain, view, MOST_OF_SCALE),
        activities=tuple(_own(found, Own.ACTIVITY)),
        wellbeing=tuple(_own(found, Own.WELLBEING)),
        body=_body(found.maps, places),
    )


def _body(maps: MapsOverTime, places: PlaceWords) -> BodyOverTime:
    """Places that the person hid stay out of sight here too."""
    many = maps.earlier + maps.later
    seen = [one for one in maps.places if one.place not in places.hidden]
    return BodyOverTime(
        earlier=maps.earlier,
        later=maps.later,
        enough=maps.enough,
        least=ENOUGH,
        steps={one.place: ceil(QUARTERS * (one.earlier + one.later) / many) for one in seen},
        hidden=places.hidden,
        places=tuple(
            MarkedPlace(places.of(one.place), one.earlier, one.later, _strength(one.strength)) for one in seen
        ),
    )


def _strength(middle: float | None) -> str:
    """A middle between two steps is told as the lower."""
    return "" if middle is None else word("intensity", str(int(middle)))


def _own(found: Tides, own: Own) -> Iterator[OwnChart]:
    lines: list[OwnLine] = [line for line in found.own if line.own is own]
    for at, line in enumerate(lines):
        chart = draw_trend(f"{own.value}-{at}", line.trend, found.view, MOST_OF_SCALE, title=line.words)
        yield OwnChart(chart, line.now)


@personal
async def week(request: HttpRequest, home: Home) -> HttpResponseBase:
    """How the last week was, and what the person would like to be asked about."""
    now = await week_of(home)
    if not is_post(request):
        return show(request, "week", _week(now))
    given = request.POST
    if "name" in given:
        await name_own(home, named(given.getlist(Own.ACTIVITY.value), given.getlist(Own.WELLBEING.value)))
        return redirect("/tides/week")
    if given.getlist("words") != list(chain(now.names.activities, now.names.wellbeing)):
        return show(request, "week", _week(now, word("tides", "renamed")), status=409)
    await say_of_week(home, reading(given, "pain", MOST_OF_SCALE), _answers(given, now.names))
    return redirect("/tides?kept=1")


def _answers(given: QueryDict, names: Named) -> Iterator[OwnAnswer]:
    for own in Own:
        for scale in _scales(own, names.of(own)):
            value = reading(given, scale.name, MOST_OF_SCALE)
            if value is not None:
                yield OwnAnswer(own, scale.words, value)


def _week(now: Week, problem: str = "") -> WeekPage:
    fields: dict[str, Any] = {}
    for own, name in ((Own.ACTIVITY, "activities"), (Own.WELLBEING, "wellbeing")):
        words = now.names.of(own)
        fields[name] = _scales(own, words)
        fields[f"name_{name}"] = _scales(own, (*words, *[""] * (MOST - len(words))))
    last = None if now.last is None else on_day(day_of(now.last.at_unix_s))
    return WeekPage(**fields, longest=WORDS_MOST, last=last, problem=problem)


def _scales(own: Own, names: tuple[str, ...]) -> tuple[Scale, ...]:
    return tuple(Scale(f"{own.value}-{at}", words) for at, words in enumerate(names))
