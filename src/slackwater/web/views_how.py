"""How it works, and what is known of each practice: pages about nobody."""

import asyncio
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from slackwater.practices import library
from slackwater.practices.showing import for_page
from slackwater.web.claims import Claim, claims
from slackwater.web.showing import show


@dataclass(frozen=True, slots=True)
class Evidence:
    """``evidence.html``."""

    practice: dict[str, Any]
    """As ``/practices/<id>.json`` gives it."""
    claims: tuple[Claim, ...]
    """Those that touch this practice."""


async def how(request: HttpRequest) -> HttpResponseBase:
    """The story as a picture, and what is honestly known."""
    from slackwater.web.how import how_page, read_asked  # noqa: PLC0415 -- no other page waits for numpy

    asked, known = read_asked(request.GET)
    page = await asyncio.to_thread(how_page, asked, known=known)
    return show(request, "how", page, status=200 if known else 400)


async def evidence(request: HttpRequest, practice_id: str) -> HttpResponseBase:
    """What is known of one practice, how sure, and from where."""
    if practice_id not in library():
        raise Http404
    return show(request, "evidence", evidence_page(practice_id))


def evidence_page(practice_id: str) -> Evidence:
    """What is known of this practice."""
    touching = tuple(one for one in claims() if practice_id in one.practices)
    return Evidence(for_page(library()[practice_id]), touching)
