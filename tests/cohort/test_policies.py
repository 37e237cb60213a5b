"""What each simple policy asks for, session by session."""

import pytest

from slackwater.cohort.errors import UnknownPolicy
from slackwater.cohort.policies import (
    POLICIES,
    calendar,
    choose,
    pi_on_suds,
    staircase,
    staircase_on_suds,
    three_plus_three,
)
from slackwater.cohort.told import Told, tell
from slackwater.quantities import HalfLevel
from slackwater.titration.log import Closed, Ending, Morning, Opened, RoundDone


def told(level: int, *, hurt: bool = False, distress: int | None = 2, at_h: float = 0.0) -> Told:
    return Told(at_h, level, overwhelmed=hurt, distress=distress, rounds=6)


def test_a_staircase_goes_one_level_up_and_two_down() -> None:
    assert staircase([], 0) == 4
    assert staircase([told(6)], 0) == 8
    assert staircase([told(8, hurt=True)], 0) == 4
    assert staircase([told(4, hurt=True)], 0) == 2


def test_a_staircase_on_distress_hears_words() -> None:
    assert staircase_on_suds([told(6, distress=3)], 0) == 8
    assert staircase_on_suds([told(6, distress=5)], 0) == 6
    assert staircase_on_suds([told(6, distress=6)], 0) == 2
    assert staircase_on_suds([told(6, distress=0, hurt=True)], 0) == 2


def test_a_calendar_knows_only_weeks() -> None:
    assert calendar([], 0) == 4
    assert calendar([told(4, at_h=10), told(4, hurt=True, at_h=50)], 10 + 3 * 168) == 10


def test_three_plus_three_goes_up_after_three_and_closes_after_two() -> None:
    quiet, hurt = told(4), told(4, hurt=True)
    assert three_plus_three([quiet] * 2, 0) == 4
    assert three_plus_three([quiet] * 3, 0) == 6
    assert three_plus_three([quiet, hurt, quiet], 0) == 4
    assert three_plus_three([quiet] * 3 + [told(6, hurt=True)] * 2, 0) == 4
    assert three_plus_three([quiet] * 3 + [told(6, hurt=True)] * 2 + [quiet] * 9, 0) == 4, "closed for good"


def test_a_controller_rises_below_its_aim_and_falls_above_it() -> None:
    assert pi_on_suds([told(6, distress=1)], 0) > 6
    assert pi_on_suds([told(6, distress=4), told(6, distress=4)], 0) == 6
    assert pi_on_suds([told(6, distress=8)], 0) < 6


def test_what_is_told_is_a_fold_of_the_log() -> None:
    log = [
        Opened(0.0),
        RoundDone(0.1, HalfLevel(4), 45, distress=2),
        RoundDone(0.2, HalfLevel(5), 45, distress=4),
        Closed(0.3),
        Morning(12.0, too_much_later=True),
        Opened(48.0),
        Closed(48.1),
        Opened(96.0),
        RoundDone(96.1, HalfLevel(3), 20, Ending.OVERWHELMED),
        Closed(96.2),
    ]
    assert tell(log) == (Told(0.0, 5, True, 4, 2), Told(96.0, 3, True, None, 1))


def test_the_references_always_run() -> None:
    assert choose(["ours"]) == ("ours", "oracle", "rest")


def test_a_name_that_is_none_is_refused_with_a_hint() -> None:
    with pytest.raises(UnknownPolicy, match="Did you mean staircase"):
        choose(["staircas"])


@pytest.mark.parametrize("name", ["ewoc", "crm", "boin"])
def test_a_classical_design_asks_for_a_whole_level(name: str) -> None:
    asks = POLICIES[name].asks
    assert asks is not None
    quiet = asks([told(4)] * 6, 0)
    assert quiet % 2 == 0
    assert asks([told(4), told(4, hurt=True), told(4, hurt=True)], 0) < quiet
