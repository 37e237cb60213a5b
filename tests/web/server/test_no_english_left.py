"""No page, refusal or file keeps an English sentence in another language: names and numbers alone stay as they are.

In Arabic every word in Latin letters is a name. In German and Spanish no text is the one of the English page, save a few
words that are spelt alike.
"""

import re
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

import pytest

from slackwater.practices import library
from slackwater.tongues import LANGUAGES

from .guest import PASSPHRASE, Guest
from .house import House
from .mobile import LanHouse

OTHERS = [one for one in LANGUAGES if one != "en"]

SILENT = {"script", "style", "code", "samp"}
"""What is not read, or is copied letter by letter."""
EMPTY = {"meta", "link", "input", "br", "hr", "img"}
READ_OUT = {"aria-label", "aria-description", "aria-valuetext", "alt", "placeholder", "title", "label"}
PRESSED = {"submit", "button", "reset"}

NAMES = frozenset(
    {"Slackwater", "Slack", "water", "JavaScript", "iPhone", "iPad", "Android", "Chrome", "Safari", "Escape",
     "Somatic", "Experiencing", "SE", "TRE", "PTSD", "MS", "NHS", "HELLO", "HOME", "SHOUT", "SHA", "CA", "VPN",
     "slackwater", "crt", "slackwater.crt"}
)  # fmt: skip
"""What no language translates, where it is not marked as another language's."""
ALIKE = {
    "de": {"Alarm", "Chat", "Chile", "Japan", "Minute", "Pause", "Portugal", "Sand", "still", "warm", "Name"},
    "es": {
        "Argentina",
        "Australia",
        "Austria",
        "Chat",
        "Chile",
        "Colombia",
        "General",
        "India",
        "No",
        "Portugal",
    },
    "ar": set(),
}
"""Whole texts that are spelt as in English."""

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
VALUE = re.compile(r"\{\w+\}|^\d+ min$")


