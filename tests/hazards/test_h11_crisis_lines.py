"""H11: a number that nobody has checked says so, a check grows old, and neither is released."""

import tomllib
import urllib.request
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from slackwater.cli import main
from slackwater.web import lines
from slackwater.web.lines import OLD_AFTER_DAYS, BadLines, Check, Standing
from slackwater.web.reaching import page_of

if TYPE_CHECKING:
    from conftest import RunningServer

TODAY = date(2027, 3, 1)
"""An invented day: no test asks a clock."""

ROW = {"name": "Somewhere", "code": "ZZ", "emergency": ["1"]}


def whole(on: date) -> dict[str, Any]:
    """The shipped rows, as if somebody had checked each of them on this day."""
    table = deepcopy(tomllib.loads(lines.FILE.read_text()))
    countries = table["country"]
    for row in (
        *table["directory"],
        *countries,
        *(line for one in countries for line in one.get("line", ())),
    ):
        row |= {"checked_on": on, "checked_by": "Somebody"}
    return table


def page(server: "RunningServer") -> str:
    with urllib.request.urlopen(server.url + "/help") as answer:
        return str(answer.read().decode())


def test_no_shipped_row_claims_that_a_person_checked_it() -> None:
    """When a person has, this is the test to change, with their name beside it."""
    assert [name for name, check in lines.shipped().rows() if check is not None] == []


def test_the_page_says_of_every_row_that_it_is_not_yet_checked(server: "RunningServer") -> None:
    text = page(server)
    rows = list(lines.shipped().rows())
    assert text.count("not yet checked") == len(rows)
    assert "checked by a person on" not in text


def test_the_directory_stands_before_any_number_of_a_country(server: "RunningServer") -> None:
    text = page(server)
    assert text.index("findahelpline.com") < text.index("<details")


def test_korea_and_singapore_show_their_present_numbers(server: "RunningServer") -> None:
    """1393 was merged into 109 on 1 January 2024; Singapore's line is 1767."""
    text = page(server)
    assert "1393" not in text
    assert "109" in text
    assert "1767" in text


def test_a_check_is_old_one_day_after_180_days() -> None:
    check = Check(TODAY - timedelta(days=OLD_AFTER_DAYS), "Somebody")
    assert OLD_AFTER_DAYS == 180
    assert lines.standing(check, TODAY) is Standing.FRESH
    assert lines.standing(check, TODAY + timedelta(days=1)) is Standing.OLD
    assert lines.standing(None, TODAY) is Standing.NOT_YET


def test_rows_that_a_person_checked_may_be_released_for_180_days() -> None:
    rows = lines.read_lines(whole(TODAY))
    assert lines.not_ready(rows, TODAY + timedelta(days=180)) == ()
    assert len(lines.not_ready(rows, TODAY + timedelta(days=181))) == len(list(rows.rows()))


@pytest.mark.parametrize("on", [TODAY - timedelta(days=181), TODAY + timedelta(days=1)], ids=["old", "ahead"])
def test_one_row_that_is_old_or_checked_ahead_of_its_day_holds_back_a_release(on: date) -> None:
    table = whole(TODAY)
    table["country"][3]["line"][0]["checked_on"] = on
    (why,) = lines.not_ready(lines.read_lines(table), TODAY)
    assert str(on) in why


@pytest.mark.parametrize(
    "row",
    [
        ROW | {"checked_on": TODAY},
        ROW | {"checked_by": "Somebody"},
        ROW | {"checked_on": TODAY, "checked_by": " "},
        ROW | {"checked_on": "2027-03-01", "checked_by": "Somebody"},
        ROW | {"checked_on": datetime(2027, 3, 1, 12), "checked_by": "Somebody"},  # noqa: DTZ001
        ROW | {"verified_on": TODAY},
        ROW | {"emergency": []},
        ROW | {"line": [{"name": "No way to reach it"}]},
    ],
    ids=["no-person", "no-day", "blank-person", "a-text", "a-time", "another-name", "no-number", "no-way"],
)
def test_a_check_without_its_person_or_its_day_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(BadLines):
        lines.read_lines({"country": [row]})


def test_the_page_tells_a_fresh_check_from_an_old_one_by_the_clock_of_the_house() -> None:
    rows = lines.read_lines(whole(TODAY))
    for days, told in ((0, "fresh"), (180, "fresh"), (181, "old"), (-1, "not_yet")):
        shown = page_of(rows, TODAY + timedelta(days=days))
        assert {line.checked.standing for country in shown.countries for line in country.lines} == {told}
        assert shown.all_fresh == (told == "fresh")


def test_the_release_check_refuses_the_rows_as_they_are_and_the_plain_check_does_not() -> None:
    refused = CliRunner().invoke(main, ["lines", "check", "--release", "--on", "2027-03-01"])
    assert refused.exit_code == 1
    assert "Samaritans: not yet checked" in refused.output
    assert CliRunner().invoke(main, ["lines", "check"]).exit_code == 0


def test_the_release_check_passes_when_every_row_was_checked_lately(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = lines.read_lines(whole(TODAY))
    monkeypatch.setattr(lines, "shipped", lambda: rows)
    day = TODAY + timedelta(days=180)
    assert CliRunner().invoke(main, ["lines", "check", "--release", "--on", str(day)]).exit_code == 0
    day += timedelta(days=1)
    old = CliRunner().invoke(main, ["lines", "check", "--release", "--on", str(day)])
    assert old.exit_code == 1
    assert "more than 180 days ago" in old.output
