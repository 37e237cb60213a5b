"""Which language a page speaks: what this browser chose, else what it asks for, else English."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import async_only_middleware
from django.utils.translation.trans_real import parse_accept_lang_header

from slackwater.tongues import ENGLISH, offered, speaking
from slackwater.web.headers import Answer
from slackwater.web.look import NAME, chosen_language
from slackwater.web.messages import header


@async_only_middleware
def speak_its_language(get_response: Answer) -> Answer:
    """Every page in the language of its browser."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        language = _language(request.COOKIES.get(NAME, ""), request.headers.get("Accept-Language", ""))
        with speaking_all(language):
            response = await get_response(request)
        if response.get("Content-Type", "").startswith(("text/html", "application/json")):
            response.setdefault("Content-Language", language)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return answer


@contextmanager
def speaking_all(language: str) -> Iterator[None]:
    """Speak it in our own words and in Django's."""
    with speaking(language), translation.override(language):
        yield


def language_in(scope: Mapping[str, Any]) -> str:
    """The language of a connection or request that is no Django request; a page names its own in the address."""
    looks = parse_cookie(header(scope, b"cookie")).get(NAME, "")
    named = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("language", [""])[0]
    return _language(looks, header(scope, b"accept-language"), named)


def _language(look: str, asked: str, named: str = "") -> str:
    """Of the languages there are: the one that is named, else was chosen, else the first that is asked for."""
    known = {one.code for one in offered()}
    asked_for = (tag.partition("-")[0] for tag, _ in parse_accept_lang_header(asked))
    wishes = (named, chosen_language(look), *asked_for)
    return next((one for one in wishes if one in known), ENGLISH)
