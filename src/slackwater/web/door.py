"""Who is let in: a browser that brought the server's key once, and knows it by its cookie from then on.

Other accounts of the same computer reach the same port. They find the ground and help, and a page that says how
the rest is opened.
"""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.decorators import async_only_middleware

from slackwater.live.address import KEY
from slackwater.web.browsers import browser_of, give_cookie
from slackwater.web.context import keyhole_of
from slackwater.web.headers import Answer
from slackwater.web.pages import Trouble
from slackwater.web.showing import show
from slackwater.web.words import word

OPEN_TO_EVERYBODY = frozenset(
    {"/ground", "/help", "/away", "/alive", "/sw.js", "/favicon.ico", "/practices", "/how"}
)
ABOUT_NOBODY = "/practices/"
FEED = "/calendar/"
"""A calendar program has no cookie: the secret in the feed's own address lets it in, and to the feed alone."""


@async_only_middleware
def ask_for_the_key(get_response: Answer) -> Answer:
    """A key is exchanged for a cookie; without either only what is about nobody opens."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        key = request.GET.get(KEY, "") if request.method == "GET" else ""
        known = bool(browser_of(request))
        if key and (known or keyhole_of(request).fits(key)):
            arrived = _arrive(request)
            if not known:
                give_cookie(request, arrived)
            return arrived
        if known or request.path in OPEN_TO_EVERYBODY or request.path.startswith((ABOUT_NOBODY, FEED)):
            return await get_response(request)
        return show(request, "error", Trouble(word("door", "title"), word("door", "closed")), status=403)

    return answer


def _arrive(request: HttpRequest) -> HttpResponseBase:
    """On to the page without the key.

    A redirect that began on another site, or in a file, carries no strict cookie all the way: from there a page of
    ours goes on by itself.
    """
    page = "/" + request.path.lstrip("/")
    if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return HttpResponseRedirect(page)
    answer = show(request, "error", Trouble(word("door", "arriving"), word("door", "goes_on")))
    answer["Refresh"] = f"0; url={quote(page)}"
    return answer
