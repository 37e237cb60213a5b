"""Rules that the words of every other language keep: built as the English are, said as that language says them."""

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from slackwater.practices.banned import Speech
from slackwater.practices.build import with_words
from slackwater.practices.check_lines import BREATHER_S, LENGTHS, check_meaning, texts_of
from slackwater.practices.errors import Finding
from slackwater.practices.loader import Sheet, Sheets
from slackwater.practices.matrix import TABLES
from slackwater.practices.places import find_places
from slackwater.practices.practice import Practice, Way
from slackwater.practices.rewording import file_in, reworded, unlike
from slackwater.practices.strings import strings_of
from slackwater.practices.words import GRADE, STUDY_GRADE, Place, check_reading, check_text
from slackwater.tongues import ENGLISH, FOLDER, LANGUAGES, sentences_in

OTHERS = tuple(one for one in LANGUAGES if one != ENGLISH)

SPOKEN_TABLES = {
    "conditions": Speech.SCREENING,
    "names": Speech.SCREENING,
    "evidence": Speech.PAGE,
    "plan": Speech.PAGE,
    "sensations": Speech.PAGE,
    "body-places": Speech.PAGE,
}
"""The shared tables of words, and how each is said."""

TABLE_GRADE = 5.0
"""School grade that a shared table may need in English. ENG."""

LETTER_S = 0.09
"""Time to say a letter slowly, s: an English word of five letters in 0.45 s (``check_lines.WORD_S``). ENG."""

ON_THE_LIVE_PAGE = frozenset({"question", "choice", "stopped", "reason"})
"""Groups of sentences that stand alone on the page of a session."""

_VALUE = re.compile(r"%\(\w+\)s|\{\w+\}")
_MARK = re.compile(r"<[^>]+>|&\w+;")


def check_practice_words(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    """What is wrong with one practice in every other language, or that it has no words there."""
    file = sheets.words.places.file
    for language in OTHERS:
        sheet, wrong = _sheet(file, language)
        if sheet is None:
            yield from wrong
            continue
        yield from _shape(sheets.words.table, sheet, language)
        told = with_words(practice, reworded(sheets.words.table, sheet.table))
        theirs = Sheets(sheets.practice, sheet, sheets.poses)
        yield from check_meaning(told, theirs, language)
        texts = tuple(texts_of(told, theirs))
        for text, place, speech in texts:
            yield from check_text(text, place, speech, language)
        studies = [(text, place) for text, place, speech in texts if speech is Speech.EVIDENCE]
        plain = [(text, place) for text, place, speech in texts if speech is not Speech.EVIDENCE]
        yield from check_reading(plain, GRADE, language)
        yield from check_reading(studies, STUDY_GRADE, language)
        yield from _timing(told, sheet)


def check_table_words() -> Iterator[Finding]:
    """What is wrong with the shared tables in every other language."""
    for name, speech in SPOKEN_TABLES.items():
        file = TABLES / f"{name}.{ENGLISH}.toml"
        english = tomllib.loads(file.read_text(encoding="utf-8"))
        for language in OTHERS:
            sheet, wrong = _sheet(file, language)
            if sheet is None:
                yield from wrong
                continue
            yield from _shape(english, sheet, language)
            texts = [
                (text, Place(str(sheet.places.file), sheet.places.line(where)))
                for where, text in strings_of(sheet.table)
                if where[0] != "language" and " " in text
            ]
            for text, place in texts:
                yield from check_text(text, place, speech, language)
            yield from check_reading(texts, TABLE_GRADE, language)


def check_catalogues() -> Iterator[Finding]:
    """What is wrong with the program's own sentences in every other language."""
    for language in OTHERS:
        file = FOLDER / language / "LC_MESSAGES" / "django.po"
        said = sentences_in(language)
        if not said:
            yield Finding(str(file), 1, "nothing is translated here", "write the catalogue", "missing-file")
        for (context, english), text in said.items():
            place = Place(str(file), 1)
            if sorted(_VALUE.findall(english)) != sorted(_VALUE.findall(text)):
                yield place.finding(
                    "value", f"“{text}” has not the values of “{english}”", "keep each as it is"
                )
            speech = Speech.STOP if context in ON_THE_LIVE_PAGE else Speech.PAGE
            yield from check_text(_plain(text), place, speech, language)


def _timing(told: Practice, sheet: Sheet) -> Iterator[Finding]:
    """Lines that are still being said when the next one comes, or when their clip is over."""
    crowded: dict[str, float] = {}
    for variant, way in product(told.variants, Way):
        for clip in variant.clips:
            lines = told.lines(clip, variant.id, way)
            ends = [*(line.at_s - BREATHER_S for line in lines[1:]), told.seconds(LENGTHS[clip])]
            for line, end_s in zip(lines, ends, strict=True):
                if line.at_s + LETTER_S * len(line.text) > end_s:
                    crowded[line.id] = end_s - line.at_s
    for line_id, room_s in crowded.items():
        where = ("line", int(line_id.rpartition(".")[2]), "text")
        yield sheet.finding(
            "crowded-line", where, f"saying this takes longer than {room_s:.0f} s", "say less"
        )


def _plain(text: str) -> str:
    return _MARK.sub(" ", _VALUE.sub("1", text))


def _sheet(english: Path, language: str) -> tuple[Sheet | None, tuple[Finding, ...]]:
    file = file_in(english, language)
    if not file.is_file():
        what = f"nothing says this in {LANGUAGES[language].name}"
        return None, (Finding(str(file), 1, what, f"write {file.name}", "missing-file"),)
    text = file.read_text(encoding="utf-8")
    try:
        return Sheet(tomllib.loads(text), find_places(file, text)), ()
    except tomllib.TOMLDecodeError as wrong:
        return None, (Finding(str(file), 1, f"not TOML: {wrong}", "", "toml"),)


def _shape(english: dict[str, object], sheet: Sheet, language: str) -> Iterator[Finding]:
    if sheet.table.get("language") != language:
        yield sheet.finding("language", ("language",), "another language", f'language = "{language}"')
    for where, what in unlike(english, sheet.table):
        yield sheet.finding("not-as-english", where, what, "build it as the English one is")
