"""Every page with a value of each kind in it, served as the product serves it: same policy, same files."""

import json
import mimetypes
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import django
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory

from slackwater.journal.facts import BodyMark
from slackwater.live.body_map import PlaceWords
from slackwater.practices import library
from slackwater.practices.showing import for_page
from slackwater.tongues import LANGUAGES, script_words
from slackwater.web import how, views_how
from slackwater.web import pages as p
from slackwater.web import pages_help as ph
from slackwater.web import pages_wishes as pw
from slackwater.web.look import TONES
from slackwater.web.reaching import help_page
from slackwater.web.tongue import speaking_all
from slackwater.web.views_body import map_page, words_page
from slackwater.web.words import word

from . import owning
from .made_tides import tides_page, week_page

WEB = Path(p.__file__).parent
TEMPLATES = WEB / "templates"
STATIC = WEB / "static"


def ready_templates() -> None:
    """Django, ready to render the shipped templates."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slackwater.web.settings")
    settings.SECRET_KEY = "for tests"
    django.setup()


def policy() -> str:
    """The content policy as the product sends it."""
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def _options(*pairs: str) -> tuple[p.Option, ...]:
    return tuple(
        p.Option(one.lower().replace(" ", "_"), one, chosen=at == 0, about="A word about it.")
        for at, one in enumerate(pairs)
    )


def _suggestion() -> p.Suggestion:
    parts = (
        p.Part("diaphragmatic-breathing", "Belly breath", "A low, slow breath", "4 min"),
        p.Part("pelvic-tilts", "Pelvic tilts", "Very small", "6 min"),
    )
    return p.Suggestion(
        "gentle", "Breath, then pelvic tilts", 14, "Lying on your back", ("a mat or a rug",), parts,
        "It is the lowest on the ladder.", "This app does not know you yet.",
        ("The step: level 1.", "About 4 in 100 may be too much.", "Part 1 of 4: we only watch for now."),
    )  # fmt: skip


def _later() -> p.Later:
    options = _options("It has passed", "It is easing", "Still hard", "Harder than before", "Rather not say")
    title = "A session was hard for you about a week ago. How is it now?"
    return p.Later(title, "Any answer is fine.", "follow", options, "0", 7)


def _today(arrived: str, *, new: bool = False, resting: bool = False) -> p.Today:
    arriving = tuple(
        p.Option(value, text)
        for value, text in (
            ("steady", "Steady"),
            ("a_lot", "Getting a lot"),
            ("too_much", "Too much"),
            ("far_away", "Far away"),
        )
    )
    others = (
        p.Other(
            "felt-sense", "Felt sense", offered=True, why="A small look inward.", favourite=True, chosen=True
        ),
        p.Other("lunge", "Supported low lunge", offered=False, why="a hip was replaced"),
    )
    return p.Today(
        arriving, arrived, _options("Yes", "No") if new else (), _suggestion() if arrived else None,
        others, "A quiet day is fine." if new else "", resting,
        later=_later() if new else None,
        times=_options("As it is suggested", "5 minutes at most", "10 minutes at most"),
        postures=_options("Whichever suits it", "Lying on your back", "On a chair", "Standing"),
    )  # fmt: skip


def _after(*, asked: bool) -> p.After:
    return p.After(
        p.Reading(5, 0), p.Reading(3, 1) if asked else None, asked, "", "",
        (p.Moment("4:10", "Paused: you tapped."),), "Rest until tomorrow." if asked else "", kept=asked, form="0",
        session="5e551011",
        how=_options("It went well enough", "It was mixed", "Something went wrong"), went_wrong=asked,
    )  # fmt: skip


def _screening() -> p.Screening:
    return p.Screening(
        (
            p.ScreeningQuestion(
                "adult", "Are you 18 or older?", "", many=False, options=_options("Yes", "No")
            ),
            p.ScreeningQuestion(
                "hips", "Your hips", "Tick all that fit.", many=True, options=_options("Sore", "New")
            ),
        ),
        first=True,
    )


def _help() -> ph.Help:
    """The rows as they are, with one that was checked lately and one long ago."""
    page = help_page(date(2026, 11, 23))
    checked = ph.Checked("fresh", date(2026, 11, 3)), ph.Checked("old", date(2026, 1, 3))
    first, *others = page.countries
    lines = tuple(replace(one, checked=checked[1]) for one in first.lines)
    return replace(page, countries=(replace(first, lines=lines, checked=checked[0]), *others))


def _people(*, opened: bool) -> p.People:
    people = (p.OwnPerson("Ana", "+44 7700 900123"), p.OwnPerson("The quiet one", "ana@example.org"))
    if not opened:
        return p.People(open=False, people=(), full=False)
    return p.People(open=True, people=people, full=False, problem="A number is missing.", name="Bo")


def _settings() -> p.Settings:
    shapes = tuple(p.Option(one, one, one == "even") for one in ("slim", "even", "broad", "round", "tide"))
    tones = tuple(p.Option(one, one, one == "sand") for one in TONES)
    stored = (
        p.Stored("What you say", "In your journal", sealed=True),
        p.Stored("The look", "Here", sealed=False),
    )
    made = word("speaker", "clips").format(here=190, every=192)
    speakers = (p.Option("joe", "Joe", True, made), p.Option("browser", word("speaker", "browser")))
    return p.Settings(
        stored, "~/.local/share/slackwater", _options("Dusk", "Night", "Day"), shapes, tones, voice=True,
        speakers=speakers,
    )  # fmt: skip


def _body_map() -> object:
    marks = (
        BodyMark("chest", 2, ("warm",)),
        BodyMark("pelvic-floor", 3, ("numb", "foggy")),
        BodyMark("left-hip-crease", None, ()),
    )
    own = PlaceWords({"left-hip-crease": "The fold on my left"}, frozenset({"tailbone"}))
    return map_page(marks, own, "5e551011", ("One of the words is not in the list.",), kept=True)


def _practice() -> p.PracticePage:
    return p.PracticePage(
        for_page(library()["pelvic-tilts"]), offered=False, why="The stop drill comes first."
    )


def _practices() -> p.Practices:
    return p.Practices(
        tuple(
            p.PracticeCard(
                one.id,
                one.words.title,
                one.words.summary,
                offered=one.id != "pelvic-tilts",
                why="Not yet.",
                favourite={"pelvic-tilts": True, "arriving": None}.get(one.id, False),
            )
            for one in library().values()
        )
    )


def _words() -> pw.OwnWords:
    stops = (pw.OwnWord("too_much", "Too much", "Red"), pw.OwnWord("pause", "Pause", ""))
    return pw.OwnWords(stops, 20, "That word was not taken.", "Kept.")


def _reminders(*, on: bool) -> pw.ReminderPage:
    return pw.ReminderPage(
        on, "A quiet moment", "A quiet moment", 40, _options("Monday", "Tuesday", "Wednesday", "Sunday"),
        "18:00", "21:00", "08:00", "http://127.0.0.1:8765/calendar/k3-Zq9yT8mVbN2xWc7rLd5sGf1hJ4pQa6.ics" if on else "",
        kept=on, problem="" if on else "That cannot be reminded of.", said="Kept." if on else "",
    )  # fmt: skip


def _phones(*, asked: bool) -> p.Phones:
    code = p.Code("http://192.168.1.4:8766/#K7MD2FQX9TRAWE4HB3NC5JLPK7MD2FQX", 33, "M4 4h7v1h-7z")
    paired = (p.Paired("a1", "iPhone", "2026-11-23"), p.Paired("b2", "Android phone", "2026-11-24"))
    return p.Phones(
        on=True, keeps=asked, plain="http://192.168.1.4:8766", fingerprint=":".join(["A7"] * 32),
        paired=paired if asked else (), full=False, trust=code if asked else None, join=code if asked else None,
    )  # fmt: skip


def _trust(*, ready: bool) -> dict[str, object]:
    return {"ready": ready, "secure": "https://192.168.1.4:8767", "certificate": "/slackwater.crt"}


def _mobile(*, paired: bool) -> dict[str, object]:
    return {"paired": paired, "socket": "/ws/session", "plain": "http://192.168.1.4:8766"}


PAGES: dict[str, tuple[str, Callable[[], object]]] = {
    "welcome": (
        "welcome.html",
        lambda: p.Welcome(_options("Passphrase", "Keyring"), has_keyring=True, problem="Say it twice."),
    ),
    "recovery": ("recovery.html", lambda: p.Recovery("K7MD-2FQX-9TRA-WE4H-B3NC-5JLP", "/screening")),
    "unlock": ("unlock.html", lambda: p.Unlock(p.Keeping.PASSPHRASE, "That does not open it.")),
    "screening": ("screening.html", _screening),
    "today-arriving": ("today.html", lambda: _today("")),
    "today-offer": ("today.html", lambda: _today("steady", new=True)),
    "today-rest": ("today.html", lambda: _today("steady", resting=True)),
    "session": ("session.html", lambda: p.Session("/ws/session", "/after")),
    "session-own-words": (
        "session.html",
        lambda: p.Session("/ws/session", "/after", {"too_much": "Rote Laterne an", "pause": "ممم"}),
    ),
    "words": ("words.html", _words),
    "reminders": ("reminders.html", lambda: _reminders(on=True)),
    "reminders-off": ("reminders.html", lambda: _reminders(on=False)),
    "after-asking": ("after.html", lambda: _after(asked=False)),
    "after": ("after.html", lambda: _after(asked=True)),
    "what-helps": ("what-helps.html", lambda: None),
    "ground": ("ground.html", lambda: None),
    "help": ("help.html", _help),
    "people": ("people.html", lambda: _people(opened=False)),
    "people-open": ("people.html", lambda: _people(opened=True)),
    "body-map": ("body.html", _body_map),
    "body-words": (
        "body-words.html",
        lambda: words_page(
            PlaceWords({"sacrum": "Root"}, frozenset({"genitals"})), ("That is long.",), "Kept."
        ),
    ),
    "practices": ("practices.html", _practices),
    "practice": ("practice.html", _practice),
    "how": ("how.html", lambda: how.how_page(how.Asked())),
    "how-unknown": (
        "how.html",
        lambda: how.how_page(how.Asked("answered", "forceful", "no_rest"), known=False),
    ),
    "evidence": ("evidence.html", lambda: views_how.evidence_page("supported-low-lunge")),
    "settings": ("settings.html", _settings),
    "stored": ("stored.html", owning.kept),
    "who": ("who.html", owning.who),
    "take-out": ("take_out.html", owning.take_out),
    "bring": ("bring.html", lambda: owning.bring(done=False)),
    "bring-done": ("bring.html", lambda: owning.bring(done=True)),
    "phones": ("phones.html", lambda: _phones(asked=True)),
    "phones-none": ("phones.html", lambda: _phones(asked=False)),
    "phones-off": (
        "phones.html",
        lambda: p.Phones(on=False, keeps=True, plain="", fingerprint="", paired=(), full=False),
    ),
    "on-a-phone-trust": ("lan/trust.html", lambda: _trust(ready=True)),
    "on-a-phone-locked": ("lan/trust.html", lambda: _trust(ready=False)),
    "on-a-phone": ("lan/phone.html", lambda: _mobile(paired=True)),
    "on-a-phone-join": ("lan/phone.html", lambda: _mobile(paired=False)),
    "on-a-phone-ground": ("lan/ground.html", lambda: None),
    "on-a-phone-help": ("lan/help.html", _help),
    "tides": ("tides.html", tides_page),
    "tides-few": ("tides.html", lambda: tides_page(4)),
    "tides-none": ("tides.html", lambda: tides_page(0)),
    "tides-week": ("week.html", week_page),
    "error": ("error.html", lambda: p.Trouble("That did not work", "You might go back.")),
    "404": ("404.html", lambda: None),
}
"""Every page by a name of its own: its template and what it is given."""


def render(name: str, theme: str = "dusk", figure: str = "even-sand", language: str = "en") -> str:
    """A page as a browser gets it."""
    template, value = PAGES[name]
    request = RequestFactory().get(f"/{name}")
    with speaking_all(language):
        site = p.Site(
            open=True, keeping=p.Keeping.PASSPHRASE, session_open=True, theme=theme, figure=figure, voice=True,
            language=language, languages=tuple(LANGUAGES.values()), script_words=script_words(language),
        )  # fmt: skip
        given = {"page": value(), "site": site, "request": request, "csrf_token": "token"}
        return render_to_string(template, given | {"script_words": site.script_words})


@cache
def practice(name: str) -> bytes:
    return json.dumps(for_page(library()[name])).encode()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlparse(self.path)
        asked = {key: values[0] for key, values in parse_qs(url.query).items()}
        name = url.path.strip("/")
        file = WEB / name
        if name.startswith("static/") and file.is_file():
            self._send(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "text/plain")
        elif name.startswith("practices/") and name.endswith(".json"):
            self._send(practice(name[10:-5]), "application/json")
        elif name in PAGES:
            look = asked.get("theme", "dusk"), asked.get("figure", "even-sand")
            body = render(name, *look, asked.get("language", "en"))
            if "still" in asked:
                for joins in ("live/session.js", "phone/phone.js"):
                    body = body.replace(joins, "look/print.js")
            self._send(body.encode(), "text/html; charset=utf-8")
        elif name == "help/people.json":
            self._send(b'{"people": []}', "application/json")
        elif name == "sw.js":
            self._send(b"", "text/javascript")
        else:
            self.send_error(404)

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy())
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def opened() -> Iterator[str]:
    """The gallery on a free port, until the block ends; gives its address."""
    ready_templates()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
