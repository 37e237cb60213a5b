"""How an Arabic word is found in whatever way it is spelt."""

import re

from slackwater.practices.banned import Ban, Speech, ban

_MARK = "\u0640\u064b-\u0652\u0670"
"""What may stand after any letter: a vowel sign, a doubling, a stretched line."""

_ALIKE = {"ا": "[اأإآ]", "أ": "[اأإآ]", "إ": "[اأإآ]", "آ": "[اأإآ]", "ى": "[ىي]", "ة": "[ةه]"}
"""Letters that hurried hands write for one another."""


def _letters(pattern: str) -> str:
    """The pattern with every Arabic letter in any of its usual spellings."""
    return re.sub(
        "[\u0621-\u064a]", lambda letter: f"(?:{_ALIKE.get(letter[0], letter[0])}[{_MARK}]*)", pattern
    )


def spelt(rule: str, pattern: str, suggestion: str, where: Speech | None = None, unless: str = "") -> Ban:
    """A ban of whole words, also with *and*, *so*, *by*, *for* or *the* before them or the ending of an object."""
    start = rf"(?<![\w{_MARK}]){unless}{_letters('(?:و|ف)?(?:ال|بال|لل|ب|ل|ك|س)?')}"
    end = rf"{_letters('ا')}?(?![\w{_MARK}])"
    return ban(rule, rf"{start}(?:{_letters(pattern)}){end}", suggestion, where)
