"""The calendar of reminders: what RFC 5545 asks for, neutral words, and no day that is left in peace."""

import re
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.sharing.calendar import Entry, write_calendar

FIRST = date(2026, 11, 23)
"""A Monday."""
MADE = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def written(words: str = "A quiet moment", days: frozenset[int] = frozenset({0, 3}), **more: object) -> bytes:
    entry = Entry("5e551011", words, days, time(18, 30))
    span = {"first": FIRST, "last": FIRST + timedelta(days=13), "without": (), "made": MADE, **more}
    return write_calendar(entry, **span)  # type: ignore[arg-type]


def begins(calendar: bytes) -> list[datetime]:
    found = icalendar.Calendar.from_ical(calendar)
    assert isinstance(found, icalendar.Calendar)
    return [event.decoded("dtstart") for event in found.walk("VEVENT")]


def test_two_weeks_of_two_days_are_four_entries_at_that_time_of_the_wall() -> None:
    days = (date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 3))
    assert begins(written()) == [datetime.combine(day, time(18, 30)) for day in days]


def test_a_day_left_in_peace_has_no_entry() -> None:
    assert [one.day for one in begins(written(without={date(2026, 11, 26)}))] == [23, 30, 3]


def test_no_days_and_no_time_left_are_an_empty_calendar() -> None:
    assert begins(written(days=frozenset())) == []
    assert begins(written(last=FIRST - timedelta(days=1))) == []


def test_it_holds_what_the_standard_asks_for() -> None:
    """RFC 5545 §3.6, §3.6.1 and §3.6.6: what must be there, once each."""
    text = written().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert event.errors == []
        assert event.decoded("dtstamp") == MADE
        assert "TZID" not in event["dtstart"].params
        (alarm,) = event.walk("VALARM")
        assert {"action", "trigger", "description"} <= {key.lower() for key in alarm}


def test_the_same_day_keeps_its_name_from_one_reading_to_the_next() -> None:
    names = [re.findall(r"UID:(\S+)", written(first=FIRST + timedelta(days=at)).decode()) for at in (0, 1)]
    assert names[1] == names[0][1:]


@pytest.mark.parametrize("word", ["slackwater", "practice", "hip", "breath", "trauma", "session", "health"])
def test_nothing_in_it_tells_what_it_is_for(word: str) -> None:
    """H-17: whoever sees the calendar learns the words that the person chose, and no more."""
    assert word not in written().decode().lower()


@settings(deadline=None)
@given(words=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_words_come_back_as_they_were(words: str) -> None:
    """Commas, semicolons, backslashes, letters of any script and what looks like another line among them."""
    calendar = icalendar.Calendar.from_ical(written(words))
    assert {str(event["summary"]) for event in calendar.walk("VEVENT")} == {words}
