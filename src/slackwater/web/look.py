"""How it looks, what it speaks and whether aloud: a plain cookie in this browser, with nothing about the person."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from slackwater.tongues import LANGUAGES

NAME = "slackwater-look"
KEPT_S = 400 * 24 * 3600
THEMES = ("system", "dusk", "night", "day")
SHAPES = ("slim", "even", "broad", "round")
TONES = ("sand", "rose", "amber", "clay", "umber", "earth")
"""From light to dark."""
TIDE = "tide"
"""In place of a shape: the water alone."""
FIGURES = (*(f"{shape}-{tone}" for shape in (*SHAPES, TIDE) for tone in TONES), TIDE)
"""What a browser may have kept: a shape and a tone, such as ``round-clay``."""
USUAL_FIGURE = "even-sand"


@dataclass(frozen=True, slots=True)
class Look:
    """The choices; anything unknown is as if it were not chosen."""

    theme: str = THEMES[0]
    figure: str = USUAL_FIGURE
    voice: bool = True
    language: str = ""
    """Empty for whatever the browser asks for."""

    @property
    def shape(self) -> str:
        """One of ``SHAPES``, or ``TIDE``."""
        return self.figure.partition("-")[0]

    @property
    def tone(self) -> str:
        """One of ``TONES``, also while no body is shown."""
        return self.figure.partition("-")[2] or USUAL_FIGURE.partition("-")[2]


def look_of(request: HttpRequest) -> Look:
    """What this browser chose."""
    chosen = parse_qs(request.COOKIES.get(NAME, ""))
    theme = chosen.get("theme", [""])[0]
    figure = chosen.get("figure", [""])[0]
    voice = chosen.get("voice", ["on"])[0] != "off"
    return _known(Look(theme, figure, voice=voice, language=chosen.get("language", [""])[0]))


def chosen_language(looks: str) -> str:
    """The language in what a browser keeps of its looks; empty where none was chosen."""
    return parse_qs(looks).get("language", [""])[0]


def keep_look(response: HttpResponseBase, look: Look) -> None:
    """Let the browser remember."""
    known = _known(look)
    value = {"theme": known.theme, "figure": known.figure, "voice": "on" if known.voice else "off"}
    if known.language:
        value["language"] = known.language
    response.set_cookie(NAME, urlencode(value), max_age=KEPT_S, httponly=True, samesite="Strict")


def _known(look: Look) -> Look:
    theme = look.theme if look.theme in THEMES else THEMES[0]
    figure = look.figure if look.figure in FIGURES else USUAL_FIGURE
    language = look.language if look.language in LANGUAGES else ""
    return Look(theme, figure, voice=look.voice, language=language)
