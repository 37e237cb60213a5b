"""The pages of what a person owns here."""

import asyncio

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.journal.errors import ExportTooLarge, NotNow, NotTakenIn
from slackwater.journal.keys import Passphrase
from slackwater.journal.parcel import FILE_MOST, open_parcel
from slackwater.journal.sealed_file import is_sealed, open_sealed
from slackwater.journal.stored import sentences
from slackwater.live.bringing import take_in
from slackwater.live.errors import SessionRuns
from slackwater.live.home import Home
from slackwater.live.idle import WAITS_MIN, lock_if_left
from slackwater.web.browsers import browser_of
from slackwater.web.context import home_of
from slackwater.web.owning.export import file_name, take_out, take_out_sealed
from slackwater.web.owning.pages import Bring, Kept, KeptGroup, TakeOut
from slackwater.web.owning.saying import said
from slackwater.web.showing import is_post, personal, show
from slackwater.web.words import word


async def stored(request: HttpRequest) -> HttpResponseBase:
    """Every kind of thing that is kept: about nobody, so it needs no key."""
    groups = sentences().items()
    page = Kept(
        tuple(KeptGroup(word("stored", group), tuple(sorted(rows.items()))) for group, rows in groups)
    )
    return show(request, "stored", page)


@personal
async def take_everything_out(request: HttpRequest, home: Home) -> HttpResponseBase:
    """One file with everything; locked where a passphrase was typed."""
    passphrase = request.POST.get("passphrase", "")
    if not is_post(request):
        return show(request, "take_out", TakeOut())
    if passphrase != request.POST.get("again", ""):
        return show(request, "take_out", TakeOut(word("own", "differ")), status=400)
    now_unix_s = home.clock.unix_s()
    await home.until_kept()
    try:
        if passphrase:
            key = Passphrase(passphrase)
            content = await home.cabinet.ask(lambda journal: take_out_sealed(journal, key, now_unix_s))
        else:
            content = await home.cabinet.ask(lambda journal: take_out(journal, now_unix_s))
    except NotNow as short:
        return show(request, "take_out", TakeOut(str(short)), status=400)
    name = file_name(now_unix_s, sealed=bool(passphrase))
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Encoding"] = "identity"  # it is packed: packing it again would hold everything up
    return answer


@personal
async def bring(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Bring in what was taken out elsewhere: all of it, or nothing."""
    if not is_post(request):
        return show(request, "bring", Bring())
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return show(request, "bring", Bring(word("own", "no_file")), status=400)
    try:
        content = await asyncio.to_thread(_content, file, request.POST.get("passphrase", ""))
        now_unix_s = home.clock.unix_s()
        brought = await home.change_at_rest(
            lambda journal: take_in(journal, open_parcel(content), now_unix_s)
        )
    except (NotTakenIn, SessionRuns) as refused:
        return show(request, "bring", Bring(str(refused)), status=400)
    return show(request, "bring", Bring(said=tuple(said(brought))))


def _content(file: "UploadedFile[bytes]", passphrase: str) -> bytes:
    """The zip, opened where it was locked. It is in memory, and never on the disk in clear."""
    if file.size is None or file.size > FILE_MOST:
        raise ExportTooLarge
    content = file.read()
    return open_sealed(passphrase, content) if is_sealed(content) else content


async def used(request: HttpRequest) -> HttpResponseBase:
    """Whether the journal is still open in this browser; with ``hand`` somebody is there and uses it."""
    home = home_of(request)
    is_open = home.cabinet.open_in(browser_of(request)) and not await lock_if_left(home)
    if is_open and "hand" in request.GET:
        home.cabinet.idle.use()
    return JsonResponse({"open": is_open})


@personal
async def lock_after(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Choose after how long alone it locks by itself."""
    minutes = request.POST.get("minutes", "")
    if is_post(request) and minutes in {str(wait) for wait in WAITS_MIN}:
        await home.cabinet.lock_after(int(minutes))
        return redirect("/settings?kept=1")
    return redirect("/settings")
