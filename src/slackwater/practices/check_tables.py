"""Rules that the shared tables keep: a screening row for all, words for every name, sources that exist."""

import re
from collections.abc import Iterator, Mapping

from slackwater.practices.asking import asked_about, questions
from slackwater.practices.banned import Speech
from slackwater.practices.errors import Finding
from slackwater.practices.matrix import COLUMNS, TABLES, conditions, read_table
from slackwater.practices.places import Places, Where, find_places
from slackwater.practices.practice import Practice
from slackwater.practices.screening import Because
from slackwater.practices.strings import strings_of
from slackwater.practices.words import Place, check_reading, check_text

_KEY = re.compile(r"\[([^\]]+)\]")


def check_tables(practices: Mapping[str, Practice]) -> Iterator[Finding]:
    """What is wrong with the shared tables, for these practices."""
    yield from _matrix(practices)
    yield from _screening_words()
    yield from _evidence(practices)
    yield from _spoken_tables()


def _matrix(practices: Mapping[str, Practice]) -> Iterator[Finding]:
    places = _places("conditions.toml")
    known = read_table("sources.toml")["source"]
    for place, row in enumerate(conditions().values()):
        where: Where = ("condition", place)
        for column in COLUMNS:
            only = row.cells[column].only or frozenset()
            for practice in practices.values():
                ways = {one.id for one in practice.variants}
                if practice.column == column and only - ways:
                    what = f"{practice.id} has no variant {', '.join(sorted(only - ways))}"
                    yield _finding(places, (*where, column), "matrix-variant", what)
        for group in _KEY.findall(row.basis):
            for key in (one.strip() for one in group.split(";")):
                if key not in known:
                    yield _finding(places, (*where, "basis"), "source-unknown", f"no source called {key}")


def _screening_words() -> Iterator[Finding]:
    words, places = read_table("conditions.en.toml"), _places("conditions.en.toml")
    for name in conditions():
        if name not in words["with"]:
            yield _finding(places, ("with",), "condition-unnamed", f"{name} has no words", "add them")
        if name not in asked_about():
            yield _finding(
                places, ("group",), "condition-unasked", f"nothing asks about {name}", "add an option"
            )
    for because in Because:
        if because.value not in words["why"]:
            yield _finding(places, ("why",), "why-unnamed", f"{because.value} has no sentence", "add it")
    for group in (*questions().groups, questions().today):
        for option in group.options:
            for name in (*option.yes, *option.unsure):
                if name not in conditions():
                    yield _finding(places, ("group",), "condition-unknown", f"no condition called {name}")


def _evidence(practices: Mapping[str, Practice]) -> Iterator[Finding]:
    table, words, places = (
        read_table("evidence.toml"),
        read_table("evidence.en.toml"),
        _places("evidence.toml"),
    )
    for name in practices.keys() - table["sure"].keys():
        what = f"nothing says how sure what is known of {name} is"
        yield _finding(places, ("sure",), "sure-missing", what, "add it")
    for key in read_table("sources.toml")["source"].keys() - table["kind"].keys():
        yield _finding(
            places, ("kind",), "kind-missing", f"nothing says what kind of source {key} is", "add it"
        )
    for part in ("sure", "kind"):
        for level in set(table[part].values()) - words[part].keys():
            yield _finding(places, (part,), "evidence-unnamed", f"{level} has no words", "add them")


def _spoken_tables() -> Iterator[Finding]:
    """The words of the shared tables, read as the person will."""
    for name, speech in (
        ("conditions.en.toml", Speech.SCREENING),
        ("names.en.toml", Speech.SCREENING),
        ("evidence.en.toml", Speech.PAGE),
        ("plan.en.toml", Speech.PAGE),
        ("sensations.en.toml", Speech.PAGE),
        ("body-places.en.toml", Speech.PAGE),
    ):
        places = _places(name)
        texts = [
            (text, Place(str(places.file), places.line(where)))
            for where, text in strings_of(read_table(name))
            if where[0] != "language" and " " in text
        ]
        for text, place in texts:
            yield from check_text(text, place, speech)
        yield from check_reading(texts, most=5.0)


def _places(name: str) -> Places:
    file = TABLES / name
    return find_places(file, file.read_text(encoding="utf-8"))


def _finding(places: Places, where: Where, rule: str, what: str, suggestion: str = "") -> Finding:
    return Finding(str(places.file), places.line(where), what, suggestion, rule)
