"""The first run, opening and locking, and the screening."""

import asyncio
from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.journal.errors import DidNotOpen, JournalError, NotNow
from slackwater.journal.ring import has_safe_keyring
from slackwater.live.errors import TriedOften
from slackwater.live.home import Home
from slackwater.live.household import name_of
from slackwater.live.keeping import Keeping, key_from
from slackwater.live.today import Screening as Given
from slackwater.practices.asking import Group, questions
from slackwater.web.browsers import browser_of, keep_known
from slackwater.web.context import home_of, household_of
from slackwater.web.pages import Option, Recovery, Screening, ScreeningQuestion, Unlock, Welcome
from slackwater.web.showing import is_post, personal, show, trouble
from slackwater.web.words import word

ADULT = "adult"


async def welcome(request: HttpRequest) -> HttpResponseBase:
    """The first run: what this is, and how answers are kept."""
    home = home_of(request)
    if home.cabinet.trouble is not None:
        return trouble(request, home.cabinet.trouble)
    if home.cabinet.decided:
        return redirect("/")
    if not is_post(request):
        return await _ask_keeping(request, "")
    wish = request.POST.get("keeping", "")
    passphrase = request.POST.get("passphrase", "")
    if wish not in {Keeping.PASSPHRASE.value, Keeping.KEYRING.value, Keeping.NOTHING.value}:
        return await _ask_keeping(request, word("welcome", "choose"))
    if wish == Keeping.NOTHING.value:
        home.cabinet.begin_in_memory(browser_of(request))
        household_of(request).arrived(home)
        return redirect("/screening")
    if wish == Keeping.PASSPHRASE.value and passphrase != request.POST.get("again", ""):
        return await _ask_keeping(request, word("welcome", "differ"), wish)
    try:
        code = await home.cabinet.begin(
            browser_of(request), passphrase if wish == Keeping.PASSPHRASE.value else None
        )
    except (DidNotOpen, NotNow) as refused:
        return await _ask_keeping(request, str(refused), wish)
    except JournalError as error:
        return trouble(request, error)
    household_of(request).arrived(home)
    shown = show(request, "recovery", Recovery(code, "/screening"))
    keep_known(request, shown)
    return shown


async def _ask_keeping(request: HttpRequest, problem: str, chosen: str = "") -> HttpResponseBase:
    has_keyring = await asyncio.to_thread(has_safe_keyring)  # a keyring may be slow to answer
    ways = ("passphrase", "keyring", "nothing") if has_keyring else ("passphrase", "nothing")
    options = tuple(
        Option(way, word("welcome", way), way == chosen, word("welcome", f"{way}_about")) for way in ways
    )
    return show(request, "welcome", Welcome(options, has_keyring, problem), status=400 if problem else 200)


async def unlock(request: HttpRequest) -> HttpResponseBase:
    """Open the journal in this browser."""
    home = home_of(request)
    if household_of(request).asks_who(browser_of(request)):
        return redirect("/who")
    if not home.cabinet.decided:
        return redirect("/welcome")
    if home.cabinet.open_in(browser_of(request)):
        return redirect("/")
    problem = ""
    if is_post(request):
        key = key_from(
            passphrase=request.POST.get("passphrase", ""),
            code=request.POST.get("code", ""),
            keyring=request.POST.get("keyring") == "1",
        )
        try:
            await home.unlock(browser_of(request), key)
        except (DidNotOpen, TriedOften) as refused:
            problem = str(refused)
        except JournalError as error:
            return trouble(request, error)
        else:
            onward = redirect("/session" if home.running is not None else "/")
            keep_known(request, onward)
            return onward
    page = Unlock(home.cabinet.keeping, problem, name_of(home))
    return show(request, "unlock", page, status=400 if problem else 200)


@personal
async def lock(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Lock: what runs is paused and written first."""
    if is_post(request):
        await home.lock()
    return redirect("/")


@personal
async def forget(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Destroy everything that is kept."""
    if is_post(request) and request.POST.get("sure") == "yes":
        await household_of(request).delete(home)
        return redirect("/")
    return redirect("/settings?unsure=1")


@personal
async def screening(request: HttpRequest, home: Home) -> HttpResponseBase:
    """A few questions, the first time and whenever the person likes; what is skipped counts as not sure."""
    standing = await home.standing()
    known = standing.screening
    if not is_post(request):
        return _ask(request, known)
    ticks = {tick for group in questions().groups for tick in request.POST.getlist(group.id)}
    adult = {"yes": True, "no": False}.get(request.POST.get(ADULT, ""))
    await home.screen(Given(adult, frozenset(ticks), home.clock.unix_s()))
    return redirect("/")


def _ask(request: HttpRequest, known: Given | None) -> HttpResponseBase:
    return show(request, "screening", Screening(tuple(_questions(known)), known is None))


def _questions(known: Given | None) -> Iterator[ScreeningQuestion]:
    asked = questions()
    adult = (
        Option("yes", asked.yes, known is not None and known.adult is True),
        Option("no", asked.no, known is not None and known.adult is False),
    )
    yield ScreeningQuestion(ADULT, asked.adult, "", many=False, options=adult)
    for group in asked.groups:
        chosen = known.ticks if known else frozenset[str]()
        options = tuple(Option(one, text, one in chosen) for one, text in _texts(group))
        yield ScreeningQuestion(group.id, group.ask, "", many=True, options=options)


def _texts(group: Group) -> Iterator[tuple[str, str]]:
    yield from ((option.id, option.text) for option in group.options)
    yield f"{group.id}.none", group.none
    yield f"{group.id}.unsure", group.unsure
