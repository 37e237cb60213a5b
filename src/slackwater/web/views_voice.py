"""Clips of spoken lines: which there are for a page, and the sound of each. The door lets in whom it let in before."""

import asyncio

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from slackwater.tongues import speaking
from slackwater.voices.shelf import Shelf, Voice
from slackwater.web.context import shelf_of
from slackwater.web.pages import Option
from slackwater.web.spoken import spoken_lines
from slackwater.web.words import word

OF_THE_BROWSER = "browser"
"""What is chosen where the browser's own voice is to speak; no voice of the shelf has a name without a digest."""


async def clips(request: HttpRequest, language: str) -> HttpResponseBase:
    """The clips of one voice by their exact text: of the voice that is asked for, else of the one made first."""
    found = await asyncio.to_thread(clips_for, shelf_of(request), language, request.GET.get("voice", ""))
    return JsonResponse(found)


async def clip(request: HttpRequest, language: str, voice: str, name: str) -> HttpResponseBase:
    """The sound of one clip."""
    shelf = shelf_of(request)
    sound = None if shelf is None else await asyncio.to_thread(shelf.read, language, voice, name)
    if sound is None:
        raise Http404
    return HttpResponse(sound, content_type="audio/wav")


def speakers(request: HttpRequest, language: str) -> tuple[Option, ...]:
    """Whose voice may speak: those on the shelf, and the browser's own; none where there is nothing to choose."""
    shelf = shelf_of(request)
    here = () if shelf is None else shelf.voices(language)
    if shelf is None or not here:
        return ()
    texts = spoken_lines()
    made = tuple(
        Option(one.id, one.title, at == 0, _count(len(shelf.clips(one, texts)), len(texts)))
        for at, one in enumerate(here)
    )
    return (*made, Option(OF_THE_BROWSER, word("speaker", "browser")))


def _count(here: int, every: int) -> str:
    return word("speaker", "clips").format(here=here, every=every)


def clips_for(shelf: Shelf | None, language: str, asked: str) -> dict[str, object]:
    """Where the clips of a voice are, their names by their texts, and how many there would be of every line."""
    voice = None if shelf is None else _voice(shelf.voices(language), asked)
    if shelf is None or voice is None:
        return {"at": "", "clips": {}, "every": 0}
    with speaking(language):
        texts = spoken_lines()
    return {
        "at": f"/voice/{language}/{voice.id}/",
        "clips": dict(shelf.clips(voice, texts)),
        "every": len(texts),
    }


def _voice(here: tuple[Voice, ...], asked: str) -> Voice | None:
    """The voice that is asked for; one that is gone is not replaced by another: a voice is not changed unasked."""
    if not asked:
        return here[0] if here else None
    return next((one for one in here if one.id == asked), None)
