"""Which browser is asking: a signed cookie with a random id, and nothing else in it.

A browser that was let in by a key is known until the program ends. One that has opened a kept journal is known
from then on: whatever it sees later it sees with the journal's own key.
"""

import secrets
from contextlib import suppress

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.response import HttpResponseBase

KEPT_S = 400 * 24 * 3600
"""As long as browsers allow."""

_OPENED = "slackwater.browser.opened"
_THIS_RUN = f"slackwater.browser.{secrets.token_urlsafe(18)}"
"""Forgotten with the program, and with it every cookie that it signed."""


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
    for salt in (_THIS_RUN, _OPENED):
        with suppress(BadSignature):
            return str(Signer(salt=salt).unsign(value))
    return ""


def new_browser() -> str:
    """The id of a browser that was never here."""
    return secrets.token_urlsafe(18)


def cookie_for(browser: str, port: int) -> str:
    """A ``Cookie`` header for a client inside this program, as if it had been let in by a key."""
    return f"{cookie_name(port)}={Signer(salt=_THIS_RUN).sign(browser)}"


def give_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """From this response on the browser that asks is known, for as long as the program runs."""
    _give(request, response, Signer(salt=_THIS_RUN).sign(new_browser()))


def keep_known(request: HttpRequest, response: HttpResponseBase) -> None:
    """The browser has opened a journal that is kept, and is known when the program runs again."""
    _give(request, response, Signer(salt=_OPENED).sign(browser_of(request)))


def _give(request: HttpRequest, response: HttpResponseBase, value: str) -> None:
    response.set_cookie(
        cookie_name(int(request.get_port())),
        value,
        max_age=KEPT_S,
        httponly=True,
        samesite="Strict",
    )
