"""What a proposal may do is earned by sessions and days, and lost at once."""

import pytest

from slackwater.titration.constants import CONSTANTS
from slackwater.titration.trust import DAY_H, Stage, Trust


def after(sessions: int, *, every_days: float, trust: Trust | None = None, start_h: float = 0.0) -> Trust:
    trust = (trust or Trust()).begun(start_h)
    for at in range(sessions):
        trust = trust.counting(start_h + at * every_days * DAY_H, CONSTANTS)
    return trust


def test_three_sessions_and_seven_days_lead_to_suggesting() -> None:
    trust = after(3, every_days=2)
    assert trust.at(6.9 * DAY_H, CONSTANTS).stage is Stage.OBSERVE
    assert trust.at(7 * DAY_H, CONSTANTS).stage is Stage.SUGGEST


def test_days_alone_and_sessions_alone_lead_nowhere() -> None:
    assert after(2, every_days=1).at(999 * DAY_H, CONSTANTS).stage is Stage.OBSERVE
    assert after(30, every_days=0.1).at(6 * DAY_H, CONSTANTS).stage is Stage.OBSERVE


def test_every_stage_counts_from_its_own_beginning() -> None:
    """13 sessions every third day: three of them watch, five suggest, five lower."""
    seen = [after(n, every_days=3).at((n * 3) * DAY_H, CONSTANTS).stage for n in range(1, 18)]
    order = list(Stage)
    ranks = [order.index(one) for one in seen]
    assert ranks == sorted(ranks)
    assert seen[2] is Stage.SUGGEST
    assert seen[6] is Stage.SUGGEST
    assert seen[7] is Stage.LOWER
    assert seen[11] is Stage.LOWER
    assert seen[12] is Stage.RAISE


def test_an_overwhelm_leads_back_to_only_lowering() -> None:
    trusted = after(13, every_days=3)
    assert trusted.at(39 * DAY_H, CONSTANTS).stage is Stage.RAISE
    fallen = trusted.overwhelmed(40 * DAY_H, CONSTANTS)
    assert fallen.stage is Stage.LOWER
    again = after(5, every_days=3, trust=fallen, start_h=41 * DAY_H)
    assert again.at(53.9 * DAY_H, CONSTANTS).stage is Stage.LOWER
    assert again.at(54 * DAY_H, CONSTANTS).stage is Stage.RAISE


@pytest.mark.parametrize("sessions", [0, 4, 9])
def test_an_overwhelm_never_leads_to_more_trust(sessions: int) -> None:
    before = after(sessions, every_days=3)
    now_h = sessions * 3 * DAY_H
    fallen = before.overwhelmed(now_h, CONSTANTS)
    order = list(Stage)
    assert order.index(fallen.stage) <= order.index(before.at(now_h, CONSTANTS).stage)
    assert fallen.sessions == 0


def test_before_the_first_session_no_days_count() -> None:
    assert Trust().at(1e6, CONSTANTS).stage is Stage.OBSERVE
