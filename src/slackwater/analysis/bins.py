"""The findings in equal spans of time, few enough to draw and to list: plot and table show the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

from slackwater.analysis.findings import Findings

MOST = 180
"""Spans on one page."""

LABELS = ("tremor", "movement", "still", "missing")

_LENGTHS_S = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800)


@dataclass(frozen=True, slots=True)
class Span:
    """One span of time."""

    begin_s: float
    heart_per_min: float | None = None
    put_right: int = 0
    """Intervals in it that were not one plain beat."""
    breath_per_min: float | None = None
    shares: tuple[float, ...] = ()
    """Of its seconds with each label, in the order of LABELS; empty where it has none."""
    rocking: float | None = None


def span_s(length_s: float) -> float:
    """How long each span is."""
    return float(next((one for one in _LENGTHS_S if length_s / one <= MOST), np.ceil(length_s / MOST)))


def spans(found: Findings) -> tuple[Span, ...]:
    """The whole file in spans."""
    length = span_s(found.length_s)
    count = max(1, int(np.ceil(found.length_s / length)))
    heart, put_right = _heart(found, length, count)
    breath = _grouped(
        [(one.t_s, one.per_min) for one in found.breath.rates] if found.breath else (), length, count
    )
    rocking = _grouped([(one.t_s, one.rocking) for one in found.motion], length, count)
    shares = _shares(found, length, count)
    return tuple(
        Span(
            at * length,
            heart[at],
            put_right[at],
            median(breath[at]) if breath[at] else None,
            shares[at],
            fmean(rocking[at]) if rocking[at] else None,
        )
        for at in range(count)
    )


def _heart(found: Findings, length: float, count: int) -> tuple[list[float | None], list[int]]:
    if found.heart is None:
        return [None] * count, [0] * count
    corrected, start_s = found.heart.corrected, found.heart.start_s
    place = np.clip(((start_s + corrected.nn_at_s) // length).astype(int), 0, count - 1)
    beats = np.bincount(place, minlength=count)
    sums = np.bincount(place, weights=corrected.nn_ms, minlength=count)
    rates = [60_000 * int(n) / float(ms) if n else None for n, ms in zip(beats, sums, strict=True)]
    flagged = np.array([flag is not None for flag in corrected.flags], bool)
    ends = np.clip(((start_s + corrected.ends_s[flagged]) // length).astype(int), 0, count - 1)
    return rates, np.bincount(ends, minlength=count).tolist()


def _grouped(pairs: Sequence[tuple[float, float | None]], length: float, count: int) -> list[list[float]]:
    groups: list[list[float]] = [[] for _ in range(count)]
    for t_s, value in pairs:
        if value is not None:
            groups[min(count - 1, int(t_s // length))].append(value)
    return groups


def _shares(found: Findings, length: float, count: int) -> list[tuple[float, ...]]:
    counted = np.zeros((count, len(LABELS)))
    for second in found.motion:
        counted[min(count - 1, int(second.t_s // length)), LABELS.index(second.label)] += 1
    sums = counted.sum(axis=1)
    return [tuple((row / total).tolist()) if total else () for row, total in zip(counted, sums, strict=True)]
