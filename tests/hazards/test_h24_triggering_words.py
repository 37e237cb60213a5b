"""H-24: words that push, or that ask for closed eyes, can trigger."""

import pytest

from slackwater.practices import library
from slackwater.practices.banned import Speech
from slackwater.practices.practice import LineKind
from slackwater.practices.words import Place, check_text

HERE = Place("here", 1)


@pytest.mark.parametrize("practice", sorted(library()))
def test_no_line_commands_pushes_or_closes_eyes(practice: str) -> None:
    for line in library()[practice].words.lines:
        speech = Speech.LIVE if line.kind is LineKind.INVITE else Speech.STOP
        assert check_text(line.text, HERE, speech) == ()
        assert not line.sub or check_text(line.sub, HERE, speech) == ()


def test_arriving_says_that_eyes_may_stay_open_and_that_stopping_is_a_success() -> None:
    said = " ".join(f"{line.text} {line.sub}" for line in library()["arriving"].words.lines)
    assert "Your eyes may stay open the whole time." in said
    assert "Stopping is a success." in said


@pytest.mark.parametrize("practice", sorted(library()))
def test_every_practice_names_a_gentler_way(practice: str) -> None:
    assert library()[practice].words.gentler
