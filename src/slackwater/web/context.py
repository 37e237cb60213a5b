"""What every page is given beside its own values."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from slackwater.live.address import Keyhole
from slackwater.live.home import Home
from slackwater.live.household import Household
from slackwater.tongues import offered, script_words, spoken
from slackwater.voices.shelf import Shelf
from slackwater.web.browsers import browser_of
from slackwater.web.look import look_of
from slackwater.web.pages import Site

if TYPE_CHECKING:
    from slackwater.web.lan.network import Lan


def home_of(request: HttpRequest) -> Home:
    """The home this server serves."""
    home = getattr(request, "scope", {}).get("home")
    if not isinstance(home, Home):
        raise TypeError("the server has no home")
    return home


def household_of(request: HttpRequest) -> Household:
    """Everybody who has a home on this machine."""
    household = getattr(request, "scope", {}).get("household")
    if not isinstance(household, Household):
        raise TypeError("the server has no household")
    return household


def shelf_of(request: HttpRequest) -> Shelf | None:
    """Where clips of spoken lines stand, for everybody at this machine; None where nothing is kept at all."""
    folder = household_of(request).first.folder
    return None if folder is None else Shelf(folder)


def keyhole_of(request: HttpRequest) -> Keyhole:
    """What lets a browser into this server."""
    keyhole = getattr(request, "scope", {}).get("keyhole")
    if not isinstance(keyhole, Keyhole):
        raise TypeError("the server has no key")
    return keyhole


def lan_of(request: HttpRequest) -> "Lan | None":
    """The home network's side of this server, or None where it was not asked for. Its parts load only with it."""
    scope: dict[str, Any] = getattr(request, "scope", {})
    lan: Lan | None = scope.get("lan")
    return lan


def every_page(request: HttpRequest) -> dict[str, object]:
    """``site``, for the template of any page."""
    home, look = home_of(request), look_of(request)
    browser = browser_of(request)
    opened, shelf = home.cabinet.open_in(browser), shelf_of(request)
    return {
        "site": Site(
            open=opened,
            keeping=home.cabinet.keeping,
            session_open=opened and home.running is not None,
            theme=look.theme,
            figure=look.figure,
            voice=look.voice,
            language=spoken(),
            languages=offered(),
            script_words=script_words(spoken()),
            clips=bool(browser and shelf and shelf.voices(spoken())),
            lock_after_s=int(home.cabinet.idle.after_s) if opened and home.cabinet.keeps else 0,
        )
    }
