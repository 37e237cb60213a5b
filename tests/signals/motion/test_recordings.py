"""Floors on real recordings, which no constant was fitted to."""

from pathlib import Path

import numpy as np
import pytest

from slackwater.signals.motion.scale import Scale, Unit, find_unit, to_g
from slackwater.signals.motion.second import Label, MotionSecond
from slackwater.signals.motion.stream import MotionStream

pytestmark = pytest.mark.recordings

LABELS = {"tremor": Label.TREMOR, "movement": Label.MOVEMENT, "motionless": Label.STILL}


def _read(t: np.ndarray, acc: np.ndarray, scale: Scale = Scale.G) -> tuple[MotionSecond, ...]:
    stream = MotionStream(scale)
    return stream.feed(t, acc) + stream.finish()


def _f1(truth: list[Label], read: list[Label], label: Label) -> float:
    both = sum(a is b is label for a, b in zip(truth, read, strict=True))
    return 2 * both / (truth.count(label) + read.count(label))


def _area(score: np.ndarray, truth: np.ndarray) -> float:
    """Area under the receiver's curve: how often a rocking second scores above another."""
    rocking, other = score[truth], np.sort(score[~truth])
    below = np.searchsorted(other, rocking, "left") + np.searchsorted(other, rocking, "right")
    return float(below.mean() / 2 / other.size)


def _overlap(data: dict[str, np.ndarray], names: tuple[str, ...], seconds: int) -> np.ndarray:
    """How much of each second the intervals of these names cover."""
    covered, begin_s = np.zeros(seconds), data["t_ms"][0] / 1000 + np.arange(seconds)
    for name, start_s, stop_s in zip(data["lab"], data["lab_start_s"], data["lab_stop_s"], strict=True):
        if name in names:
            covered += np.clip(np.minimum(stop_s, begin_s + 1) - np.maximum(start_s, begin_s), 0, 1)
    return covered


def test_tremor_movement_and_stillness_of_a_phone_are_told_apart(shared: Path) -> None:
    truth: list[Label] = []
    read: list[Label] = []
    for path in sorted((shared / "phone_tremor").glob("*.npz")):
        data = np.load(path)
        if data["group"] in (11, 12):
            continue
        seconds = [each for each in _read(data["t_s"], data["acc_g"]) if 6 <= each.t_s < data["t_s"][-1] - 5]
        read += [each.label for each in seconds]
        truth += [LABELS[str(data["label"])]] * len(seconds)
    assert np.mean([_f1(truth, read, label) for label in LABELS.values()]) >= 0.92


@pytest.mark.parametrize("task", ["leg_agility_left_leg", "pronation_supination_left_hand"])
def test_voluntary_tasks_are_tremor_in_no_more_than_a_tenth_of_seconds(shared: Path, task: str) -> None:
    data = np.load(shared / "phone_tasks_pdkit" / f"2458_{task}.npz")
    unit = find_unit(data["acc_ms2"])
    assert unit is Unit.METRES_PER_S2
    seconds = _read(data["t_s"], to_g(data["acc_ms2"], unit))
    assert np.mean([each.label is Label.TREMOR for each in seconds]) <= 0.1


def test_rocking_is_found_in_every_session_and_is_not_tremor(shared: Path) -> None:
    areas, trembling = [], []
    for path in sorted((shared / "rocking_smm").glob("*.npz")):
        data = np.load(path)
        seconds = _read(data["t_ms"] / 1000, data["xyz"].astype(float), Scale.COUNTS)
        good = _overlap(data, ("Good Data",), len(seconds)) > 0.999
        rocks = _overlap(data, ("Rock", "Flap-Rock"), len(seconds)) >= 0.5
        areas.append(_area(np.array([each.rocking for each in seconds])[good], rocks[good]))
        trembling += [
            each.label is Label.TREMOR for each, real in zip(seconds, good & rocks, strict=True) if real
        ]
    assert np.mean(areas) >= 0.985
    assert min(areas) >= 0.96
    assert np.mean(trembling) <= 0.01
