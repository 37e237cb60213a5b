"""The person's own people. Those in this browser never come here; those in the journal only while it is open."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.journal.errors import JournalError
from slackwater.live.home import Home
from slackwater.live.people import LONGEST, MOST_PEOPLE, OwnPerson, keep_people, kept_people
from slackwater.web.browsers import browser_of
from slackwater.web.context import home_of
from slackwater.web.pages import People
from slackwater.web.showing import is_post, show, trouble
from slackwater.web.words import word


async def people(request: HttpRequest) -> HttpResponseBase:
    """Add somebody, or take somebody away. Needs no open journal: a browser keeps its own."""
    home = home_of(request)
    here = _is_open(request, home)
    try:
        had = await kept_people(home.cabinet) if here else ()
        if not is_post(request):
            return show(request, "people", _page(had, here=here))
        if not here:
            return redirect("/unlock")
        problem = await _change(request, home, had)
    except JournalError as error:
        return trouble(request, error)
    if problem:
        name, number = _given(request)
        page = _page(had, here=here, problem=problem, name=name[:LONGEST], number=number[:LONGEST])
        return show(request, "people", page, status=400)
    return redirect("/help/people")


async def people_json(request: HttpRequest) -> HttpResponseBase:
    """Those in the journal while it is open here, for the help page; otherwise nobody."""
    home = home_of(request)
    had = await kept_people(home.cabinet) if _is_open(request, home) else ()
    return JsonResponse({"people": [asdict(one) for one in had]})


async def _change(request: HttpRequest, home: Home, had: tuple[OwnPerson, ...]) -> str:
    """Do what was asked; what was wrong with it, or nothing."""
    take = request.POST.get("take")
    if take is not None:  # sent twice it takes away one: at that place somebody else stands by then
        gone = OwnPerson(*_given(request))
        left = [one for place, one in enumerate(had) if str(place) != take or one != gone]
        if len(left) < len(had):
            await keep_people(home.cabinet, left)
        return ""
    if request.POST.get("where") != "journal":
        return word("people", "where")
    name, number = _given(request)
    if not name or len(name) > LONGEST:
        return word("people", "name")
    if not number or len(number) > LONGEST:
        return word("people", "number")
    if (added := OwnPerson(name, number)) in had:
        return ""
    if len(had) >= MOST_PEOPLE:
        return word("people", "full")
    await keep_people(home.cabinet, [*had, added])
    return ""


def _given(request: HttpRequest) -> tuple[str, str]:
    name, number = (" ".join(request.POST.get(field, "").split()) for field in ("name", "number"))
    return name, number


def _is_open(request: HttpRequest, home: Home) -> bool:
    return bool(home.cabinet.decided and home.cabinet.open_in(browser_of(request)))


def _page(had: tuple[OwnPerson, ...], *, here: bool, **told: str) -> People:
    return People(here, had, len(had) >= MOST_PEOPLE, **told)
