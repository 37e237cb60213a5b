"""Variability by its definitions, from what was heard, and in windows where it means something."""

import numpy as np
import pytest

from slackwater.quantities import Gap, Missing
from slackwater.signals.heart.hrv import FrequencyDomain, TimeDomain, frequency_domain, time_domain
from slackwater.signals.heart.rr import correct


def waves(
    seconds: float,
    *,
    mean_s: float = 0.85,
    lf: tuple[float, float] = (30, 0.1),
    hf: tuple[float, float] = (25, 0.28),
) -> np.ndarray:
    """Intervals (ms) that hold two waves, (amplitude ms, Hz), taken at the start of each interval."""
    at_s, out = 0.0, []
    while at_s < seconds:
        slow, quick = (a * np.sin(2 * np.pi * f * at_s + p) for (a, f), p in ((lf, 0.3), (hf, 1.1)))
        out.append(1000 * mean_s + slow + quick)
        at_s += out[-1] / 1000
    return np.array(out)


def over_time(rr_ms: np.ndarray) -> TimeDomain:
    found = time_domain(correct(rr_ms))
    assert isinstance(found, TimeDomain)
    return found


def over_frequency(rr_ms: np.ndarray) -> FrequencyDomain:
    found = frequency_domain(correct(rr_ms))
    assert isinstance(found, FrequencyDomain)
    return found


def test_values_over_time_are_their_definitions() -> None:
    rr_ms = np.random.default_rng(3).normal(800, 30, 400)
    found = over_time(rr_ms)
    steps = np.diff(rr_ms)
    assert found.quality == pytest.approx(1.0)
    assert found.rmssd_ms == pytest.approx(np.sqrt(np.mean(steps**2)))
    assert found.sdnn_ms == pytest.approx(np.std(rr_ms, ddof=1))
    assert found.pnn50_percent == pytest.approx(100 * np.mean(np.abs(steps) > 50))
    assert found.mean_rr_ms == pytest.approx(rr_ms.mean())
    assert found.mean_hr_per_min == pytest.approx(60_000 / rr_ms.mean())


def test_a_gap_adds_nothing_to_rmssd() -> None:
    rr_ms = waves(200)
    parted = over_time(np.concatenate([rr_ms[:100], [7000.0], rr_ms[100:]]))
    whole = np.diff(rr_ms)
    assert parted.rmssd_ms == pytest.approx(np.sqrt(np.mean(np.delete(whole, 99) ** 2)))


@pytest.mark.parametrize(("seconds", "rough"), [(35, True), (55, True), (70, False)])
def test_rmssd_of_less_than_a_minute_is_rough(seconds: float, *, rough: bool) -> None:
    assert over_time(waves(seconds)).rough is rough


def test_there_is_no_rmssd_of_less_than_half_a_minute() -> None:
    found = time_domain(correct(waves(28)))
    assert isinstance(found, Missing)
    assert found.why is Gap.TOO_FEW


@pytest.mark.parametrize(("seconds", "there"), [(110, False), (125, True)])
def test_sdnn_needs_two_minutes(seconds: float, *, there: bool) -> None:
    assert isinstance(over_time(waves(seconds)).sdnn_ms, float) is there


def test_a_recording_that_is_mostly_artefact_says_nothing() -> None:
    rr_ms = np.random.default_rng(5).uniform(300, 1800, 300)
    for found in (time_domain(correct(rr_ms)), frequency_domain(correct(rr_ms))):
        assert isinstance(found, Missing)
        assert found.why is Gap.IMPLAUSIBLE


@pytest.mark.parametrize(
    ("mean_s", "lf", "hf"),
    [
        (0.85, (30, 0.10), (25, 0.25)),
        (0.70, (40, 0.12), (20, 0.30)),
        (1.00, (50, 0.08), (50, 0.35)),
        (1.00, (30, 0.06), (30, 0.38)),
        (0.60, (15, 0.10), (10, 0.20)),
        (1.10, (60, 0.10), (60, 0.33)),
    ],
)
def test_the_power_of_waves_in_the_intervals_comes_back_within_a_hundredth(
    mean_s: float, lf: tuple[float, float], hf: tuple[float, float]
) -> None:
    found = over_frequency(waves(3600, mean_s=mean_s, lf=lf, hf=hf))
    assert found.lf_ms2 == pytest.approx(lf[0] ** 2 / 2, rel=0.01)
    assert found.hf_ms2 == pytest.approx(hf[0] ** 2 / 2, rel=0.01)


def test_power_comes_back_though_beats_were_missed() -> None:
    rr_ms = waves(3600).tolist()
    for at in range(3000, 100, -100):
        rr_ms[at : at + 2] = [rr_ms[at] + rr_ms[at + 1]]
    found = over_frequency(np.array(rr_ms))
    assert found.lf_ms2 == pytest.approx(30**2 / 2, rel=0.03)
    assert found.hf_ms2 == pytest.approx(25**2 / 2, rel=0.05)


def test_power_comes_back_from_the_stretches_between_gaps() -> None:
    rr_ms = waves(3600)
    found = over_frequency(np.concatenate([rr_ms[:1500], [9000.0], rr_ms[1500:2500], [5000.0], rr_ms[2500:]]))
    assert found.lf_ms2 == pytest.approx(30**2 / 2, rel=0.01)
    assert found.hf_ms2 == pytest.approx(25**2 / 2, rel=0.01)


@pytest.mark.parametrize("seconds", [100, 240])
def test_lf_needs_ten_turns_of_its_slowest_wave(seconds: float) -> None:
    found = over_frequency(waves(seconds))
    assert isinstance(found.lf_ms2, Missing)
    assert found.hf_ms2 == pytest.approx(25**2 / 2, rel=0.05)


def test_hf_needs_a_minute() -> None:
    assert isinstance(frequency_domain(correct(waves(55))), Missing)


def test_twice_the_amplitude_is_four_times_the_power_and_twice_the_rmssd() -> None:
    single, double = waves(600), 2 * (waves(600) - 850) + 850
    assert over_time(double).rmssd_ms == pytest.approx(2 * over_time(single).rmssd_ms)
    assert over_frequency(double).hf_ms2 == pytest.approx(4 * over_frequency(single).hf_ms2, rel=0.02)


def test_a_flat_heart_has_no_variability() -> None:
    found = over_time(np.full(400, 800.0))
    assert found.rmssd_ms == pytest.approx(0, abs=1e-6)
    assert over_frequency(np.full(400, 800.0)).hf_ms2 == pytest.approx(0, abs=1e-6)
