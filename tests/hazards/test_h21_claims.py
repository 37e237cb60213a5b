"""H-21: copy that drifts into claims makes a wellness tool a medical device."""

from pathlib import Path

import pytest

from slackwater.practices import library
from slackwater.practices.banned import Speech
from slackwater.practices.strings import texts_in
from slackwater.practices.words import Place, check_text

WEB = Path(__file__).parents[2] / "src" / "slackwater" / "web"
HERE = Place("here", 1)


@pytest.mark.parametrize("practice", sorted(library()))
def test_no_practice_claims_more_than_is_known(practice: str) -> None:
    words = library()[practice].words
    texts = [words.summary, *words.steps, *words.gentler, words.evidence.text, words.note]
    texts += [text for line in words.lines for text in (line.text, line.sub)]
    assert [
        one for text in texts for one in check_text(text, HERE, Speech.EVIDENCE) if one.rule == "claim"
    ] == []


@pytest.mark.parametrize("practice", sorted(library()))
def test_every_practice_names_who_says_so(practice: str) -> None:
    assert library()[practice].words.evidence.sources


@pytest.mark.parametrize("practice", ["felt-sense", "stop-drill", "invited-tremor"])
def test_a_practice_near_a_trademark_says_it_is_not_that(practice: str) -> None:
    note = library()[practice].words.note
    assert "trademark" in note
    assert " not " in note


@pytest.mark.parametrize("file", sorted(WEB.rglob("*.html")), ids=lambda file: file.name)
def test_no_page_makes_a_claim(file: Path) -> None:
    found = [one for text, place in texts_in(file) for one in check_text(text, place, Speech.PAGE)]
    assert [str(one) for one in found if one.rule == "claim"] == []
