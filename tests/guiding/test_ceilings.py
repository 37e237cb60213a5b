"""The engine's limits as caps: what its history would allow after a log of titration."""

from slackwater.guiding.ceilings import engine_caps, engine_limits
from slackwater.quantities import HalfLevel
from slackwater.session.limits import FIRST_CAP
from slackwater.titration.deciding import Setter
from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone


def session(at_h: float, half_level: int, ending: Ending = Ending.COMPLETED) -> list[Entry]:
    done = RoundDone(at_h + 0.1, HalfLevel(half_level), 45, ending)
    return [Opened(at_h), done, Closed(at_h + 0.3)]


def most(log: list[Entry], now_h: float) -> int:
    (cap,) = engine_caps(log, now_h)
    assert cap.setter is Setter.ENGINE
    return cap.half_level


def test_somebody_new_has_the_first_cap() -> None:
    assert most([], 0) == FIRST_CAP


def test_a_session_opens_a_level_above_the_last_one() -> None:
    assert most(session(0, 5), 48) == 7


def test_an_overwhelm_owes_two_days_of_rest_and_then_a_session_of_it() -> None:
    log = session(0, 5, Ending.OVERWHELMED)
    assert most(log, 40) == 0
    assert most(log, 60) == 0
    rested = [*log, Opened(60), Closed(61)]
    assert most(rested, 100) == 2


def test_too_much_hours_later_counts_as_one() -> None:
    log = [*session(0, 5), Morning(12, too_much_later=True)]
    assert most(log, 40) == 0


def test_two_overwhelms_in_three_sessions_lead_to_level_one_and_a_word() -> None:
    log = [*session(0, 5, Ending.OVERWHELMED), *session(200, 4, Ending.OVERWHELMED), Opened(300), Closed(301)]
    limits = engine_limits(log, 500)
    assert limits.word
    assert limits.cap <= 2


def test_an_open_session_keeps_the_limits_it_opened_with() -> None:
    log = [*session(0, 5), Opened(48), RoundDone(48.1, HalfLevel(5), 45)]
    assert most(log, 48.2) == 7
