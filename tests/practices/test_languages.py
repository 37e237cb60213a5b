"""The rules of each language bite where they mean to, and its packs are whole and keep them."""

import shutil
import tomllib
from pathlib import Path

import pytest

from slackwater.practices import library
from slackwater.practices.asking import questions, read_ticks
from slackwater.practices.banned import Speech, unsaid
from slackwater.practices.check import check_folder
from slackwater.practices.check_languages import OTHERS, SPOKEN_TABLES
from slackwater.practices.loader import LIBRARY, WORDS
from slackwater.practices.matrix import TABLES, read_table
from slackwater.practices.practice import Practice
from slackwater.practices.reading import lix, lix_most
from slackwater.practices.rewording import file_in
from slackwater.practices.sensations import fog_words, sensations
from slackwater.practices.words import Place, check_reading, check_text
from slackwater.tongues import speaking

HERE = Place("here.toml", 1)
LEAST_EXAMPLES = 25


def examples(language: str, kind: str) -> list[dict[str, str]]:
    file = Path(__file__).with_name(f"words_{language}.toml")
    found: list[dict[str, str]] = (
        tomllib.loads(file.read_text(encoding="utf-8"))[kind] if file.is_file() else []
    )
    return found


def each(kind: str) -> pytest.MarkDecorator:
    rows = [(language, row) for language in OTHERS for row in examples(language, kind)]
    return pytest.mark.parametrize(
        ("language", "row"), rows, ids=[f"{one}: {row['text']}" for one, row in rows]
    )


def rules(row: dict[str, str], language: str) -> list[str]:
    speech = Speech[row.get("speech", "live").upper()]
    return [one.rule for one in check_text(row["text"], HERE, speech, language)]


@each("fails")
def test_what_is_not_said_is_found_by_its_rule(language: str, row: dict[str, str]) -> None:
    assert row["rule"] in rules(row, language)


@each("passes")
def test_what_only_looks_like_it_passes(language: str, row: dict[str, str]) -> None:
    assert rules(row, language) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_shows_enough_examples_of_each_kind_of_rule(language: str) -> None:
    assert len(examples(language, "passes")) >= LEAST_EXAMPLES
    assert len(examples(language, "fails")) >= LEAST_EXAMPLES
    shown = {row["rule"] for row in examples(language, "fails")}
    assert shown >= {"claim", "word", "command", "jargon", "long"}
    assert {one.rule for one in unsaid(language).bans} <= shown


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_of_long_words_and_long_sentences_reads_too_hard(language: str) -> None:
    hard = " ".join(["Verantwortungsbewusstseinserweiterung"] * 30) + "."
    assert lix(hard) == 130
    assert [one.rule for one in check_reading([(hard, HERE)], 6.0, language)] == ["reading"]
    assert check_reading([("Du. Yo. أنت.", HERE)], 4.0, language) == ()
    assert lix_most(language, 6.0) > lix_most(language, 4.0)


def test_signs_on_arabic_letters_make_no_word_longer_and_no_two_of_one() -> None:
    assert lix("يُمْكِنُكَ") == lix("يمكنك") == 1


@pytest.mark.parametrize("language", OTHERS)
def test_every_practice_and_table_has_its_words(language: str) -> None:
    english = [*LIBRARY.glob(f"*/{WORDS}"), *(TABLES / f"{name}.en.toml" for name in SPOKEN_TABLES)]
    assert len(english) > len(SPOKEN_TABLES)
    assert [file.name for file in english if not file_in(file, language).is_file()] == []


def findings(folder: Path, **words: str) -> list[str]:
    """What the checks find in German where one practice's English is told with these words instead."""
    shutil.copytree(LIBRARY / "arriving", folder / "arriving")
    german = folder / "arriving" / "words.de.toml"
    table = german.read_text(encoding="utf-8")
    for before, after in words.items():
        assert before in table
        table = table.replace(before, after, 1)
    german.write_text(table, encoding="utf-8")
    practice, found = check_folder(folder / "arriving", everywhere=True)
    assert practice is not None
    return [one.rule for one in found if one.file.endswith("words.de.toml")]


