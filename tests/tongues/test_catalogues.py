"""Each language is whole: every sentence, sure of itself, with its values and its own plurals."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from wording.template import TEMPLATE

from slackwater.tongues import ENGLISH, FOLDER, LANGUAGES

OTHERS = [one for one in LANGUAGES if one != ENGLISH]
VALUE = re.compile(r"%\(\w+\)s|\{\w+\}")
LINK = re.compile(r"</?\w+[^>]*>")

SHORT = {"question": 12, "stopped": 12, "choice": 8}
"""Words that fit a live page; a choice stands on a button. LOOK; ENG: the longest English one has seven."""


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


@pytest.fixture(params=OTHERS)
def told(request: pytest.FixtureRequest) -> Catalog:
    return catalogue(FOLDER / request.param / "LC_MESSAGES" / "django.po")


@pytest.fixture(scope="module")
def asked() -> list[Message]:
    return [one for one in catalogue(TEMPLATE) if one.id]


def parts(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def found(told: Catalog, one: Message) -> Message | None:
    return told.get(parts(one.id)[0], one.context)


def test_every_sentence_is_translated_and_none_is_unsure(told: Catalog, asked: list[Message]) -> None:
    left = []
    for one in asked:
        message = found(told, one)
        if message is None or message.fuzzy or not all(parts(message.string)):
            left.append((one.context, one.id))
    assert left == []


def test_no_sentence_is_left_over_from_before(told: Catalog, asked: list[Message]) -> None:
    known = {(one.context, parts(one.id)[0]) for one in asked}
    assert [one.id for one in told if one.id and (one.context, parts(one.id)[0]) not in known] == []


def test_values_and_links_are_those_of_the_english(told: Catalog, asked: list[Message]) -> None:
    wrong = []
    for one in asked:
        message = found(told, one)
        for text in parts(message.string) if message else ():
            english = parts(one.id)[-1]
            few = len(parts(one.id)) > 1 and set(VALUE.findall(text)) < set(VALUE.findall(english))
            known = [Counter(VALUE.findall(each)) for each in parts(one.id)]
            if Counter(VALUE.findall(text)) not in known and not few:
                wrong.append(text)
            if Counter(LINK.findall(text)) != Counter(LINK.findall(english)):
                wrong.append(text)
    assert wrong == []


def test_plurals_are_as_many_as_the_language_has(told: Catalog) -> None:
    assert told.num_plurals == {"de": 2, "es": 2, "ar": 6}[str(told.locale)]
    assert [one.id for one in told if one.pluralizable and len(parts(one.string)) != told.num_plurals] == []


def test_what_stands_on_the_live_page_stays_short(told: Catalog) -> None:
    long = [
        one.string
        for one in told
        if one.context in SHORT and len(str(one.string).split()) > SHORT[one.context]
    ]
    assert long == []
