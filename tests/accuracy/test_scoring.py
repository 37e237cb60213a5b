"""Scores: the truth scores best, nonsense worst, and the known cases between come out as counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy import scoring

TRUE_S = np.array([1.0, 5.0, 9.0, 13.0])


def test_the_truth_matches_itself_whole() -> None:
    assert scoring.match(TRUE_S, TRUE_S, 0.5).f1 == 1


def test_events_far_from_every_true_one_score_nothing() -> None:
    assert scoring.match(TRUE_S, TRUE_S + 2, 0.5).f1 == 0


def test_one_found_event_cannot_stand_for_two_true_ones() -> None:
    matched = scoring.match(np.array([1.0, 1.2]), np.array([1.1]), 0.5)
    assert (matched.sensitivity, matched.ppv) == (0.5, 1.0)


def test_an_event_found_twice_is_wrong_once() -> None:
    matched = scoring.match(np.array([1.0]), np.array([0.9, 1.1]), 0.5)
    assert (matched.sensitivity, matched.ppv) == (1.0, 0.5)


def test_a_true_event_that_lasts_may_be_found_anywhere_in_it() -> None:
    matched = scoring.match(np.array([1.0]), np.array([4.2]), 0.5, until_s=np.array([4.0]))
    assert matched.f1 == 1


@given(
    st.lists(st.floats(0, 30), max_size=7, unique=True), st.lists(st.floats(0, 30), max_size=7, unique=True)
)
def test_no_other_matching_has_more_pairs(true: list[float], found: list[float]) -> None:
    def most(i: int, used: frozenset[int]) -> int:
        if i == len(true):
            return 0
        best = most(i + 1, used)
        for j, at in enumerate(found):
            if j not in used and abs(at - true[i]) <= 2:
                best = max(best, 1 + most(i + 1, used | {j}))
        return best

    matched = scoring.match(np.sort(true), np.sort(found), 2.0)
    assert len(matched.pairs) == most(0, frozenset())


def test_the_rate_of_even_breaths_is_theirs_and_two_breaths_are_too_few() -> None:
    rates = scoring.rates_per_min(np.arange(0, 61, 5.0), np.array([8.0, 30.0, 60.0]), 30.0)
    assert np.isnan(rates[0])
    np.testing.assert_allclose(rates[1:], 12)


def test_labels_score_one_for_the_truth_and_nought_for_labels_that_are_all_wrong() -> None:
    true = np.array(["tremor", "still", "movement"])
    assert scoring.macro_f1(true, true, ["tremor", "still", "movement"]) == 1
    assert scoring.macro_f1(true, np.roll(true, 1), ["tremor", "still", "movement"]) == 0
    assert scoring.macro_f1(true, np.full(3, "missing"), ["tremor", "still", "movement"]) == 0


def test_the_area_is_one_for_a_perfect_score_half_for_a_constant_and_nought_for_a_reversed_one() -> None:
    true = np.array([True, False, True, False])
    assert scoring.auc(true, np.array([3.0, 1.0, 4.0, 2.0])) == 1
    assert scoring.auc(true, np.zeros(4)) == 0.5
    assert scoring.auc(true, np.array([1.0, 3.0, 2.0, 4.0])) == 0


def test_no_difference_is_taken_across_a_gap() -> None:
    rr_ms = np.array([800.0, 810.0, 1500.0, 1510.0])
    assert scoring.rmssd_ms(rr_ms, np.array([False, False, True, False])) == pytest.approx(10)
    assert scoring.rmssd_ms(rr_ms) > 300


def test_states_are_compared_where_the_truth_is_among_those_asked() -> None:
    assert scoring.agreement(np.array([0, 1, 2, 2]), np.array([0, 0, 2, 0]), (0, 1)) == 0.5
