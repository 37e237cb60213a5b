"""H-28: a translation that changes what is asked, when a line comes or what may be offered harms somebody unseen."""

import pytest

from slackwater.practices import library
from slackwater.practices.asking import questions, read_ticks
from slackwater.practices.banned import Speech
from slackwater.practices.practice import LineKind
from slackwater.practices.screening import judge
from slackwater.practices.words import Place, check_text
from slackwater.tongues import ENGLISH, LANGUAGES, speaking

OTHERS = [one for one in LANGUAGES if one != ENGLISH]
HERE = Place("here", 1)


@pytest.mark.parametrize("language", OTHERS)
def test_each_tick_opens_and_closes_the_same_in_every_language(language: str) -> None:
    groups = (*questions().groups, questions().today)
    ticks = [option.id for group in groups for option in group.options]
    assert len(ticks) > 20
    for tick in ticks:
        given = {"adult": True, "ticks": frozenset({tick}), "today": frozenset({tick})}
        english = judge(read_ticks(**given))  # type: ignore[arg-type]
        with speaking(language):
            told = judge(read_ticks(**given))  # type: ignore[arg-type]
        assert told == english, tick


@pytest.mark.parametrize("language", OTHERS)
def test_no_line_of_another_language_claims_commands_or_comes_at_another_second(language: str) -> None:
    with speaking(language):
        told = library()
    for name, practice in library().items():
        for line, here in zip(practice.words.lines, told[name].words.lines, strict=True):
            assert (here.id, here.at_s, here.kind, here.variants) == (
                line.id,
                line.at_s,
                line.kind,
                line.variants,
            )
            assert here.text != line.text
            speech = Speech.LIVE if here.kind is LineKind.INVITE else Speech.STOP
            assert check_text(here.told_for("x").text, HERE, speech, language) == ()
