"""Reminders: how they are set, as a file, and as a feed that a calendar program of this computer reads."""

from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.live.errors import ReminderNotSet
from slackwater.live.home import Home
from slackwater.live.reminders import (
    WORDS,
    WORDS_MOST,
    Reminders,
    last_day,
    left_in_peace,
    local_day,
    reminders_of,
    renew_address,
    set_reminders,
)
from slackwater.sharing.calendar import DAYS, Entry, write_calendar
from slackwater.tongues import worded
from slackwater.web.context import household_of
from slackwater.web.pages import Option
from slackwater.web.pages_wishes import ReminderPage
from slackwater.web.showing import is_post, personal, show
from slackwater.web.words import word

KIND = "text/calendar; charset=utf-8"
LATER_S = "3600"
"""A calendar program is asked to come again in an hour. ENG."""


@personal
async def reminders(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Set reminders, or switch them off."""
    problem, shown = "", await reminders_of(home.cabinet)
    if is_post(request) and request.POST.get("renew") == "yes":
        await renew_address(home.cabinet)
        return redirect("/reminders?renewed=1")
    if is_post(request):
        try:
            shown = _wanted(request.POST)
            await set_reminders(home.cabinet, shown, home.clock.unix_s())
        except ReminderNotSet as refused:
            problem = str(refused)
        else:
            return redirect("/reminders?kept=1")
    kept = await reminders_of(home.cabinet)
    said = next((one for one in ("kept", "renewed") if one in request.GET), "")
    page = ReminderPage(
        on=shown.on,
        words=worded(shown.words) if shown.words == WORDS else shown.words,
        usual=worded(WORDS),
        most=WORDS_MOST,
        days=tuple(
            Option(str(at), word("weekday", name.lower()), at in shown.days) for at, name in enumerate(DAYS)
        ),
        at=f"{shown.at:%H:%M}",
        quiet_from=f"{shown.quiet_from:%H:%M}",
        quiet_to=f"{shown.quiet_to:%H:%M}",
        feed=request.build_absolute_uri(f"/calendar/{kept.token}.ics") if kept.on else "",
        kept=home.cabinet.keeps,
        problem=problem,
        said=word("reminders", said) if said else "",
    )
    return show(request, "reminders", page, status=400 if problem else 200)


def _wanted(given: QueryDict) -> Reminders:
    """What a form asks for; a time that is none is not taken."""
    try:
        at, quiet_from, quiet_to = (
            time.fromisoformat(given.get(one, "")) for one in ("at", "quiet_from", "quiet_to")
        )
    except ValueError as unread:
        raise ReminderNotSet from unread
    days = frozenset(at for at in range(len(DAYS)) if str(at) in given.getlist("days"))
    return Reminders(
        given.get("on") == "yes", given.get("words", ""), days, at.replace(tzinfo=None),
        quiet_from.replace(tzinfo=None), quiet_to.replace(tzinfo=None),
    )  # fmt: skip


@personal
async def reminder_file(_request: HttpRequest, home: Home) -> HttpResponseBase:
    """The reminders as a file for any calendar."""
    kept = await reminders_of(home.cabinet)
    if not kept.on:
        return redirect("/reminders")
    answer = await _calendar(home, kept)
    answer["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return answer


async def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The reminders as a feed, for whoever has its address, while the journal is open.

    While one is locked nobody can know whether the address is right: a calendar program keeps what it has and
    comes again. Reading it is no sign that the person is there: a journal that locks when left still does.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    homes = [home for _, home in household_of(request).people]
    for home in homes:
        if home.cabinet.unlocked and (kept := await reminders_of(home.cabinet)).fits(token):
            return await _calendar(home, kept)
    if all(home.cabinet.unlocked for home in homes):
        return HttpResponse(status=404)
    return HttpResponse(status=503, headers={"Retry-After": LATER_S})


async def _calendar(home: Home, kept: Reminders) -> HttpResponse:
    standing, now_unix_s = await home.standing(), home.clock.unix_s()
    first = local_day(now_unix_s)
    body = write_calendar(
        Entry(kept.uid, kept.words, frozenset() if standing.limits.refer else kept.days, kept.at),
        first=first,
        last=last_day(kept, standing.pasts),
        without=left_in_peace(standing.pasts, standing.hard, now_unix_s),
        made=datetime.fromtimestamp(now_unix_s, UTC),
    )
    return HttpResponse(body, content_type=KIND)
