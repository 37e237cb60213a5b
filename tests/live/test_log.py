"""Titration's log of everything kept: sessions in their order, mornings where they were."""

from dataclasses import replace

import pytest

from slackwater.journal.facts import MorningAnswered
from slackwater.journal.past import Earlier
from slackwater.live import standing
from slackwater.live.learning import log_of, pasts_of
from slackwater.quantities import HalfLevel
from slackwater.session.history import Past, PastSession, hours_of_rest_left
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.log import Closed, Ending, Entry, Felt, Morning, Opened, RoundDone


def earlier(id_: str, at_h: float, *more: Entry) -> Earlier:
    log = (Opened(at_h), RoundDone(at_h + 0.1, HalfLevel(4), 45, distress=1), *more)
    return Earlier(PastSession(int(at_h) + 1, HalfLevel(4), 45), log, id_)


def test_a_morning_stands_after_its_session_and_before_the_next() -> None:
    sessions = (earlier("a", 100.0, Closed(100.2)), earlier("b", 150.0, Closed(150.2)))
    mornings = (MorningAnswered("a", 112 * 3600, Felt.HEAVIER, too_much_later=False),)
    log = log_of(sessions, mornings)
    assert [type(one) for one in log].index(Morning) == 3
    assert log[3] == Morning(112.0, Felt.HEAVIER)


def test_a_morning_on_which_nothing_was_said_teaches_nothing() -> None:
    waved_off = MorningAnswered("a", 112 * 3600, None, too_much_later=False)
    assert not any(
        isinstance(one, Morning) for one in log_of((earlier("a", 100.0, Closed(100.2)),), (waved_off,))
    )


def test_a_session_that_was_left_open_is_closed_where_it_ended() -> None:
    log = log_of((earlier("a", 100.0), earlier("b", 150.0)))
    assert [type(one) for one in log].count(Closed) == 2
    assert not learn_all(log, know_nothing()).is_open


def test_a_session_of_a_clock_that_ran_ahead_is_still_learned() -> None:
    log = log_of((earlier("a", 100.0, Closed(100.2)), earlier("b", 90.0, Closed(90.2))))
    assert learn_all(log, know_nothing()).record.sessions == 2


def test_what_became_too_much_later_counts_as_an_overwhelm_for_the_engine() -> None:
    sessions = (earlier("a", 100.0, Closed(100.2)), earlier("b", 150.0, Closed(150.2)))
    late = MorningAnswered("a", 112 * 3600, None, too_much_later=True)
    first, second = pasts_of(sessions, (late,))
    assert (first.overwhelms, first.rest_owed_h, first.completed) == (1, 11 + 48, 2)
    assert second == sessions[1].past


def test_the_room_that_runs_teaches_nothing_yet() -> None:
    assert standing._others((earlier("a", 1.0), earlier("b", 9.0)), "b") == (earlier("a", 1.0),)


def test_a_rest_that_is_said_late_is_owed_from_then_on_whatever_lies_between() -> None:
    sessions = (earlier("a", 100.0, Closed(100.2)), earlier("b", 150.0, Closed(150.2)))
    late = MorningAnswered("a", 160 * 3600, None, too_much_later=True)
    past = Past(pasts_of(sessions, (late,)))
    assert [hours_of_rest_left(past, now_h) for now_h in (160, 200, 208)] == [48, 8, 0]


def test_too_much_that_its_own_record_counts_is_not_counted_twice() -> None:
    session = earlier("a", 100.0, Closed(100.2), Morning(101.0, too_much_later=True))
    session = replace(session, past=replace(session.past, overwhelms=1, rest_owed_h=48))
    late = MorningAnswered("a", 112 * 3600, None, too_much_later=True)
    (past,) = pasts_of((session,), (late,))
    assert (past.overwhelms, past.rest_owed_h, past.completed) == (1, 11 + 48, 4)
    assert sum(isinstance(one, Morning) for one in log_of((session,), (late,))) == 1


def test_a_morning_said_after_the_next_session_had_opened_is_of_its_own_session_and_moves_no_other() -> None:
    sessions = (earlier("a", 100.0, Closed(100.2)), earlier("b", 150.0, Closed(150.2)))
    late = MorningAnswered("a", 160 * 3600, None, too_much_later=True)
    log = log_of(sessions, (late,))
    assert log[3:5] == (Morning(150.0, too_much_later=True), Opened(150.0))
    assert log[-1] == Closed(150.2)


@pytest.mark.parametrize(
    ("behind", "healed"),
    [
        ((RoundDone(101.0, HalfLevel(4), 0.0, Ending.OVERWHELMED),), (Morning(101.0, too_much_later=True),)),
        (
            (RoundDone(101.0, HalfLevel(4), 0.0, Ending.OVERWHELMED),) * 2,
            (Morning(101.0, too_much_later=True),),
        ),
        ((RoundDone(101.0, HalfLevel(4), 45, distress=2), Closed(101.1)), ()),
        ((Morning(101.0, Felt.HEAVIER),), (Morning(101.0, Felt.HEAVIER),)),
    ],
)
def test_what_a_fault_kept_behind_the_end_is_made_good(
    behind: tuple[Entry, ...], healed: tuple[Entry, ...]
) -> None:
    log = log_of((earlier("a", 100.0, Closed(100.2), *behind), earlier("b", 150.0)))
    assert log[3 : log.index(Opened(150.0))] == healed
    assert learn_all(log, know_nothing()).record.sessions == 2
