"""The language of a page: chosen in this browser, else asked for, else English; and every spoken line in it."""

import json
import re
import urllib.request
from collections.abc import Callable
from html import unescape
from threading import Event, current_thread

import pytest

from slackwater.practices import library
from slackwater.practices.practice import Clip
from slackwater.tongues import LANGUAGES, speaking, worded
from slackwater.web import asgi
from slackwater.web.words import word

from .guest import Guest, Line
from .house import House

OTHERS = [one for one in LANGUAGES if one != "en"]


def asks_for(guest: Guest, languages: str) -> None:
    """The browser asks for these from now on."""
    guest._opener.addheaders = [("Accept-Language", languages)]


def spoken(guest: Guest) -> tuple[str, str]:
    found = re.search(r'<html lang="(\w+)" dir="(\w+)"', guest.html)
    assert found is not None
    return found[1], found[2]


def said(language: str, text: str, context: str | None = None) -> str:
    with speaking(language):
        return worded(text, context)


@pytest.mark.parametrize(
    ("asked", "language", "direction"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de", "ltr"),
        ("fr,es;q=0.8,en;q=0.5", "es", "ltr"),
        ("ar", "ar", "rtl"),
        ("fr", "en", "ltr"),
        ("en-GB,de;q=0.5", "en", "ltr"),
        ("*;q=nonsense,,", "en", "ltr"),
    ],
)
def test_a_page_speaks_what_its_browser_asks_for(
    stranger: Guest, asked: str, language: str, direction: str
) -> None:
    asks_for(stranger, asked)
    stranger.get("/help")
    assert spoken(stranger) == (language, direction)
    assert stranger.headers["Content-Language"] == language
    assert "Accept-Language" in stranger.headers["Vary"]
    assert said(language, "Nobody watches this app, and it cannot call for help. People can.") in unescape(
        stranger.html
    )


@pytest.mark.parametrize(
    "page", ["/welcome", "/ground", "/help", "/practices", "/how", "/practices/pelvic-tilts"]
)
@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_of_a_page_stays_english(stranger: Guest, page: str, language: str) -> None:
    """Every sentence that the English page shows is gone from the other one, data apart."""
    asks_for(stranger, "en")
    english = sentences(stranger.get(page))
    asks_for(stranger, language)
    other = sentences(stranger.get(page))
    assert len(english) > 5
    assert english & other == set()


def sentences(html: str) -> set[str]:
    main = re.sub(DATA, "", html[html.index("<main") :], flags=re.DOTALL)
    texts = {unescape(text).strip() for text in re.findall(r">([^<>]+)<", main)}
    return {one for one in texts if len(re.findall("[A-Za-z]{2,}", one)) > 2}


DATA = r'<ul class="lines">.*?</ul>|<samp>.*?</samp>|<details name="country".*?</details>'
"""Crisis lines with their countries, and where something is known from: they are said as they are."""


@pytest.mark.parametrize("page", ["/welcome", "/unlock", "/who"])
def test_a_language_is_chosen_where_nothing_else_is_yet_and_one_stays_there(
    stranger: Guest, page: str
) -> None:
    stranger.get("/welcome")
    for language in LANGUAGES.values():
        assert re.search(
            rf'<button[^>]*value="{language.code}" lang="{language.code}"[^>]*>{language.name}<',
            stranger.html,
        )
    choose(stranger, "ar", page)
    stranger.get("/help")
    assert spoken(stranger) == ("ar", "rtl")
    asks_for(stranger, "de")
    stranger.get("/help")
    assert spoken(stranger) == ("ar", "rtl"), "what was chosen counts more than what is asked for"


def choose(guest: Guest, language: str, page: str) -> None:
    """Press the button of a language on this page."""
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', guest.html)
    assert token is not None
    body = f"csrfmiddlewaretoken={token[1]}&language={language}".encode()
    request = urllib.request.Request(
        f"{guest.url}/language", body, {"Origin": guest.url, "Referer": f"{guest.url}{page}"}
    )
    guest._open(request)
    assert guest.at == page or page != "/welcome"


