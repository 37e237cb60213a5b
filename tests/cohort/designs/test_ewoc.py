"""Escalation with overdose control: analytic answers, an independent posterior, the corner at the lowest dose."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from slackwater.cohort.designs import ewoc, quadrature
from slackwater.cohort.designs.ewoc import Ewoc
from slackwater.cohort.designs.record import check_coherence
from slackwater.cohort.errors import BadCase

DESIGN = Ewoc(1 / 3, 0.25, 140, 425)

records = st.lists(st.tuples(st.sampled_from((140, 150, 211.25, 300, 425)), st.booleans()), max_size=12)


def by_brute_force(design: Ewoc, doses: list[float], toxic: list[bool], cells: int = 1200) -> float:
    """The proposal from the formulas of the paper, person by person, on an even grid of both parameters."""
    gamma = (np.arange(cells)[:, None] + 0.5) / cells * (design.highest - design.lowest) + design.lowest
    rho0 = design.target * (np.arange(cells) + 0.5) / cells
    logit_rho0, logit_theta = np.log(rho0 / (1 - rho0)), np.log(design.target / (1 - design.target))
    slope = (logit_theta - logit_rho0) / (gamma - design.lowest)
    log_likelihood = np.zeros((cells, cells))
    for dose, was_toxic in zip(doses, toxic, strict=True):
        logit = logit_rho0 + slope * (dose - design.lowest)
        log_likelihood -= np.logaddexp(0, -logit if was_toxic else logit)
    mass = np.exp(log_likelihood - log_likelihood.max()).sum(axis=1)
    below = np.concatenate(([0], np.cumsum(mass) / mass.sum()))
    return float(np.interp(design.alpha, below, np.linspace(design.lowest, design.highest, cells + 1)))


@pytest.mark.parametrize(
    ("doses", "toxic"), [([], []), ([140], [False]), ([140], [True]), ([140] * 5, [True] * 5)]
)
def test_nothing_that_happens_at_the_lowest_dose_alone_moves_the_proposal(
    doses: list[float], toxic: list[bool]
) -> None:
    """Analytic: 140 + 0.25 (425 − 140), with no rounding at all."""
    assert DESIGN.next_dose(doses, toxic) == 211.25


def test_a_toxicity_at_the_lowest_dose_leaves_a_proposal_that_is_not_coherent() -> None:
    found = check_coherence(DESIGN.next_dose([140], [True]), [140], [True])
    assert not found.coherent
    assert found.above_toxic == 140


def test_a_toxicity_at_the_lowest_dose_raises_what_follows_one_higher_up() -> None:
    """It is explained away: a high rho0 makes the other toxicity say less about gamma."""
    without = DESIGN.next_dose([140, 211.25], [False, True])
    with_it = DESIGN.next_dose([140, 211.25], [True, True])
    assert without == pytest.approx(166.280, abs=5e-4)
    assert with_it == pytest.approx(173.544, abs=5e-4)


@pytest.mark.parametrize(
    ("doses", "toxic"),
    [
        ([140, 211.25], [False, False]),
        ([140, 211.25], [True, True]),
        ([140, 211.25, 242.5, 200], [False, False, True, False]),
        ([425] * 10, [True] * 10),
        ([425] * 10, [False] * 10),
        ([200] * 20 + [300] * 20, ([False] * 9 + [True]) * 2 + [False, True] * 10),
    ],
)
def test_the_proposal_is_that_of_an_even_grid(doses: list[float], toxic: list[bool]) -> None:
    assert DESIGN.next_dose(doses, toxic) == pytest.approx(by_brute_force(DESIGN, doses, toxic), abs=0.02)


HARD = [
    ([140, 211.25], [True, True]),
    ([140.5] * 3, [True] * 3),
    ([200] * 40 + [300] * 40, ([False] * 9 + [True]) * 4 + [False, True] * 20),
    ([140] * 30 + [425] * 30, [False] * 60),
]


def test_three_times_as_many_points_move_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def proposals() -> list[float]:
        for cached in (ewoc._log_fine, ewoc._posterior, ewoc._panels):
            cached.cache_clear()
        return [DESIGN.most(doses, toxic) for doses, toxic in HARD]

    usual = proposals()
    finer = quadrature.ends(1 / 48, 3.3)
    monkeypatch.setattr(ewoc, "ends", lambda: finer)
    monkeypatch.setattr(ewoc, "EVEN", 96)
    monkeypatch.setattr(ewoc, "HALVINGS", 30)
    assert proposals() == pytest.approx(usual, abs=1e-6)
    monkeypatch.undo()
    assert proposals() == usual


@settings(max_examples=40)
@given(records)
def test_the_posterior_is_a_distribution_whose_quantile_undoes_its_cdf(
    record: list[tuple[float, bool]],
) -> None:
    belief = DESIGN.posterior([dose for dose, _ in record], [was for _, was in record])
    assert (belief.cdf(0), belief.cdf(1)) == pytest.approx((0, 1), abs=1e-12)
    chances = [belief.cdf(at) for at in np.linspace(0, 1, 200)]
    assert all(high > low - 1e-12 for low, high in pairwise(chances))
    for share in (0.01, 0.25, 0.5, 0.99):
        assert belief.cdf(belief.quantile(share)) == pytest.approx(share, abs=1e-10)


@settings(max_examples=40)
@given(records, st.floats(0.05, 0.45), st.floats(0.01, 0.4))
def test_more_accepted_risk_never_means_less_dose(
    record: list[tuple[float, bool]], alpha: float, more: float
) -> None:
    doses, toxic = [dose for dose, _ in record], [was for _, was in record]
    cautious, bold = Ewoc(1 / 3, alpha, 140, 425), Ewoc(1 / 3, alpha + more, 140, 425)
    assert cautious.most(doses, toxic) < bold.most(doses, toxic)
    assert cautious.chance_above(cautious.most(doses, toxic), doses, toxic) == pytest.approx(alpha, abs=1e-9)


@settings(max_examples=60)
@given(
    st.floats(0.02, 1),
    st.integers(1, 8),
    st.data(),
    st.sampled_from((0.1, 1 / 3, 0.5)),
    st.sampled_from((0.05, 0.25, 0.6)),
)
def test_at_one_dose_above_the_lowest_each_toxicity_more_lowers_the_proposal(
    dose: float, treated: int, data: st.DataObject, target: float, alpha: float
) -> None:
    toxic = data.draw(st.integers(0, treated - 1))
    design = Ewoc(target, alpha, 0, 1)

    def most(number: int) -> float:
        return design.most([dose] * treated, [True] * number + [False] * (treated - number))

    assert most(toxic + 1) < most(toxic)


@settings(max_examples=25)
@given(st.lists(st.booleans(), min_size=2, max_size=6))
def test_following_its_own_proposals_a_toxicity_above_the_lowest_dose_is_never_followed_by_a_rise(
    outcomes: list[bool],
) -> None:
    """Coherence with alpha fixed: Wheeler 2016, doi 10.1007/s00362-016-0790-7, who cites its proof."""
    doses: list[float] = [140]
    for at, _ in enumerate(outcomes):
        after_toxicity = DESIGN.most(doses, [*outcomes[:at], True])
        after_none = DESIGN.most(doses, [*outcomes[:at], False])
        if doses[-1] > 140:
            assert after_toxicity < doses[-1]
            assert after_toxicity < after_none
        doses.append(after_toxicity if outcomes[at] else after_none)


@given(records)
@settings(max_examples=30)
def test_an_available_dose_is_the_highest_that_is_allowed(record: list[tuple[float, bool]]) -> None:
    doses, toxic = [dose for dose, _ in record], [was for _, was in record]
    shelf = (150.0, 180.0, 211.25, 260.0, 400.0)
    most = DESIGN.most(doses, toxic)
    given_out = Ewoc(1 / 3, 0.25, 140, 425, shelf).next_dose(doses, toxic)
    assume(most not in shelf)
    below = [dose for dose in shelf if dose < most]
    assert given_out == (below[-1] if below else None)


def test_an_available_dose_of_just_what_is_allowed_is_given() -> None:
    assert Ewoc(1 / 3, 0.25, 140, 425, (140.0, 211.25, 300.0)).next_dose([], []) == 211.25


def test_with_none_low_enough_nothing_is_proposed() -> None:
    assert Ewoc(1 / 3, 0.25, 140, 425, (300.0, 400.0)).next_dose([], []) is None


@pytest.mark.parametrize(
    ("doses", "toxic", "field"),
    [([139], [True], "doses[0]"), ([140, 426], [True] * 2, "doses[1]"), ([140], [], "toxicity")],
)
def test_a_record_that_does_not_fit_is_refused(doses: list[float], toxic: list[bool], field: str) -> None:
    with pytest.raises(BadCase) as caught:
        DESIGN.next_dose(doses, toxic)
    assert caught.value.field == field
