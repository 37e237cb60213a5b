"""H-18: too much of it."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from slackwater.live.reminders import Reminders, last_day, left_in_peace, local_day
from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.history import Past, PastSession, limits_from
from slackwater.session.limits import Limits
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import Phase
from slackwater.session.proof.story import a_round, alive, given, practising, settled, silent

NOW = 9_000
DONE = PastSession(NOW - 10, HalfLevel(4), NUMBERS.day_work_s)


def test_a_day_s_practice_done_leaves_rest_only() -> None:
    assert limits_from(Past((DONE,)), NOW).rest_only


def test_a_week_s_practice_done_leaves_rest_only() -> None:
    days = tuple(replace(DONE, ended_h=NOW - hours) for hours in (150, 100, 50))
    assert limits_from(Past(days), NOW).rest_only


def test_after_a_session_s_practice_nothing_more_is_offered() -> None:
    story = given(practising(), alive(45), alive(90), e.CheckedIn(2, 0), limits=Limits(work_s=45))
    assert story.when(a_round()).state.offer is None


def test_a_session_left_open_closes_and_is_not_tomorrow_s() -> None:
    given(settled()).when(silent(NUMBERS.open_s)).then(Phase.CLOSING)


def test_an_overwhelm_told_late_still_owes_two_days_of_rest() -> None:
    story = given(practising(), e.EndAsked(), e.Oriented()).when(e.TooMuch())
    assert story.state.rest_owed_h == 48


def test_while_rest_is_owed_only_rest_is_offered() -> None:
    owing = replace(DONE, ended_h=NOW - 47, work_s=60, rest_owed_h=48)
    assert limits_from(Past((owing,)), NOW).rest_only


def test_nobody_is_reminded_while_rest_comes_first_or_after_a_session_that_went_wrong() -> None:
    resting = replace(DONE, work_s=45, rest_owed_h=72)
    days = {local_day(hour * 3600) for hour in range(resting.ended_h, resting.ended_h + 73)}
    assert days <= left_in_peace([resting], frozenset(), NOW * 3600)
    wrong = replace(DONE, work_s=45)
    assert local_day((wrong.ended_h + 24) * 3600) in left_in_peace([wrong], frozenset({0}), NOW * 3600)


@pytest.fixture
def half_an_hour_off(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place where days begin within an hour of UTC."""
    monkeypatch.setenv("TZ", "IST-5:30")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("half_an_hour_off")
def test_the_day_after_a_hard_session_is_left_in_peace_where_days_begin_within_an_hour() -> None:
    ended = datetime(2026, 11, 3, 0, 10).astimezone()
    wrong = replace(DONE, ended_h=int(ended.timestamp()) // 3600, work_s=45)
    days = left_in_peace([wrong], frozenset({0}), int(ended.timestamp()))
    assert {date(2026, 11, 3), date(2026, 11, 4)} <= days


def test_whoever_stays_away_is_reminded_for_four_weeks_at_most() -> None:
    since = Reminders(on=True, since_unix_s=NOW * 3600)
    assert last_day(since, [DONE]) == local_day(NOW * 3600) + timedelta(weeks=4)