def test_the_way_back_from_a_choice_leads_to_no_other_page(stranger: Guest) -> None:
    stranger.get("/welcome")
    choose(stranger, "de", "//evil.example/welcome")
    assert stranger.at == "/welcome", "a fresh house begins there"


def test_settings_offer_each_language_by_its_own_name_and_say_who_checked_it(guest: Guest) -> None:
    guest.get("/settings")
    honest = (
        "These words were translated with care. No native speaker and no practitioner has checked them yet."
    )
    assert honest not in guest.html
    for language in LANGUAGES.values():
        choice = (
            rf'value="{language.code}"[^>]*><span lang="{language.code}" dir="(\w+)">{language.name}</span>'
        )
        assert re.search(choice, guest.html), language.name
    for language in OTHERS:
        guest.post("/settings", theme="dusk", shape="even", tone="sand", voice="on", language=language)
        assert guest.at == "/settings"
        assert spoken(guest)[0] == language
        assert said(language, honest) in unescape(guest.html)
        assert said(language, honest) != honest
    guest.post("/settings", theme="dusk", shape="even", tone="sand", voice="on", language="en")
    assert spoken(guest) == ("en", "ltr")


def kept_as_shown(guest: Guest, **changed: str) -> dict[str, str]:
    """What the form of the settings sends when nothing in it is touched but this."""
    form = guest.html[guest.html.index('action="/settings"') :]
    ticked = re.findall(r'type="radio" name="(\w+)" value="([^"]*)" checked', form[: form.index("</form>")])
    return dict(ticked) | changed


def test_keeping_a_setting_chooses_no_language_that_was_not_chosen(guest: Guest) -> None:
    """Whoever keeps the light of the page goes on to be spoken to as the browser asks."""
    asks_for(guest, "de")
    guest.get("/settings")
    assert kept_as_shown(guest)["language"] == "", "as the browser asks is what is ticked"
    assert said("de", "As this browser asks") in guest.html
    guest.post("/settings", **kept_as_shown(guest, theme="night"))
    assert spoken(guest)[0] == "de"
    asks_for(guest, "es")
    assert kept_as_shown(guest)["theme"] == "night"
    guest.get("/settings")
    assert spoken(guest)[0] == "es"


def test_a_language_that_was_chosen_can_be_left_to_the_browser_again(guest: Guest) -> None:
    asks_for(guest, "de")
    guest.get("/settings")
    guest.post("/settings", **kept_as_shown(guest, language="ar"))
    assert spoken(guest)[0] == kept_as_shown(guest)["language"] == "ar"
    guest.post("/settings", **kept_as_shown(guest, theme="night"))
    assert spoken(guest)[0] == "ar", "what was chosen stays while something else is kept"
    guest.post("/settings", **kept_as_shown(guest, language=""))
    assert spoken(guest)[0] == "de"
    assert kept_as_shown(guest)["language"] == ""


def test_scripts_are_given_their_words_with_the_page(stranger: Guest) -> None:
    held = re.compile(r'<script id="script-words" type="application/json">(.*?)</script>', re.DOTALL)
    stranger.get("/ground")
    assert held.search(stranger.html) is None
    asks_for(stranger, "de")
    found = held.search(stranger.get("/ground"))
    assert found is not None
    words = json.loads(found[1])
    assert words["Once more"] == said("de", "Once more")
    assert "Today" not in words


@pytest.mark.parametrize(
    "page", ["/", "/settings", "/reminders", "/words", "/body", "/tides", "/help/people"]
)
def test_what_a_page_holds_for_its_scripts_takes_no_name_from_a_field(guest: Guest, page: str) -> None:
    """A label leads to the first element of its name, and what stands in the head is no field."""
    asks_for(guest, "de")
    names = re.findall(r'\sid="([^"]+)"', guest.get(page))
    assert guest.at == page
    assert [one for one in names if names.count(one) > 1] == []


