"""Reminders as a calendar (RFC 5545): neutral words, times of the wall, and nothing else of the person.

Neither the name of this program nor a word about health stands in it. A calendar program that reads it sees the
days, the time and the words, and so may whoever that program shows them to.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import icalendar

LASTS = timedelta(minutes=15)
"""As long as an entry stands in a calendar. ENG: about one short session."""

MADE_BY = "-//reminders//1//EN"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of a week as RFC 5545 writes them, Monday first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is reminded of: on these days of the week, at this time of the wall, with these words."""

    uid: str
    words: str
    days: frozenset[int]
    """Monday is 0."""
    at: time


def write_calendar(
    entry: Entry, *, first: date, last: date, without: Collection[date], made: datetime
) -> bytes:
    """The calendar from the first to the last day, both included; on the days ``without`` nothing is reminded.

    Times are floating: the same time of the wall wherever the calendar is read. ``made`` is a time of UTC.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- only who asks for reminders waits for it

    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", entry.words)
    reminded = [first + timedelta(days=one) for one in range((last - first).days + 1)]
    reminded = [day for day in reminded if day.weekday() in entry.days and day not in without]
    for day in reminded:
        calendar.add_component(_event(entry, day, made))
    return bytes(calendar.to_ical())


def _event(entry: Entry, day: date, made: datetime) -> "icalendar.Event":
    """One day's entry, with an alarm of the same words."""
    from icalendar import Alarm, Event  # noqa: PLC0415 -- loaded by then

    begins = datetime.combine(day, entry.at)
    event = Event()
    event.add("uid", f"{day:%Y%m%d}-{entry.uid}")
    event.add("dtstamp", made)
    event.add("dtstart", begins)
    event.add("dtend", begins + LASTS)
    event.add("summary", entry.words)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.words)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
