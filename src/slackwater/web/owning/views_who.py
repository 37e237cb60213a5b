"""Who is here: the door of a household, and what it calls a person."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.live.errors import HouseFull, NameTaken
from slackwater.live.home import Home
from slackwater.live.household import clean_name, name_of
from slackwater.web.browsers import browser_of
from slackwater.web.context import home_of, household_of
from slackwater.web.owning.pages import Who
from slackwater.web.pages import Option
from slackwater.web.showing import is_post, personal, show, trouble
from slackwater.web.words import word


async def who(request: HttpRequest) -> HttpResponseBase:
    """Choose whose door to stand before, or begin a journal of one's own. Tells nothing but the chosen names."""
    household, browser = household_of(request), browser_of(request)
    if home_of(request).cabinet.open_in(
        browser
    ):  # it is locked first: nobody goes from one journal to another
        return redirect("/settings")
    if not household.people:
        return redirect("/welcome")
    if not is_post(request):
        return _ask(request)
    if "new" not in request.POST:
        found = await household.stand_before(browser, request.POST.get("person", "-"))
        return redirect("/unlock" if found else "/who")
    name = clean_name(request.POST.get("name", ""))
    if not name:
        return _ask(request, word("own", "name_first"))
    try:
        await household.welcome(browser, name)
    except (HouseFull, NameTaken) as refused:
        return _ask(request, str(refused), name)
    return redirect("/welcome")


def _ask(request: HttpRequest, problem: str = "", typed: str = "") -> HttpResponseBase:
    people = (
        Option(person, name_of(home) or word("own", "no_name"))
        for person, home in household_of(request).people
    )
    return show(request, "who", Who(tuple(people), problem, typed), status=400 if problem else 200)


@personal
async def name(request: HttpRequest, home: Home) -> HttpResponseBase:
    """What the door calls this person."""
    if not is_post(request):
        return redirect("/settings")
    try:
        household_of(request).call(home, clean_name(request.POST.get("name", "")))
    except (NameTaken, OSError) as refused:
        return trouble(request, refused)
    return redirect("/settings?kept=1")
