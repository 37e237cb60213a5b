"""Rules that the words of a practice keep: who says what when, in which way, and how it reads."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from slackwater.practices.banned import Speech
from slackwater.practices.errors import Finding
from slackwater.practices.loader import Sheets
from slackwater.practices.matrix import read_table
from slackwater.practices.practice import SIDE, Clip, Line, LineKind, Practice, Role, Variant, Way
from slackwater.practices.reading import words_of
from slackwater.practices.words import STUDY_GRADE, Place, check_reading, check_text
from slackwater.session.phases import Kind, Side
from slackwater.tongues import ENGLISH

WORD_S = 0.45
"""Time to say a word slowly, s: about 130 words a minute. ENG."""

BREATHER_S = 2.0
"""Silence after each line at least, s. ENG."""

LENGTHS = {Clip.STILL: "setup", Clip.WORK: "work", Clip.REST: "rest"}
"""The length that each clip has."""

STOP_WORDS = {
    "en": ("knees together", "legs long"),
    "de": ("knie zusammen", "beine lang"),
    "es": ("rodillas juntas", "piernas largas"),
    "ar": ("الركبتان معًا", "الساقان ممدودتان"),
}
"""What every tremor and every drill says as a stop line. FACTS 2.3."""

TRADEMARK = {"en": "trademark", "de": "geschützte Marke", "es": "marcas? registrada", "ar": "علامة تجارية"}

_INWARD = {
    "en": r"\bbreath\w*\b|\beyes? clos\w+|\bclos\w+ (?:your )?eyes?\b|\bscan\b",
    "de": r"\bat(?:em|me[nt]?)\w*|augen\b.{0,12}\b(?:zu\b|geschl|schließ)|(?:geschlossene|schließ)\w* .{0,6}augen",
    "es": r"\brespir\w+|\bexhal\w+|\binhal\w+|ojos cerrados|cierr\w+ (?:los )?ojos|cerrar (?:los )?ojos",
    "ar": r"نفَ?س|أنفاس|تنفّ?س|شهيق|زفير|[إأت]غم[اض]|إغلاق العينين|عين\w* (?:ال)?مغ[مل]\w+|جفن",
}
"""Breath and closed eyes, which turn inward."""


def check_lines(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    """What is wrong with the words of one practice."""
    for rule in _RULES:
        yield from rule(practice, sheets)


def check_meaning(practice: Practice, sheets: Sheets, language: str = ENGLISH) -> Iterator[Finding]:
    """What words of any language have to say, and where they never turn inward."""
    for rule in (_grounding, _stopping, _noting):
        yield from rule(practice, sheets, language)


def _ids(_practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    folder = sheets.practice.places.file.parent.name
    for sheet in (sheets.practice, sheets.words):
        if sheet.table["id"] != folder:
            what = f"the id is {sheet.table['id']} in a folder called {folder}"
            yield sheet.finding("id", ("id",), what, f'id = "{folder}"')
    if sheets.words.table["language"] != ENGLISH:
        yield sheets.words.finding("language", ("language",), "another language", f'language = "{ENGLISH}"')


def _variants(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    ways = {one.id for one in practice.variants}
    named = set(sheets.words.table["variant"])
    for missing in sorted(ways - named):
        yield sheets.words.finding(
            "variant-unnamed", ("variant",), f"variant {missing} has no name", f"add {missing}"
        )
    for extra in sorted(named - ways):
        yield sheets.words.finding(
            "variant-unknown", ("variant", extra), f"there is no variant {extra}", "remove it"
        )
    for place, line in enumerate(practice.words.lines):
        for extra in sorted(line.variants - ways):
            where = ("line", place, "variant")
            yield sheets.words.finding("variant-unknown", where, f"there is no variant {extra}", "remove it")


def _timing(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    said: set[tuple[str, Line]] = set()
    for variant in practice.variants:
        for clip in variant.clips:
            for way in Way:
                for rule, line, what, suggestion in _clip_timing(practice, variant, clip, way):
                    if line is None:
                        yield sheets.words.finding(rule, ("line",), what, suggestion)
                        return
                    if (rule, line) not in said:
                        said.add((rule, line))
                        where = ("line", int(line.id.rpartition(".")[2]), "at_s")
                        yield sheets.words.finding(rule, where, what, suggestion)


def _clip_timing(
    practice: Practice, variant: Variant, clip: Clip, way: Way
) -> Iterator[tuple[str, Line | None, str, str]]:
    lines = practice.lines(clip, variant.id, way)
    name = f"{variant.id}, {clip.value}"
    if not lines:
        yield "silent-clip", None, f"nothing is said in {name}", "add a line at 0 s"
        return
    if lines[0].at_s != 0:
        yield (
            "late-first-line",
            lines[0],
            f"the first line of {name} comes at {lines[0].at_s:g} s",
            "at_s = 0",
        )
    for line, after in pairwise(lines):
        need_s = spoken_s(line) + BREATHER_S
        if after.at_s - line.at_s < need_s:
            what = f"{after.at_s - line.at_s:g} s after the line before; saying that takes {need_s:.0f} s"
            yield "crowded-line", after, what, f"at_s = {line.at_s + need_s:.0f} or later"
    length_s = practice.seconds(LENGTHS[clip])
    if lines[-1].at_s + spoken_s(lines[-1]) > length_s:
        what = f"said until {lines[-1].at_s + spoken_s(lines[-1]):.0f} s; {name} lasts {length_s} s"
        yield "late-line", lines[-1], what, "say it earlier, or not at all"


def spoken_s(line: Line) -> float:
    """How long a line takes to say slowly, s. Its second, smaller line is read and not said."""
    return WORD_S * len(words_of(line.text))


def _sides(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    for place, line in enumerate(practice.words.lines):
        if SIDE in line.text + line.sub and not practice.words.sides:
            yield sheets.words.finding(
                "side-unnamed", ("line", place), "{side} has no words", "add a table [side]"
            )


def _grounding(practice: Practice, sheets: Sheets, language: str) -> Iterator[Finding]:
    inward = re.compile(_INWARD[language], re.IGNORECASE)
    for place, line in enumerate(practice.words.lines):
        if line.way is Way.FAR_AWAY and inward.search(f"{line.text} {line.sub}"):
            what = "a line for far away turns to breath or closed eyes"
            where = ("line", place, "text")
            yield sheets.words.finding(
                "far-away-inward", where, what, "turn outward: see, move, speak, stand"
            )
        if line.way is not Way.ANY and practice.role is not Role.GROUND:
            where = ("line", place, "way")
            yield sheets.words.finding(
                "way-outside-grounding", where, "only grounding has ways", "remove way"
            )


def _stopping(practice: Practice, sheets: Sheets, language: str) -> Iterator[Finding]:
    if practice.kind not in {Kind.TREMOR, Kind.DRILL}:
        return
    stops = " ".join(one.text.lower() for one in practice.words.lines if one.kind is LineKind.STOP)
    for words in STOP_WORDS[language]:
        if words not in stops:
            what = f"no stop line says “{words}”"
            yield sheets.words.finding("stop-line-missing", ("line",), what, 'add it with kind = "stop"')


def _evidence(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    known = read_table("sources.toml")["source"]
    evidence = practice.words.evidence
    if not evidence.sources:
        yield sheets.words.finding("no-evidence-source", ("evidence_sources",), "no source", "name one")
    for key in evidence.sources:
        if key not in known:
            where = ("evidence_sources",)
            yield sheets.words.finding(
                "source-unknown", where, f"no source called {key}", "add it to sources.toml"
            )


def _noting(practice: Practice, sheets: Sheets, language: str) -> Iterator[Finding]:
    near = practice.kind in {Kind.TREMOR, Kind.DRILL, Kind.FELT_SENSE}
    if near and not re.search(TRADEMARK[language], practice.words.note):
        what = "a practice near a trademark has no note about it"
        yield sheets.words.finding("note-missing", ("note",), what, "add note")


def _texts(practice: Practice, sheets: Sheets) -> Iterator[Finding]:
    for text, place, speech in texts_of(practice, sheets):
        yield from check_text(text, place, speech)
    plain = [
        (text, place) for text, place, speech in texts_of(practice, sheets) if speech is not Speech.EVIDENCE
    ]
    studies = [
        (text, place) for text, place, speech in texts_of(practice, sheets) if speech is Speech.EVIDENCE
    ]
    yield from check_reading(plain)
    yield from check_reading(studies, STUDY_GRADE)


def texts_of(practice: Practice, sheets: Sheets) -> Iterator[tuple[str, Place, Speech]]:
    """Every text of a practice with its line and how it is said."""
    sheet, words = sheets.words, practice.words
    file = str(sheet.places.file)

    def at(*where: str | int) -> Place:
        return Place(file, sheet.places.line(where))

    yield words.summary, at("summary"), Speech.PRACTICE
    for key, texts in (("steps", words.steps), ("gentler", words.gentler), ("not_when", words.not_when)):
        for place, text in enumerate(texts):
            yield text, at(key, place), Speech.PRACTICE
    for key, name in sheet.table["variant"].items():
        yield name, at("variant", key), Speech.PRACTICE
    yield words.evidence.text, at("evidence"), Speech.EVIDENCE
    if words.note:
        yield words.note, at("note"), Speech.EVIDENCE
    for place, line in enumerate(words.lines):
        told = line.told_for(words.sides.get(Side.RIGHT, SIDE))
        speech = Speech.LIVE if line.kind is LineKind.INVITE else Speech.STOP
        yield told.text, at("line", place, "text"), speech
        if told.sub:
            yield told.sub, at("line", place, "sub"), speech


_RULES: tuple[Callable[[Practice, Sheets], Iterator[Finding]], ...] = (
    _ids,
    _variants,
    _timing,
    _sides,
    check_meaning,
    _evidence,
    _texts,
)
