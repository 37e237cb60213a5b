"""The normal distribution against the standard library's."""

from math import erfc, sqrt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from slackwater.titration.normal import cdf, density, quantile


@given(st.floats(-12, 12))
def test_the_distribution_function_is_right_to_seven_digits_of_its_tail(at: float) -> None:
    exact = 0.5 * erfc(-at / sqrt(2))
    assert abs(float(cdf(at)) - exact) <= 1.3e-7 * max(exact, 1 - exact if at > 0 else exact)


def test_density_and_quantile_belong_to_it() -> None:
    at = np.linspace(-3, 3, 13)
    slope = (cdf(at + 1e-3) - cdf(at - 1e-3)) / 2e-3
    assert np.allclose(slope, density(at), atol=1e-4)
    assert abs(float(cdf(quantile(0.02))) - 0.02) < 1e-7
