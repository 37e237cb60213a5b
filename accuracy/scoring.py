"""Scores: how far what was found lies from the truth. Each is 1 (or 0 off) for the truth itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata


@dataclass(frozen=True, slots=True)
class Matched:
    """Events found beside true ones, one to one."""

    pairs: np.ndarray
    """(p, 2) index of the true event, index of the found one."""
    true: int
    found: int

    @property
    def sensitivity(self) -> float:
        """Share of the true events that were found."""
        return len(self.pairs) / self.true if self.true else 1.0

    @property
    def ppv(self) -> float:
        """Share of the found events that are true."""
        return len(self.pairs) / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where there is nothing to find and nothing was found."""
        return 2 * len(self.pairs) / (self.true + self.found) if self.true + self.found else 1.0


def match(
    true_s: np.ndarray,
    found_s: np.ndarray,
    within_s: float | np.ndarray,
    *,
    until_s: np.ndarray | None = None,
) -> Matched:
    """The most pairs of true and found events no further apart than allowed, each in one pair at most.

    A true event may be a span, to ``until_s``. Both ends of the spans must rise; then taking the earliest that fits
    is a best matching.
    """
    low = true_s - within_s
    high = (true_s if until_s is None else until_s) + within_s
    pairs, j = [], 0
    for i in range(len(true_s)):
        while j < len(found_s) and found_s[j] < low[i]:
            j += 1
        if j < len(found_s) and found_s[j] <= high[i]:
            pairs.append((i, j))
            j += 1
    return Matched(np.array(pairs, dtype=int).reshape(-1, 2), len(true_s), len(found_s))


def pooled_f1(matches: Sequence[Matched]) -> float:
    """F1 over the events of all recordings together."""
    total = sum(one.true + one.found for one in matches)
    return 2 * sum(len(one.pairs) for one in matches) / total if total else 1.0


def rates_per_min(events_s: np.ndarray, ends_s: np.ndarray, window_s: float) -> np.ndarray:
    """(n,) events a minute in the window before each end, from first to last event in it; NaN with fewer than three."""
    begin = np.searchsorted(events_s, ends_s - window_s)
    end = np.searchsorted(events_s, ends_s) - 1
    rates = np.full(len(ends_s), np.nan)
    enough = end - begin >= 2
    first, last = begin[enough], end[enough]
    rates[enough] = 60 * (last - first) / (events_s[last] - events_s[first])
    return rates


def mean_apart(true: np.ndarray, found: np.ndarray) -> float:
    """Mean absolute difference where both are known; NaN where nothing is."""
    both = np.isfinite(true) & np.isfinite(found)
    return float(np.mean(np.abs(true - found)[both])) if both.any() else float("nan")


def agreement(true: np.ndarray, found: np.ndarray, among: Sequence[int]) -> float:
    """Share of the samples whose true state is one of these that were given that state."""
    counted = np.isin(true, among)
    return float(np.mean(true[counted] == found[counted])) if counted.any() else float("nan")


def macro_f1(true: np.ndarray, found: np.ndarray, labels: Sequence[str]) -> float:
    """Mean over the labels of each label's F1; what was found may hold other labels, which are wrong."""
    each = []
    for label in labels:
        right = int(np.sum((true == label) & (found == label)))
        total = int(np.sum(true == label) + np.sum(found == label))
        each.append(2 * right / total if total else 1.0)
    return float(np.mean(each))


def auc(true: np.ndarray, score: np.ndarray) -> float:
    """Chance that a true second scores above a false one, ties half (Mann and Whitney 1947)."""
    ranks, trues = rankdata(score), int(np.sum(true))
    falses = len(true) - trues
    if not trues or not falses:
        return float("nan")
    return float((ranks[true].sum() - trues * (trues + 1) / 2) / (trues * falses))


def rmssd_ms(rr_ms: np.ndarray, begins_anew: np.ndarray | None = None) -> float:
    """Root mean square of successive differences; none is taken into an interval that begins anew after a gap."""
    steps = np.diff(rr_ms)
    if begins_anew is not None:
        steps = steps[~begins_anew[1:]]
    return float(np.sqrt(np.mean(steps**2))) if len(steps) else float("nan")