@dataclass
class Shown(HTMLParser):
    """What a page shows or reads out, apart from what is marked as another language's."""

    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        apart = tag in SILENT or (tag != "html" and "lang" in given)
        if tag not in EMPTY:
            self._open.append((tag, apart))
        if apart:
            return
        self.found += [value for name, value in given.items() if name in READ_OUT]
        self.found += [value for name, value in given.items() if name.startswith("data-") and " " in value]
        if tag == "input" and given.get("type") in PRESSED:
            self.found.append(given.get("value", ""))
        if tag == "meta" and given.get("name") in {"description", "application-name"}:
            self.found.append(given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(apart for _, apart in self._open):
            self.found.append(data)


def shown(html: str) -> set[str]:
    """Every text with a word in Latin letters."""
    page = Shown()
    page.feed(html)
    page.close()
    texts = {" ".join(text.split()) for text in page.found}
    return {text for text in texts if LATIN.search(text)}


def speak(guest: Guest, language: str) -> None:
    guest._opener.addheaders = [("Accept-Language", language)]


def left(language: str, told: set[str], english: set[str]) -> set[str]:
    """What stayed English."""
    if language == "ar":
        return {text for text in told if set(LATIN.findall(VALUE.sub("", text))) - NAMES}
    alike = ALIKE[language] | NAMES
    return {text for text in told & english if LATIN.search(VALUE.sub("", text)) and text not in alike}


def english_left(guest: Guest, ask: Callable[[], object]) -> dict[tuple[str, str], set[str]]:
    """What stays English of the page that this brings, by language and page."""
    found, english = {}, set()
    for language in LANGUAGES:
        speak(guest, language)
        ask()
        if language == "en":
            english = shown(guest.html)
            assert english, guest.at
        elif here := left(language, shown(guest.html), english):
            found[language, guest.at] = here
    speak(guest, "en")
    return found


def of_pages(guest: Guest, *paths: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for path in paths:
        found |= english_left(guest, lambda path=path: guest.get(path))  # type: ignore[misc]
    return found


OPEN = [
    "/welcome",
    "/ground",
    "/help",
    "/help/people",
    "/away",
    "/what-helps",
    "/practices",
    "/how",
    "/stored",
    "/nothing",
]
OWN = [
    "/",
    "/screening",
    "/body",
    "/body/words",
    "/words",
    "/reminders",
    "/tides",
    "/tides/week",
    "/settings",
]
OWN += ["/stored", "/take-out", "/bring", "/phone", "/after", "/help/people"]


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house(speed=60)


@pytest.fixture
def person(house: House, visit: Callable[..., Guest]) -> Guest:
    """Somebody whose journal is kept."""
    visitor = visit(house)
    visitor.set_up("passphrase")
    visitor.get("/settings")
    return visitor


def test_nothing_stays_english_on_a_page_about_nobody(stranger: Guest) -> None:
    assert of_pages(stranger, *OPEN) == {}


def test_nothing_stays_english_on_a_page_about_a_practice(stranger: Guest) -> None:
    paths = [f"/practices/{one}{end}" for one in library() for end in ("", "/evidence")]
    assert of_pages(stranger, *paths) == {}


def test_nothing_stays_english_on_a_page_of_ones_own(person: Guest) -> None:
    assert of_pages(person, *OWN) == {}


def test_nothing_stays_english_from_arriving_until_after_a_session(person: Guest) -> None:
    found = {}
    for said in ({"arriving": "steady"}, {"new": "today.none"}):
        person.get("/")
        person.post("/", **said)
        found |= of_pages(person, "/")
    person.post("/", choose="yes")
    found |= of_pages(person, "/")
    person.post("/session", choice="")
    found |= of_pages(person, "/session", "/", "/settings")
    line = person.line()
    line.practise()
    line.say("too_much")
    line.scene(lambda scene: scene["phase"] == "grounding")
    line.say("end")
    line.scene(lambda scene: scene["phase"] in {"closing", "ended"})
    line.close()
    assert found | of_pages(person, "/", "/after", "/body", "/tides") == {}


def test_nothing_stays_english_at_a_locked_door(person: Guest) -> None:
    person.post("/lock")
    found = of_pages(person, "/unlock", "/who", "/help")
    assert found | english_left(person, lambda: person.post("/unlock", passphrase="not these words")) == {}
    assert PASSPHRASE not in person.html


def sent(guest: Guest, path: str, body: bytes, **headers: str) -> None:
    guest._open(urllib.request.Request(guest.url + path, body, {"Origin": guest.url, **headers}))


def refusals(guest: Guest) -> Iterator[tuple[str, int, Callable[[], object]]]:
    """What a page does not take, with the status of its answer."""
    many = "&".join(f"a{at}=1" for at in range(1500)).encode()
    yield "/settings", 403, lambda: sent(guest, "/settings", b"x=1")
    yield "/settings", 400, lambda: sent(guest, "/settings", many)
    yield "/bring", 400, lambda: sent(guest, "/bring", b"x", **{"Content-Type": "multipart/form-data"})
    for path, given in (
        ("/help/people", {"add": "yes", "name": "", "number": ""}),
        ("/words", {"pause": "م" * 40, "too_much": ""}),
        ("/reminders", {"on": "yes", "at": "18:00", "words": ""}),
        ("/take-out", {"passphrase": "short", "again": "other"}),
    ):
        yield path, 400, lambda path=path, given=given: (guest.get(path), guest.post(path, **given))  # type: ignore[misc]


def test_nothing_stays_english_where_something_is_refused(person: Guest) -> None:
    found = {}
    for path, status, ask in refusals(person):
        found |= english_left(person, ask)
        assert person.status == status, path
    assert found == {}


def test_nothing_stays_english_without_the_key(house: House) -> None:
    assert of_pages(Guest(house.url), "/", "/settings") == {}


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_that_is_taken_out_is_in_the_language_it_was_asked_in(person: Guest, language: str) -> None:
    pages = {}
    for asked in ("en", language):
        speak(person, asked)
        person.get("/take-out")
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', person.html)
        assert token
        request = urllib.request.Request(
            f"{person.url}/take-out", f"csrfmiddlewaretoken={token[1]}".encode(), {"Origin": person.url}
        )
        with person._opener.open(request) as answer, zipfile.ZipFile(BytesIO(answer.read())) as parcel:
            (name,) = (one for one in parcel.namelist() if one.endswith("journal.html"))
            pages[asked] = shown(parcel.read(name).decode())
    assert left(language, pages[language], pages["en"]) == set()


@pytest.mark.parametrize("secure", [False, True])
def test_nothing_stays_english_on_a_phone_of_the_home_network(
    tmp_path_factory: pytest.TempPathFactory, secure: bool
) -> None:
    lan = LanHouse(tmp_path_factory.mktemp("lan"))
    lan.owner.set_up()
    try:
        phone, found = lan.phone(), {}
        for path in ("/", "/ground", "/help", "/nothing"):
            told = {
                language: shown(phone.get(path, secure=secure, **{"Accept-Language": language}).text)
                for language in LANGUAGES
            }
            assert told["en"]
            found |= {(one, path): here for one in OTHERS if (here := left(one, told[one], told["en"]))}
    finally:
        lan.close()
    assert found == {}


def test_an_english_sentence_would_be_found() -> None:
    page = shown(
        '<p title="Say this">Rest here</p><code>a b</code><b lang="en">Shout</b><input type="submit" value="Go on">'
    )
    assert page == {"Say this", "Rest here", "Go on"}
    assert left("ar", {"راحة Slackwater", "راحة here"}, set()) == {"راحة here"}
    assert left("de", {"Rest here", "Chat"}, {"Rest here", "Chat"}) == {"Rest here"}


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("de", "Argentinien", "Australien"), ("es", "Alemania", "Argentina"), ("ar", "الأرجنتين", "إسبانيا")],
)
def test_countries_stand_in_the_order_of_the_readers_letters(
    stranger: Guest, language: str, first: str, then: str
) -> None:
    speak(stranger, language)
    names = re.findall(r"<summary>([^<]+)</summary>", stranger.get("/help"))
    assert names[:2] == [first, then]
    codes = re.findall(r'data-country="(\w+)"', stranger.html)
    assert codes[-1] == "EU"
    if language == "de":
        assert names.index("Norwegen") < names.index("Österreich") < names.index("Polen")


def test_a_number_in_groups_keeps_its_order_from_right_to_left(stranger: Guest) -> None:
    speak(stranger, "ar")
    stranger.get("/help")
    assert '<bdi dir="ltr">13 11 14</bdi>' in stranger.html
    assert '<bdi lang="en">Samaritans</bdi>' in stranger.html
    assert len(re.findall(r'<a class="number" href="(?:tel|sms):[^"]*">(?!\d{3}<)(?!<)', stranger.html)) == 0
