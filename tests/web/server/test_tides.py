"""The page of tides and the week's questions, on a real server."""

import re
from collections.abc import Callable

import pytest

from slackwater.journal.facts import HowItHasBeen, Own, OwnAnswer, RestChosen
from slackwater.web.words import word

from .guest import Guest
from .house import House


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house()


def kept(house: House, kind: type) -> list[object]:
    return [fact for fact in house.home.cabinet.journal.facts(None) if isinstance(fact, kind)]


def test_tides_is_on_the_way_through_the_pages(guest: Guest) -> None:
    assert 'href="/tides"' in guest.get("/")
    guest.get("/tides")
    assert (guest.status, guest.at) == (200, "/tides")
    assert "Not enough to say yet" in guest.html


def test_while_the_journal_is_locked_the_page_leads_to_opening_it(
    house: House, visit: Callable[..., Guest]
) -> None:
    visitor = visit(house)
    visitor.set_up("passphrase")
    visitor.get("/settings")
    visitor.post("/lock")
    for path in ("/tides", "/tides/week"):
        visitor.get(path)
        assert visitor.at == "/unlock"


def test_a_chosen_rest_is_kept_once_and_counted(house: House, guest: Guest) -> None:
    guest.get("/")
    guest.post("/", arriving="steady")
    guest.post("/", rest="yes")
    guest.post("/", rest="yes")
    assert len(kept(house, RestChosen)) == 1
    guest.get("/tides")
    assert "Days of practice: 0. Days of rest: 1." in guest.html
    assert 'height="28.6"' in guest.html, "one day is a seventh of a week, also of one that has only begun"


def test_a_week_is_kept_as_it_was_said_and_what_was_left_open_stays_open(house: House, guest: Guest) -> None:
    guest.get("/tides/week")
    guest.post("/tides/week", name="yes", activity=["the stairs", "", ""], wellbeing=["sleep", "", ""])
    words = ["the stairs", "sleep"]
    guest.post("/tides/week", words=words, pain="", **{"activity-0": "7", "wellbeing-0": "eleven"})
    assert guest.at == "/tides"
    (said,) = kept(house, HowItHasBeen)
    assert isinstance(said, HowItHasBeen)
    assert (said.pain, said.own) == (None, (OwnAnswer(Own.ACTIVITY, "the stairs", 7),))
    assert "How has the week been?" not in guest.html
    assert word("tides", "kept") in guest.html


def test_waving_it_off_keeps_it_away_for_a_week_and_nothing_else(house: House, guest: Guest) -> None:
    assert "How has the week been?" in guest.get("/tides")
    guest.post("/tides", later="yes")
    assert "How has the week been?" not in guest.html
    assert [(one.pain, one.own) for one in kept(house, HowItHasBeen)] == [(None, ())]  # type: ignore[attr-defined]
    assert "Pain, as it usually was" in guest.get("/tides/week"), "it can still be said"


def test_answers_to_words_that_changed_meanwhile_are_not_taken_for_others(house: House, guest: Guest) -> None:
    guest.get("/tides/week")
    guest.post("/tides/week", words=["the stairs"], pain="3", **{"activity-0": "7"})
    assert guest.status == 409
    assert word("tides", "renamed") in guest.html
    assert kept(house, HowItHasBeen) == []


def test_words_of_ones_own_are_shown_as_text_alone(guest: Guest) -> None:
    guest.get("/tides/week")
    guest.post("/tides/week", name="yes", activity=["<script>alert(1)</script>"], wellbeing=[])
    assert "<script>alert" not in guest.html
    assert "&lt;script&gt;" in guest.html


def test_a_view_that_is_not_known_is_all_of_it(guest: Guest) -> None:
    guest.get("/")
    guest.post("/", rest="yes")
    for view in ("season", "../etc", ""):
        guest.get(f"/tides?view={view}")
        assert guest.status == 200
        assert len(re.findall(r'aria-current="true"', guest.html)) == 1
