"""The program's own sentences, read once from ``words.en.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from slackwater.session.decisions import Question, Reason

FILE = Path(__file__).with_name("words.en.toml")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def word(group: str, name: str) -> str:
    """The sentence of this name."""
    return _words()[group][name]


def button_words() -> frozenset[str]:
    """What buttons of a session say, folded for comparing, and what sounds like going on."""
    labels = {text.casefold() for text in _words()["choice"].values()}
    return frozenset(labels | {one.strip().casefold() for one in word("own_words", "taken").split(",")})


def reason_text(reason: Reason) -> str:
    """Why, in one plain sentence."""
    return word("reason", reason.value)


def question_text(question: Question) -> str:
    """The question as it is asked."""
    return word("question", question.value)
