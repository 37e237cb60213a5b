"""Rest is counted as practice is; a day without either is no loss."""

from slackwater.journal.facts import MorningAnswered, SummedUp
from slackwater.tides.days import DayStep, day_steps, practised
from slackwater.tides.trend import View

DAY_S = 86400


def day_of(unix_s: int) -> int:
    return unix_s // DAY_S


def session(day: int, work_s: int = 90, owed_h: int = 0) -> SummedUp:
    at_s = day * DAY_S + 3600
    return SummedUp(at_s, at_s + 900, 1, 1, (), (), work_s, 90.0, owed_h)


def test_rest_is_chosen_or_owed_or_all_a_session_held() -> None:
    found = practised([session(1), session(3, work_s=0), session(5, owed_h=48)], [], [10 * DAY_S], day_of)
    assert found.moved == (1, 5)
    assert found.rested == (3, 6, 7, 10)


def test_what_became_too_much_later_owes_its_rest_too() -> None:
    late = MorningAnswered("1", 2 * DAY_S, None, too_much_later=True)
    assert practised([session(1)], [late], [], day_of).rested == (3, 4)


def test_what_an_answer_days_later_owes_is_rest_save_on_a_day_with_practice() -> None:
    owed = [(8 * DAY_S + 60, 24), (20 * DAY_S, 48)]
    found = practised([session(1), session(21)], [], [], day_of, owed)
    assert (found.moved, found.rested) == ((1, 21), (9, 22))


def test_a_day_with_practice_is_one_whatever_else_it_held() -> None:
    found = practised([session(1), session(1)], [], [DAY_S + 60], day_of)
    assert (found.moved, found.rested) == ((1,), ())


def test_each_step_holds_its_own_days() -> None:
    found = practised([session(1), session(8), session(9)], [], [2 * DAY_S], day_of)
    assert day_steps(found, View(1, 14)) == (DayStep(7, 7, 1, 1), DayStep(14, 7, 2, 0))
