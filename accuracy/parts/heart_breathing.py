"""Breathing rate from the heart alone, over 60 s: recorded ECG beside annotated breaths, and made beats."""

import numpy as np

from accuracy import peers
from accuracy.generators.rr import swayed_by_breath
from accuracy.judging import figure
from accuracy.ours import heart as ours
from accuracy.recordings import opened
from accuracy.scoring import rates_per_min
from bench.figures import Figure

WINDOW_S = 60.0
WITHIN = 2.0
"""Breaths a minute. Minutes over which the two annotators differ by more are left out: nobody knows their truth."""

SEEDS = range(7000, 7020)


def told(head: str, true: list[np.ndarray], found: list[np.ndarray], *, aimed: bool) -> list[Figure]:
    """Share within two a minute and share answered, all seconds with a known truth together."""
    rates, said = np.concatenate(true), np.concatenate(found)
    known = np.isfinite(rates)
    answered = known & np.isfinite(said)
    apart = np.abs(rates - said)[answered]
    covered = 100 * answered.sum() / known.sum()
    right = 100 * float(np.mean(apart <= WITHIN)) if len(apart) else 0.0
    mean = float(np.mean(apart)) if len(apart) else float("nan")
    return [
        figure(f"{head}: within 2/min", right, "%", 90.0 if aimed else None, more=True),
        figure(f"{head}: seconds answered", float(covered), "%", 60.0 if aimed else None, more=True),
        Figure(f"{head}: off, mean", f"{mean:.2f} /min"),
    ]


def measure() -> list[Figure]:
    """Ours on both; NeuroKit's way on the recordings."""
    true, ecgs, hertz, ends = list[np.ndarray](), list[np.ndarray](), list[float](), list[np.ndarray]()
    for _name, held in opened("bidmc"):
        rate_hz = float(held["fs"])
        at = np.arange(WINDOW_S, len(held["ecg"]) / rate_hz)
        one, two = (rates_per_min(held[key] / rate_hz, at, WINDOW_S) for key in ("breaths1", "breaths2"))
        true.append(np.where(np.abs(one - two) <= WITHIN, (one + two) / 2, np.nan))
        ecgs.append(held["ecg"] * float(held["scale"]))
        hertz.append(rate_hz)
        ends.append(at)
    mine = [ours.breathing_of_ecg(ecg, rate, at) for ecg, rate, at in zip(ecgs, hertz, ends, strict=True)]
    figures = told("breathing rate from ECG, BIDMC, ours", true, mine, aimed=True)
    theirs = peers.ask("neurokit_ecg_breath", ecgs, hertz)
    if isinstance(theirs, str):
        figures.append(Figure("breathing rate from ECG, BIDMC, neurokit", theirs))
    else:
        rates = [rates_per_min(one["out_s"], at, WINDOW_S) for one, at in zip(theirs, ends, strict=True)]
        figures += told("breathing rate from ECG, BIDMC, neurokit", true, rates, aimed=False)
    made = [swayed_by_breath(seed) for seed in SEEDS]
    true, found = list[np.ndarray](), list[np.ndarray]()
    for one in made:
        at = np.arange(int(WINDOW_S), int(one.beats_s[-1]) - 1)
        grown = np.concatenate(([0.0], np.cumsum(one.per_min)))
        true.append((grown[at] - grown[at - int(WINDOW_S)]) / WINDOW_S)
        found.append(ours.breathing_of_beats(one.beats_s[1:], one.rr_ms, at.astype(float)))
    return [*figures, *told("breathing rate from made beats, ours", true, found, aimed=False)]
