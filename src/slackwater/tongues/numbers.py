"""Numbers and lists as the language that is spoken now writes them. Digits are western in every language."""

from collections.abc import Iterable

from slackwater.tongues import LANGUAGES, spoken, worded


def number(value: float, form: str = ",") -> str:
    """The value in a form of Python's ``format``, with this language's own marks in it."""
    language = LANGUAGES[spoken()]
    return format(value, form).translate(str.maketrans(",.", language.thousands + language.decimal))


def listed(parts: Iterable[str]) -> str:
    """The parts one after the other, with this language's comma between them."""
    return worded(", ", "list").join(parts)
