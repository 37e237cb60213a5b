"""The program's own sentences from ``words.en.toml``, said in the language of the page."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from slackwater.session.decisions import Question, Reason
from slackwater.tongues import LANGUAGES, speaking, worded

FILE = Path(__file__).with_name("words.en.toml")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def word(group: str, name: str) -> str:
    """The sentence of this name, in the language spoken now."""
    return worded(_words()[group][name], group)


def button_words() -> frozenset[str]:
    """What buttons of a session say in any language, folded for comparing, and what sounds like going on."""
    taken: set[str] = set()
    for language in LANGUAGES:
        with speaking(language):
            taken |= {word("choice", name) for name in _words()["choice"]}
            taken |= {one.strip() for one in re.split("[,،]", word("own_words", "taken"))}
    return frozenset(one.casefold() for one in taken)


def reason_text(reason: Reason) -> str:
    """Why, in one plain sentence."""
    return word("reason", reason.value)


def question_text(question: Question) -> str:
    """The question as it is asked."""
    return word("question", question.value)
