"""Beat-to-beat intervals of a recording or a live strap: as they came, and put right where that is lawful.

The raw intervals are never altered. What is put right is kept apart: where the beats of the heart were, which
intervals between them were heard, which rest on a beat that was moved or put in, and where nothing was heard.
Only heard intervals count for heart rate variability (``nn_ms``), and no difference is taken across the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from slackwater.signals.heart import artefacts
from slackwater.signals.heart.artefacts import Bools, Evidence, Floats


class Flag(Enum):
    """What an interval that is not one plain beat was taken for."""

    MISSED = "missed"
    """Beats the strap did not see lie in it: they are put in evenly."""
    EXTRA = "extra"
    """Half of a beat the strap saw twice: joined with the other half."""
    ECTOPIC = "ectopic"
    """Before or after an early or misplaced beat: the beat is moved between its neighbours."""
    DOUBTFUL = "doubtful"
    """Unlike its neighbours, and not explained: left alone, and not counted."""
    IMPOSSIBLE = "impossible"
    """No heart does this: a gap."""


LATENCY_BEATS = artefacts.REACH_AHEAD
"""Intervals that must follow one before it is settled. ``RrStream.provisional`` does not wait."""

_BLOCK = 4096


@dataclass(frozen=True)
class Corrected:
    """Intervals as given, and the beats they stand for. A piece of a recording, or the whole."""

    rr_ms: Floats
    """(n,) as given."""
    flags: tuple[Flag | None, ...]
    """(n,) what each was taken for; None: one plain beat."""
    beats_s: Floats
    """(m,) when the beats were, put right, since the first interval of the recording began."""
    heard: Bools
    """(m − 1,) the interval between two beats was heard as it is: it counts for variability."""
    gap: Bools
    """(m − 1,) nobody knows how many beats lay between."""
    began_s: float = 0.0
    """When the first of ``rr_ms`` began."""

    @cached_property
    def nn_ms(self) -> Floats:
        """The intervals that were heard, (k,) ms."""
        return (np.diff(self.beats_s) * 1000)[self.heard]

    @cached_property
    def nn_at_s(self) -> Floats:
        """When each of them ended, (k,)."""
        return self.beats_s[1:][self.heard]

    @cached_property
    def nn_joined(self) -> Bools:
        """Whether each of them begins where the one before ended, (k,): only then may they be compared."""
        before = np.concatenate([[False], self.heard[:-1]]) if len(self.heard) else self.heard
        return before[self.heard]

    @property
    def steps_ms(self) -> Floats:
        """Differences between neighbours that were both heard, never across anything else, (≤ k − 1,) ms."""
        return np.diff(self.nn_ms)[self.nn_joined[1:]]

    @property
    def quality(self) -> float:
        """Share of the time whose intervals were heard as they are, 0 … 1."""
        span_s = float(self.beats_s[-1] - self.beats_s[0]) if len(self.beats_s) else 0.0
        return float(self.nn_ms.sum()) / (1000 * span_s) if span_s > 0 else 0.0

    @cached_property
    def ends_s(self) -> Floats:
        """When each raw interval ended, (n,), since the first of the recording began."""
        return self.began_s + np.cumsum(artefacts.time_taken(self.rr_ms)) / 1000

    def between(self, from_s: float, until_s: float) -> "Corrected":
        """Give the part whose intervals end after ``from_s`` and by ``until_s``; times stay as they are."""
        raw, raw_end = np.searchsorted(self.ends_s, [from_s, until_s], side="right")
        first, end = np.searchsorted(self.beats_s[1:], [from_s, until_s], side="right")
        return Corrected(
            self.rr_ms[raw:raw_end],
            self.flags[raw:raw_end],
            self.beats_s[first : max(first, end) + 1],
            self.heard[first:end],
            self.gap[first:end],
            began_s=float(self.ends_s[raw - 1]) if raw else self.began_s,
        )


def correct(rr_ms: ArrayLike) -> Corrected:
    """Put the intervals of a whole recording right, (n,) ms: what ``RrStream`` says when fed whole."""
    stream = RrStream()
    return join([stream.feed(rr_ms), stream.finish()])


def join(pieces: Iterable[Corrected]) -> Corrected:
    """Give the pieces of one stream, in order and without holes, as one."""
    parts = list(pieces)
    if len(parts) == 1:
        return parts[0]
    return Corrected(
        np.concatenate([part.rr_ms for part in parts]),
        tuple(flag for part in parts for flag in part.flags),
        np.concatenate([parts[0].beats_s[:1], *(part.beats_s[1:] for part in parts)]),
        np.concatenate([part.heard for part in parts]),
        np.concatenate([part.gap for part in parts]),
        began_s=parts[0].began_s,
    )


class RrStream:
    """Takes intervals as they come and gives them settled, ``LATENCY_BEATS`` later, in bounded memory.

    Missed beats are split evenly, double beats joined, misplaced beats moved onto the line of their
    neighbours; what cannot be explained is left and doubted. ``artefacts`` says how it
    is decided. It differs from Lipponen and Tarvainen (2019): it is causal, and what was moved, put in or doubted
    is not used for variability at all, because an invented interval would make a heart look calmer.
    """

    def __init__(self) -> None:
        self._held = np.empty(0)
        self._first = 0
        self._done = 0
        self._beat_s = 0.0
        self._raw_s = 0.0

    def feed(self, rr_ms: ArrayLike) -> Corrected:
        """Take the next intervals, (n,) ms, any n, and give those that are settled by them."""
        coming = np.asarray(rr_ms, dtype=np.float64).reshape(-1)
        pieces = []
        for start in range(0, max(1, len(coming)), _BLOCK):
            self._held = np.concatenate([self._held, coming[start : start + _BLOCK]])
            pieces.append(self._settle(self._first + len(self._held) - LATENCY_BEATS))
        return join(pieces)

    def finish(self) -> Corrected:
        """Give the rest, judged by what there is."""
        return self._settle(self._first + len(self._held))

    def provisional(self) -> Corrected:
        """Give what ``finish`` would give now, and go on: the newest may be judged otherwise later."""
        return self._piece(self._done, self._first + len(self._held))

    def _settle(self, until: int) -> Corrected:
        if until <= self._done:
            return self._piece(self._done, self._done)
        piece = self._piece(self._done, until)
        self._done = until
        self._beat_s = float(piece.beats_s[-1])
        self._raw_s = float(piece.ends_s[-1])
        keep = max(self._first, (until - artefacts.REACH_BACK) // artefacts.STEP * artefacts.STEP)
        self._held, self._first = self._held[keep - self._first :], keep
        return piece

    def _piece(self, start: int, until: int) -> Corrected:
        """Give the intervals from ``start`` up to ``until``, counted from the recording's first."""
        if start == until:
            none = np.zeros(0, bool)
            return Corrected(np.empty(0), (), np.array([self._beat_s]), none, none, began_s=self._raw_s)
        start, until = start - self._first, until - self._first
        found = artefacts.weigh(self._held)
        inside = (found.source >= start) & (found.source < until)
        flags = _flags(found, len(self._held))[start:until]
        ends_s = np.cumsum(np.concatenate([[self._beat_s], found.length_ms[inside] / 1000]))
        return Corrected(
            self._held[start:until].copy(),
            flags,
            ends_s,
            found.heard[inside],
            found.impossible[found.source[inside]],
            began_s=self._raw_s,
        )


_NAMES = np.array([None, Flag.DOUBTFUL, Flag.ECTOPIC, Flag.MISSED, Flag.EXTRA, Flag.IMPOSSIBLE], dtype=object)


def _flags(found: Evidence, n: int) -> tuple[Flag | None, ...]:
    """Name what each of the n raw intervals was taken for; the later in the list of names wins."""
    which = np.zeros(n, np.intp)
    which[found.source[found.doubted]] = 1
    which[found.source[found.moved]] = 2
    for rank, flagged in enumerate((found.missed, found.extra, found.impossible), start=3):
        which[flagged] = rank
    return tuple(_NAMES[which].tolist())
