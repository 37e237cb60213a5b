"""Choosing by time, posture or practice, favourites first, and words of one's own for stopping."""

import html
import re

import pytest

from slackwater.journal.facts import PersonSet
from slackwater.live.wishes import WORD_MOST, newest_wishes
from slackwater.practices import library

from .guest import Guest


@pytest.fixture
def guest(slow_guest: Guest) -> Guest:
    """Somebody to whom a session is suggested."""
    slow_guest.get("/")
    slow_guest.post("/", arriving="steady")
    slow_guest.post("/", new="today.none")
    return slow_guest


def text(guest: Guest) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", guest.html)))


def minutes(guest: Guest) -> int:
    found = re.search(r"(\d+) minutes</span></li>", guest.html)
    assert found is not None
    return int(found[1])


def checked(guest: Guest, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)" checked', guest.html)


def test_all_three_wishes_hold_together_and_the_card_says_why(guest: Guest) -> None:
    guest.post("/", choose="yes", time="5", posture="chair", practice="pelvic-tilts")
    page = text(guest)
    assert minutes(guest) <= 5
    assert "You chose this one." in page
    assert "You asked for this posture: on a chair." in page
    assert "You have less time, so some of it is left out." in page
    assert (checked(guest, "time"), checked(guest, "posture")) == (["5"], ["chair"])
    assert checked(guest, "practice")[-1] == "pelvic-tilts"


def test_no_time_that_is_chosen_makes_the_suggestion_longer(guest: Guest) -> None:
    usual = minutes(guest)
    for time in ("5", "10", "15"):
        guest.post("/", choose="yes", time=time)
        assert minutes(guest) <= min(usual, int(time))


def test_no_wish_leads_back_to_the_suggestion(guest: Guest) -> None:
    before = text(guest)
    guest.post("/", choose="yes", time="5", posture="side-lying")
    assert text(guest) != before
    guest.post("/", choose="yes", time="any", posture="any", practice="any")
    assert text(guest) == before


@pytest.mark.parametrize(
    "given", [{"time": "500"}, {"time": "-5"}, {"posture": "upside-down"}, {"practice": "../etc"}]
)
def test_a_wish_nobody_knows_is_no_wish(guest: Guest, given: dict[str, str]) -> None:
    before = text(guest)
    guest.post("/", choose="yes", **given)
    assert text(guest) == before


def test_a_practice_that_is_closed_cannot_be_chosen_past_its_limits(guest: Guest) -> None:
    assert 'name="practice" value="invited-tremor"' not in guest.html
    guest.post("/", choose="yes", practice="invited-tremor")
    assert "The practice you asked for is not open that way today." in text(guest)
    assert library()["invited-tremor"].words.title not in text(guest).split("Choose by time")[0]


def test_a_favourite_is_kept_sealed_comes_first_and_can_be_taken_back(guest: Guest) -> None:
    guest.get("/practices")
    guest.post("/favourite", practice="pelvic-tilts", favourite="yes")
    assert 'aria-pressed="true"' in guest.html
    guest.get("/")
    ways = re.findall(r'name="practice" value="([^"]*)"', guest.html)
    assert ways[:2] == ["any", "pelvic-tilts"]
    assert "Favourite" in guest.html
    guest.get("/practices")
    guest.post("/favourite", practice="pelvic-tilts", favourite="no")
    assert 'aria-pressed="true"' not in guest.html


def test_a_favourite_that_is_no_practice_is_not_kept(guest: Guest) -> None:
    guest.post("/favourite", practice="no-such", favourite="yes")
    assert guest.status == 200
    assert 'aria-pressed="true"' not in guest.html


def test_before_the_journal_is_open_no_favourite_is_shown(stranger: Guest) -> None:
    assert "favourite" not in stranger.get("/practices")


def test_what_is_not_understood_of_kept_wishes_counts_as_not_wished() -> None:
    kept = (PersonSet("favourites", ["gone", 3]), PersonSet("own_words", {"pause": 7, "end": "Red"}))
    wishes = newest_wishes(kept)
    assert (wishes.favourites, wishes.words) == (frozenset(), {})
    long = PersonSet("own_words", {"pause": "x" * (WORD_MOST + 1), "too_much": "a\u202eb"})
    assert newest_wishes((long,)).words == {}


# Words of one's own


def stops(guest: Guest) -> list[str]:
    """What stands on each stop of the session page."""
    found = re.findall(r'data-say="(?:pause|too_much)">(.*?)</button>', guest.html)
    return [re.sub(r"<[^>]+>", " ", one) for one in found]


def test_an_own_word_stands_under_the_name_of_its_button(guest: Guest) -> None:
    guest.get("/words")
    guest.post("/words", too_much="  Red   light ", pause="Anker")
    assert "Kept, locked with your key." in text(guest)
    guest.begin()
    assert [one.split() for one in stops(guest)] == [
        ["Pause", "Anker"],
        ["Too", "much", "Red", "light"],
        ["Too", "much", "Red", "light"],
    ]


def test_a_word_taken_back_leaves_the_names_alone(guest: Guest) -> None:
    guest.get("/words")
    guest.post("/words", too_much="Red", pause="")
    guest.post("/words", too_much="", pause="")
    guest.begin()
    assert stops(guest) == ["Pause", "Too much", "Too much"]


@pytest.mark.parametrize(
    "word",
    [
        "x" * (WORD_MOST + 1),
        "Begin",
        "PAUSE",
        "go on",
        "i am here",
        "a\u202eb",
        "\u200b",
        "…",
        "Go on gently",
        "Go on!",
        "go-on →",
        "\uff27\uff4f \uff4f\uff4e",
        "o" + "\u0335" * 9,
    ],
)
def test_a_word_that_would_hide_what_the_button_does_is_not_taken(guest: Guest, word: str) -> None:
    guest.get("/words")
    guest.post("/words", too_much="Red", pause="")
    guest.post("/words", too_much=word, pause="")
    assert guest.status == 400
    assert "This word was not taken, and your words stay as they were." in text(guest)
    guest.begin()
    assert stops(guest)[1].split() == ["Too", "much", "Red"]


def test_two_stops_never_carry_one_word(guest: Guest) -> None:
    guest.get("/words")
    for same in ("red", "Red.", "\uff32\uff45\uff44"):
        guest.post("/words", too_much="Red", pause=same)
        assert guest.status == 400, same


def test_an_own_word_is_shown_as_text(guest: Guest) -> None:
    guest.get("/words")
    guest.post("/words", too_much="<b>&amp;", pause="")
    guest.begin()
    assert "<b>" not in guest.html
    assert "&lt;b&gt;" in guest.html
