"""Breaths of people in intensive care (BIDMC, impedance) beside two annotators, who mark the fullest moment."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from accuracy import peers
from accuracy.judging import figure
from accuracy.ours import breath as ours
from accuracy.recordings import opened
from accuracy.scoring import match, mean_apart, pooled_f1, rates_per_min
from accuracy.shapes import Turns
from bench.figures import Figure

WITHIN_S = 1.0
"""With it the two annotators agree to 99.3 %; with more they agree no better, with 0.5 s only to 97.5 %."""

WINDOW_S = 60.0


Finder = Callable[[list[np.ndarray], list[float]], "list[Turns] | str"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One recording and its breaths in the words of two people."""

    values: np.ndarray
    rate_hz: float
    breaths_s: tuple[np.ndarray, np.ndarray]


def recordings() -> list[Annotated]:
    """All of BIDMC that is here."""
    return [
        Annotated(
            held["resp"] * float(held["scale"]),
            float(held["fs"]),
            (held["breaths1"] / float(held["fs"]), held["breaths2"] / float(held["fs"])),
        )
        for _name, held in opened("bidmc")
    ]


def of_peer(task: str) -> Finder:
    """A peer's breaths."""

    def ask(series: list[np.ndarray], rates_hz: list[float]) -> list[Turns] | str:
        answers = peers.ask(task, series, rates_hz)
        return answers if isinstance(answers, str) else [Turns(one["in_s"], one["out_s"]) for one in answers]

    return ask


FINDERS: dict[str, Finder] = {
    "ours": ours.turns,
    "biosppy": of_peer("biosppy_breaths"),
    "neurokit": of_peer("neurokit_breaths"),
}


def f1(true: list[np.ndarray], found: list[np.ndarray]) -> float:
    """Of all recordings together, percent."""
    return 100 * pooled_f1([match(a, b, WITHIN_S) for a, b in zip(true, found, strict=True)])


def rate_off(true: list[np.ndarray], found: list[np.ndarray], lasting_s: list[float]) -> float:
    """Mean absolute difference of the rate over the last minute, each second, breaths a minute."""
    apart = []
    for a, b, length in zip(true, found, lasting_s, strict=True):
        ends = np.arange(WINDOW_S, length + 1)
        apart.append(mean_apart(rates_per_min(a, ends, WINDOW_S), rates_per_min(b, ends, WINDOW_S)))
    return float(np.mean(apart))


def measure() -> list[Figure]:
    """Ours, peers, and one annotator beside the other."""
    held = recordings()
    lasting = [len(one.values) / one.rate_hz for one in held]
    first, second = ([one.breaths_s[person] for one in held] for person in (0, 1))
    figures = []
    for name, find in FINDERS.items():
        found = find([one.values for one in held], [one.rate_hz for one in held])
        if isinstance(found, str):
            figures.append(Figure(f"breaths, BIDMC, {name}", found))
            continue
        peaks = [turns.out_s for turns in found]
        share = (f1(first, peaks) + f1(second, peaks)) / 2
        off = (rate_off(first, peaks, lasting) + rate_off(second, peaks, lasting)) / 2
        mine = name == "ours"
        figures.append(figure(f"breaths, BIDMC, {name}: F1", share, "%", 99.3 if mine else None, more=True))
        figures.append(
            figure(f"breaths, BIDMC, {name}: rate off, mean", off, "/min", 0.14 if mine else None,
                   more=False, digits=2)
        )  # fmt: skip
    figures.append(Figure("breaths, BIDMC, one annotator beside the other: F1", f"{f1(first, second):.1f} %"))
    off = rate_off(first, second, lasting)
    figures.append(Figure("breaths, BIDMC, one annotator beside the other: rate off", f"{off:.2f} /min"))
    return figures