def test_a_pack_that_is_whole_has_nothing_to_mend_and_each_slip_is_found(tmp_path: Path) -> None:
    told = tomllib.loads((LIBRARY / "arriving" / "words.de.toml").read_text(encoding="utf-8"))
    first = told["line"][0]["text"]
    assert findings(tmp_path / "whole") == []
    assert findings(tmp_path / "moved", **{"at_s = 0": "at_s = 1"}) == ["not-as-english"]
    assert findings(tmp_path / "spanish", **{'language = "de"': 'language = "es"'}) == ["language"]
    assert "command" in findings(tmp_path / "command", **{first: "Atme jetzt tief ein."})
    assert "crowded-line" in findings(tmp_path / "long", **{first: "Vielleicht magst du " + "m" * 600 + "."})


MEANT = {
    "de": ("Beine lang", "Beine wie sie sind", "laut sagen", "mit geschlossenen Augen sagen"),
    "es": ("Piernas largas", "Piernas como están", "en voz alta", "con los ojos cerrados"),
    "ar": ("الساقان ممدودتان", "الساقان كما هما", "بصوت مسموع", "مع إغماض العينين"),
}
"""In each language: a stop and what is none; a way to say *I am here* and one that turns inward."""


def test_the_meant_words_are_there_for_every_language() -> None:
    assert sorted(MEANT) == sorted(OTHERS)


@pytest.mark.parametrize("language", OTHERS)
def test_a_stop_that_stops_nothing_and_grounding_that_turns_inward_are_found(
    tmp_path: Path, language: str
) -> None:
    stop, none, outward, inward = MEANT[language]
    assert slip(tmp_path / "stop", "stop-drill", language, stop, none) == ["stop-line-missing"]
    assert "far-away-inward" in slip(tmp_path / "in", "grounding-contact", language, outward, inward)


def slip(folder: Path, practice: str, language: str, before: str, after: str) -> list[str]:
    """What is found where one practice of a language says something else."""
    shutil.copytree(LIBRARY / practice, folder / practice)
    told = folder / practice / f"words.{language}.toml"
    text = told.read_text(encoding="utf-8")
    assert before in text
    told.write_text(text.replace(before, after), encoding="utf-8")
    _, found = check_folder(folder / practice, everywhere=True)
    return [one.rule for one in found if one.file.endswith(told.name)]


def bare(practice: Practice) -> object:
    """All of a practice that decides anything: no word of it."""
    lines = tuple(
        (one.id, one.clip, one.at_s, one.kind, one.variants, one.way) for one in practice.words.lines
    )
    ways = tuple(
        (one.id, one.level, one.posture, one.clips, one.contacts, one.amplitude) for one in practice.variants
    )
    held = practice.id, practice.kind, practice.slot, practice.column, practice.sides, practice.tides
    return *held, dict(practice.amounts), lines, ways, practice.words.evidence.sources


@pytest.mark.parametrize("language", OTHERS)
def test_a_practice_differs_in_its_words_alone(language: str) -> None:
    english = library()
    with speaking(language):
        told = library()
    assert list(told) == list(english)
    for name, practice in english.items():
        assert bare(told[name]) == bare(practice), name
        assert told[name].words.summary != practice.words.summary, name


@pytest.mark.parametrize("language", OTHERS)
def test_an_answer_means_the_same_in_every_language(language: str) -> None:
    ticks = frozenset(option.id for group in questions().groups for option in group.options)
    english = read_ticks(adult=True, ticks=ticks)
    asked = [
        (group.id, [(one.id, one.yes, one.unsure, one.again) for one in group.options])
        for group in questions().groups
    ]
    with speaking(language):
        assert read_ticks(adult=True, ticks=ticks) == english
        assert asked == [
            (group.id, [(one.id, one.yes, one.unsure, one.again) for one in group.options])
            for group in questions().groups
        ]
        assert questions().adult != ""
        words = {one.id for group in sensations() for one in group.words}
        assert fog_words(words) == fog_words(frozenset(words))
        told = read_table("names.en.toml")["posture"]["supine"]
    assert told != read_table("names.en.toml")["posture"]["supine"]
