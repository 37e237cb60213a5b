"""The template catalogue holds every sentence that a page shows or says, and nothing that it does not."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from wording.finding import (
    IN_CODE,
    ROOMS,
    SOURCE,
    in_commands,
    in_errors,
    in_lines,
    in_table,
    in_template,
    sentences,
)
from wording.template import TEMPLATE, template

from slackwater.practices.strings import SPOKEN_ATTRIBUTES, texts_in

WEB = SOURCE / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((WEB / "static").rglob("*.js"))

FOR_COMMANDS = {
    "demo.py": "what `slackwater demo` says",
    "retelling.py": "what `slackwater replay` says",
    "owning/tables.py": "how the tables of a taken-out journal are built",
    "lan/authority.py": "the name of the certificate in a phone's settings",
    "strips.py": "letters of a path",
    "views_reminders.py": "the name of a header",
}
"""Modules of the web room whose sentences stay English, and why."""

NAME = re.compile(r"\bSlackwater\b")
MARKED = re.compile(
    r"\{%\s*(?:translate|comment)\b.*?%\}|\{%\s*blocktranslate\b.*?endblocktranslate\s*%\}", re.DOTALL
)
COMMENT = re.compile(
    r"\{%\s*block \w+_class\s*%\}.*?\{%\s*endblock\s*%\}|\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}",
    re.DOTALL,
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


class Unmarked(HTMLParser):
    """Collects what would be shown or read out and is marked nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        self.found += [
            value for name, value in attrs if value and (name in SPOKEN_ATTRIBUTES or _is_said(name, value))
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def _is_said(name: str, value: str) -> bool:
    """Whether an attribute hands a sentence to a script."""
    return name.startswith("data-") and bool(re.search(r"[a-z] [a-z]+ [a-z]", value))


def unmarked(template_text: str) -> list[str]:
    parser = Unmarked()
    parser.feed(TAG.sub("", MARKED.sub("", COMMENT.sub("", template_text))))
    parser.close()
    return [text for text in map(str.strip, parser.found) if re.search(r"[A-Za-z]{2}", NAME.sub("", text))]


def test_the_template_is_what_the_code_says_now() -> None:
    assert TEMPLATE.read_bytes() == template(), "run: make words"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB / "templates")))
def test_no_text_of_a_template_is_unmarked(file: Path) -> None:
    assert unmarked(file.read_text(encoding="utf-8")) == []


def test_an_unmarked_text_would_be_found() -> None:
    assert unmarked(
        '<p aria-label="Say this" data-x="{place} is not here">Rest {% translate "here" %}</p><b>{{ name }}</b>'
    ) == [
        "Say this",
        "{place} is not here",
        "Rest",
    ]


def test_no_sentence_of_a_script_is_unmarked() -> None:
    marked = {one.text for one in sentences() if one.place.endswith(".js")}
    said = {text for file in SCRIPTS for text, _ in texts_in(file)}
    paths_and_names = {
        text for text in said if not re.search(r"[a-z]{3}", re.sub("one", "", text)) or text[-1:].isdigit()
    }
    assert said - paths_and_names - marked == set()


def test_no_sentence_of_a_page_module_is_unmarked() -> None:
    marked = {one.text for one in sentences() if one.place.endswith(".py")}
    left = {
        f"{file.relative_to(WEB)}: {text}"
        for file in sorted(WEB.rglob("*.py"))
        if file.relative_to(WEB).as_posix() not in FOR_COMMANDS
        for text, _ in texts_in(file)
        if text not in marked
    }
    at_least_in_english = {f"scene.py: {FAULT}"}
    assert left == at_least_in_english, "a stop's own words, for when no other can be made"


FAULT = "Something in the program went wrong, so we stopped."


READ_ALOUD = ("analysis", "sensors/files")
"""Rooms without pages of Django that only a command of a person meets."""


