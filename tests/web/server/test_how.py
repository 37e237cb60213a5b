"""How it may work: the words follow the numbers, the label stands first, and nothing is kept."""

import re
from itertools import product

import pytest

from slackwater.body import story
from slackwater.practices import library
from slackwater.practices.strings import texts_in
from slackwater.practices.words import check_reading, check_text
from slackwater.web.claims import FILE, claims
from slackwater.web.how import DOSES, ENDINGS, RESTS, Asked, how_page

from .guest import Guest

ALL = [Asked(*asked) for asked in product(ENDINGS, DOSES, RESTS)]


def test_the_page_says_first_that_it_is_an_illustration_and_not_about_the_reader(stranger: Guest) -> None:
    text = stranger.get("/how")
    assert stranger.status == 200
    label = text.index("This is an illustration. It is not about you.")
    assert label < text.index("<svg", text.index("<main"))


def test_what_is_chosen_is_shown_without_scripts(stranger: Guest) -> None:
    text = stranger.get("/how?ending=answered&dose=forceful&rest=no_rest")
    chosen = re.findall(r'name="(\w+)" value="(\w+)" checked', text)
    assert chosen == [("ending", "answered"), ("dose", "forceful"), ("rest", "no_rest")]
    assert "past the line of too much" in text


@pytest.mark.parametrize(
    "asked", ["dose=9", "ending=%00", "rest=", "dose=small&dose=huge", "ending=" + "x" * 5000]
)
def test_what_no_picture_can_show_is_said_and_the_usual_one_is_shown(stranger: Guest, asked: str) -> None:
    text = stranger.get(f"/how?{asked}")
    assert stranger.status == 400
    assert "cannot show" in text
    assert "data-part" in text


@pytest.mark.parametrize("asked", ALL, ids=lambda one: f"{one.ending}-{one.dose}-{one.rest}")
def test_each_sentence_tells_the_numbers_of_its_own_picture(asked: Asked) -> None:
    page = how_page(asked)
    column = DOSES.index(asked.dose) + RESTS.index(asked.rest) * len(DOSES)
    minutes, weeks = story.practice()
    peak = round(100 * minutes.arousal[:, column].max())
    start, end = (round(100 * weeks.holding[at, column]) for at in (0, -1))
    assert f"{peak} of 100" in page.session.says
    assert ("past the line of too much" in page.session.says) == (peak > 100)
    assert {str(start), str(end)} <= set(re.findall(r"\d+", page.weeks.says))
    assert ("eased" in page.weeks.says) == (end < start - 3)
    assert ("grown" in page.weeks.says) == (end > start + 3)


@pytest.mark.parametrize(
    "asked", ALL[:: len(RESTS) + 1], ids=lambda one: f"{one.ending}-{one.dose}-{one.rest}"
)
def test_the_table_holds_the_line(asked: Asked) -> None:
    page = how_page(asked)
    for picture in (page.half_year, page.weeks):
        heights = [float(one.split()[1]) for one in picture.strips[0].line[1:].split("L")]
        told = [float(row[1]) for row in picture.table.rows]
        assert told == pytest.approx([100 * (1 - one / 60) for one in heights[::2]], abs=0.6)


def test_every_claim_has_its_line_and_where_it_is_from() -> None:
    assert len(claims()) == 16
    for claim in claims():
        assert claim.ask.endswith("?")
        assert claim.known
        assert claim.sources or claim.basis
        assert set(claim.practices) <= set(library())


def test_every_sentence_of_the_story_is_plain() -> None:
    texts = list(texts_in(FILE))
    assert len(texts) > 60
    assert [str(one) for text, place in texts for one in check_text(text, place)] == []
    assert check_reading(texts) == ()


@pytest.mark.parametrize("practice", sorted(library()))
def test_every_practice_has_its_evidence(stranger: Guest, practice: str) -> None:
    text = stranger.get(f"/practices/{practice}/evidence")
    assert stranger.status == 200
    assert "How sure" in text
    shown = library()[practice].words.evidence
    assert text.count("<samp>") >= len(shown.sources)
    assert f'href="/practices/{practice}/evidence"' in stranger.get(f"/practices/{practice}")


def test_no_evidence_is_made_up_for_what_is_no_practice(stranger: Guest) -> None:
    stranger.get("/practices/nothing/evidence")
    assert stranger.status == 404


def test_the_way_to_the_story_stands_with_the_practices(stranger: Guest) -> None:
    assert 'href="/how"' in stranger.get("/practices")
