"""H11: a number that nobody has checked says so, and the directory comes first."""

import tomllib
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import slackwater.web

if TYPE_CHECKING:
    from conftest import RunningServer

LINES = tomllib.loads((Path(slackwater.web.__file__).parent / "lines.toml").read_text())


def dates(value: object) -> list[str]:
    """Every date of checking, wherever it stands."""
    if isinstance(value, dict):
        found = [str(value[key]) for key in ("verified_on", "checked_on") if value.get(key)]
        return found + [date for inner in value.values() for date in dates(inner)]
    return [date for inner in value for date in dates(inner)] if isinstance(value, list) else []


def page(server: "RunningServer") -> str:
    with urllib.request.urlopen(server.url + "/help") as answer:
        return str(answer.read().decode())


def test_no_date_of_checking_is_invented() -> None:
    assert dates(LINES) == []


def test_the_page_says_that_the_numbers_are_not_yet_checked(server: "RunningServer") -> None:
    assert "not yet checked" in page(server)


def test_the_directory_stands_before_any_number_of_a_country(server: "RunningServer") -> None:
    text = page(server)
    assert text.index("findahelpline.com") < text.index("<details")


def test_korea_and_singapore_show_their_present_numbers(server: "RunningServer") -> None:
    """1393 was merged into 109 on 1 January 2024; Singapore's line is 1767."""
    text = page(server)
    assert "1393" not in text
    assert "109" in text
    assert "1767" in text
