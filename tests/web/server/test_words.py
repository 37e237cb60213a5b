"""The program's own sentences, held to the rules every word here is held to."""

import re
import tomllib

import pytest

from slackwater.practices.banned import Speech
from slackwater.practices.places import find_places
from slackwater.practices.words import Place, check_reading, check_text
from slackwater.session.decisions import Question, Reason
from slackwater.session.phases import Phase
from slackwater.web.scene import BUTTONS, CHOICES
from slackwater.web.words import FILE, word

TEXT = FILE.read_text(encoding="utf-8")
TABLE = {group: words for group, words in tomllib.loads(TEXT).items() if isinstance(words, dict)}
PLACES = find_places(FILE, TEXT)
LIVE = ("question", "stopped", "heart")
"""Groups that stand as the sentence of the live page."""
MAY_COMMAND = {("question", "stop_on_cue"), ("question", "still_here_louder")}
"""Stop lines."""
ALL = [(group, name) for group, words in TABLE.items() for name in words]


def place(group: str, name: str) -> Place:
    return Place(str(FILE), PLACES.line((group, name)))


@pytest.mark.parametrize(("group", "name"), ALL, ids=[f"{group}.{name}" for group, name in ALL])
def test_a_sentence_invites_and_is_plain(group: str, name: str) -> None:
    text = re.sub(r"\{[a-z_:0-9]+\}", "3", word(group, name))
    speech = Speech.STOP if (group, name) in MAY_COMMAND else Speech.LIVE if group in LIVE else Speech.PAGE
    assert not check_text(text, place(group, name), speech)


def test_all_of_it_reads_easily() -> None:
    texts = [(word(group, name), place(group, name)) for group, name in ALL]
    assert not check_reading(texts)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    assert word("reason", reason.value)


@pytest.mark.parametrize("question", Question)
def test_every_question_has_its_sentence_and_its_answers(question: Question) -> None:
    assert len(word("question", question.value).split()) <= 12
    assert len(CHOICES[question]) <= 5
    assert all(word("choice", name) for name in CHOICES[question])


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_a_name_and_at_most_three_buttons(phase: Phase) -> None:
    assert word("phase", phase.value)
    assert len(BUTTONS[phase]) <= 3
