"""Which browser is asking: a signed cookie with a random id, and nothing else in it."""

import secrets

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.response import HttpResponseBase

KEPT_S = 400 * 24 * 3600
"""As long as browsers allow."""


def cookie_name(port: int) -> str:
    """The cookie's name: cookies are shared by all ports of a host, so the port is in it."""
    return f"slackwater-{port}"


def browser_in(cookies: str, port: int) -> str:
    """The browser's id from a ``Cookie`` header, or empty where there is none or it was not signed here."""
    return _read(parse_cookie(cookies).get(cookie_name(port), ""))


def browser_of(request: HttpRequest) -> str:
    """The id of the browser that asks, or empty where it was never let in."""
    return _read(request.COOKIES.get(cookie_name(int(request.get_port())), ""))


def _read(value: str) -> str:
    try:
        return str(_signer().unsign(value))
    except BadSignature:
        return ""


def _signer() -> Signer:
    return Signer(salt="slackwater.browser")


def give_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """From this response on the browser that asks is known."""
    response.set_cookie(
        cookie_name(int(request.get_port())),
        _signer().sign(secrets.token_urlsafe(18)),
        max_age=KEPT_S,
        httponly=True,
        samesite="Strict",
    )
