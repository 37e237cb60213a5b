"""Clips are made by a program that stands apart: what is missing, in batches, each kept as soon as it is whole."""

from pathlib import Path

import pytest

from slackwater.voices import programs
from slackwater.voices.errors import NoProgram, NoVoice, ProgramFailed, WrongVoice
from slackwater.voices.programs import find_speaker
from slackwater.voices.rendering import Rendering
from slackwater.voices.shelf import Shelf
from slackwater.voices.sound import seconds

from .standing_in import made_voice, path_with, runs, stand_in

LINES = tuple(f"Line {'so ' * number}long." for number in range(15))


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which only what a test puts into this folder can be run."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(programs.sys, "prefix", str(tmp_path / "own" / ".venv"))
    return folder


def render(tmp_path: Path, lines: tuple[str, ...] = LINES, slower: float = 1.0) -> Rendering:
    speaker = find_speaker("piper", "en", str(made_voice(tmp_path / "voices")), slower)
    run = Rendering(Shelf(tmp_path / "data"), "en", speaker, lines)
    list(run.run())
    return run


def test_every_line_has_the_clip_that_was_made_of_it(bare: Path, tmp_path: Path) -> None:
    stand_in(bare)
    run = render(tmp_path)
    shelf = Shelf(tmp_path / "data")
    clips = shelf.clips(run.voice, LINES)
    long_s = [seconds(shelf.read("en", run.voice.id, clips[line]) or b"") for line in LINES]
    assert long_s == sorted(long_s)
    assert long_s[-1] > long_s[0] * 3
    assert runs(bare) == [12, 3]


def test_what_was_made_before_is_not_made_again(bare: Path, tmp_path: Path) -> None:
    stand_in(bare)
    render(tmp_path, LINES[:5])
    again = render(tmp_path, LINES[:6])
    assert again.missing == (LINES[5],)
    assert runs(bare) == [5, 1]


def test_after_a_failure_the_next_run_goes_on_from_there(bare: Path, tmp_path: Path) -> None:
    stand_in(bare, fails_at=LINES[13])
    with pytest.raises(ProgramFailed, match=r"ended with 3 \(the model broke\).*goes on from there"):
        render(tmp_path)
    stand_in(bare)
    assert render(tmp_path).missing == LINES[12:]


def test_a_line_that_came_out_silent_is_told_and_not_kept(bare: Path, tmp_path: Path) -> None:
    stand_in(bare, silent=LINES[1])
    with pytest.raises(ProgramFailed, match=r"gave no speech for “Line so long\.”"):
        render(tmp_path, LINES[:2])
    stand_in(bare)
    assert render(tmp_path, LINES[:2]).missing == (LINES[1],)


def test_a_slower_voice_is_another_voice(bare: Path, tmp_path: Path) -> None:
    stand_in(bare)
    assert render(tmp_path, LINES[:1]).voice.id != render(tmp_path, LINES[:1], slower=1.5).voice.id


def test_without_the_program_one_sentence_says_what_to_install(bare: Path, tmp_path: Path) -> None:
    with pytest.raises(NoProgram, match=r"piper was not found.*Nothing was made.*make voice"):
        render(tmp_path)
    with pytest.raises(NoProgram, match=r"espeak-ng was not found.*apt install espeak-ng"):
        find_speaker("espeak-ng", "de", None)
    assert not (tmp_path / "data").exists()


def test_another_program_of_the_same_name_is_not_taken_for_it(bare: Path, tmp_path: Path) -> None:
    mice = bare / "piper"
    mice.write_text("#!/bin/sh\necho 'Piper sets up gaming mice'\n")
    mice.chmod(0o755)
    with pytest.raises(NoProgram):
        render(tmp_path)


def test_the_program_that_was_set_up_beside_this_one_comes_first(bare: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / ".venv-voice" / "bin"
    own.mkdir(parents=True)
    stand_in(own)
    stand_in(bare)
    speaker = find_speaker("piper", "en", str(made_voice(tmp_path / "voices")))
    list(speaker.speak(["One line."], own.parent))
    assert runs(own) == [1]
    assert not (bare / "told").exists()


def test_a_voice_that_was_installed_beside_the_program_is_found(bare: Path, tmp_path: Path) -> None:
    stand_in(bare)
    beside = tmp_path / "lib" / "python3.12" / "site-packages" / "somebody"
    beside.mkdir(parents=True)
    made_voice(beside / "data")
    assert find_speaker("piper", "en", None).name == "en_US-somebody-medium"
    with pytest.raises(NoVoice, match="piper has no voice for “de”"):
        find_speaker("piper", "de", None)


@pytest.mark.parametrize(
    ("program", "voice", "why"),
    [("piper", "none.onnx", "no such file"), ("espeak-ng", "fr", "does not speak “en”")],
)
def test_a_voice_that_cannot_speak_it_is_refused_before_anything_is_made(
    bare: Path, program: str, voice: str, why: str
) -> None:
    stand_in(bare)
    with pytest.raises(WrongVoice, match=why):
        find_speaker(program, "en", voice)


def test_a_voice_of_another_language_is_refused(bare: Path, tmp_path: Path) -> None:
    stand_in(bare)
    with pytest.raises(WrongVoice, match="it speaks “de”, and “en” was asked for"):
        find_speaker("piper", "en", str(made_voice(tmp_path / "voices", "de_DE")))
    (tmp_path / "voices" / "de_DE-somebody-medium.onnx.json").write_text("[]")
    with pytest.raises(WrongVoice, match="does not say its language"):
        find_speaker("piper", "de", str(tmp_path / "voices" / "de_DE-somebody-medium.onnx"))


def test_a_stand_in_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", path_with(tmp_path / "bin"))
    stand_in(tmp_path / "bin")
    assert find_speaker("piper", "en", str(made_voice(tmp_path / "voices"))).batch > 1
