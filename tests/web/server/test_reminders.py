"""Reminders: off by default, their own words, quiet hours, and a feed that opens nothing else."""

import html
import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import icalendar
import pytest

from slackwater.journal.facts import PersonSet, Remembered
from slackwater.live.reminders import Reminders, last_day, left_in_peace, newest_reminders
from slackwater.quantities import HalfLevel
from slackwater.session.history import PastSession
from slackwater.titration.log import Closed, Opened
from slackwater.titration.reading import write_entry

from .guest import Guest
from .house import House

EVERY_DAY = [str(day) for day in range(7)]
SET = {"on": "yes", "words": "A quiet moment", "at": "18:00", "quiet_from": "21:00", "quiet_to": "08:00"}


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house()


@pytest.fixture
def guest(house: House, visit: Callable[..., Guest]) -> Guest:
    visitor = visit(house)
    visitor.set_up()
    visitor.get("/reminders")
    return visitor


def address(guest: Guest) -> str:
    found = re.search(r'value="http://[^"]+(/calendar/[^"]+\.ics)"', guest.html)
    return found[1] if found else ""


def days(guest: Guest, path: str) -> list[date]:
    calendar = icalendar.Calendar.from_ical(guest.get(path))
    return [event.decoded("dtstart").date() for event in calendar.walk("VEVENT")]


def today() -> date:
    return datetime.now().astimezone().date()


def test_they_are_off_until_they_are_switched_on(guest: Guest) -> None:
    assert 'name="on" value="yes" checked' not in guest.html
    assert address(guest) == ""
    guest.get("/reminders.ics")
    assert guest.at == "/reminders"
    guest.get(f"/calendar/{'x' * 43}.ics")
    assert guest.status == 404
    guest.get("/calendar/.ics")
    assert guest.status == 404


def test_the_feed_and_the_file_say_the_same_for_four_weeks(guest: Guest) -> None:
    guest.post("/reminders", **SET, days=EVERY_DAY)
    feed = address(guest)
    assert days(guest, feed) == [today() + timedelta(days=at) for at in range(29)]
    assert days(guest, "/reminders.ics") == days(guest, feed)
    guest.get("/reminders.ics")
    assert guest.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert guest.headers["Cache-Control"] == "no-store"
    assert "slackwater" not in guest.html.lower()


def test_a_calendar_program_needs_the_address_and_gets_nothing_else(house: House, guest: Guest) -> None:
    guest.post("/reminders", **SET, days=EVERY_DAY)
    feed, program = address(guest), Guest(house.url)
    assert len(re.findall("BEGIN:VEVENT", program.get(feed))) == 29
    assert not list(program.jar)
    for closed in ("/reminders", "/reminders.ics", "/", "/settings", "/calendar/", f"{feed}/../reminders"):
        program.get(closed)
        assert program.status in {403, 404}, closed
    program.get(feed[:-5] + ("B" if feed[-5] == "A" else "A") + ".ics")
    assert program.status == 404
    program.post(feed)
    assert program.status in {403, 405}


def test_an_address_that_was_ended_answers_no_more(guest: Guest) -> None:
    guest.post("/reminders", **SET, days=EVERY_DAY)
    first = address(guest)
    guest.post("/reminders", renew="yes")
    second = address(guest)
    assert second != first
    assert days(guest, second)
    guest.get(first)
    assert guest.status == 404
    guest.get("/reminders")
    guest.post("/reminders", **{**SET, "on": ""}, days=EVERY_DAY)
    guest.get(second)
    assert guest.status == 404
    guest.get("/reminders")
    guest.post("/reminders", **SET, days=EVERY_DAY)
    assert address(guest) not in {first, second}


def test_while_the_journal_is_locked_the_feed_says_come_again(
    house: House, visit: Callable[..., Guest]
) -> None:
    guest = visit(house)
    guest.set_up("passphrase")
    guest.get("/reminders")
    guest.post("/reminders", **SET, days=EVERY_DAY)
    feed = address(guest)
    guest.get("/settings")
    guest.post("/lock")
    for path in (feed, "/calendar/anything.ics"):
        assert guest.get(path) == ""
        assert (guest.status, guest.headers["Retry-After"]) == (503, "3600")


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "22:00"},
        {"at": "07:59"},
        {"at": "25:00"},
        {"at": ""},
        {"quiet_from": "noon"},
        {"days": []},
        {"days": ["7", "x"]},
        {"words": "a\u202eb"},
    ],
)
def test_what_cannot_be_reminded_of_changes_nothing(guest: Guest, wrong: dict[str, object]) -> None:
    guest.post("/reminders", **SET, days=["0"])
    before = address(guest)
    guest.post("/reminders", **{**SET, "days": EVERY_DAY, **wrong})
    assert guest.status == 400
    assert "so nothing was changed" in html.unescape(guest.html)
    assert all(day.weekday() == 0 for day in days(guest, before))


def test_no_words_are_the_neutral_ones_and_own_words_are_bounded(guest: Guest) -> None:
    guest.post("/reminders", **{**SET, "words": "  "}, days=EVERY_DAY)
    assert "SUMMARY:A quiet moment\r\n" in guest.get(address(guest))
    guest.get("/reminders")
    guest.post("/reminders", **{**SET, "words": "Tea, perhaps; " * 9}, days=EVERY_DAY)
    summary = icalendar.Calendar.from_ical(guest.get(address(guest))).walk("VEVENT")[0]["summary"]
    assert str(summary) == ("Tea, perhaps; " * 9)[:40]


def test_no_reminder_comes_on_the_days_after_a_hard_session(house: House, guest: Guest) -> None:
    now_h = time.time() / 3600
    hard = PastSession(int(now_h), HalfLevel(2), 45, overwhelms=1, rest_owed_h=48)
    log = (Opened(now_h - 1), Closed(now_h))
    facts = [Remembered(hard, tuple(write_entry(one) for one in log))]
    house.home.cabinet.journal.append("too-much", facts)
    guest.post("/reminders", **SET, days=EVERY_DAY)
    assert min(days(guest, address(guest))) == today() + timedelta(days=3)


def test_a_hard_session_leaves_the_next_day_in_peace_and_a_quiet_one_its_own() -> None:
    noon = int(datetime(2026, 11, 23, 12).timestamp())  # noqa: DTZ001 -- a time of the wall
    past = PastSession(noon // 3600, HalfLevel(2), 45)
    quiet = left_in_peace([past], frozenset(), noon + 3600)
    assert quiet == {date(2026, 11, 23)}
    hard = left_in_peace([past], frozenset({0}), noon + 3600)
    assert hard == {date(2026, 11, 23), date(2026, 11, 24)}


def test_without_a_session_they_end_after_four_weeks_and_with_one_they_go_on() -> None:
    noon = int(datetime(2026, 11, 1, 12).timestamp())  # noqa: DTZ001 -- a time of the wall
    kept = Reminders(on=True, since_unix_s=noon)
    assert last_day(kept, []) == date(2026, 11, 29)
    later = PastSession(noon // 3600 + 24 * 10, HalfLevel(2), 45)
    assert last_day(kept, [later]) == date(2026, 12, 9)


@pytest.mark.parametrize("value", [None, [], {"on": True}, {"on": True, "at": "99:00"}])
def test_what_is_not_understood_counts_as_off(value: object) -> None:
    assert newest_reminders([PersonSet("calendar.reminders", value)]) == Reminders()
    kept = Reminders(on=True, token="t", uid="u", since_unix_s=1)
    assert newest_reminders([kept.fact()]) == kept
    assert not Reminders(token="t").fits("t")
    assert not Reminders(on=True).fits("")
