"""Rocking: its score, cadence and range, on signals made here."""

import numpy as np
import pytest

from slackwater.signals.motion.second import Label, MotionSecond
from slackwater.signals.motion.stream import MotionStream


def _rocked(hz: float, reach_g: float, seed: int = 0) -> tuple[MotionSecond, ...]:
    """The seconds of one minute of rocking by ± reach_g, the first twenty left out."""
    chance = np.random.default_rng(seed)
    t = np.arange(6000) / 100 + chance.uniform(-0.001, 0.001, 6000)
    acc = np.tile([0.0, 0.3, 0.95], (6000, 1)) + chance.normal(0, 0.002, (6000, 3))
    acc[:, 0] += reach_g * np.sin(2 * np.pi * hz * t)
    stream = MotionStream()
    return (stream.feed(t, acc) + stream.finish())[20:-3]


@pytest.mark.parametrize("hz", [0.1, 0.2, 0.35, 0.5, 0.6, 0.8, 1.3, 2.2])
def test_cadence_and_range_of_rocking_are_read(hz: float) -> None:
    for each in _rocked(hz, 0.1):
        assert each.label is Label.MOVEMENT
        assert each.rocking_hz == pytest.approx(hz, abs=0.03)
        assert each.rocking_range == pytest.approx(0.2, rel=0.1)


def test_larger_rocking_scores_higher_and_never_past_one() -> None:
    scores = [np.mean([each.rocking for each in _rocked(1.0, reach_g)]) for reach_g in (0.01, 0.05, 0.2, 1.0)]
    assert scores == sorted(scores)
    assert scores[-1] < 1.0


def test_breath_on_the_belly_is_stillness() -> None:
    """± 0.03 g at a quarter hertz."""
    assert all(each.label is Label.STILL and each.rocking_hz is None for each in _rocked(0.25, 0.03))
