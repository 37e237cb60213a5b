"""Made bodies: one seed gives one body, and its truth is in its samples."""

from collections.abc import Callable

import numpy as np
import pytest
from accuracy.generators import breath, ecg, motion, rr

CLEAN = np.round(800 + 40 * np.sin(np.arange(1500) / 5) + np.random.default_rng(1).normal(0, 15, 1500))

MAKERS: dict[str, Callable[[int], np.ndarray]] = {
    "marred": lambda seed: rr.mar(CLEAN, 0.03, seed).rr_ms,
    "sinusoids": lambda seed: rr.sinusoids(seed).rr_ms,
    "pulse frequency": lambda seed: rr.pulse_frequency(seed).rr_ms,
    "swayed by breath": lambda seed: rr.swayed_by_breath(seed).rr_ms,
    "ECG in noise": lambda seed: ecg.in_noise(CLEAN, 100.0, 6, seed),
    "belt": lambda seed: breath.belt("mixed", seed).values,
    "belly": lambda seed: breath.belly("calm", seed, rounded=True).acc_g,
    "tremor": lambda seed: motion.tremor(seed).acc_g,
    "rocking": lambda seed: motion.rocking(seed, rounded=True).acc_g,
    "still": lambda seed: motion.still(seed).acc_g,
    "voluntary": lambda seed: motion.voluntary(seed).acc_g,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_a_seed_gives_the_same_body_again_and_another_seed_another(make: Callable[[int], np.ndarray]) -> None:
    first, again, other = make(1), make(1), make(2)
    np.testing.assert_array_equal(first, again)
    assert first.shape != other.shape or not np.array_equal(first, other)


def test_artefacts_keep_the_length_of_the_recording() -> None:
    marred = rr.mar(CLEAN, 0.03, 5)
    assert marred.rr_ms.sum() == CLEAN.sum()


def test_artefacts_are_as_many_as_asked_and_each_touches_its_one_or_two_intervals() -> None:
    marred = rr.mar(CLEAN, 0.03, 5)
    assert marred.event.max() + 1 == 45
    touched = np.bincount(marred.event[marred.event >= 0])
    kinds = [marred.truth[marred.event == number][0] for number in range(45)]
    assert all(
        count == (1 if kind == rr.Artefact.MISSED else 2) for count, kind in zip(touched, kinds, strict=True)
    )
    assert {rr.Artefact.MISSED, rr.Artefact.EXTRA, rr.Artefact.ECTOPIC} == set(kinds)


def test_intervals_without_an_artefact_are_those_of_the_clean_series() -> None:
    marred = rr.mar(CLEAN, 0.01, 6)
    ends, clean_ends = np.cumsum(marred.rr_ms), np.cumsum(CLEAN)
    kept = marred.truth == rr.Artefact.NONE
    at = np.searchsorted(clean_ends, ends[kept])
    np.testing.assert_array_equal(clean_ends[at], ends[kept])
    np.testing.assert_array_equal(CLEAN[at], marred.rr_ms[kept])


@pytest.mark.parametrize("make", [rr.sinusoids, rr.pulse_frequency])
@pytest.mark.parametrize("seed", range(8))
def test_rhythms_have_the_power_they_are_said_to_have(make: Callable[[int], rr.Rhythms], seed: int) -> None:
    """By least squares at the beats, with both frequencies known: no window, no interpolation."""
    made = make(seed)
    angle = 2 * np.pi * np.outer(np.cumsum(made.rr_ms) / 1000, made.hertz)
    columns = np.concatenate((np.cos(angle), np.sin(angle), np.ones((len(angle), 1))), axis=1)
    weights, *_ = np.linalg.lstsq(columns, made.rr_ms, rcond=None)
    low, high = (weights[:2] ** 2 + weights[2:4] ** 2) / 2
    assert low == pytest.approx(made.lf_ms2, rel=0.005)
    assert high == pytest.approx(made.hf_ms2, rel=0.005)


@pytest.mark.parametrize("seed", range(3))
def test_made_beats_sway_with_the_breath_they_are_said_to_follow(seed: int) -> None:
    made = rr.swayed_by_breath(seed)
    for begin in (60, 300):
        at = (made.beats_s[1:] >= begin) & (made.beats_s[1:] < begin + 60)
        ends, rest = made.beats_s[1:][at], made.rr_ms[at] - made.rr_ms[at].mean()
        hertz = np.arange(0.115, 0.45, 0.002)
        power = [abs(np.sum(rest * np.exp(-2j * np.pi * freq * ends))) for freq in hertz]
        true = made.per_min[begin : begin + 60].mean()
        assert 60 * hertz[int(np.argmax(power))] == pytest.approx(true, abs=1.5)


@pytest.mark.parametrize("kind", ["calm", "slow", "fast"])
def test_a_made_breath_keeps_to_the_rates_of_its_mood(kind: str) -> None:
    truth = breath.breathe(kind, 3)
    rates = 60 / np.diff(truth.in_s)
    low, high = breath.KINDS[kind]
    assert low / 1.12 <= rates.min()
    assert rates.max() <= high / 0.88
    assert low <= 60 / np.mean(np.diff(truth.in_s)) * 1.05
    assert 60 / np.mean(np.diff(truth.in_s)) <= high * 1.05


@pytest.mark.parametrize("kind", ["calm", "slow", "fast", "mixed"])
def test_volume_rises_while_in_falls_while_out_and_hardly_moves_while_held(kind: str) -> None:
    truth = breath.breathe(kind, 4)
    state, change = truth.state(truth.t_s), np.diff(truth.volume)
    between = state[1:] == state[:-1]
    assert np.mean(change[between & (state[1:] == breath.State.IN)] >= 0) > 0.999
    assert np.mean(change[between & (state[1:] == breath.State.OUT)] <= 0) > 0.999
    held = change[between & (state[1:] == breath.State.HELD)]
    assert (kind == "mixed") == bool(len(held))
    assert np.all(np.abs(held) < 1e-3)


def test_holds_of_a_mixed_belt_last_as_long_as_is_said() -> None:
    lengths = np.concatenate([np.ptp(breath.breathe("mixed", seed).holds_s, axis=1) for seed in range(8)])
    assert breath.HOLD_S[0] <= lengths.min()
    assert lengths.max() <= breath.HOLD_S[1]


def test_a_made_volume_has_no_jumps() -> None:
    for kind in ("calm", "slow", "fast", "mixed"):
        truth = breath.breathe(kind, 9)
        fastest = np.pi / 2 * truth.volume.max() / (0.36 * 60 / 50) / breath.RATE_HZ
        assert np.abs(np.diff(truth.volume)).max() < 1.5 * fastest


def test_a_belt_is_lungs_with_gain_drift_ripple_and_noise() -> None:
    made = breath.belt("calm", 2)
    piece = slice(2000, 5000)
    assert np.corrcoef(made.values[piece], made.truth.volume[piece])[0, 1] > 0.6


def test_a_belly_tilts_with_the_breath() -> None:
    made = breath.belly("slow", 2)
    along = made.acc_g[3000:9000] @ made.inwards
    assert np.corrcoef(along, made.truth.volume[3000:9000])[0, 1] > 0.8


def test_a_browser_gives_uneven_times_and_tenths_of_a_metre_per_second_squared() -> None:
    made = motion.tremor(1, 60, rounded=True)
    tenths = made.acc_g * motion.GRAVITY * 10
    np.testing.assert_allclose(tenths, np.round(tenths), atol=1e-9)
    gaps = np.diff(made.t_s)
    assert np.all(gaps > 0)
    assert np.median(gaps) == pytest.approx(1 / 60, rel=0.05)
    assert gaps.std() > 0.001


@pytest.mark.parametrize("seed", range(3))
def test_a_bout_has_the_rate_and_size_it_is_said_to_have_and_begins_when_it_is_said_to(seed: int) -> None:
    made = motion.tremor(seed)
    for bout in made.bouts:
        for second, hertz, size in zip(bout.seconds, bout.hertz, bout.size_g, strict=True):
            piece = made.acc_g[(made.t_s >= second) & (made.t_s < second + 1)]
            rest = piece - piece.mean(axis=0)
            line = rest @ np.linalg.svd(rest, full_matrices=False)[2][0]
            power = np.abs(np.fft.rfft(line * np.hanning(len(line)), 4096))
            freqs = np.fft.rfftfreq(4096, 0.01)
            assert freqs[int(np.argmax(np.where(freqs > 3, power, 0)))] == pytest.approx(hertz, abs=0.5)
            quick = line - np.convolve(np.pad(line, 12, mode="reflect"), np.ones(25) / 25, mode="valid")
            assert np.std(quick) == pytest.approx(size / np.sqrt(2), rel=0.5)
        before = made.acc_g[(made.t_s >= bout.begin_s - 1) & (made.t_s < bout.begin_s)]
        assert np.std(np.diff(before, axis=0)) < 0.003


def test_still_phones_only_make_noise() -> None:
    assert np.std(np.diff(motion.still(1).acc_g, axis=0)) < 0.002


@pytest.mark.parametrize("seed", range(4))
def test_rocking_goes_at_its_cadence(seed: int) -> None:
    made = motion.rocking(seed)
    begin, end = max(made.moving_s, key=lambda span: span[1] - span[0])
    piece = made.acc_g[(made.t_s >= begin) & (made.t_s < end)]
    rest = piece - piece.mean(axis=0)
    line = rest @ np.linalg.svd(rest, full_matrices=False)[2][0]
    freqs = np.fft.rfftfreq(1 << 16, 0.01)
    top = freqs[int(np.argmax(np.abs(np.fft.rfft(line * np.hanning(len(line)), 1 << 16))))]
    assert made.cadence_hz is not None
    assert top == pytest.approx(made.cadence_hz, rel=0.15, abs=0.03)


def test_noise_is_as_strong_beside_the_beats_as_asked() -> None:
    clean = np.zeros(20_000)
    clean[50::100] = 2.0
    noise = ecg.in_noise(clean, 130.0, 6, 1) - clean
    assert 10 * np.log10(2.0**2 / 8 / np.mean(noise**2)) == pytest.approx(6, abs=0.2)
