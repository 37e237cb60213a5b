"""Tremor on signals of known truth. Every signal is made here from the seed its test states."""

import numpy as np
import pytest

from slackwater.quantities import Missing
from slackwater.signals.motion.second import Label, MotionSecond, Tremor
from slackwater.signals.motion.stream import ONSET_LATENCY_S, MotionStream

G_MS2 = 9.80665
BEGAN_S, ENDED_S, LONG_S = 6.3, 14.8, 20.0


def _turned(chance: np.random.Generator) -> np.ndarray:
    """A random way to lie."""
    return np.linalg.qr(chance.normal(size=(3, 3)))[0]


def _sensed(chance: np.random.Generator, t: np.ndarray, along: np.ndarray, rate_hz: int) -> np.ndarray:
    """What a phone says of a movement along one axis: gravity, noise and, at 60 Hz, rounding to 0.1 m/s²."""
    acc = np.zeros((t.size, 3))
    acc[:, 0] = along
    acc = (
        acc @ _turned(chance)
        + np.array([0.0, 0.0, 1.0]) @ _turned(chance)
        + chance.normal(0, 0.003, (t.size, 3))
    )
    return np.round(acc * G_MS2, 1) / G_MS2 if rate_hz == 60 else acc


def _times(chance: np.random.Generator, seconds: float, rate_hz: int) -> np.ndarray:
    """Times that jitter by a tenth of a step to each side."""
    size = int(seconds * rate_hz)
    return (np.arange(size) + chance.uniform(-0.1, 0.1, size)) / rate_hz


def _trembling(seed: int, rate_hz: int) -> tuple[np.ndarray, np.ndarray, float, float]:
    """Twenty seconds with a tremor in the middle: times, accelerations, Hz and amplitude (g)."""
    chance = np.random.default_rng([seed, rate_hz])
    t = _times(chance, LONG_S, rate_hz)
    hz, size = chance.uniform(4, 12), chance.uniform(0.05, 0.4)
    wave = size * np.sin(2 * np.pi * hz * t + chance.uniform(0, 6)) * ((t >= BEGAN_S) & (t < ENDED_S))
    return t, _sensed(chance, t, wave, rate_hz), hz, size


def _read(t: np.ndarray, acc: np.ndarray) -> tuple[tuple[MotionSecond, ...], tuple[Tremor, ...]]:
    stream = MotionStream()
    seconds = stream.feed(t, acc) + stream.finish()
    return seconds, stream.tremors


def _tremor_share(t: np.ndarray, acc: np.ndarray) -> float:
    seconds, _ = _read(t, acc)
    return float(np.mean([each.label is Label.TREMOR for each in seconds]))


@pytest.mark.parametrize("rate_hz", [60, 100])
def test_a_run_begins_and_ends_within_half_a_second_of_the_truth(rate_hz: int) -> None:
    """Seeds 0 … 39; the median error is far smaller."""
    errors = []
    for seed in range(40):
        t, acc, _, _ = _trembling(seed, rate_hz)
        _, runs = _read(t, acc)
        assert len(runs) == 1
        assert runs[0].ended_s is not None
        errors += [abs(runs[0].began_s - BEGAN_S + t[0]), abs(runs[0].ended_s - ENDED_S + t[0])]
    assert max(errors) <= 0.5
    assert np.median(errors) <= 0.1


@pytest.mark.parametrize("rate_hz", [60, 100])
def test_frequency_is_within_half_a_hertz_and_amplitude_within_five_percent(rate_hz: int) -> None:
    """Seeds 0 … 39, the seconds that lie inside the tremor by a second; 99 % of them, and the mean of each run."""
    near, sizes = [], []
    for seed in range(40):
        t, acc, hz, size = _trembling(seed, rate_hz)
        inside = [each for each in _read(t, acc)[0] if BEGAN_S + 1 <= each.t_s <= ENDED_S - 2]
        assert all(each.label is Label.TREMOR for each in inside)
        near += [abs((each.tremor_hz or 0.0) - hz) <= 0.5 for each in inside]
        sizes.append(np.mean([each.tremor_g or 0.0 for each in inside]) / size)
    assert np.mean(near) >= 0.99
    assert max(abs(np.array(sizes) - 1)) <= 0.05


@pytest.mark.parametrize("rate_hz", [60, 100])
def test_tremor_is_told_live_within_the_stated_latency(rate_hz: int) -> None:
    """Seeds 0 … 39, in chunks of a tenth of a second."""
    for seed in range(40):
        t, acc, _, _ = _trembling(seed, rate_hz)
        stream, step = MotionStream(), rate_hz // 10
        for begin in range(0, t.size, step):
            stream.feed(t[begin : begin + step], acc[begin : begin + step])
            if stream.tremor_now is not None:
                break
        told_s = t[min(begin + step, t.size) - 1]
        assert BEGAN_S < told_s <= BEGAN_S + ONSET_LATENCY_S


def test_a_stop_is_timed_from_its_request() -> None:
    t, acc, _, _ = _trembling(1, 100)
    stream = MotionStream()
    now = np.searchsorted(t, 12.0)
    stream.feed(t[:now], acc[:now])
    assert stream.stopped_after(11.0) is None
    stream.feed(t[now:], acc[now:])
    assert stream.stopped_after(11.0) == pytest.approx(ENDED_S - 11.0, abs=0.2)
    assert stream.stopped_after(16.0) == 0.0


