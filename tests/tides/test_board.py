"""Practice on board is titration's own load: the same number, without its beliefs."""

import pytest

from slackwater.journal.facts import MorningAnswered, SummedUp
from slackwater.quantities import HalfLevel
from slackwater.tides.board import carried_minutes, load_of
from slackwater.tides.folding import AllKept, Calendar, fold_tides
from slackwater.tides.trend import View
from slackwater.titration.adf import believe_quickly
from slackwater.titration.constants import CONSTANTS
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.log import Closed, Entry, Felt, Morning, Opened, RoundDone, Settled

MINUTES_A_LEVEL = 10 / CONSTANTS.carry_gain


def lived(at_h: float, rounds: int) -> tuple[Entry, ...]:
    done = (
        RoundDone(at_h + 0.1 + 0.05 * one, HalfLevel(2 + one), 45.0 + 10 * one, practice="pelvic-tilts")
        for one in range(rounds)
    )
    return Opened(at_h), Settled(at_h + 0.05, 1), *done, Closed(at_h + 0.5)


def summed(log: tuple[Entry, ...]) -> SummedUp:
    opened_s, ended_s = round(log[0].at_h * 3600), round(log[-1].at_h * 3600)
    return SummedUp(opened_s, ended_s, None, None, (), (), 1, load_of(log), 0)


@pytest.mark.parametrize("felt", [*Felt, None])
@pytest.mark.parametrize("too_much", [False, True])
def test_it_is_what_titration_carries(felt: Felt | None, *, too_much: bool) -> None:
    first, second = lived(10.0, 3), lived(34.0, 5)
    heard = felt is not None or too_much
    mornings = [Morning(50.0, felt or Felt.SAME, too_much_later=too_much)] if heard else []
    known = learn_all((*first, *second, *mornings), know_nothing(believing=believe_quickly))
    answered = MorningAnswered("second", 50 * 3600, felt, too_much)
    (minutes,) = carried_minutes([summed(first), summed(second)], [answered], [72.0])
    carried = known.load.at(72.0, CONSTANTS).carried
    assert minutes == pytest.approx(carried * MINUTES_A_LEVEL, rel=1e-9)
    assert minutes > 0


def test_ten_minutes_at_the_first_level_weigh_ten_minutes_and_fade_to_a_third_in_a_day() -> None:
    sums = [SummedUp(0, 3600, None, None, (), (), 600, 600.0, 0)]
    now, later = carried_minutes(sums, [], [1.0, 25.0])
    assert now == pytest.approx(10)
    assert later == pytest.approx(10 * 0.368, abs=0.01)


def test_a_step_says_the_same_in_a_short_view_as_in_a_long_one() -> None:
    sums = tuple(
        SummedUp(day * 86400, day * 86400 + 3600, None, None, (), (), 600, 600.0, 0) for day in range(300)
    )
    here = Calendar(lambda unix_s: unix_s // 86400, lambda day: (day + 1) * 24.0)
    season, everything = (
        fold_tides(AllKept(sums, ()), View(first, 299), here).board for first in (299 - 83, 0)
    )
    assert season.steps == everything.steps[-len(season.steps) :]
    assert season.known == 84, "the days of the view alone are its own"


def test_before_anything_was_done_nothing_is_on_board() -> None:
    assert carried_minutes([], [], [1.0, 2.0]) == [0, 0]
