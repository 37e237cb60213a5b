"""Phones: how one joins on the home network, and which have."""

import time
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.live.home import Home
from slackwater.web.context import lan_of
from slackwater.web.lan.pairing import MOST_PHONES, Part
from slackwater.web.pages import Code, Paired, Phones
from slackwater.web.showing import is_post, personal, show

if TYPE_CHECKING:
    from slackwater.web.lan.network import Lan

QUIET = 4
"""Light dots round a square, so that a camera finds it (ISO/IEC 18004 §5.3.8)."""


@personal
async def phone(request: HttpRequest, home: Home) -> HttpResponseBase:
    """The phones that are let in; a fresh pair of codes, or one phone fewer, when asked."""
    lan = lan_of(request)
    if lan is not None:
        await lan.look()
    if lan is None or lan.authority is None:
        return show(
            request,
            "phones",
            Phones(on=False, keeps=home.cabinet.keeps, plain="", fingerprint="", paired=(), full=False),
        )
    if is_post(request) and "forget" in request.POST:
        await lan.forget(request.POST["forget"])
        return redirect("/phone")
    asked = is_post(request) and request.POST.get("show") == "codes"
    full = len(lan.phones) >= MOST_PHONES
    page = Phones(
        on=True,
        keeps=home.cabinet.keeps,
        plain=lan.plain,
        fingerprint=lan.authority.fingerprint,
        paired=_paired(lan),
        full=full,
        trust=_code(lan, Part.STOP) if asked and not full else None,
        join=_code(lan, Part.WATCH) if asked and not full else None,
    )
    return show(request, "phones", page)


def _paired(lan: "Lan") -> tuple[Paired, ...]:
    return tuple(
        Paired(one.id, one.name, time.strftime("%Y-%m-%d", time.localtime(one.since_unix_s)))
        for one in lan.phones
    )


def _code(lan: "Lan", part: Part) -> Code:
    """A code that stands from now on. It is behind a #, which no browser sends and no log keeps."""
    import segno  # noqa: PLC0415 -- no other page needs it

    address = f"{lan.plain if part is Part.STOP else lan.secure}/#{lan.codes.offer(part)}"
    drawn = segno.make(address, error="m", micro=False)
    rows = drawn.matrix_iter(border=QUIET)
    dots = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Code(address, int(drawn.symbol_size(border=QUIET)[0]), "".join(dots))
