"""Rocking of children with an accelerometer on the trunk, each second beside one annotator."""

from collections.abc import Callable

import numpy as np
from scipy.signal import periodogram

from accuracy.generators.motion import rocking as made_rocking
from accuracy.judging import figure
from accuracy.ours import motion as ours
from accuracy.recordings import covered, rocking, spans
from accuracy.scoring import auc
from bench.figures import Figure

Scorer = Callable[[np.ndarray, np.ndarray], np.ndarray]
SEEDS = range(8400, 8420)
ROCKING_HZ = (0.3, 3.0)
CADENCE_OFF = 0.1


def sessions(score: Scorer, *, with_flaps: bool) -> list[float]:
    """AUC of each session over the seconds of good data that lie wholly inside or outside rocking.

    *Flap-Rock* is rocking. Flapping alone counts among the seconds without rocking, or is left out.
    """
    areas = []
    for _name, t, acc, held in rocking():
        said = score(t, acc)
        good, _ = covered(len(said), spans(held, "Good Data"))
        whole, touched = covered(len(said), spans(held, "Rock", "Flap-Rock"))
        _, flaps = covered(len(said), spans(held, "Flap"))
        counted = good & (whole | ~touched) & (whole | with_flaps | ~flaps)
        areas.append(auc(whole[counted], said[counted]))
    return areas


def spectral_peak(t_s: np.ndarray, acc_g: np.ndarray) -> np.ndarray:
    """(n,) the greatest power between 0.3 and 3 Hz in the 4 s round each second: the simplest score."""
    grid = np.arange(t_s[0], t_s[-1], 1 / 50)
    even = np.stack([np.interp(grid, t_s, acc_g[:, axis]) for axis in range(3)], axis=1)
    scores = np.zeros(int(t_s[-1] - t_s[0]))
    for second in range(len(scores)):
        piece = even[max(0, 50 * second - 75) : 50 * second + 125]
        hertz, power = periodogram(piece, 50, window="hann", axis=0, nfft=512)
        scores[second] = power.sum(axis=1)[(hertz >= ROCKING_HZ[0]) & (hertz <= ROCKING_HZ[1])].max()
    return scores


def measure() -> list[Figure]:
    """Ours and a spectral peak; and the cadence of made rocking."""
    figures = []
    for name, score in (
        ("ours", lambda t, acc: ours.seconds(t, acc).rocking),
        ("a spectral peak", spectral_peak),
    ):
        for with_flaps in (True, False):
            areas = sessions(score, with_flaps=with_flaps)
            aimed = name == "ours" and with_flaps
            head = f"rocking, {name}, flapping {'counted as none' if with_flaps else 'left out'}"
            mean, worst = float(np.mean(areas)), min(areas)
            figures.append(
                figure(
                    f"{head}: AUC of a session, mean", mean, "", 0.985 if aimed else None, more=True, digits=3
                )
            )
            figures.append(
                figure(
                    f"{head}: AUC of a session, worst",
                    worst,
                    "",
                    0.96 if aimed else None,
                    more=True,
                    digits=3,
                )
            )
    return [*figures, *cadences()]


def cadences() -> list[Figure]:
    """Cadence told of made rocking, of the seconds after the first twenty."""
    figures = []
    for rounded in (False, True):
        right = []
        for seed in SEEDS:
            made = made_rocking(seed, rounded=rounded)
            said = ours.seconds(made.t_s, made.acc_g).cadence_hz
            at = np.arange(len(said))
            goes = np.zeros(len(said), dtype=bool)
            for begin, end in made.moving_s:
                goes |= (at >= begin + 20) & (at + 1 <= end)
            cadence = made.cadence_hz or np.nan
            right.append(np.abs(said[goes] / cadence - 1) <= CADENCE_OFF)
        how = "60 Hz rounded" if rounded else "100 Hz"
        share = 100 * float(np.mean(np.concatenate(right)))
        figures.append(
            Figure(f"made rocking, {how}: cadence within 10 %, from the 20th second", f"{share:.1f} %")
        )
    return figures
