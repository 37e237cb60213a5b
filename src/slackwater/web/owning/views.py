"""The pages of what a person owns here."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from slackwater.journal.stored import sentences
from slackwater.web.owning.pages import Kept, KeptGroup
from slackwater.web.showing import show
from slackwater.web.words import word


async def stored(request: HttpRequest) -> HttpResponseBase:
    """Every kind of thing that is kept: about nobody, so it needs no key."""
    groups = sentences().items()
    page = Kept(tuple(KeptGroup(word("stored", group), tuple(sorted(rows.items()))) for group, rows in groups))
    return show(request, "stored", page)
