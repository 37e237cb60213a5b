"""Numbers and lists as each language writes them, in code as in the templates of pages."""

from importlib import import_module

import pytest

from slackwater.tongues import LANGUAGES, speaking
from slackwater.tongues.numbers import listed, number


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_in_a_number_are_those_that_django_writes(language: str) -> None:
    formats = import_module(f"django.conf.locale.{language}.formats")
    one = LANGUAGES[language]
    assert (one.decimal, one.thousands) == (formats.DECIMAL_SEPARATOR, formats.THOUSAND_SEPARATOR)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "12,345.6"),
        ("de", "12.345,6"),
        ("es", "12\N{NO-BREAK SPACE}345,6"),
        ("ar", "12.345,6"),
    ],
)
def test_a_number_has_the_marks_of_the_language_that_is_spoken(language: str, written: str) -> None:
    with speaking(language):
        assert number(12345.6, ",.1f") == written
        assert number(7) == "7"


def test_a_list_has_the_comma_of_the_language_that_is_spoken() -> None:
    with speaking("ar"):
        assert listed(["1", "2", "3"]) == "1، 2، 3"
    assert listed(["1", "2", "3"]) == "1, 2, 3"
    assert listed([]) == ""
