"""The unit of an accelerometer is told from gravity, or not at all."""

import numpy as np
import pytest

from slackwater.quantities import Gap, Missing
from slackwater.signals.motion.scale import Unit, find_unit, to_g


def _held(one_g: float) -> np.ndarray:
    chance = np.random.default_rng(0)
    return one_g * (np.array([0.3, -0.5, 0.81]) + chance.normal(0, 0.05, (500, 3)))


@pytest.mark.parametrize("unit", Unit)
def test_each_unit_is_told_and_brings_gravity_to_one(unit: Unit) -> None:
    values = _held(unit.value)
    assert find_unit(values) is unit
    assert np.median(np.linalg.norm(to_g(values, unit), axis=1)) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("values", [_held(0.05), _held(440.0), np.full((5, 3), np.inf)])
def test_counts_and_gravity_free_values_are_refused(values: np.ndarray) -> None:
    assert isinstance(find_unit(values), Missing)


def test_no_samples_have_no_unit() -> None:
    found = find_unit(np.empty((0, 3)))
    assert isinstance(found, Missing)
    assert found.why is Gap.TOO_FEW
