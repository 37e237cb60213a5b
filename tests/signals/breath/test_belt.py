"""A belt's breaths against breath whose every turn is known."""

from collections.abc import Sequence

import numpy as np
import pytest

from slackwater.quantities import Gap, Measured, Missing
from slackwater.signals.breath.belt import (
    BREATHS_LATENCY_S,
    SECOND_LATENCY_S,
    Breath,
    BreathSecond,
    BreathStream,
    Phase,
)

MATCH_S = 1.0


def _belt(
    cycles: Sequence[tuple[float, float, float]], rate_hz: float = 50.0, *, noise: float = 0.03, seed: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Samples of half cosines up and down, and where they begin: (in s, hold s, out s) of each breath."""
    chance = np.random.default_rng(seed)
    t = np.arange(round(sum(map(sum, cycles)) * rate_hz)) / rate_hz
    values, begins, falls, at = np.zeros(len(t)), [], [], 0.0
    for rise, hold, fall in cycles:
        up = np.clip((t - at) / rise, 0, 1)
        down = np.clip((t - at - rise - hold) / fall, 0, 1)
        values += (np.cos(np.pi * down) - np.cos(np.pi * up)) / 2
        begins.append(at)
        falls.append(at + rise + hold)
        at += rise + hold + fall
    heart = 0.05 * np.sin(2 * np.pi * 1.2 * t)
    return values + heart + noise * chance.standard_normal(len(t)), np.array(begins), np.array(falls)


def _even(per_min: float, seconds: float) -> list[tuple[float, float, float]]:
    cycle = 60 / per_min
    return [(0.42 * cycle, 0.0, 0.58 * cycle)] * int(seconds / cycle)


def _read(values: np.ndarray, rate_hz: float = 50.0) -> tuple[list[Breath], list[BreathSecond]]:
    stream = BreathStream(rate_hz)
    outs = stream.feed(values), stream.finish()
    return [b for out in outs for b in out.breaths], [s for out in outs for s in out.seconds]


def _f1(true: np.ndarray, found: np.ndarray) -> float:
    hits = int((np.abs(true[:, None] - found).min(axis=1) < MATCH_S).sum()) if len(found) else 0
    return 2 * hits / (len(true) + len(found))


@pytest.mark.parametrize("per_min", [4.5, 6.0, 12.0, 16.0, 28.0, 50.0])
def test_breath_of_any_rate_is_found_by_one_method(per_min: float) -> None:
    values, _, falls = _belt(_even(per_min, 240))
    breaths, seconds = _read(values)
    assert _f1(falls, np.array([breath.out_s for breath in breaths])) >= 0.97
    told = [s.rate.value for s in seconds if s.t_s > 60 and isinstance(s.rate, Measured)]
    assert len(told) > 150
    assert np.percentile(np.abs(np.array(told) / per_min - 1), 95) < 0.05


@pytest.mark.parametrize("per_min", [6.0, 14.0])
def test_in_and_out_are_right_afterwards_and_live(per_min: float) -> None:
    values, begins, falls = _belt(_even(per_min, 300))
    breaths, seconds = _read(values)
    t = np.arange(30.0, 290.0, 0.05)
    true = np.searchsorted(begins, t) > np.searchsorted(falls, t)
    ins, outs = np.array([b.in_s for b in breaths]), np.array([b.out_s for b in breaths])
    assert ((np.searchsorted(ins, t) > np.searchsorted(outs, t)) == true).mean() >= 0.97
    live = [s for s in seconds if 40 <= s.t_s < 290]
    at = np.array([s.t_s for s in live])
    rising = np.searchsorted(begins, at) > np.searchsorted(falls, at)
    said = np.array([s.phase is Phase.IN for s in live])
    assert (said == rising).mean() >= 0.92


@pytest.mark.parametrize("rate_hz", [20.0, 25.0, 125.0, 130.06, 250.0])
def test_the_same_breath_is_found_at_any_sampling_rate(rate_hz: float) -> None:
    cycles = [(1.5 + 0.5 * np.sin(k), 0.0, 2.2 + 0.4 * np.cos(2 * k)) for k in range(40)]
    values, begins, falls = _belt(cycles, rate_hz, noise=0.01)
    breaths, _ = _read(values, rate_hz)
    assert len(breaths) == len(falls)
    assert np.abs(np.array([b.out_s for b in breaths]) - falls).max() < 0.3
    assert np.median(np.abs(np.array([b.in_s for b in breaths]) - begins)) < 0.1


@pytest.mark.parametrize(("scale", "offset"), [(1000.0, 0.0), (1e-3, -5.0), (1.0, 1e4)])
def test_neither_unit_nor_offset_matters(scale: float, offset: float) -> None:
    values, _, _ = _belt(_even(13, 120))
    plain, _ = _read(values)
    scaled, _ = _read(values * scale + offset)
    assert np.allclose([b.out_s for b in plain], [b.out_s for b in scaled], atol=1e-3)


def test_a_long_hold_is_told_while_it_lasts_and_only_then() -> None:
    free = _even(12, 60)
    for high in (True, False):
        held = (2.1, 20.0, 2.9) if high else (2.1, 0.0, 2.9)
        values, _, _ = _belt([*free, held, *free] if high else free)
        if not high:
            values = np.concatenate((values, np.full(1000, values[-1]), values))
            values += 0.01 * np.random.default_rng(1).standard_normal(len(values))
        _, seconds = _read(values)
        begun = 62.1 if high else 60.0
        longest = max(s.held_s or 0.0 for s in seconds if begun < s.t_s <= begun + 20.5)
        assert 16 < longest <= 22
        assert all(s.held_s is None for s in seconds if s.t_s < begun + 2.5 or s.t_s > begun + 24)


def test_the_onset_of_an_exhalation_after_a_hold_is_where_the_hold_ends() -> None:
    free = _even(12, 60)
    values, _, falls = _belt([*free, (2.1, 15.0, 2.9), *free])
    breaths, _ = _read(values)
    assert min(abs(b.out_s - falls[12]) for b in breaths) < 0.5


def test_a_flat_line_breathes_not_and_says_why() -> None:
    breaths, seconds = _read(np.full(3000, 2.5))
    assert breaths == []
    assert {s.rate.why for s in seconds if s.t_s > 12 and isinstance(s.rate, Missing)} == {Gap.FLAT}


@pytest.mark.parametrize("kind", ["white", "last digit", "heart"])
def test_noise_of_a_belt_that_nobody_wears_is_no_breath(kind: str) -> None:
    chance = np.random.default_rng(5)
    t = np.arange(15_000) / 50
    values = {
        "white": chance.standard_normal(len(t)),
        "last digit": np.round(chance.random(len(t))),
        "heart": np.sin(2 * np.pi * 1.3 * t) + 0.1 * chance.standard_normal(len(t)),
    }[kind]
    breaths, seconds = _read(values)
    assert len(breaths) <= 5
    assert all(isinstance(s.rate, Missing) and isinstance(s.phase, Missing) for s in seconds)


def test_wandering_noise_is_doubted_most_of_the_time() -> None:
    chance = np.random.default_rng(8)
    hz = np.fft.rfftfreq(30_000, 0.02)
    hz[0] = 1.0
    wave = (chance.standard_normal(len(hz)) + 1j * chance.standard_normal(len(hz))) / np.sqrt(hz)
    _, seconds = _read(np.fft.irfft(wave))
    assert np.mean([isinstance(s.rate, Missing) for s in seconds]) > 0.6


def test_lost_samples_are_not_bridged_by_breaths() -> None:
    values, _, falls = _belt(_even(14, 180))
    values[4000:4750] = np.nan
    values[[100, 2000, 2001, 7000]] = np.nan
    breaths, seconds = _read(values)
    assert [b for b in breaths if 81 < b.out_s < 94] == []
    kept = falls[(falls < 79) | (falls > 96)]
    assert _f1(kept, np.array([b.out_s for b in breaths if b.out_s < 79 or b.out_s > 96])) > 0.95
    said = [s.rate.why for s in seconds if 84 <= s.t_s <= 94 and isinstance(s.rate, Missing)]
    assert said == [Gap.POOR_CONTACT] * 11


def test_a_jerk_is_movement_and_not_a_breath() -> None:
    values, _, _ = _belt(_even(14, 180))
    jerk = slice(5000, 5100)
    values[jerk] += 12 * np.sin(np.linspace(0, np.pi, 100))
    breaths, seconds = _read(values)
    why = [s.rate.why for s in seconds if 101 <= s.t_s <= 103 and isinstance(s.rate, Missing)]
    assert why == [Gap.MOVING] * 3
    assert all(not 100 < b.out_s < 102 for b in breaths)


def test_a_slip_of_the_belt_costs_at_most_two_breaths() -> None:
    values, _, falls = _belt(_even(14, 180))
    values[5000:] += 2.0
    breaths, _ = _read(values)
    missed = (np.abs(falls[:, None] - np.array([b.out_s for b in breaths])).min(axis=1) > MATCH_S).sum()
    assert missed <= 2
    assert len(breaths) <= len(falls) + 1


def test_seconds_and_breaths_are_told_as_soon_as_they_say() -> None:
    values, begins, _ = _belt(_even(10, 120))
    stream, seconds_late, told_at = BreathStream(50.0), [], []
    for at in range(0, len(values), 5):
        out = stream.feed(values[at : at + 5])
        now_s = (at + 5) / 50
        seconds_late += [now_s - second.t_s for second in out.seconds]
        told_at += [(now_s, breath) for breath in out.breaths]
    assert len(seconds_late) >= 118
    assert max(seconds_late) <= SECOND_LATENCY_S + 0.1
    for now_s, breath in told_at:
        following = begins[begins > breath.out_s]
        assert now_s - (following[0] if len(following) else 120.0) <= BREATHS_LATENCY_S


def test_what_is_kept_does_not_grow() -> None:
    values, _, _ = _belt(_even(14, 60))
    stream, sizes = BreathStream(50.0), []
    for _ in range(20):
        for at in range(0, len(values), 50):
            stream.feed(values[at : at + 50])
        sizes.append(sum(len(trail._held) for trail in stream._signal))
    assert max(sizes) <= 2.2 * sizes[4]


@pytest.mark.parametrize("rate_hz", [19.0, 251.0])
def test_a_rate_outside_20_to_250_hz_is_refused(rate_hz: float) -> None:
    with pytest.raises(ValueError, match="20 to 250 Hz"):
        BreathStream(rate_hz)


def test_irregular_breath_is_told_by_the_spread_of_its_cycles() -> None:
    cycles = [(1.5, 0.0, 5.0), (1.5, 0.0, 2.0)] * 20
    values, _, falls = _belt(cycles)
    _, seconds = _read(values)
    lengths = np.diff(falls)[:8]
    told = [s.irregular for s in seconds if s.t_s > 100 and not isinstance(s.irregular, Missing)]
    assert abs(np.median(told) - lengths.std(ddof=1) / lengths.mean()) < 0.08
