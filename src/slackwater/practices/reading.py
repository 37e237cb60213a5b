"""How hard a text is to read: words, sentences, syllables, and the two measures made of them."""

import re
from collections.abc import Mapping

LONG_WORD = 6
"""Letters; a word of more counts as long. Björnsson 1968."""

LIX_MOST: Mapping[str, tuple[float, float]] = {"de": (30.0, 12.0), "es": (35.0, 12.0), "ar": (26.0, 5.0)}
"""The LIX that stands for the English grade 4, and what one grade more is worth, by the length of a language's words.
ENG: a child's book reads at 25 to 30 in Swedish, a newspaper at 45 to 50; so set that plain words pass."""

_SENTENCE = re.compile(r"(?<=[.!?…؟])\s+|\n+")
_SIGNS = "\u0640\u064b-\u0652\u0670"
"""Arabic signs that stand on or between letters."""
_WORD = re.compile(rf"[^\W\d_][^\W\d_{_SIGNS}'’-]*(?:[{_SIGNS}'’-]+[^\W\d_]*)*|\d+(?:[.,]\d+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def reading_grade(text: str) -> float:
    """The school grade an English text needs: Flesch-Kincaid, with syllables estimated from groups of vowels."""
    words = words_of(text)
    if not words:
        return 0.0
    sentences = max(1, len(sentences_of(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def lix(text: str) -> float:
    """How hard a text of any language is: words in a sentence and the share of long ones, % (Björnsson 1968)."""
    words = words_of(text)
    if not words:
        return 0.0
    long = sum(len(_letters(word)) > LONG_WORD for word in words)
    return len(words) / max(1, len(sentences_of(text))) + 100 * long / len(words)


def lix_most(language: str, grade: float) -> float:
    """The LIX that a text may have where English may need this grade."""
    at_4, a_grade = LIX_MOST[language]
    return at_4 + a_grade * (grade - 4)


def syllables(word: str) -> int:
    """How many syllables an English word has, about."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    groups = len(_VOWELS.findall(bare))
    if bare.endswith("e") and not bare.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if bare.endswith("ed") and not bare.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(one.strip() for one in _SENTENCE.split(text) if words_of(one))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text; a value that is filled in counts as one."""
    return tuple(_WORD.findall(_PLACEHOLDER.sub("one", text)))


def unsigned(word: str) -> str:
    """The word without the Arabic signs on its letters, as it is mostly written."""
    return re.sub(rf"[{_SIGNS}]", "", word)


def _letters(word: str) -> str:
    return re.sub(rf"[{_SIGNS}'’-]", "", word)
