"""The body map on a running server: marking, changing, refusing, and what stays as it was."""

import asyncio
import html
import re
from collections.abc import Callable

import pytest

from slackwater.journal.facts import BodyMark, BodyMarked
from slackwater.live.body_map import OWN_WORD_MOST, PlaceWords, newest_place_words, read_maps
from slackwater.web.words import word

from .guest import PASSPHRASE, Guest
from .house import House


def maps(house: House) -> tuple[BodyMarked, ...]:
    return read_maps(house.home.cabinet.journal.facts(None))


def send(guest: Guest, at: str = "/body", **given: object) -> None:
    """A form of the page that was read before; a list is sent value by value."""
    guest.post(at, **{name.replace("_", "-"): value for name, value in given.items()})  # type: ignore[arg-type]


def text(guest: Guest) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", guest.html)))


def ticked(guest: Guest) -> set[str]:
    return set(re.findall(r'name="place" value="([a-z-]+)" checked', guest.html))


def test_places_with_how_strong_and_words_are_kept_for_themselves(house: House, guest: Guest) -> None:
    guest.get("/body")
    send(
        guest,
        place=["sacrum", "right-hip-crease"],
        intensity_sacrum="4",
        word_sacrum=["warm", "heavy"],
        word_face="numb",
    )
    assert "Your map is kept." in guest.html
    (kept,) = maps(house)
    marks = {mark.place: mark for mark in kept.marks}
    assert marks == {
        "sacrum": BodyMark("sacrum", 4, ("warm", "heavy")),
        "right-hip-crease": BodyMark("right-hip-crease", None, ()),
    }
    assert kept.session == ""
    assert ticked(guest) == set(), "the next map begins empty"


def test_after_a_session_the_map_belongs_to_it_and_can_be_changed(house: House, guest: Guest) -> None:
    guest.begin()
    line = guest.line()
    line.answer("arrival", "arrived", distress=2, far_away=0)
    line.say("end")
    line.answer("oriented", "oriented")
    line.until(lambda message: message["type"] == "ended")
    guest.get("/after")
    found = re.search(r'href="(/body\?session=[0-9a-f]+)"', guest.html)
    assert found
    guest.get(found[1])
    session = found[1].partition("=")[2]
    send(guest, session=session, place="chest", intensity_chest="2")
    assert ticked(guest) == {"chest"}
    send(guest, session=session, place="throat")
    assert [[mark.place for mark in one.marks] for one in maps(house)] == [["throat"]]
    send(guest, session=session)
    assert maps(house) == ()
    assert "Your map is kept." in guest.html


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"place": ["chest", "moon"]}, word("body", "unknown_place")),
        ({"place": "chest", "intensity_chest": "9"}, word("body", "unknown_intensity")),
        ({"place": "chest", "intensity_chest": "-1"}, word("body", "unknown_intensity")),
        ({"place": "chest", "word_chest": ["warm", "<b>"]}, word("body", "unknown_word")),
        ({"place": "chest", "session": "nobody's"}, word("body", "unknown_session")),
        ({}, word("body", "nothing_marked")),
        (
            {"place": "chest", "word_chest": ["warm", "cool", "hot", "dull", "sore", "achy", "soft"]},
            word("body", "many_words").format(place="Chest", most=6),
        ),
    ],
    ids=["place", "strength", "below", "word", "session", "nothing", "many"],
)
def test_what_is_not_understood_is_refused_and_what_was_is_still_there(
    house: House, guest: Guest, given: dict[str, object], why: str
) -> None:
    guest.get("/body")
    send(guest, **given)
    assert guest.status == 400
    assert why in text(guest)
    assert maps(house) == ()
    assert ticked(guest) == ({"chest"} if given else set())


def test_without_scripts_a_look_shows_what_can_be_said_and_keeps_nothing(house: House, guest: Guest) -> None:
    guest.get("/body")
    assert 'data-mark="sacrum"' not in guest.html
    send(guest, place="sacrum", do="look")
    assert 'data-mark="sacrum"' in guest.html
    assert 'name="intensity-sacrum"' in guest.html
    assert maps(house) == ()


def test_a_place_takes_an_own_word_or_stays_out_of_sight(house: House, guest: Guest) -> None:
    guest.get("/body/words")
    send(guest, "/body/words", own_genitals="  Down   there ", hide=["tailbone", "pelvic-floor"])
    assert word("body", "words_kept") in guest.html
    guest.get("/body")
    assert "Down there" in text(guest)
    assert "Genitals" not in text(guest)
    assert 'data-place="tailbone"' not in guest.html
    assert 'value="tailbone"' not in guest.html
    guest.get("/body/words")
    send(guest, "/body/words", own_genitals=" ")
    guest.get("/body")
    assert "Genitals" in text(guest)
    assert 'value="tailbone"' in guest.html


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"own_face": "x" * (OWN_WORD_MOST + 1)}, "long_word"),
        ({"own_face": "a\u202eb"}, "odd_word"),
        ({"hide": "moon"}, "unknown_place"),
    ],
    ids=["long", "odd", "unknown"],
)
def test_a_word_that_does_not_fit_is_refused_and_still_in_its_field(
    house: House, guest: Guest, given: dict[str, object], why: str
) -> None:
    guest.get("/body/words")
    send(guest, "/body/words", **{"own_sacrum": "Base", **given})
    assert guest.status == 400
    assert word("body", why).format(place="Face and jaw", most=OWN_WORD_MOST) in text(guest)
    assert 'value="Base"' in guest.html
    assert newest_place_words(house.home.cabinet.journal.facts(None)) == PlaceWords()


def test_words_of_a_person_never_become_markup(guest: Guest) -> None:
    guest.get("/body/words")
    send(guest, "/body/words", own_sacrum='"><script>')
    guest.get("/body")
    assert "<script>" not in guest.html
    assert '"><script>' in html.unescape(guest.html)


def test_far_away_words_offer_the_ground_and_red_flags_show_the_urgent_words(guest: Guest) -> None:
    guest.get("/body")
    send(guest, place=["head"], word_head=["foggy", "unreal"])
    assert "can mean far away" in guest.html
    assert "This may need a doctor today" not in guest.html
    send(guest, place=["genitals"], word_genitals="numb")
    assert "This may need a doctor today" in guest.html
    assert "can mean far away" not in guest.html


def test_no_mark_changes_what_is_offered(house: House, guest: Guest) -> None:
    before = asyncio.run(house.home.standing())
    guest.get("/body")
    send(guest, place=["sacrum", "chest"], word_chest=["warm", "soft", "easy"], intensity_sacrum="1")
    after = asyncio.run(house.home.standing())
    assert maps(house)
    assert (after.limits, after.log, after.decision) == (before.limits, before.log, before.decision)


def test_the_map_is_behind_the_lock(house: House, visit: Callable[..., Guest]) -> None:
    guest = visit(house)
    guest.set_up("passphrase")
    guest.get("/body")
    send(guest, place="chest")
    guest.get("/settings")
    guest.post("/lock")
    for path in ("/body", "/body/words"):
        guest.get(path)
        assert guest.at == "/unlock"
    guest.post("/unlock", passphrase=PASSPHRASE)
    assert [mark.place for one in maps(house) for mark in one.marks] == ["chest"]
