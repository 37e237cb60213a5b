"""The body map: marking where something is noticed, and the person's own words for places."""

from collections.abc import Collection
from dataclasses import replace

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.journal.facts import BodyMark, BodyMarked
from slackwater.journal.journal import Journal
from slackwater.live.body_map import (
    OWN_WORD_MOST,
    STRONGEST,
    PlaceWords,
    keep_map,
    newest_place_words,
    read_maps,
    shows_care,
    sounds_far_away,
)
from slackwater.live.home import Home
from slackwater.practices.body_places import BodyView, body_views
from slackwater.practices.sensations import sensations
from slackwater.web.body_form import read_marks, read_place_words
from slackwater.web.body_pages import (
    BodyMapPage,
    BodyWordsPage,
    MapView,
    Mark,
    Place,
    PlaceWord,
    WordGroup,
    WordView,
)
from slackwater.web.pages import Option
from slackwater.web.showing import is_post, personal, show
from slackwater.web.words import word


@personal
async def body(request: HttpRequest, home: Home) -> HttpResponseBase:
    """The map to mark on, of a session or of none."""
    session = (request.POST if is_post(request) else request.GET).get("session", "")
    maps, words, known = await home.cabinet.ask(lambda journal: _kept(journal, session))
    before = next((one for one in maps if session and one.session == session), None)
    if not is_post(request):
        return show(request, "body", _asked(request, session if known else "", maps, words, known=known))
    read = read_marks(request.POST)
    problems = read.problems if known else (*read.problems, word("body", "unknown_session"))
    if not read.marks and not before and not problems:
        problems = (word("body", "nothing_marked"),)
    if problems or request.POST.get("do") == "look":
        page = map_page(read.marks, words, session if known else "", problems)
        return show(request, "body", page, status=400 if problems else 200)
    marked = BodyMarked(home.clock.unix_s(), session, read.marks)
    await home.cabinet.ask(lambda journal: keep_map(journal, marked))
    return redirect(f"/body?kept=1&session={session}" if session else "/body?kept=1")


def _asked(
    request: HttpRequest, session: str, maps: tuple[BodyMarked, ...], words: PlaceWords, *, known: bool
) -> BodyMapPage:
    """The map of this session as it was marked last, or an empty one; what was just kept is answered."""
    problems = () if known else (word("body", "unknown_session"),)
    kept = "kept" in request.GET
    newest = next((one.marks for one in reversed(maps) if one.session == session), ())
    page = map_page(newest if session else (), words, session, problems, kept=kept)
    return replace(page, far_away=sounds_far_away(newest), care=shows_care(newest)) if kept else page


@personal
async def body_words(request: HttpRequest, home: Home) -> HttpResponseBase:
    """The person's own words for places, and the places they would rather not see."""
    if is_post(request):
        words, problems = read_place_words(request.POST)
        if not problems:
            await home.cabinet.ask(lambda journal: journal.append(None, words.facts()))
            return redirect("/body/words?kept=1")
        return show(request, "body-words", words_page(words, problems), status=400)
    words = newest_place_words(await home.cabinet.ask(lambda journal: journal.facts(None)))
    said = word("body", "words_kept") if "kept" in request.GET else ""
    return show(request, "body-words", words_page(words, (), said))


def _kept(journal: Journal, session: str) -> tuple[tuple[BodyMarked, ...], PlaceWords, bool]:
    """Every map, the person's words, and whether the journal knows this session."""
    facts = journal.facts(None)
    known = not session or any(one.id == session for one in journal.sessions())
    return read_maps(facts), newest_place_words(facts), known


def map_page(
    marks: tuple[BodyMark, ...],
    words: PlaceWords,
    session: str,
    problems: tuple[str, ...] = (),
    *,
    kept: bool = False,
) -> BodyMapPage:
    """The map with these marks, in the person's words."""
    steps = {mark.place: mark.intensity or 0 for mark in marks}
    return BodyMapPage(
        views=tuple(_view(view, words, steps) for view in body_views()),
        marks=tuple(_mark(mark, words.of(mark.place)) for mark in marks),
        blank=_mark(BodyMark("", None, ()), ""),
        steps=steps,
        hidden=words.hidden - steps.keys(),
        session=session,
        problems=problems,
        kept=kept,
        far_away=sounds_far_away(marks),
        care=shows_care(marks),
    )


def _view(view: BodyView, words: PlaceWords, marked: Collection[str]) -> MapView:
    shown = (place.id for place in view.places if place.id in marked or place.id not in words.hidden)
    places = tuple(Place(place, words.of(place), place in marked) for place in shown)
    return MapView(view.id, view.title, places)


def _mark(mark: BodyMark, text: str) -> Mark:
    steps = range(1, STRONGEST + 1)
    return Mark(
        mark.place,
        text,
        word("list", "comma").join(
            one.text for group in sensations() for one in group.words if one.id in mark.words
        ),
        tuple(Option(str(step), word("intensity", str(step)), step == mark.intensity) for step in steps),
        tuple(
            WordGroup(
                group.title, tuple(Option(one.id, one.text, one.id in mark.words) for one in group.words)
            )
            for group in sensations()
        ),
    )


def words_page(words: PlaceWords, problems: tuple[str, ...], said: str = "") -> BodyWordsPage:
    """Every place with the person's word for it."""
    views = tuple(
        WordView(
            view.title,
            tuple(
                PlaceWord(place.id, place.text, words.own.get(place.id, ""), place.id in words.hidden)
                for place in view.places
            ),
        )
        for view in body_views()
    )
    return BodyWordsPage(views, OWN_WORD_MOST, problems, said)
