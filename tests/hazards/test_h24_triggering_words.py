"""H-24: words that push, or that ask for closed eyes, can trigger."""

from pathlib import Path

import pytest

from slackwater.practices import library
from slackwater.practices.banned import Speech
from slackwater.practices.practice import LineKind
from slackwater.practices.words import Place, check_text
from slackwater.voices.shelf import Shelf
from slackwater.web.views_voice import clips_for

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


def test_no_voice_takes_another_ones_place_unasked(tmp_path: Path) -> None:
    """How loud a clip is stands in tests/voices/test_sound.py."""
    shelf = Shelf(tmp_path)
    for day, name in enumerate(("zoe", "amy"), start=1):
        voice = shelf.begin("en", name, name, "piper")
        sheet = tmp_path / "voice" / "en" / name / "voice.json"
        sheet.write_text(sheet.read_text().replace(voice.made_at, f"2026-11-0{day}T00:00:00+00:00"))
    assert clips_for(shelf, "en", "")["at"] == "/voice/en/zoe/", "the first goes on speaking"
    assert clips_for(shelf, "en", "amy")["at"] == "/voice/en/amy/"
    shelf.forget("en", "amy")
    assert clips_for(shelf, "en", "amy")["at"] == "", "one that is gone is followed by the browser's own"