def test_a_day_is_written_as_its_language_does(stranger: Guest) -> None:
    from datetime import date

    from slackwater.web.templatetags.days import long_day, short_day
    from slackwater.web.tongue import speaking_all

    day, told = date(2026, 3, 4), {}
    for language in LANGUAGES:
        with speaking_all(language):
            told[language] = (long_day(day), short_day(day))
    assert told["en"] == ("4 March 2026", "4 Mar 2026")
    assert told["de"][0] == "4. März 2026"
    assert told["es"][0] == "4 de marzo de 2026"
    assert told["ar"][0] == "4 مارس 2026"


@pytest.mark.parametrize("language", OTHERS)
def test_numbers_in_a_drawing_stay_numbers(stranger: Guest, language: str) -> None:
    """A German comma in a path draws nothing."""
    asks_for(stranger, language)
    stranger.get("/how")
    drawn = re.findall(r'\b(?:d|y|x|height|points|viewBox)="([^"]*)"', stranger.html)
    assert any("." in one for one in drawn)
    assert [one for one in drawn if "," in one] == []


def test_two_pages_of_one_session_each_hear_their_own_language(guest: Guest) -> None:
    guest.begin()
    assert 'data-socket="/ws/session?language=en"' in guest.html, "whatever another page chooses later"
    asks_for(guest, "de")
    assert 'data-socket="/ws/session?language=de"' in guest.get("/session"), "a page names its own language"
    english = Line(guest.socket())
    german = Line(guest.socket(language="de", **{"Accept-Language": "es"}), role="watch")
    heard, hears = english.asked("arrival"), german.asked("arrival")
    assert heard["text"] == word("question", "arrival")
    assert hears["text"] == said("de", "How is it as you arrive?", "question") != heard["text"]
    english.say("too_much")
    stopped = german.scene(lambda scene: scene["phase"] == "grounding")
    assert stopped["stop"]["text"] == said("de", word("reason", "too_much"), "reason")
    assert stopped["question"] is None or stopped["question"]["text"] != ""


@pytest.mark.parametrize("language", OTHERS)
def test_a_line_and_its_caption_are_spoken_in_the_language_of_the_page(guest: Guest, language: str) -> None:
    """The session began in English; who comes with another language hears the same line in it."""
    guest.begin()
    line = Line(guest.socket(**{"Accept-Language": language}))
    line.answer("arrival", "arrived", distress=2, far_away=0)
    scene = line.scene(lambda one: bool(one["lines"]))
    first, here = scene["lines"][0]["line"], scene["figure"]["practice"]
    line_id = first["id"].partition("@")[0]
    with speaking(language):
        told = next(one for one in library()[here].words.lines if one.id == line_id)
    in_english = next(one for one in library()[here].words.lines if one.id == line_id)
    assert told.clip in Clip
    assert first["text"] == told.text != in_english.text
    assert (first["sub"] or "") == told.sub


def test_what_is_refused_is_said_in_the_language_of_who_asked(guest: Guest) -> None:
    guest.begin()
    line = Line(guest.socket(**{"Accept-Language": "es"}))
    line.send(type="nonsense")
    refused = line.until(lambda message: message["type"] == "refused")
    assert (
        refused["text"]
        == said("es", word("refused", refused["why"]), "refused")
        != word("refused", refused["why"])
    )


def test_a_word_for_stopping_sounds_like_going_on_in_no_language_that_is_spoken(guest: Guest) -> None:
    guest.get("/words")
    asks_for(guest, "de")
    for taken in ("Weiter", "go on"):
        guest.get("/words")
        guest.post("/words", pause=taken, too_much="")
        assert 'role="alert"' in guest.html, taken


def test_every_language_is_read_beside_the_pages_once_the_first_is_out(
    open_house: Callable[..., House], visit: Callable[..., Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No session waits for the disk when a page of another language opens."""
    readers: list[str] = []
    begun = Event()

    def read() -> None:
        readers.append(current_thread().name)
        begun.set()

    monkeypatch.setattr(asgi, "read_ahead", read)
    monkeypatch.setattr(asgi, "READ_AFTER_S", 0.05)
    house = open_house()
    assert not begun.wait(0.2)
    visit(house).get("/ground")
    assert begun.wait(5)
    assert readers == ["languages"]
