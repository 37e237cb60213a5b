"""The command that makes clips, says which there are, and takes them away."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.voices.standing_in import made_voice, path_with, stand_in

from slackwater.cli import main
from slackwater.tongues import speaking
from slackwater.web.spoken import spoken_lines


def voice(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["voice", *words, "--data", str(data)])


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    stand_in(tmp_path / "bin")
    monkeypatch.setenv("PATH", path_with(tmp_path / "bin"))
    monkeypatch.setattr("slackwater.voices.programs.OWN", ".venv-of-nobody")
    return str(made_voice(tmp_path / "voices", "de_DE"))


def test_clips_of_every_line_are_made_told_and_taken_away(tmp_path: Path, model: str) -> None:
    data = tmp_path / "data"
    asked = ("render", "--language", "de", "--voice", model)
    made = voice(data, *asked)
    assert made.exit_code == 0, made.output
    with speaking("de"):
        count = len(spoken_lines())
    assert f"{count} lines, {count} of them made now" in made.output
    assert f"{count} lines, 0 of them made now" in voice(data, *asked).output
    assert re.search(
        rf"^de  de_DE\S+  {count} of {count} lines, \d+ MB, by piper$", voice(data, "list").output
    )
    assert re.search(r"^de  de_DE\S+ is gone\.$", voice(data, "forget").output)
    assert voice(data, "list").output.startswith("No clips are here.")
    assert "Nothing was deleted" in voice(data, "forget", "--language", "de").output
    assert list(data.iterdir()) == []


def test_a_missing_program_is_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("slackwater.voices.programs.OWN", ".venv-of-nobody")
    printed = voice(tmp_path / "data", "render")
    assert printed.exit_code == 1
    assert "Error: piper was not found on this machine. Nothing was made. `make voice`" in printed.output
    assert not (tmp_path / "data").exists()
