"""The real programs speak: what they give is speech of a length that fits its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from slackwater.practices.check_lines import WORD_S
from slackwater.practices.reading import words_of
from slackwater.tongues import LANGUAGES, speaking
from slackwater.voices.programs import Speaker, find_speaker
from slackwater.voices.rendering import Rendering
from slackwater.voices.shelf import Shelf
from slackwater.voices.sound import seconds
from slackwater.web.spoken import spoken_lines

QUICKEST_S = 0.15
"""A word of these languages takes longer than this, s."""


def lengths(
    shelf: Shelf, speaker: Speaker, language: str, lines: tuple[str, ...]
) -> Iterator[tuple[str, float]]:
    run = Rendering(shelf, language, speaker, lines)
    list(run.run())
    for text, name in shelf.clips(run.voice, lines).items():
        yield text, seconds(shelf.read(language, run.voice.id, name) or b"")


def fits(text: str, long_s: float) -> bool:
    count = len(words_of(text))
    return QUICKEST_S * count < long_s < WORD_S * count + 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_espeak_speaks_every_language(language: str, tmp_path: Path) -> None:
    """Installed by setup/browsers.sh."""
    with speaking(language):
        lines = spoken_lines()[::20]
    found = dict(lengths(Shelf(tmp_path), find_speaker("espeak-ng", language, None), language, lines))
    assert set(found) == set(lines)
    assert [text for text, long_s in found.items() if not fits(text, long_s)] == []


@pytest.mark.piper
def test_piper_speaks_with_the_voice_beside_it(tmp_path: Path) -> None:
    """Where `make voice` has set it up."""
    lines = spoken_lines()[:6]
    found = dict(lengths(Shelf(tmp_path), find_speaker("piper", "en", None), "en", lines))
    assert set(found) == set(lines)
    assert [text for text, long_s in found.items() if not fits(text, long_s)] == []
