"""Reads words as the person will: banned words, commands, claims, length and reading age.

``check_text`` takes one text from anywhere; ``check_reading`` takes all the texts of one page or file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slackwater.practices.banned import Speech, unsaid
from slackwater.practices.errors import Finding
from slackwater.practices.reading import lix, lix_most, reading_grade, sentences_of, unsigned, words_of
from slackwater.tongues import ENGLISH

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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands."""

    file: str
    line: int

    def finding(self, rule: str, what: str, suggestion: str = "") -> Finding:
        """A finding here."""
        return Finding(self.file, self.line, what, suggestion, rule)


def check_text(
    text: str, where: Place, speech: Speech = Speech.PAGE, language: str = ENGLISH
) -> tuple[Finding, ...]:
    """What is wrong with one text said in this way: banned words, commands, jargon and length."""
    return (
        *_banned(text, where, speech, language),
        *_commands(text, where, speech, language),
        *_jargon(text, where, speech, language),
        *_long(text, where, speech),
    )


def check_reading(
    texts: Iterable[tuple[str, Place]], most: float = GRADE, language: str = ENGLISH
) -> tuple[Finding, ...]:
    """Whether these texts together are easy enough; the hardest one is named when they are not.

    ``most`` is the school grade that English may need. Of another language it is the same kind of text, by LIX.
    """
    known = [(text, place) for text, place in texts if words_of(text)]
    if not known:
        return ()
    if language != ENGLISH:
        return _check_lix(known, most, language)
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


def _check_lix(known: Sequence[tuple[str, Place]], most: float, language: str) -> tuple[Finding, ...]:
    all_of_it = lix(" ".join(_ended(text) for text, _ in known))
    limit = lix_most(language, most)
    if all_of_it <= limit:
        return ()
    hardest = max(
        (one for one in known if len(words_of(one[0])) >= ONE_TEXT_WORDS),
        key=lambda one: lix(one[0]),
        default=known[0],
    )
    what = f"all this reads at LIX {all_of_it:.0f}, not {limit:.0f}"
    return (hardest[1].finding("reading", what, "begin with this text"),)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…", "؟")) else f"{text}."


def _banned(text: str, where: Place, speech: Speech, language: str) -> Iterable[Finding]:
    taken: list[range] = []
    for ban in unsaid(language).bans:
        if not speech & ban.where:
            continue
        for match in ban.pattern.finditer(text):
            span = range(match.start(), match.end())
            if any(span.start < other.stop and other.start < span.stop for other in taken):
                continue
            taken.append(span)
            yield where.finding(ban.rule, f"“{match[0].strip()}” is not said here", ban.suggestion)


def _commands(text: str, where: Place, speech: Speech, language: str) -> Iterable[Finding]:
    if not speech & (Speech.LIVE | Speech.PRACTICE):
        return
    for sentence in sentences_of(text):
        verb = _command(sentence, language)
        if verb:
            what = f"“{sentence}” opens with a command ({verb})"
            yield where.finding(
                "command", what, "use 'you might', 'you can', 'when you are ready', or kind = \"stop\""
            )


def _command(sentence: str, language: str) -> str:
    """The verb that makes a sentence a command, or nothing."""
    own = unsaid(language)
    words = [unsigned(word).lower().replace("’", "'") for word in words_of(sentence)]
    while words and words[0] in own.leads:
        words.pop(0)
    if not words or own.not_a_command.match(sentence):
        return ""
    if (
        language == ENGLISH
        and words[0] in {"do", "never"}
        and len(words) > 1
        and (words[0] == "never" or words[1] == "not")
    ):
        return " ".join(words[:2])
    return words[0] if words[0] in own.commands else ""


def _jargon(text: str, where: Place, speech: Speech, language: str) -> Iterable[Finding]:
    if not speech & (Speech.LIVE | Speech.STOP | Speech.PRACTICE | Speech.PAGE):
        return
    jargon = unsaid(language).jargon or {}
    for word in words_of(text):
        plain = jargon.get(unsigned(word).lower())
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
            most = LIST_WORDS if sum(map(sentence.count, ",،")) >= LIST_COMMAS else PAGE_WORDS
            if count > most:
                yield where.finding("long", f"{count} words in a sentence; at most {most}", "make two of it")
