"""Artefacts put into real hearts: how many are found, how many alarms are right, and what RMSSD costs."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from slackwater.signals.heart.rr import Corrected, correct

pytestmark = pytest.mark.recordings

NSR = ["nsr001", "nsr004", "nsr007", "nsr010", "nsr013", "nsr016"]
RECORDER_GAP_MS = 2000


@dataclass
class Injected:
    """Intervals with artefacts, and where: (first, last) interval of each."""

    rr_ms: np.ndarray
    places: list[tuple[int, int]] = field(default_factory=list)


def inject(rr_ms: np.ndarray, share: float, seed: int) -> Injected:
    """Missed, extra, ectopic (15 … 45 % early, with its pause) and misplaced (10 … 40 %) beats, a quarter each."""
    chance, out, places, at = np.random.default_rng(seed), [], [], 1
    out.append(rr_ms[0])
    while at < len(rr_ms) - 1:
        here, after, kind = rr_ms[at], rr_ms[at + 1], chance.integers(4)
        if chance.random() >= share or max(here, after) > RECORDER_GAP_MS:
            out.append(here)
            at += 1
            continue
        cut, shift = chance.uniform(0.1, 0.9), chance.choice([-1, 1]) * chance.uniform(0.1, 0.4)
        early = chance.uniform(0.15, 0.45) * here
        new = {
            0: [here + after],
            1: [cut * here, (1 - cut) * here, after],
            2: [here - early, after + early],
            3: [here + shift * min(here, after), after - shift * min(here, after)],
        }[int(kind)]
        places.append((len(out), len(out) + (0 if kind == 0 else 1)))
        out += new
        at += 2
    return Injected(np.array(out), places)


@dataclass
class Tally:
    found: int = 0
    put_in: int = 0
    false: int = 0
    rmssd_off: list[float] = field(default_factory=list)


def flagged(corrected: Corrected) -> np.ndarray:
    return np.array([flag is not None for flag in corrected.flags])


def tally(rr_ms: np.ndarray, injected: Injected, into: Tally) -> None:
    """Alarms on what was flagged before anything was put in (real ectopic beats, recorder gaps) count for neither."""
    before, after = correct(rr_ms), correct(injected.rr_ms)
    own = np.isin(np.round(after.ends_s * 1e3), np.round(before.ends_s[flagged(before)] * 1e3))
    alarms, near = flagged(after), np.zeros(len(injected.rr_ms) + 2, bool)
    for first, last in injected.places:
        into.found += bool(alarms[first : last + 1].any())
        near[max(0, first - 1) : last + 2] = True
    into.put_in += len(injected.places)
    alone = np.flatnonzero(alarms & ~own & ~near[: len(alarms)])
    into.false += int((np.diff(alone, prepend=-9) > 1).sum())
    into.rmssd_off += rmssd_off(before, after)


def rmssd_off(truth: Corrected, found: Corrected) -> list[float]:
    """Give the share by which RMSSD differs in each five minutes that had nothing to put right before."""
    off, raw_s = [], truth.ends_s
    dirty_s = raw_s[flagged(truth)]
    for start in np.arange(0, raw_s[-1] - 300, 300):
        inside = (raw_s > start) & (raw_s <= start + 300)
        if inside.sum() < 150 or np.any((dirty_s > start - 5) & (dirty_s < start + 305)):
            continue
        true = np.sqrt(np.mean(np.diff(truth.rr_ms[inside]) ** 2))
        steps = found.between(start, start + 300).steps_ms
        off.append(abs(np.sqrt(np.mean(steps**2)) / true - 1))
    return off


def over_all(shared: Path, share: float, intervals: int = 15000) -> Tally:
    total = Tally()
    for seed, name in enumerate(NSR):
        with np.load(shared / "rr_nsr_chf" / f"{name}.npz") as arrays:
            rr_ms = arrays["rr_ms"][:intervals].astype(float)
        tally(rr_ms, inject(rr_ms, share, seed) if share else Injected(rr_ms), total)
    return total


@pytest.mark.parametrize("share", [0.01, 0.03])
def test_nearly_all_artefacts_are_found_and_nearly_all_alarms_are_right(shared: Path, share: float) -> None:
    total = over_all(shared, share)
    assert total.found / total.put_in >= 0.98
    assert total.found / (total.found + total.false) >= 0.95


@pytest.mark.parametrize("share", [0.01, 0.03])
def test_rmssd_is_nearly_what_it_was_without_the_artefacts(shared: Path, share: float) -> None:
    off = over_all(shared, share).rmssd_off
    assert len(off) > 50
    assert np.median(off) <= 0.02
    assert np.quantile(off, 0.9) <= 0.05


def test_five_minutes_without_artefacts_keep_their_rmssd(shared: Path) -> None:
    off = []
    for name in NSR:
        with np.load(shared / "rr_nsr_chf" / f"{name}.npz") as arrays:
            rr_ms = arrays["rr_ms"][:15000].astype(float)
        ends_s = np.cumsum(rr_ms) / 1000
        found = correct(rr_ms)
        for start in np.arange(0, ends_s[-1] - 300, 300):
            inside = (ends_s > start) & (ends_s <= start + 300)
            if np.all(np.abs(np.diff(rr_ms[inside])) < 200) and inside.sum() > 150:
                true = np.sqrt(np.mean(np.diff(rr_ms[inside]) ** 2))
                off.append(abs(np.sqrt(np.mean(found.between(start, start + 300).steps_ms ** 2)) / true - 1))
    assert np.median(off) <= 0.005


@pytest.mark.parametrize("record", ["105", "106", "119", "200", "207", "233"])
def test_annotated_ventricular_beats_are_flagged(shared: Path, record: str) -> None:
    with np.load(shared / "ecg_mitdb" / f"{record}.npz") as arrays:
        beats, symbols, rate_hz = arrays["beats"], arrays["symbols"], float(arrays["fs"])
    early = np.flatnonzero(symbols[1:] == "V")
    alarms = flagged(correct(np.diff(beats) / rate_hz * 1000))
    assert np.mean([alarms[i : i + 2].any() for i in early]) > 0.9


def test_a_regular_heart_with_few_early_beats_gives_few_alarms(shared: Path) -> None:
    with np.load(shared / "ecg_mitdb" / "100.npz") as arrays:
        beats, symbols, rate_hz = arrays["beats"], arrays["symbols"], float(arrays["fs"])
    alarms = flagged(correct(np.diff(beats) / rate_hz * 1000))
    odd = symbols != "N"
    near = odd[1:] | odd[:-1]
    assert np.mean(alarms[~near]) < 0.01