@pytest.mark.parametrize("room", READ_ALOUD)
def test_no_sentence_about_a_recording_is_unmarked(room: str) -> None:
    marked = {text for one in sentences() if one.place.endswith(".py") for text in (one.text, one.many)}
    files = sorted((SOURCE / room).rglob("*.py"))
    assert files
    assert {text for file in files for text, _ in texts_in(file)} - marked == set()


def test_every_sentence_that_is_worded_is_found_where_it_stands() -> None:
    """Babel does not look into a formatted string."""
    found = {text for one in sentences() for text in (one.text, one.many)}
    left = set()
    for room in ROOMS:
        for file in sorted((SOURCE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IN_CODE:
                    texts = {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
                    left |= texts - found
    assert left == set()


def test_a_template_gives_its_sentences_with_context_and_plural() -> None:
    text = (
        '{% translate "Open" context "journal" %}{% blocktranslate count n=maps %}{{ n }} map{% plural %}'
        '{{ n }} maps{% endblocktranslate %}{{ page.title|default:_("Not now") }}'
    )
    found = list(in_template(text, "a.html"))
    assert [(one.text, one.many, one.context) for one in found] == [
        ("Open", "", "journal"),
        ("%(n)s map", "%(n)s maps", None),
        ("Not now", "", None),
    ]


def test_a_table_gives_each_value_with_its_group_and_key() -> None:
    found = list(in_table('format = 1\nlanguage = "en"\n[choice]\nagree = "Begin"\n', "a.toml", "how."))
    assert [(one.text, one.context, one.comment) for one in found] == [
        ("Begin", "how.choice", "choice.agree")
    ]


def test_an_error_gives_its_message_and_one_for_research_gives_none() -> None:
    text = (
        'class LiveError(PlainError):\n    """Something."""\nclass AnotherSpeed(LiveError):\n    """No."""\n'
        'class NoServer(AnotherSpeed):\n    """No\n    server."""\nclass Other(Exception):\n    """Not said."""\n'
        'class Full(LiveError):\n    """It is\n    full."""\n'
    )
    assert [one.text for one in in_errors(text, "errors.py")] == ["Something.", "It is full."]


def test_a_command_that_speaks_gives_each_paragraph_of_its_help_and_another_gives_none() -> None:
    text = (
        '@main.command(cls=Spoken)\n@DATA\ndef import_() -> None:\n    """Bring it\n    in.\n\n    All of it.\n    """\n'
        '@main.command()\ndef verify() -> None:\n    """Explore."""\ndef helper() -> None:\n    """No command."""\n'
    )
    assert [(one.text, one.comment) for one in in_commands(text, "cli/a.py")] == [
        ("Bring it in.", "command import"),
        ("All of it.", "command import"),
    ]


def test_crisis_lines_give_countries_notes_and_names_that_are_nobodys_own() -> None:
    text = (
        '[[directory]]\nname = "Our list"\nat = "a.example"\n[[country]]\ncode = "XX"\nname = "Somewhere"\n'
        'note = "No line yet."\n[[country.line]]\nname = "Their Name"\nlang = "en"\nnote = "some hours"\n'
    )
    assert [(one.text, one.context) for one in in_lines(text, "lines.toml")] == [
        ("Somewhere", "country"),
        ("Our list", "crisis line name"),
        ("some hours", "crisis line note"),
        ("No line yet.", "crisis line note"),
    ]


def test_every_room_that_marks_a_sentence_is_read() -> None:
    marking = re.compile(r"from slackwater\.tongues import .*\b(?:worded|worded_many|marked)\b")
    files = (file.relative_to(SOURCE) for file in SOURCE.rglob("*.py") if marking.search(file.read_text()))
    assert {file.parts[0] for file in files} - {"plain_error.py"} <= set(ROOMS)


def test_every_mark_of_the_code_is_one_that_is_looked_for() -> None:
    source = (SOURCE / "tongues" / "__init__.py").read_text(encoding="utf-8")
    assert all(f"def {mark}(" in source for mark in IN_CODE)
