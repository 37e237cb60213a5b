"""Heart beats in ECG (MIT-BIH): as recorded, at a strap's 130 Hz, and in noise."""

from collections.abc import Callable

import numpy as np
from scipy.signal import resample_poly

from accuracy import peers
from accuracy.generators.ecg import in_noise
from accuracy.ours import heart as ours
from accuracy.recordings import opened
from accuracy.scoring import Matched, match
from bench.figures import Figure

WITHIN_S = 0.150
"""ANSI/AAMI EC57."""

STRAP = (13, 36)
"""130 Hz of 360 Hz."""

SEED = 9000
Made = Callable[[np.ndarray, int], tuple[np.ndarray, float]]

CONDITIONS: dict[str, Made] = {
    "360 Hz": lambda mv, _: (mv, 360.0),
    "130 Hz": lambda mv, _: (resample_poly(mv, *STRAP), 130.0),
    "130 Hz, noise of 12 dB": lambda mv, seed: (in_noise(resample_poly(mv, *STRAP), 130.0, 12, seed), 130.0),
    "130 Hz, noise of 6 dB": lambda mv, seed: (in_noise(resample_poly(mv, *STRAP), 130.0, 6, seed), 130.0),
}

PEERS = {
    "biosppy, Pan-Tompkins++": "biosppy_beats",
    "sleepecg": "sleepecg_beats",
    "neurokit": "neurokit_beats",
}


def outside(events_s: np.ndarray, flutter: np.ndarray, rate_hz: float) -> np.ndarray:
    """The events that do not lie in ventricular flutter, which has no beats to find."""
    spans = np.asarray(flutter, dtype=float).reshape(-1, 2) / rate_hz
    inside = np.zeros(len(events_s), dtype=bool)
    for begin, end in spans:
        inside |= (events_s >= begin) & (events_s <= end)
    return events_s[~inside]


def measure() -> list[Figure]:
    """Ours (Pan-Tompkins++ in windows), BioSPPy's on the whole record, SleepECG's, NeuroKit's default."""
    held = [one for _name, one in opened("ecg_mitdb")]
    millivolts = [(one["ecg"].astype(float) - one["zero"]) / one["gain"] for one in held]
    figures = []
    for condition, make in CONDITIONS.items():
        made = [make(mv, SEED + number) for number, mv in enumerate(millivolts)]
        found: dict[str, list[np.ndarray] | str] = {"ours": [ours.beats(mv, rate_hz) for mv, rate_hz in made]}
        for name, task in PEERS.items():
            answers = peers.ask(task, [mv for mv, _ in made], [rate_hz for _, rate_hz in made])
            found[name] = answers if isinstance(answers, str) else [one["beats_s"] for one in answers]
        for name, beats in found.items():
            head = f"beats, MIT-BIH, {condition}, {name}"
            figures += [Figure(head, beats)] if isinstance(beats, str) else told(head, held, beats)
    return figures


def told(head: str, held: list[dict[str, np.ndarray]], beats: list[np.ndarray]) -> list[Figure]:
    """Sensitivity, PPV and how far the found beats lie from the annotated ones, one constant shift a record apart."""
    matches, apart = list[Matched](), list[np.ndarray]()
    for one, found in zip(held, beats, strict=True):
        true, said = (
            outside(events, one.get("vf", np.array([])), float(one["fs"]))
            for events in (one["beats"] / float(one["fs"]), found)
        )
        matched = match(true, said, WITHIN_S)
        matches.append(matched)
        shift = said[matched.pairs[:, 1]] - true[matched.pairs[:, 0]]
        apart.append(np.abs(shift - np.median(shift)))
    right = sum(len(one.pairs) for one in matches)
    sensitivity = 100 * right / sum(one.true for one in matches)
    ppv = 100 * right / sum(one.found for one in matches)
    both = f"{2 * sensitivity * ppv / (sensitivity + ppv):.2f} % ({sensitivity:.2f}, {ppv:.2f})"
    return [
        Figure(f"{head}: F1 (sensitivity, PPV)", both),
        Figure(f"{head}: place off, mean", f"{1000 * np.mean(np.concatenate(apart)):.1f} ms"),
    ]
