"""LF and HF of rhythms whose power is known."""

from collections.abc import Callable

import numpy as np

from accuracy import peers
from accuracy.generators.rr import Rhythms, pulse_frequency, sinusoids
from accuracy.judging import figure
from accuracy.ours import heart as ours
from bench.figures import Figure

SEEDS = range(5000, 5030)

Powers = Callable[[list[np.ndarray]], "list[tuple[float, float]] | str"]


def off(made: list[Rhythms], found: list[tuple[float, float]]) -> np.ndarray:
    """(n, 2) how far LF and HF are off, as a share; infinite where there was no answer."""
    true = np.array([(one.lf_ms2, one.hf_ms2) for one in made])
    apart = np.abs(np.array(found, dtype=float) / true - 1)
    return np.where(np.isfinite(apart), apart, np.inf)


def of_peer(task: str) -> Powers:
    """A peer's two powers of each series."""

    def ask(series: list[np.ndarray]) -> list[tuple[float, float]] | str:
        answers = peers.ask(task, series)
        return answers if isinstance(answers, str) else [tuple(one["power"]) for one in answers]

    return ask


def measure() -> list[Figure]:
    """Ours and the peers on five minutes of two kinds of rhythm."""
    methods = {
        "ours": ours.powers,
        "systole": of_peer("systole_power"),
        "neurokit": of_peer("neurokit_power"),
    }
    figures = []
    for kind, make in (("sinusoids", sinusoids), ("pulse frequency", pulse_frequency)):
        made = [make(seed) for seed in SEEDS]
        for name, method in methods.items():
            found = method([one.rr_ms for one in made])
            if isinstance(found, str):
                figures.append(Figure(f"LF and HF of {kind}, {name}", found))
                continue
            apart = 100 * off(made, found)
            for column, band in enumerate(("LF", "HF")):
                head = f"{band} of {kind}, {name}: off"
                median, worst = np.median(apart[:, column]), np.max(apart[:, column])
                aim = 1.0 if name == "ours" else None
                figures.append(figure(f"{head}, median", float(median), "%", aim, more=False, digits=2))
                figures.append(figure(f"{head}, worst", float(worst), "%", aim, more=False, digits=2))
    return figures
