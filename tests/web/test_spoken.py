"""The sentences that clips are made of ahead are all that a session says aloud, in each language."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from slackwater import web
from slackwater.practices import library
from slackwater.practices.practice import Way
from slackwater.tongues import LANGUAGES, speaking
from slackwater.web.scene import CHOICES
from slackwater.web.spoken import OF_THE_PAGE, spoken_lines
from slackwater.web.words import question_text, word

WORDS = Path(web.__file__).parent / "static" / "live" / "words.js"


def test_they_hold_what_the_page_says_by_itself() -> None:
    node = shutil.which("node")
    assert node
    asked = f"import({json.dumps(WORDS.as_uri())}).then((words) => console.log(JSON.stringify(words)))"
    told = subprocess.run([node, "-e", asked], capture_output=True, text=True, check=True, timeout=60)
    words = json.loads(told.stdout)
    lines = {one["text"] for one in (*words["STOPPED"].values(), words["GROUNDED"])}
    assert lines | {text for _, text, _ in words["GROUNDING"]} == set(OF_THE_PAGE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_hold_every_line_of_every_practice_for_each_side(language: str) -> None:
    with speaking(language):
        lines = set(spoken_lines())
        for practice in library().values():
            for variant in practice.variants:
                for clip in variant.clips:
                    for way in Way:
                        for side in practice.words.sides or practice.sides or (None,):
                            told = practice.lines(clip, variant.id, way, *((side,) if side else ()))
                            assert {line.text for line in told} <= lines, practice.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_hold_every_question_and_every_answer_to_one(language: str) -> None:
    with speaking(language):
        lines = set(spoken_lines())
        assert {question_text(one) for one in CHOICES} <= lines
        assert {word("choice", one) for choices in CHOICES.values() for one in choices} <= lines
        assert "{" not in "".join(lines)
        assert not any(not line.strip() for line in lines)


def test_each_language_has_words_of_its_own() -> None:
    told = []
    for language in LANGUAGES:
        with speaking(language):
            told.append(set(spoken_lines()))
    english, *others = told
    for other in others:
        assert len(other & english) < 5


UNREADABLE = """
import pathlib
from slackwater.tongues import offered, speaking
from slackwater.web.spoken import read_ahead, spoken_lines
read_ahead()
def gone(*_, **__):
    raise OSError("the disk is slow")
pathlib.Path.open = pathlib.Path.read_text = gone
for language in offered():
    with speaking(language.code):
        print(language.code, len(spoken_lines()))
"""


def test_what_was_read_ahead_is_said_without_the_disk() -> None:
    run = subprocess.run([sys.executable, "-c", UNREADABLE], capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in run.stdout.splitlines()] == list(LANGUAGES)
