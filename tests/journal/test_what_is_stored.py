"""``docs/what-is-stored.md`` says what the code keeps, and each kept thing has its plain sentence."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import slackwater
from slackwater.journal.names import NAMES
from slackwater.journal.stored import (
    FILE,
    KINDS,
    SETTINGS,
    sentence_of,
    sentences,
    what_is_stored,
)
from slackwater.practices.words import Place, check_reading, check_text

PAGE = Path(__file__).parents[2] / "docs" / "what-is-stored.md"
SOURCE = Path(slackwater.__file__).parent


def names_of_settings() -> Iterator[str]:
    """The name of every ``PersonSet(…)`` that any room makes."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text()
        if "PersonSet(" not in text:
            continue
        module = importlib.import_module(
            ".".join(("slackwater", *path.relative_to(SOURCE).with_suffix("").parts))
        )
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PersonSet":
                name = node.args[0]
                yield name.value if isinstance(name, ast.Constant) else getattr(module, name.id)  # type: ignore[attr-defined]


def test_the_page_is_the_one_the_code_makes() -> None:
    """Else: ``python -m slackwater.journal.stored > docs/what-is-stored.md``."""
    assert PAGE.read_text("utf-8") == what_is_stored()


def test_the_page_names_everything_that_is_kept() -> None:
    page = what_is_stored()
    assert all(f"`{written.name}` | {written.version}" in page for written in NAMES.values())


def test_the_page_says_what_a_forgotten_key_means() -> None:
    assert "nothing can bring it back" in what_is_stored()


@pytest.mark.parametrize("kind", NAMES, ids=lambda kind: str(NAMES[kind]))
def test_each_kept_thing_has_its_own_sentence_and_the_page_says_it(kind: type) -> None:
    said = [text for rows in sentences().values() for text in rows.values()]
    assert said.count(sentence_of(kind)) == 1
    assert f"| `{NAMES[kind].name}` | {NAMES[kind].version} | {sentence_of(kind)} |" in what_is_stored()


def test_no_sentence_speaks_of_what_is_not_kept() -> None:
    for group, kinds in KINDS.items():
        assert set(sentences()[group]) == {written.name for written in kinds.values()}


def test_every_setting_that_is_kept_by_name_has_its_sentence() -> None:
    named = set(names_of_settings())
    assert "phone.paired" in named
    assert named == set(sentences()[SETTINGS])


def test_the_sentences_are_plain_and_invite() -> None:
    texts = [(text, Place(str(FILE), 1)) for rows in sentences().values() for text in rows.values()]
    assert [str(found) for text, place in texts for found in check_text(text, place)] == []
    assert check_reading(texts) == ()