def test_a_stop_that_nobody_saw_is_missing() -> None:
    """The sensor falls silent while the tremor goes on, and speaks again when all is quiet."""
    t, acc, _, _ = _trembling(1, 100)
    kept = (t < 12.0) | (t > 17.0)
    stream = MotionStream()
    stream.feed(t[kept], acc[kept])
    assert isinstance(stream.stopped_after(11.0), Missing)


def test_seconds_of_tremor_add_up_to_the_run() -> None:
    t, acc, _, _ = _trembling(2, 100)
    assert sum(each.tremor_s for each in _read(t, acc)[0]) == pytest.approx(ENDED_S - BEGAN_S, abs=0.6)


def test_turning_the_sensor_changes_nothing_but_the_last_bits() -> None:
    t, acc, _, _ = _trembling(3, 100)
    turned = acc @ _turned(np.random.default_rng(11))
    for plain, other in zip(_read(t, acc)[0], _read(t, turned)[0], strict=True):
        assert other.label is plain.label
        assert other.rocking == pytest.approx(plain.rocking, rel=1e-6)
        assert (other.tremor_g or 0.0) == pytest.approx(plain.tremor_g or 0.0, rel=1e-6)


@pytest.mark.parametrize("lost", [0.05, 0.2])
def test_dropped_samples_leave_the_tremor_where_it_is(lost: float) -> None:
    """Seed 4, 5 and 20 % of the samples lost at random."""
    t, acc, hz, _ = _trembling(4, 60)
    kept = np.random.default_rng(4).random(t.size) >= lost
    seconds, runs = _read(t[kept], acc[kept])
    assert len(runs) == 1
    assert runs[0].began_s == pytest.approx(BEGAN_S, abs=0.3)
    assert all(abs(each.tremor_hz - hz) < 0.5 for each in seconds if each.tremor_hz is not None)


def test_the_same_tremor_at_60_and_at_100_hz_reads_the_same() -> None:
    """One wave, sampled twice; seed 5."""
    read = []
    for rate_hz in (60, 100):
        chance = np.random.default_rng(5)
        t = _times(chance, LONG_S, rate_hz)
        acc = np.tile([0.0, 0.0, 1.0], (t.size, 1))
        acc[:, 0] = 0.1 * np.sin(2 * np.pi * 11.0 * t)
        read.append(np.median([each.tremor_g or 0.0 for each in _read(t, acc)[0]]))
    assert read[0] == pytest.approx(read[1], rel=0.02)


@pytest.mark.parametrize("rate_hz", [60, 100])
def test_rocking_of_any_shape_is_not_tremor(rate_hz: int) -> None:
    """Seeds 0 … 29, a minute each at 0.1 … 2.2 Hz, ± 0.03 … 0.6 g: sine, triangle, rounded square, harmonics."""
    trembling = 0
    for seed in range(30):
        chance = np.random.default_rng([seed, rate_hz])
        t = _times(chance, 60.0, rate_hz)
        turn = 2 * np.pi * chance.uniform(0.1, 2.2) * t
        shapes = (
            np.sin(turn),
            2 / np.pi * np.arcsin(np.sin(turn)),
            np.tanh(chance.uniform(1, 4) * np.sin(turn)),
            sum(np.sin(k * turn + chance.uniform(0, 6)) / k**1.5 for k in range(1, 9)),
        )
        acc = _sensed(chance, t, np.exp(chance.uniform(-3.5, -0.5)) * shapes[seed % 4], rate_hz)
        trembling += sum(each.label is Label.TREMOR for each in _read(t, acc)[0])
    assert trembling <= 1


@pytest.mark.parametrize("rate_hz", [60, 100])
def test_voluntary_quick_rhythms_with_harmonics_are_not_tremor(rate_hz: int) -> None:
    """Seeds 0 … 29, 30 s each at 1.8 … 3.4 Hz; the second harmonic up to 1.3 times the fundamental."""
    shares = []
    for seed in range(30):
        chance = np.random.default_rng([seed, rate_hz])
        t = _times(chance, 30.0, rate_hz)
        turn = 2 * np.pi * chance.uniform(1.8, 3.4) * t
        wave = np.sin(turn) + chance.uniform(0.2, 1.3) * np.sin(2 * turn + chance.uniform(0, 6))
        wave += sum(0.6 / k * np.sin(k * turn + chance.uniform(0, 6)) for k in range(3, 8))
        shares.append(_tremor_share(t, _sensed(chance, t, chance.uniform(0.05, 0.4) * wave, rate_hz)))
    assert max(shares) <= 0.1


def test_movement_without_rhythm_is_not_tremor() -> None:
    """Seeds 0 … 19, 30 s of a random walk of accelerations that fall with frequency."""
    shares = []
    for seed in range(20):
        chance = np.random.default_rng(seed)
        t = _times(chance, 30.0, 100)
        walk = np.convolve(chance.normal(size=t.size), np.exp(-np.arange(60) / 15), "same")
        shares.append(
            _tremor_share(t, _sensed(chance, t, chance.uniform(0.02, 0.2) * walk / walk.std(), 100))
        )
    assert max(shares) <= 0.05


def test_a_quiet_hand_is_still_however_it_trembles() -> None:
    """Physiological tremor of 0.006 g at 9 Hz stays under the size of any tremor; seed 6."""
    chance = np.random.default_rng(6)
    t = _times(chance, 30.0, 100)
    seconds, runs = _read(t, _sensed(chance, t, 0.006 * np.sin(2 * np.pi * 9 * t), 100))
    assert not runs
    assert all(each.label is Label.STILL for each in seconds)
    assert [each.still_s for each in seconds] == list(range(1, 31))
