"""The corner that overdose control alone leaves open, and what closes it."""

import numpy as np
import pytest

from slackwater.quantities import HalfLevel
from slackwater.titration.constants import CONSTANTS
from slackwater.titration.deciding import decide
from slackwater.titration.knowledge import know_nothing, learn_all
from slackwater.titration.ladder import Way, build_ladder
from slackwater.titration.log import Ending, Opened, RoundDone, Settled

from .virtual import TRUSTED, session

LOW, HIGH, THETA, ALPHA = 140.0, 425.0, 1 / 3, 0.25


def textbook(outcomes: list[tuple[float, bool]]) -> float:
    """The next dose of two-parameter overdose control (Babb, Rogatko, Zacks 1998), on a grid.

    rho0 ~ U(0, theta) is the risk at the lowest dose, the tolerated dose ~ U(low, high), logistic between.
    """
    doses = np.linspace(LOW, HIGH, 1142)
    doses = (doses[1:] + doses[:-1]) / 2
    risks = (np.arange(400) + 0.5) / 400 * THETA
    tolerated, rho = np.meshgrid(doses, risks)
    weight = np.ones_like(rho)
    for dose, toxic in outcomes:
        start, end = np.log(rho / (1 - rho)), np.log(THETA / (1 - THETA))
        risk = 1 / (1 + np.exp(-(start + (end - start) * (dose - LOW) / (tolerated - LOW))))
        weight *= risk if toxic else 1 - risk
    mass = weight.sum(axis=0)
    return float(np.interp(ALPHA, np.cumsum(mass) / mass.sum(), doses + (doses[1] - doses[0]) / 2))


@pytest.mark.parametrize("outcomes", [[], [(140, False)], [(140, True)]])
def test_the_textbook_rule_escalates_after_an_overwhelm_at_the_lowest_dose(
    outcomes: list[tuple[float, bool]],
) -> None:
    """TITRATION 1: 211.25 with no data, after a quiet one, and after a toxicity at 140."""
    assert textbook(outcomes) == pytest.approx(211.25, abs=0.2)


def test_anywhere_above_the_lowest_dose_it_does_come_down() -> None:
    assert textbook([(200, True)]) < textbook([]) < textbook([(200, False)])


@pytest.mark.parametrize("alpha", [0.05, 0.25, 0.5])
def test_here_an_overwhelm_at_the_lowest_dose_leads_to_rest(alpha: float) -> None:
    """Tolerance may lie below the ladder, and the limiters do not ask the model."""
    ladder = build_ladder([Way("breath", "lying", HalfLevel(step), 45) for step in (2, 3, 4)])
    constants = CONSTANTS.changed(alpha_least=alpha, alpha_most=alpha, **TRUSTED)
    log = [Opened(0), Settled(0.05, distress=1), RoundDone(0.1, HalfLevel(2), 45, Ending.OVERWHELMED)]
    known = learn_all(log, know_nothing(constants))
    before = learn_all(log[:2], know_nothing(constants))
    assert decide(known, 1, ladder).rest_only
    assert known.words.overwhelm(1) > 2 * before.words.overwhelm(1)


def test_raising_alpha_with_outcomes_only_keeps_it_coherent() -> None:
    """Wheeler 2016: alpha may rise, but not in the step after an overwhelm."""
    log = [one for at in range(9) for one in session(at * 56, [4, 4])]
    for at in range(len(log)):
        overwhelmed = [*log[:at], *session(log[at].at_h, [4], overwhelm=True)[2:3]]
        if not isinstance(log[at], RoundDone):
            continue
        known = learn_all(overwhelmed, know_nothing())
        assert known.record.alpha(CONSTANTS) == CONSTANTS.alpha_least
