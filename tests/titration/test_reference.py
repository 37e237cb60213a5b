"""The reference numbers of TITRATION 5, roughly, in a world that is the model's own.

TITRATION's world lets tolerance grow with practice (its final L is 5.1 from 4.0); this one does not, so its
overwhelm rates lie a little higher. Few people and wide bounds: these catch a broken model, they claim nothing.
"""

from functools import cache

import numpy as np
import pytest

from slackwater.titration.adf import believe_quickly
from slackwater.titration.belief import believe
from slackwater.titration.deciding import STEPS
from slackwater.titration.evidence import Bout
from slackwater.titration.log import Response

from .virtual import Lived, live, prototype

PEOPLE = 60


@cache
def lived(alpha: float, **others: float) -> Lived:
    return live(prototype(alpha, **others), PEOPLE)


def test_a_tenth_accepted_leads_to_two_or_three_overwhelms_in_a_hundred_sessions() -> None:
    """TITRATION 5.1: 2.3 %; with 1.99 % exact in the closed loop of section 3."""
    assert 0.01 < lived(0.1).rate < 0.045


def test_half_as_much_accepted_is_about_half_as_often_too_much_and_less_dose() -> None:
    """TITRATION 5.1: 1.1 % at .05, dose 33 % of the oracle's instead of 54 %."""
    assert 0.25 < lived(0.05).rate / lived(0.1).rate < 0.8
    assert 0.4 < lived(0.05).dose.mean() / lived(0.1).dose.mean() < 0.85


def test_what_is_stated_is_what_happens() -> None:
    """Calibration of P(d > T): the bar is 0.05."""
    found = lived(0.1)
    assert abs(found.said.mean() - found.was.mean()) < 0.02
    assert found.was.mean() < 0.1


def test_overconfidence_in_how_sharply_overwhelm_sets_in_costs_safety() -> None:
    """TITRATION 5.3: tau .25 where .5 is true, 2.24 → 5.30 %."""
    assert lived(0.1, width=0.25).rate > 1.6 * lived(0.1).rate


def test_overconfidence_in_reporting_costs_safety() -> None:
    """TITRATION 5.3: bias sd .1, 2.24 → 4.73 %."""
    assert lived(0.1, bias_sd=0.1).rate > 1.4 * lived(0.1).rate


def test_overcaution_costs_nearly_all_dose() -> None:
    """TITRATION 5.3: tau 1.0 gives .27 % at 17 % of the dose and 80 % rest."""
    cautious = lived(0.1, width=1.0)
    assert cautious.rate < 0.005
    assert cautious.dose.mean() < 0.3 * lived(0.1).dose.mean()
    assert (cautious.rounds == 0).mean() > 0.6


def test_the_fast_belief_is_a_little_riskier_in_the_closed_loop() -> None:
    """TITRATION 3: 8 to 18 % riskier; with so few people only that it is no worse than half as much again."""
    fast = live(prototype(0.1), PEOPLE, believing=believe_quickly)
    assert 0.8 < fast.rate / lived(0.1).rate < 1.5
    assert fast.dose.mean() > 0.95 * lived(0.1).dose.mean()


def test_whole_levels_without_the_still_minutes_starve() -> None:
    """TITRATION 5.3: P(T < 1) > alpha at once, so rest for ever."""
    assert believe().too_much(np.array([1.0]))[0] > 0.1


def test_still_minutes_and_half_levels_open_the_ladder() -> None:
    settled = believe().learn_bout(Bout(0, overwhelmed=False, response=Response(-2.2, 0.9)))
    assert settled.too_much(STEPS)[1] < 0.05


def test_yes_and_no_alone_cannot_titrate() -> None:
    """Overwhelm or none, and no answers: starved at a tenth, whatever was quiet at rest."""
    belief = believe()
    for _ in range(24):
        belief = belief.learn_bout(Bout(0, overwhelmed=False)).go_on(7 / 3)
    assert belief.too_much(np.array([1.0]))[0] > 0.1


@pytest.mark.parametrize(("alpha", "most"), [(0.05, 0.06), (0.1, 0.12)])
def test_no_more_bouts_lie_above_the_tolerated_level_than_alpha_accepts(alpha: float, most: float) -> None:
    """TITRATION 5.1: 1.4 % and 3.4 % of bouts."""
    found = lived(alpha)
    assert found.was.mean() < most
