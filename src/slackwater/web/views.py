"""Pages that are about nobody: ground, help, the practices, the neutral page, the service worker."""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from slackwater.live.address import proof
from slackwater.live.home import Home
from slackwater.live.wishes import wishes_of
from slackwater.practices import library
from slackwater.practices.practice import Practice, Role
from slackwater.practices.showing import for_page
from slackwater.web.browsers import browser_of
from slackwater.web.context import home_of, keyhole_of
from slackwater.web.pages import PracticeCard, PracticePage, Practices, Trouble
from slackwater.web.reaching import help_page, today_of
from slackwater.web.server import LONGEST_NONCE, NONCE
from slackwater.web.showing import show
from slackwater.web.words import word

HERE = Path(__file__).parent
STATIC = HERE / "static"


async def ground(request: HttpRequest) -> HttpResponseBase:
    """Finding the ground: needs nothing."""
    return show(request, "ground", None)


async def help_(request: HttpRequest) -> HttpResponseBase:
    """Help from people."""
    return show(request, "help", help_page(today_of(home_of(request))))


async def away(request: HttpRequest) -> HttpResponseBase:
    """The neutral page that takes ours' place."""
    return show(request, "away", None)


async def alive(request: HttpRequest) -> HttpResponseBase:
    """Prove to a second start that it is Slackwater that answers here, and with the key in its folder."""
    said = proof(keyhole_of(request).key, int(request.get_port()), request.GET.get(NONCE, "")[:LONGEST_NONCE])
    return HttpResponse(f"slackwater {said}", content_type="text/plain")


async def practices(request: HttpRequest) -> HttpResponseBase:
    """Every practice of the library."""
    closed, favourites = await _closed(request), await _favourites(request)
    cards = tuple(
        PracticeCard(
            one.id,
            one.words.title,
            one.words.summary,
            one.id not in closed,
            closed.get(one.id, ""),
            None if favourites is None or one.role is not Role.ROUND else one.id in favourites,
        )
        for one in library().values()
        if one.role is not Role.FRAME
    )
    return show(request, "practices", Practices(cards))


async def practice(request: HttpRequest, practice_id: str) -> HttpResponseBase:
    """One practice."""
    closed = await _closed(request)
    page = PracticePage(
        for_page(_practice(practice_id)), practice_id not in closed, closed.get(practice_id, "")
    )
    return show(request, "practice", page)


async def practice_json(_request: HttpRequest, practice_id: str) -> HttpResponseBase:
    """One practice, for a page to draw and speak."""
    return JsonResponse(for_page(_practice(practice_id)))


async def service_worker(_request: HttpRequest) -> HttpResponseBase:
    """The service worker, its shelf named for this build, so that an update replaces what it holds."""
    source = (STATIC / "live" / "sw.js").read_text(encoding="utf-8")
    body = source.replace("slackwater-at-hand-1", f"slackwater-at-hand-{build()}")
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


async def no_icon(_request: HttpRequest) -> HttpResponseBase:
    """Nothing, for a browser that asks for a picture of a page that shall have none, the neutral one."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def wrong_form(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form that did not come from a page of this server, or is too old."""
    del reason
    return show(request, "error", Trouble(word("trouble", "title"), word("trouble", "old_form")), status=403)


@cache
def build() -> str:
    """A short name for this build's own files."""
    digest = hashlib.sha256()
    for folder in (STATIC, HERE / "templates"):
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _practice(practice_id: str) -> Practice:
    found = library().get(practice_id)
    if found is None:
        raise Http404
    return found


async def _favourites(request: HttpRequest) -> frozenset[str] | None:
    """The person's favourites; None of somebody who has not opened."""
    home: Home = home_of(request)
    if not home.cabinet.open_in(browser_of(request)):
        return None
    return (await wishes_of(home.cabinet)).favourites


async def _closed(request: HttpRequest) -> dict[str, str]:
    """Why a practice is not offered to this person now; nothing is known of somebody who has not opened."""
    home: Home = home_of(request)
    if not home.cabinet.open_in(browser_of(request)):
        return {}
    standing = await home.standing()
    if standing.screening is None:
        return {}
    plan = home.today.plan(standing.screening, standing.limits)
    return {one.practice: one.words for one in plan.not_offered}
