"""Which browser is asking: a signed cookie with a random id, and nothing else in it."""

import secrets

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.response import HttpResponseBase
from django.utils.decorators import async_only_middleware

from slackwater.web.headers import Answer

KEPT_S = 400 * 24 * 3600
"""As long as browsers allow."""


def cookie_name(port: int) -> str:
    """The cookie's name: cookies are shared by all ports of a host, so the port is in it."""
    return f"slackwater-{port}"


def browser_in(cookies: str, port: int) -> str:
    """The browser's id from a ``Cookie`` header, or empty where there is none or it was not signed here."""
    return _read(parse_cookie(cookies).get(cookie_name(port), ""))


def browser_of(request: HttpRequest) -> str:
    """The id of the browser that asks, or empty on its very first request."""
    return _read(request.COOKIES.get(cookie_name(int(request.get_port())), ""))


def _read(value: str) -> str:
    try:
        return str(_signer().unsign(value))
    except BadSignature:
        return ""


def _signer() -> Signer:
    return Signer(salt="slackwater.browser")


@async_only_middleware
def know_the_browser(get_response: Answer) -> Answer:
    """A browser that has no id yet is given one."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        response = await get_response(request)
        # A link from another site arrives without Strict cookies: that browser may well have one already.
        from_elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
        if not browser_of(request) and not from_elsewhere:
            response.set_cookie(
                cookie_name(int(request.get_port())),
                _signer().sign(secrets.token_urlsafe(18)),
                max_age=KEPT_S,
                httponly=True,
                samesite="Strict",
            )
        return response

    return answer
