"""R peaks: the same however the samples come, and nothing from a line that is flat."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slackwater.signals.heart.ecg import LATENCY_S, EcgStream

RATE_HZ = 130.0


def drawn(
    beats_s: np.ndarray, seconds: float, rate_hz: float = RATE_HZ, *, noise_mv: float = 0.02
) -> np.ndarray:
    """An ECG in mV with P, QRS and T as Gaussians at these beats, slow wander and white noise; seed 2."""
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    mv = 0.2 * np.sin(2 * np.pi * 0.2 * at_s) + np.random.default_rng(2).normal(0, noise_mv, len(at_s))
    for beat in beats_s:
        near = (at_s > beat - 0.4) & (at_s < beat + 0.5)
        for height, off, width in (
            (0.1, -0.16, 0.025),
            (-0.12, -0.03, 0.01),
            (1.1, 0.0, 0.011),
            (-0.2, 0.03, 0.011),
            (0.25, 0.25, 0.05),
        ):
            mv[near] += height * np.exp(-0.5 * ((at_s[near] - beat - off) / width) ** 2)
    return mv


def heart(seconds: float, mean_s: float = 0.8) -> np.ndarray:
    """Beats that sway with the breath; seed 6."""
    chance, beats = np.random.default_rng(6), [0.4]
    while beats[-1] < seconds - 0.5:
        beats.append(
            beats[-1] + mean_s + 0.04 * np.sin(2 * np.pi * 0.25 * beats[-1]) + chance.normal(0, 0.01)
        )
    return np.array(beats[:-1])


def found(mv: np.ndarray, rate_hz: float = RATE_HZ) -> np.ndarray:
    stream = EcgStream(rate_hz)
    return np.concatenate([stream.feed(mv), stream.finish()])


BEATS = heart(40)
MV = drawn(BEATS, 40)


@settings(max_examples=25)
@given(cuts=st.lists(st.integers(0, 1500), max_size=30))
def test_any_feeding_gives_the_same_beats_to_the_last_bit(cuts: list[int]) -> None:
    stream, pieces, heights, at = EcgStream(RATE_HZ), [], [], 0
    whole = EcgStream(RATE_HZ)
    expected, expected_heights = [whole.feed(MV)], [whole.heights_mv]
    for size in [*cuts, len(MV)]:
        pieces.append(stream.feed(MV[at : at + size]))
        heights.append(stream.heights_mv)
        at += size
    for each, into, high in ((stream, pieces, heights), (whole, expected, expected_heights)):
        into.append(each.finish())
        high.append(each.heights_mv)
    assert np.array_equal(np.concatenate(pieces), np.concatenate(expected))
    assert np.array_equal(np.concatenate(heights), np.concatenate(expected_heights))


def test_a_beat_is_given_within_the_stated_latency() -> None:
    stream, late = EcgStream(RATE_HZ), []
    for start in range(0, len(MV), 13):
        late += [(start + 13) / RATE_HZ - beat for beat in stream.feed(MV[start : start + 13])]
    assert len(late) > 30
    assert max(late) <= LATENCY_S + 13 / RATE_HZ


@pytest.mark.parametrize("rate_hz", [100.0, 125.0, 130.0, 200.0, 250.0, 360.0, 512.0])
def test_at_any_usual_rate_every_beat_is_placed_within_two_milliseconds(rate_hz: float) -> None:
    beats_s = found(drawn(BEATS, 40, rate_hz), rate_hz)
    assert len(beats_s) == len(BEATS)
    assert np.median(np.abs(beats_s - BEATS)) < 0.002
    assert np.abs(beats_s - BEATS).max() < 0.008


@pytest.mark.parametrize("scale", [0.05, 1000.0])
def test_the_size_of_the_signal_does_not_matter(scale: float) -> None:
    np.testing.assert_allclose(found(scale * MV), found(MV), atol=1e-9)


def test_a_lead_upside_down_gives_the_same_beats_and_intervals() -> None:
    beats_s = found(-MV)
    assert len(beats_s) == len(BEATS)
    assert np.median(np.abs(np.diff(beats_s) - np.diff(BEATS))) < 0.005


@pytest.mark.parametrize(
    "mv", [np.zeros(3000), np.full(3000, 1.2), np.full(3000, np.nan), np.zeros(0), np.ones(50)]
)
def test_a_flat_line_has_no_beats(mv: np.ndarray) -> None:
    assert len(found(mv)) == 0


def test_dropped_samples_cost_only_the_beats_beside_them() -> None:
    mv = MV.copy()
    mv[1500:1760] = np.nan
    beats_s = found(mv)
    far = BEATS[(BEATS < 1500 / RATE_HZ - 1) | (BEATS > 1760 / RATE_HZ + 1)]
    assert all(np.abs(beats_s - beat).min() < 0.01 for beat in far)
    assert not np.any((beats_s > 1520 / RATE_HZ) & (beats_s < 1740 / RATE_HZ))


def test_the_height_is_from_foot_to_top() -> None:
    stream = EcgStream(RATE_HZ)
    stream.feed(drawn(BEATS, 40, noise_mv=0.0))
    assert np.median(stream.heights_mv) == pytest.approx(1.3, abs=0.12)


def test_memory_stays_small() -> None:
    stream = EcgStream(RATE_HZ)
    for _ in range(5):
        for start in range(0, len(MV), 500):
            stream.feed(MV[start : start + 500])
            assert len(stream._held) < 20 * RATE_HZ
