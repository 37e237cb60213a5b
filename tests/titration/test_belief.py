"""The exact belief: against sampling that knows no grid, and the facts a tolerance must obey."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.titration.belief import believe
from slackwater.titration.constants import CONSTANTS
from slackwater.titration.deciding import STEPS
from slackwater.titration.evidence import Bout, Night, Tolerance
from slackwater.titration.grid import build_grid, drift, tolerated_offset
from slackwater.titration.log import Response
from slackwater.titration.normal import cdf

SAMPLES = 400_000
LEVELS = np.array([1.0, 2.0, 3.0, 4.0, 5.0])


def calm(level: float, value: float = -2.2) -> Bout:
    return Bout(level, overwhelmed=False, response=Response(value, 0.9))


@cache
def new() -> Tolerance:
    return believe()


def sampled(first: list[Bout], second: list[Bout], night: Night) -> np.ndarray:
    """P(T < levels) in the second session, by weighting draws from the prior: no grid, no fold."""
    draw = np.random.default_rng(7)
    slow = draw.normal(CONSTANTS.prior_mean, CONSTANTS.prior_sd, SAMPLES)
    day, bias = draw.normal(0, CONSTANTS.day_sd, SAMPLES), draw.normal(0, CONSTANTS.bias_sd, SAMPLES)
    weight = weights(first, slow + day, bias)
    late = CONSTANTS.late_share * risk(night.level, slow + day)
    weight *= late if night.overwhelmed else 1 - night.weight * late
    slow = slow + draw.normal(0, CONSTANTS.drift_sd, SAMPLES)
    day = 0.5 * day + draw.normal(0, CONSTANTS.day_sd * 0.75**0.5, SAMPLES)
    weight *= weights(second, slow + day, bias)
    below = (slow + day + tolerated_offset(CONSTANTS))[:, None] < LEVELS
    return (below * weight[:, None]).sum(axis=0) / weight.sum()


def risk(level: float, theta: np.ndarray) -> np.ndarray:
    return 0.002 + 0.998 * cdf((level - theta) / 0.5)


def weights(bouts: list[Bout], theta: np.ndarray, bias: np.ndarray) -> np.ndarray:
    weight = np.ones(SAMPLES)
    for bout in bouts:
        weight *= risk(bout.level, theta) if bout.overwhelmed else 1 - risk(bout.level, theta)
        if bout.response is not None:
            load = np.maximum(bout.level - theta, -2.5) + bias
            x, sd = bout.response.value, bout.response.sd
            weight *= cdf((-1.8 - load) / sd) if x < -1.8 else np.exp(-0.5 * ((x - load) / sd) ** 2)
    return weight


@pytest.mark.parametrize(
    ("first", "second", "night"),
    [
        ([calm(0), calm(2), calm(2.5, -1.0)], [calm(0)], Night(2.5, 1.0, overwhelmed=False)),
        (
            [calm(0), calm(3), Bout(3.5, overwhelmed=True)],
            [calm(0, -1.2)],
            Night(3.5, 0.0, overwhelmed=False),
        ),
        ([calm(1), calm(1.5, -0.3)], [calm(0), calm(1)], Night(1.5, 1.0, overwhelmed=True)),
    ],
)
def test_the_grid_agrees_with_sampling(first: list[Bout], second: list[Bout], night: Night) -> None:
    belief = believe()
    for bout in first:
        belief = belief.learn_bout(bout)
    belief = belief.learn_night(night).go_on(2.0)
    for bout in second:
        belief = belief.learn_bout(bout)
    assert np.allclose(belief.too_much(LEVELS), sampled(first, second, night), atol=0.01)


def test_half_the_spacing_changes_nothing_that_matters() -> None:
    coarse, fine = believe(), believe(spacing=0.125)
    for bout in (calm(0), calm(2), calm(2.5, -1.0), Bout(3, overwhelmed=True)):
        coarse, fine = coarse.learn_bout(bout), fine.learn_bout(bout)
    coarse, fine = coarse.go_on(3), fine.go_on(3)
    assert np.abs(coarse.too_much(STEPS) - fine.too_much(STEPS)).max() < 0.01


def test_the_tolerated_level_lies_where_one_bout_in_fifty_is_too_much() -> None:
    """TITRATION 5: theta − 1.05."""
    assert tolerated_offset(CONSTANTS) == pytest.approx(-1.05, abs=0.005)
    assert risk(4 + tolerated_offset(CONSTANTS), np.array([4.0]))[0] == pytest.approx(0.02, abs=1e-6)


def test_the_prior_is_the_one_that_is_written() -> None:
    summary = believe().summary()
    assert summary.slow.mean == pytest.approx(3.5, abs=1e-6)
    assert summary.slow.sd == pytest.approx(1.7, abs=0.01)
    assert summary.day.sd == pytest.approx(0.7, abs=0.01)
    assert summary.bias.sd == pytest.approx(0.8, abs=0.01)


def test_the_still_minutes_say_something_of_today() -> None:
    settled = believe().learn_bout(calm(0))
    uneasy = believe().learn_bout(calm(0, -0.5))
    assert settled.summary().day.mean > 0 > uneasy.summary().day.mean


def test_very_calm_says_only_that_it_is_below_the_limit() -> None:
    """However calm an answer is, it is worth the same."""
    a, b = (believe().learn_bout(calm(2, value)).too_much(STEPS) for value in (-1.81, -6.0))
    assert np.array_equal(a, b)


def test_a_day_is_half_forgotten_and_the_slow_tolerance_is_not() -> None:
    belief = believe()
    for _ in range(6):
        belief = belief.learn_bout(calm(3, -0.2))
    before, after = belief.summary(), belief.go_on(2).summary()
    assert after.day.mean == pytest.approx(before.day.mean / 2, abs=0.02)
    assert after.slow.mean == pytest.approx(before.slow.mean, abs=0.01)


def test_a_long_gap_makes_less_sure() -> None:
    belief = believe().learn_bout(calm(3, -1.0)).learn_bout(calm(3, -1.0))
    assert belief.go_on(60).summary().slow.sd > belief.go_on(2).summary().slow.sd


@pytest.mark.parametrize("days", [1.0, 7.0, 30.0, 400.0])
def test_drift_keeps_all_probability_and_has_the_variance_of_its_gap(days: float) -> None:
    grid = build_grid(CONSTANTS)
    moved = drift(grid, days)
    assert np.allclose(moved.sum(axis=0), 1)
    middle = moved[:, len(grid.slow) // 2]
    mean = middle @ grid.slow
    wanted = min(0.15**2 * max(1, days / (7 / 3)), 1.7**2)
    assert middle @ (grid.slow - mean) ** 2 == pytest.approx(wanted, rel=0.12)


BOUTS = st.lists(
    st.builds(
        Bout,
        st.floats(0, 10),
        st.just(False),
        st.one_of(st.none(), st.builds(Response, st.floats(-4, 2), st.floats(0.5, 2))),
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(BOUTS, st.floats(0.5, 10))
def test_an_overwhelm_never_makes_more_seem_tolerable(bouts: list[Bout], level: float) -> None:
    belief = new()
    for bout in bouts:
        belief = belief.learn_bout(bout)
    after = belief.learn_bout(Bout(level, overwhelmed=True))
    assert (after.too_much(STEPS) >= belief.too_much(STEPS) - 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 10), max_size=5), st.floats(0, 10), st.floats(-1.7, 2), st.floats(0.01, 2))
def test_a_stronger_answer_never_makes_more_seem_tolerable(
    done: list[float], level: float, value: float, more: float
) -> None:
    """As long as it is the only answer; the next test says why."""
    belief = new()
    for at in done:
        belief = belief.learn_bout(Bout(at, overwhelmed=False))
    less = belief.learn_bout(calm(level, value)).too_much(STEPS)
    assert (belief.learn_bout(calm(level, value + more)).too_much(STEPS) >= less - 1e-6).all()


def test_a_strong_answer_at_rest_makes_a_strong_one_in_motion_weigh_less() -> None:
    """Somebody who reports strongly at rest reports strongly. Sound, and no reason for more: Limit.ARRIVAL."""
    moved = believe().learn_bout(calm(2, 0.0))
    told = [moved.learn_bout(calm(0, value)).too_much(np.array([2.0]))[0] for value in (0.0, 1.0)]
    assert told[1] < told[0]


@settings(max_examples=40, deadline=None)
@given(BOUTS)
def test_more_is_never_less_likely_too_much(bouts: list[Bout]) -> None:
    belief = new()
    for bout in bouts:
        belief = belief.learn_bout(bout)
    chances = belief.too_much(STEPS)
    assert (np.diff(chances) >= -1e-12).all()
    assert ((chances >= -1e-12) & (chances <= 1 + 1e-12)).all()
    assert ((belief.too_much(STEPS, extra_sd=0.7) >= 0) & (belief.too_much(STEPS, extra_sd=0.7) <= 1)).all()


def test_hours_nobody_answered_for_say_nothing() -> None:
    """Follow-up weight 0, as in TITE-CRM: neither an overwhelm nor its absence is filled in."""
    belief = believe().learn_bout(calm(2))
    unheard = belief.learn_night(Night(3, 0.0, overwhelmed=False))
    assert np.allclose(unheard.too_much(STEPS), belief.too_much(STEPS))


def test_the_longer_a_night_was_followed_up_the_more_its_quiet_says() -> None:
    belief = believe().learn_bout(calm(2))
    chances = [
        belief.learn_night(Night(3, weight, overwhelmed=False)).too_much(np.array([3.0]))[0]
        for weight in (0.0, 0.5, 1.0)
    ]
    assert chances[0] > chances[1] > chances[2]


def test_too_much_hours_later_lowers_tolerance_as_an_overwhelm_at_that_dose_does() -> None:
    belief = believe().learn_bout(calm(2))
    late = belief.learn_night(Night(3, 1.0, overwhelmed=True)).too_much(STEPS)
    assert np.allclose(late, belief.learn_bout(Bout(3, overwhelmed=True)).too_much(STEPS))
