"""The first run: short, and every step of it can be skipped, with what that means said beside it."""

import html
import re

import pytest

from slackwater.journal.facts import PersonScreened
from slackwater.live.today import Screening, newest_screening, screened_in_full_h
from slackwater.practices import library
from slackwater.practices.asking import questions, read_ticks
from slackwater.practices.practice import Role
from slackwater.practices.screening import judge
from slackwater.web.words import word

from .guest import PASSPHRASE, Guest

WORDS_A_MINUTE = 200
"""How fast somebody reads plain words to themselves."""


def words(guest: Guest) -> int:
    """The words of the page itself, as somebody reads them; what only a screen reader says is read as well."""
    main = guest.html.partition("<main")[2].partition("</main>")[0]
    return len(re.findall(r"[\w’'-]+", html.unescape(re.sub(r"<[^>]+>", " ", main))))


def test_the_whole_first_run_is_read_in_under_three_minutes(stranger: Guest) -> None:
    """With the longest way there is: a passphrase, its code, every question of the screening, and Today."""
    screens: dict[str, int] = {}
    stranger.get("/welcome")
    screens["welcome"] = words(stranger)
    if word("welcome", "keyring") not in html.unescape(
        stranger.html
    ):  # a machine that has none shows one way less
        screens["welcome"] += sum(len(word("welcome", one).split()) for one in ("keyring", "keyring_about"))
    stranger.post("/welcome", keeping="passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)
    screens["recovery"] = words(stranger)
    stranger.get("/screening")
    screens["screening"] = words(stranger)
    none = {group.id: f"{group.id}.none" for group in questions().groups}
    stranger.post("/screening", adult="yes", **none)
    screens["arriving"] = words(stranger)
    stranger.post("/", arriving="steady")
    screens["anything new"] = words(stranger)
    assert len(screens) == 5
    assert sum(screens.values()) < 3 * WORDS_A_MINUTE, screens


def test_it_can_all_be_skipped_in_two_taps_and_says_what_that_means(stranger: Guest) -> None:
    stranger.get("/welcome")
    assert "formnovalidate" in stranger.html
    stranger.post("/welcome", keeping="nothing")
    assert "Then no practice is offered yet. The ground, rest and help stay open." in stranger.html
    stranger.post("/screening")
    assert stranger.at == "/"
    assert "How are you arriving?" in stranger.html
    assert "the practices wait for your answer" in stranger.html
    stranger.post("/", arriving="unsaid")
    stranger.post("/", new="today.none")
    assert ">Begin<" not in stranger.html
    assert "Not offered until you say whether you are 18 or older." in stranger.html
    stranger.post("/session")
    assert stranger.status == 409
    stranger.get("/screening")
    assert "checked" not in stranger.html


@pytest.mark.parametrize("skipped", [group.id for group in questions().groups])
def test_a_skipped_question_closes_what_saying_not_sure_closes(skipped: str) -> None:
    """H-06: nothing is offered that an answer would have closed."""
    rest = frozenset(f"{group.id}.none" for group in questions().groups if group.id != skipped)
    today = frozenset({"today.none"})
    without = judge(read_ticks(adult=True, ticks=rest, today=today))
    unsure = judge(read_ticks(adult=True, ticks=rest | {f"{skipped}.unsure"}, today=today))
    assert without == unsure
    assert any(not without[name].offered for name, one in library().items() if one.role is Role.ROUND)


def test_how_one_arrives_can_be_skipped(slow_guest: Guest) -> None:
    slow_guest.get("/")
    slow_guest.post("/", arriving="unsaid")
    slow_guest.post("/", new="today.none")
    assert ">Begin<" in slow_guest.html


def test_whether_somebody_is_18_stays_unsaid_where_it_was_skipped() -> None:
    for adult in (True, False, None):
        kept = Screening(adult, frozenset({"hips.none"}), 7200).fact()
        found = newest_screening((kept,))
        assert found is not None
        assert found.adult is adult


def test_a_skipped_screening_lifts_no_bar() -> None:
    """H-06: what hurt stays barred until every question has an answer."""
    every = {f"{group.id}.none": "yes" for group in questions().groups}
    full = PersonScreened(3600, {"adult": "yes", **every})
    assert screened_in_full_h((full,)) == 0
    for key in ("adult", *every):
        part = PersonScreened(7200, {one: said for one, said in full.answers.items() if one != key})
        assert screened_in_full_h((full, part)) == 0
        assert screened_in_full_h((part,)) is None
