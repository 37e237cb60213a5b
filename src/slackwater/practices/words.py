"""Reads words as the person will: banned words, commands, claims, length and reading age.

``check_text`` takes one text from anywhere; ``check_reading`` takes all the texts of one page or file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from slackwater.practices.banned import BANS, COMMANDS, JARGON, LEADS, NOT_A_COMMAND, Speech
from slackwater.practices.errors import Finding

LIVE_WORDS = 12
"""A live sentence holds at most so many words. LOOK."""

PAGE_WORDS = 22
"""A sentence of a page holds at most so many words. ENG."""

LIST_WORDS, LIST_COMMAS = 30, 4
"""A sentence that lists things, so many commas or more, holds at most so many words. ENG."""

GRADE = 4.0
"""School grade that words may need, Flesch-Kincaid 1975, over a whole file: age nine to ten. LOOK; ENG."""

STUDY_GRADE = 6.0
"""The same where studies are named. ENG."""

ONE_TEXT_MORE, ONE_TEXT_WORDS = 6.0, 6
"""One text of at least so many words may be so many grades harder than all. ENG: the estimate is coarse."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*|\d+(?:[.,]\d+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands."""

    file: str
    line: int

    def finding(self, rule: str, what: str, suggestion: str = "") -> Finding:
        """A finding here."""
        return Finding(self.file, self.line, what, suggestion, rule)


def check_text(text: str, where: Place, speech: Speech = Speech.PAGE) -> tuple[Finding, ...]:
    """What is wrong with one text said in this way: banned words, commands, jargon and length."""
    return (
        *_banned(text, where, speech),
        *_commands(text, where, speech),
        *_jargon(text, where, speech),
        *_long(text, where, speech),
    )


def check_reading(texts: Iterable[tuple[str, Place]], most: float = GRADE) -> tuple[Finding, ...]:
    """Whether these texts together are easy enough; the hardest one is named when they are not."""
    known = [(text, place) for text, place in texts if words_of(text)]
    if not known:
        return ()
    text, place = max(known, key=lambda one: reading_grade(one[0]))
    hardest, grade = reading_grade(text), reading_grade(" ".join(_ended(text) for text, _ in known))
    if grade > most:
        return (
            place.finding(
                "reading", f"all this reads at grade {grade:.1f}, not {most:.0f}", "begin with this text"
            ),
        )
    if hardest > most + ONE_TEXT_MORE and len(words_of(text)) >= ONE_TEXT_WORDS:
        return (
            place.finding(
                "reading", f"this reads at grade {hardest:.0f}", "shorter words, shorter sentences"
            ),
        )
    return ()


def reading_grade(text: str) -> float:
    """The school grade a text needs: Flesch-Kincaid, with syllables estimated from groups of vowels."""
    words = words_of(text)
    if not words:
        return 0.0
    sentences = max(1, len(sentences_of(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


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


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text}."


def _banned(text: str, where: Place, speech: Speech) -> Iterable[Finding]:
    taken: list[range] = []
    for ban in BANS:
        if not speech & ban.where:
            continue
        for match in ban.pattern.finditer(text):
            span = range(match.start(), match.end())
            if any(span.start < other.stop and other.start < span.stop for other in taken):
                continue
            taken.append(span)
            yield where.finding(ban.rule, f"“{match[0].strip()}” is not said here", ban.suggestion)


def _commands(text: str, where: Place, speech: Speech) -> Iterable[Finding]:
    if not speech & (Speech.LIVE | Speech.PRACTICE):
        return
    for sentence in sentences_of(text):
        verb = _command(sentence)
        if verb:
            what = f"“{sentence}” opens with a command ({verb})"
            yield where.finding(
                "command", what, "use 'you might', 'you can', 'when you are ready', or kind = \"stop\""
            )


def _command(sentence: str) -> str:
    """The verb that makes a sentence a command, or nothing."""
    words = [word.lower().replace("’", "'") for word in words_of(sentence)]
    while words and words[0] in LEADS:
        words.pop(0)
    if not words or NOT_A_COMMAND.match(sentence):
        return ""
    if words[0] in {"do", "never"} and len(words) > 1 and (words[0] == "never" or words[1] == "not"):
        return " ".join(words[:2])
    return words[0] if words[0] in COMMANDS else ""


def _jargon(text: str, where: Place, speech: Speech) -> Iterable[Finding]:
    if not speech & (Speech.LIVE | Speech.STOP | Speech.PRACTICE | Speech.PAGE):
        return
    for word in words_of(text):
        plain = JARGON.get(word.lower())
        if plain:
            yield where.finding("jargon", f"“{word}” is a hard word", f"use '{plain}'")


def _long(text: str, where: Place, speech: Speech) -> Iterable[Finding]:
    if speech & (Speech.LIVE | Speech.STOP):
        count = len(words_of(text))
        if count > LIVE_WORDS:
            yield where.finding("long", f"{count} words; a live line holds at most {LIVE_WORDS}", "say less")
    elif speech & (Speech.PRACTICE | Speech.PAGE | Speech.SCREENING):
        for sentence in sentences_of(text):
            count = len(words_of(sentence))
            most = LIST_WORDS if sentence.count(",") >= LIST_COMMAS else PAGE_WORDS
            if count > most:
                yield where.finding("long", f"{count} words in a sentence; at most {most}", "make two of it")
