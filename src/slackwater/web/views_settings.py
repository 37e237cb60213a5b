"""Settings: what is stored where, how it looks, whether it speaks."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.live.choices import Choices
from slackwater.live.home import Home
from slackwater.live.household import name_of
from slackwater.live.idle import WAITS_MIN
from slackwater.live.senses import Sense
from slackwater.live.tide import Pacing
from slackwater.tongues import offered, spoken
from slackwater.web.look import SHAPES, THEMES, TIDE, TONES, Look, keep_look, look_of
from slackwater.web.owning.places import BROWSER, FILES
from slackwater.web.pages import Option, Settings, Stored
from slackwater.web.showing import is_post, personal, show
from slackwater.web.views_voice import speakers
from slackwater.web.words import word

CHOSEN_AT = frozenset({"/welcome", "/unlock", "/who"})
"""Pages with the languages on them, where nothing else is chosen yet."""


@personal
async def settings(request: HttpRequest, home: Home) -> HttpResponseBase:
    """What is stored where, and how it looks."""
    if is_post(request):
        given = request.POST
        figure = f"{given.get('shape', '')}-{given.get('tone', '')}"
        look = Look(
            given.get("theme", ""),
            figure,
            voice=given.get("voice") != "off",
            language=given.get("language", ""),
        )
        response = redirect("/settings?kept=1")
        keep_look(response, look)
        if "body" in given:
            await home.choose(_chosen(given))
        return response
    look, choices = look_of(request), await home.choices()
    page = Settings(
        stored=_stored(home),
        folder=str(home.folder) if home.folder is not None and home.cabinet.keeps else "",
        themes=tuple(Option(one, word("settings", one), one == look.theme) for one in THEMES),
        shapes=tuple(Option(one, word("settings", one), one == look.shape) for one in (*SHAPES, TIDE)),
        tones=tuple(Option(one, word("settings", one), one == look.tone) for one in TONES),
        voice=look.voice,
        senses=tuple(
            Option(one.value, word("settings", one.value), one not in choices.barred) for one in Sense
        ),
        breathing=tuple(
            Option(one.value, word("settings", one.value), one is choices.breathing) for one in Pacing
        ),
        speakers=speakers(request, spoken()),
        waits=_waits(home),
        name=name_of(home),
        language=_language(look),
        problem=word("settings", "sure") if "unsure" in request.GET else "",
        said=word("settings", "kept") if "kept" in request.GET else "",
    )
    return show(request, "settings", page)


async def language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language, and show the same page again."""
    back = urlsplit(request.headers.get("Referer", "")).path
    response = redirect(f"{back}?kept=1" if is_post(request) and back in CHOSEN_AT else "/")
    if is_post(request):
        keep_look(response, replace(look_of(request), language=request.POST.get("language", "")))
    return response


def _language(look: Look) -> str:
    """The language that was chosen; none where this program does not hold it, for then it is not spoken either."""
    return look.language if look.language in {one.code for one in offered()} else ""


def _waits(home: Home) -> tuple[Option, ...]:
    """How long alone it may stay open; a journal that ends with the program never locks."""
    if not home.cabinet.keeps:
        return ()
    now = home.cabinet.idle.after_s
    return tuple(Option(str(one), word("own", f"wait_{one}"), one * 60 == now) for one in WAITS_MIN)


def _chosen(given: QueryDict) -> Choices:
    """What was ticked: a sense that is not, is set aside."""
    counts = set(given.getlist("senses"))
    ways = {one.value: one for one in Pacing}
    return Choices(
        frozenset(one for one in Sense if one.value not in counts),
        ways.get(given.get("breathing", ""), Pacing.PLANNED),
    )


def _stored(home: Home) -> tuple[Stored, ...]:
    """Every place where something is put; where nothing is kept, what is said stays in memory."""
    if home.cabinet.keeps:
        files = [Stored(one.what, one.where, one.sealed, file=True) for one in FILES]
    else:
        files = [Stored(FILES[0].what, word("stored", "in_memory"), sealed=False)]
    return (*files, *(Stored(one.what, one.where, sealed=False) for one in BROWSER))
