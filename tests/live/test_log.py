"""Titration's log of everything kept: sessions in their order, mornings where they were."""

from slackwater.journal.facts import MorningAnswered
from slackwater.journal.past import Earlier
from slackwater.live import standing
from slackwater.live.learning import log_of, pasts_of
from slackwater.quantities import HalfLevel
from slackwater.session.history import PastSession
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.log import Closed, Entry, Felt, Morning, Opened, RoundDone


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
    assert (first.overwhelms, first.rest_owed_h, first.completed) == (1, 48, 2)
    assert second == sessions[1].past


def test_the_room_that_runs_teaches_nothing_yet() -> None:
    assert standing._others((earlier("a", 1.0), earlier("b", 9.0)), "b") == (earlier("a", 1.0),)
