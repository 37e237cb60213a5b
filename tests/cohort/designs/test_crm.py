"""The continual reassessment method: dfcrm's published numbers, the posterior, and what more toxicity does."""

from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slackwater.cohort.designs import crm
from slackwater.cohort.designs.crm import SCALE, Crm, posterior
from slackwater.cohort.designs.record import Counts, count
from slackwater.cohort.errors import BadCase

SKELETON = (0.05, 0.10, 0.20, 0.35, 0.50, 0.70)
DESIGN = Crm(SKELETON, 0.2)
LEVELS = [int(one) for one in "3443343222"]
TOXIC = [one == "1" for one in "0010011000"]

records = st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=1, max_size=30)


def by_brute_force(design: Crm, levels: list[int], toxic: list[bool]) -> float:
    """E[beta] from the formulas of the paper, person by person, with Gauss-Hermite points of the prior."""
    points, weights = np.polynomial.hermite_e.hermegauss(180)
    beta = points * design.scale
    likelihood = np.ones_like(beta)
    for level, was_toxic in zip(levels, toxic, strict=True):
        chance = design.skeleton[level - 1] ** np.exp(beta)
        likelihood = likelihood * (chance if was_toxic else 1 - chance)
    return float((weights * likelihood * beta).sum() / (weights * likelihood).sum())


def test_the_example_of_dfcrms_manual() -> None:
    fit = DESIGN.fit(LEVELS, TOXIC)
    assert fit.beta == pytest.approx(-0.212172, abs=5e-7)
    assert fit.ptox == pytest.approx((0.0887, 0.1553, 0.2721, 0.4278, 0.5708, 0.7494), abs=5e-5)
    assert DESIGN.next_level(LEVELS, TOXIC) == 2


def test_the_prior_scale_is_dfcrms_and_not_ubcrms() -> None:
    """Taking 1.34 for the scale moves beta by more than the digits that are published."""
    assert DESIGN.scale == sqrt(1.34)
    assert Crm(SKELETON, 0.2, scale=1.34).fit(LEVELS, TOXIC).beta == pytest.approx(-0.220146, abs=5e-7)


def test_it_recommends_by_the_plug_in_chance_where_the_mean_chance_points_elsewhere() -> None:
    fit = DESIGN.fit([1, 3, 3], [False, False, True])
    nearest_of_means = 1 + int(np.argmin(np.abs(np.array(fit.mean_ptox) - 0.2)))
    assert (fit.nearest, nearest_of_means) == (2, 1)


def test_nobody_yet_gives_the_level_whose_guess_is_the_target() -> None:
    fit = DESIGN.fit([], [])
    assert fit.beta == pytest.approx(0, abs=1e-12)
    assert fit.beta_sd == pytest.approx(SCALE, abs=1e-9)
    assert fit.nearest == 3


def test_of_two_levels_as_near_the_lower_is_taken() -> None:
    assert Crm((0.125, 0.25, 0.375, 0.625), 0.5).next_level([], []) == 3


@given(records)
def test_the_posterior_is_a_distribution_and_its_mean_is_that_of_another_rule(
    record: list[tuple[int, bool]],
) -> None:
    levels, toxic = [one for one, _ in record], [was for _, was in record]
    _, weight = posterior(DESIGN, count(levels, toxic, 6))
    assert weight.sum() == pytest.approx(1, abs=1e-12)
    assert weight.min() >= 0
    assert DESIGN.fit(levels, toxic).beta == pytest.approx(by_brute_force(DESIGN, levels, toxic), abs=1e-5)


@given(records)
def test_the_chance_of_toxicity_rises_with_the_level(record: list[tuple[int, bool]]) -> None:
    fit = DESIGN.fit([one for one, _ in record], [was for _, was in record])
    assert all(low < high for low, high in zip(fit.ptox, fit.ptox[1:], strict=False))
    assert all(low < high for low, high in zip(fit.mean_ptox, fit.mean_ptox[1:], strict=False))


@given(records, st.data(), st.booleans())
def test_more_toxicity_never_raises_the_next_level(
    record: list[tuple[int, bool]], data: st.DataObject, restrict: bool
) -> None:
    levels, toxic = [one for one, _ in record], [was for _, was in record]
    assume(not all(toxic))
    at = data.draw(st.sampled_from([place for place, was in enumerate(toxic) if not was]))
    more = [*toxic[:at], True, *toxic[at + 1 :]]
    design = Crm(SKELETON, 0.2, restrict=restrict)
    assert design.fit(levels, more).beta < design.fit(levels, toxic).beta
    assert design.next_level(levels, more) <= design.next_level(levels, toxic)


def test_unrestricted_it_may_skip_levels_and_restricted_it_does_not() -> None:
    assert DESIGN.next_level([1], [False]) > 2
    assert Crm(SKELETON, 0.2, restrict=True).next_level([1], [False]) == 2


def test_restricted_it_never_goes_up_right_after_a_toxicity() -> None:
    levels, toxic = [1, 2, 2, 2, 2, 2, 2, 2, 1], [False] * 8 + [True]
    assert DESIGN.next_level(levels, toxic) == 2
    assert Crm(SKELETON, 0.2, restrict=True).next_level(levels, toxic) == 1


def test_half_the_step_moves_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a thousand people, whose posterior is narrow."""
    many = Counts((0, 0, 700, 300, 0, 0), (0, 0, 140, 105, 0, 0))
    cases = [
        many,
        Counts((0, 0, 0, 0, 0, 1000), (0,) * 6),
        Counts((1000, 0, 0, 0, 0, 0), (1000, 0, 0, 0, 0, 0)),
    ]

    def means() -> list[float]:
        crm._table.cache_clear()
        return [float(np.dot(*posterior(DESIGN, counts))) for counts in cases]

    coarse = means()
    monkeypatch.setattr(crm, "STEP", crm.STEP / 2)
    assert means() == pytest.approx(coarse, abs=1e-9)
    crm._table.cache_clear()


def test_a_thousand_people_at_their_true_rate_are_believed() -> None:
    true = 0.3
    levels, toxic = [3] * 1000, [True] * 300 + [False] * 700
    fit = DESIGN.fit(levels, toxic)
    assert fit.ptox[2] == pytest.approx(true, abs=0.01)
    assert exp(fit.beta) == pytest.approx(np.log(true) / np.log(0.2), abs=0.03)


@pytest.mark.parametrize(
    ("levels", "toxic", "field"),
    [([7], [False], "levels[0]"), ([1, 0], [False] * 2, "levels[1]"), ([1], [], "toxicity")],
)
def test_a_record_that_does_not_fit_is_refused(levels: list[int], toxic: list[bool], field: str) -> None:
    with pytest.raises(BadCase) as caught:
        DESIGN.next_level(levels, toxic)
    assert caught.value.field == field
