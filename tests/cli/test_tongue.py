"""Commands of a person speak the language of the terminal; what a program reads, and research, stay English."""

import re
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from slackwater.cli import main
from slackwater.cli.tongue import OF_CLICK, Spoken, paragraphs
from slackwater.tongues import LANGUAGES, asked_by, sentences_in, speaking, worded

OTHERS = [one for one in LANGUAGES if one != "en"]
NOBODY = {"LANGUAGE": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}


def said(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, words, env={**NOBODY, **environment})


def in_(language: str, text: str) -> str:
    with speaking(language):
        return worded(text)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_MX.UTF-8"}, "es"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:es:de"}, "es"),
        ({"LANGUAGE": "ar"}, "ar"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "de", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "en:de", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": ""}, "en"),
    ],
)
def test_a_terminal_speaks_what_its_environment_asks_for(
    environment: Mapping[str, str], language: str
) -> None:
    assert asked_by(environment) == language


def commands(group: click.Group, *words: str) -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = [(words, group)]
    for name, command in group.commands.items():
        found += (
            commands(command, *words, name)
            if isinstance(command, click.Group)
            else [((*words, name), command)]
        )
    return found


SPOKEN = [(words, command) for words, command in commands(main) if isinstance(command, Spoken)]


def test_these_commands_speak() -> None:
    assert {words[0] for words, _ in SPOKEN if words} == {
        "analyze", "doctor", "export", "import", "sensors", "serve", "voice",
    }  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("words", "command"), SPOKEN, ids=[" ".join(words) for words, _ in SPOKEN])
def test_the_help_of_a_command_that_speaks_is_whole(
    words: tuple[str, ...], command: click.Command, language: str
) -> None:
    shown = " ".join(said(*words, "--help", LANGUAGE=language).output.split())
    english = [*paragraphs(command.help or "")]
    english += [one.help for one in command.params if isinstance(one, click.Option) and one.help]
    english += ["Show this message and exit."] + (["Show the version and exit."] if not words else [])
    for text in english:
        assert in_(language, text) in shown
        assert in_(language, text) != text
        assert text not in shown
    assert "Usage:" not in shown


def test_every_sentence_of_click_that_is_translated_is_one_that_click_says() -> None:
    source = "".join(file.read_text() for file in Path(click.__file__).parent.glob("*.py"))
    assert [text for text in OF_CLICK if f'"{text}"' not in source] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_word_that_does_not_fit_is_told_in_the_language_of_the_terminal(language: str) -> None:
    told = said("serve", "--prt", LANGUAGE=language)
    assert told.exit_code == 2
    assert in_(language, "No such option {name!r}.").format(name="--prt") in told.output
    assert re.search(r"Error|No such|Usage", told.output) is None


@pytest.mark.parametrize("language", OTHERS)
def test_what_went_wrong_is_told_in_the_language_of_the_terminal(language: str, tmp_path: Path) -> None:
    told = said("export", str(tmp_path / "all.zip"), "--data", str(tmp_path), LANGUAGE=language)
    nothing = "There is no journal in this folder. Nothing was changed. Choose the folder with --data."
    assert told.exit_code == 1
    assert in_(language, nothing) in told.output
    there = said("export", __file__, "--data", str(tmp_path), LANGUAGE=language)
    assert "Nothing was written" not in there.output


@pytest.mark.parametrize("language", OTHERS)
def test_a_look_at_the_machine_is_told_in_the_language_of_the_terminal(language: str, tmp_path: Path) -> None:
    told = said("doctor", "--data", str(tmp_path), "--port", "0", LANGUAGE=language).output
    plain = told.replace(str(tmp_path), "")
    english = {text for context, text in sentences_in(language) if context == "doctor"}
    kept = {"port", "Port", "Browser"}
    assert {text for text in english - kept if re.search(rf"(?m)^\S+ +{text}:", plain)} == set()
    assert in_(language, "All is well.") in told


def test_research_stays_english() -> None:
    told = said("verify", "--help", LANGUAGE="de").output
    assert "Explore everything the engine can do" in told


def test_what_one_command_spoke_is_forgotten_after_it() -> None:
    german = said("--help", LANGUAGE="de").output
    assert "Aufruf:" in german
    assert "Usage:" in said("--help").output
