"""Which intervals do not stand for one beat of the heart each, judged from their neighbours alone.

Three questions, in this order. Is an interval two or three missed beats, or are two intervals one beat seen
twice? Then, with the count put right: does a beat lie off the line through the two before and the two after
it? The last is the fourth difference of the beat times, which breath, sighs and a change of posture hardly
move and a misplaced beat moves fully. Limits follow the spread of that difference in the person's last
minute, as in Lipponen and Tarvainen (2019, doi 10.1080/03091902.2019.1640306), with a floor for the grid of
the strap and a ceiling so that a heart whose every second beat is early is not taken for the usual.

Everything here looks a fixed number of intervals back and ahead, so the answer for an interval does not
depend on how the recording was cut up.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

S = TypeVar("S", bound=np.generic)
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Bools = NDArray[np.bool_]

SHORTEST_MS = 250.0
LONGEST_MS = 3000.0
"""Outside, no single interval is believed: under 20 and over 240 beats/min. ENG, as in ``beats.py``."""

LONGEST_GAP_MS = 86_400_000.0
"""A day. What is longer, negative or no number is a broken entry, and takes no time."""

BACK = 6
AHEAD = 4
"""Pairs of neighbours the local measure is the median of: 6 before, its own, 4 after."""

EXTRA_SUM = 1.35
"""Two intervals together shorter than this many measures are one beat seen twice. Halfway, as a ratio,
between one measure and two; a little less, since quickening hearts are commoner than double beats. ENG."""

MISSED_SHARE = 1.6
MISSED_FIT = 0.45
MOST_BEATS = 3
"""An interval is k ≥ 2 beats when it is longer than this and within the fit of k measures. ENG. Beyond three,
nobody knows how many beats were missed: that is a gap."""

PAUSED_SHORT = 0.75
PAUSED_FIT = 0.3
"""A long interval beside a short one, together two measures, is an early beat's pause, no missed beat."""

HISTORY = 64
STEP = 8
LEAST_HISTORY = 16
"""The spread is that of the last 64 intervals (about a minute), taken anew every 8, from 16 on."""

SPREADS = 8.0
"""A beat is misplaced beyond this many median absolute values of the difference: 5.4 standard deviations
of a Gaussian. Lipponen and Tarvainen's 5.2 quartile deviations (3.5) doubt four sound beats in ten thousand."""

FLOOR_MS = 25.0
"""… and never nearer than this: three steps of the 1/128 s grid of long-term recorders. ENG."""

CEILING = 0.12
"""… and always beyond this share of the measure. With four beats to a breath that is a sway of ± 25 %, with
three ± 14 %; more than healthy hearts show, and frequent early beats do not raise it."""

UNKNOWN = 0.1
"""… and with no history yet, beyond this share of the measure. ENG."""

BOTH_SIDES = 0.4
"""A misplaced beat makes one of its intervals too short and the other too long, each by at least this share
of the misplacement against the next interval out. A sudden step of the heart does neither. ENG."""

ALONE = 0.1
"""A share of the measure beyond which even a one-sided jump is doubted: a single interval a fifth off. ENG."""

REACH_BACK = 128
REACH_AHEAD = 24
"""Intervals before and after that can matter to an answer, at most."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for n raw intervals, and the k intervals they stand for once the count is right."""

    missed: Bools
    """(n,) more than one beat each."""
    extra: Bools
    """(n,) either half of a beat seen twice."""
    impossible: Bools
    """(n,)."""
    source: Indices
    """(k,) the raw interval each counted interval comes from (the second half, for a beat seen twice)."""
    length_ms: Floats
    """(k,) with misplaced beats moved onto the line of their neighbours; gaps as long as they were."""
    moved: Bools
    """(k,) touches a beat that was moved."""
    doubted: Bools
    """(k,) touches a beat off the line that moving did not explain."""

    @property
    def heard(self) -> Bools:
        """(k,) one plain interval between two beats, as it came or joined from two halves."""
        return ~(self.moved | self.doubted | (self.missed | self.impossible)[self.source])


def weigh(rr_ms: Floats) -> Evidence:
    """Judge n intervals (ms) by their neighbours; the first must lie a multiple of ``STEP`` into the recording.

    Answers within ``REACH_BACK`` of a start that is not the recording's, and within ``REACH_AHEAD`` of an
    end that is not, may still change.
    """
    silent = ~((rr_ms > 0) & (rr_ms <= LONGEST_MS))
    heard_ms = time_taken(rr_ms)
    measure_ms = _measure(heard_ms, silent)
    ratio = np.where(silent, 1.0, heard_ms / measure_ms)
    first = _seen_twice(ratio, silent)
    second = _later(first, 0)
    whole = _beats_in(ratio)
    impossible = (silent | (rr_ms < SHORTEST_MS) | (whole > MOST_BEATS)) & ~(first | second)
    beats = np.where(impossible | first | second, 1, whole)
    counts = np.where(first, 0, beats)
    share_ms = np.where(second, heard_ms + _later(heard_ms, 0.0), heard_ms / beats)
    source = np.repeat(np.arange(len(rr_ms)), counts)
    last = np.maximum(np.cumsum(counts) - 1, 0)
    lone = impossible[source]
    length_ms, moved, doubted = _put_back(share_ms[source], lone, measure_ms, source, last)
    return Evidence(beats > 1, first | second, impossible, source, length_ms, moved, doubted)


def time_taken(rr_ms: Floats) -> Floats:
    """Give how long each interval lasted as far as the clock goes, (n,) ms."""
    return np.where((rr_ms > 0) & (rr_ms <= LONGEST_GAP_MS), rr_ms, 0.0)


def _later(values: NDArray[S], fill: float) -> NDArray[S]:
    """Give each place the value before it."""
    out = np.empty_like(values)
    out[:1], out[1:] = fill, values[:-1]
    return out


def _sooner(values: NDArray[S], fill: float) -> NDArray[S]:
    """Give each place the value after it."""
    out = np.empty_like(values)
    out[-1:], out[:-1] = fill, values[1:]
    return out


def _middle(windows: Floats) -> Floats:
    """Give the median of each row, the upper of two."""
    half = windows.shape[1] // 2
    return np.partition(windows, half, axis=1)[:, half]


def _measure(rr_ms: Floats, silent: Bools) -> Floats:
    """Give how long one beat is around each interval: the median of the means of neighbours, (n,) ms.

    Means of neighbours, so that a run of early beats (short, long, short, long) does not move it. What is
    silent counts as shortest and longest by turns, which leaves the median where it is.
    """
    n = len(rr_ms)
    padded = np.full(n + BACK + AHEAD, np.inf)
    padded[::2] = -np.inf
    pairs = (rr_ms[:-1] + rr_ms[1:]) / 2
    heard = ~(silent[:-1] | silent[1:])
    np.copyto(padded[BACK : BACK + n - 1], pairs, where=heard)
    measure_ms = _middle(sliding_window_view(padded, BACK + AHEAD + 1))
    measure_ms = np.where(np.isfinite(measure_ms), measure_ms, np.where(silent, LONGEST_MS, rr_ms))
    return np.maximum(measure_ms, SHORTEST_MS)


def _seen_twice(ratio: Floats, silent: Bools) -> Bools:
    """Say where two intervals together are one: (n,) true at the first of them. The nearest to one wins."""
    together = ratio + _sooner(ratio, np.inf)
    apart = np.where(silent | _sooner(silent, 1) | (together >= EXTRA_SUM), np.inf, np.abs(together - 1))
    return np.isfinite(apart) & (apart < _later(apart, np.inf)) & (apart <= _sooner(apart, np.inf))


def _beats_in(ratio: Floats) -> Indices:
    """Give how many beats each interval stands for, (n,) ≥ 1: the pause after an early beat is one."""
    paused = np.zeros(len(ratio), bool)
    for beside in (_later(ratio, 1.0), _sooner(ratio, 1.0)):
        paused |= (beside < PAUSED_SHORT) & (np.abs(beside + ratio - 2) < PAUSED_FIT)
    whole = np.rint(ratio)
    missed = (ratio > MISSED_SHARE) & (np.abs(ratio - whole) < MISSED_FIT) & ~paused
    return np.where(missed, whole, 1).astype(np.intp)


def _put_back(
    length_ms: Floats, lone: Bools, measure_ms: Floats, source: Indices, last: Indices
) -> tuple[Floats, Bools, Bools]:
    """Move misplaced beats onto the line of their neighbours: new lengths, what was moved, what is doubted."""
    local_ms = measure_ms[source]
    line_ms = _bridged(length_ms, lone, local_ms)
    off_ms = _off_the_line(line_ms)
    limit_ms = _limits(np.abs(off_ms)[last], measure_ms)[source]
    worst = _worst(np.abs(off_ms), limit_ms)
    at = np.flatnonzero(worst)
    at = at[_explained(line_ms, off_ms, at) | (np.abs(off_ms[at]) > ALONE * local_ms[at])]
    put_ms = np.zeros_like(line_ms)
    put_ms[at] -= off_ms[at]
    put_ms[at + 1] += off_ms[at]
    moved = np.zeros(len(line_ms), bool)
    moved[at] = moved[at + 1] = True
    still = np.abs(_off_the_line(line_ms + put_ms)) > np.maximum(limit_ms, ALONE * local_ms)
    return np.where(lone, length_ms, length_ms + put_ms), moved, still | _later(still, 0)


def _bridged(length_ms: Floats, lone: Bools, local_ms: Floats) -> Floats:
    """Give the lengths with the mean of its neighbours in place of what is impossible."""
    known_ms = np.where(lone, local_ms, length_ms)
    return np.where(lone, (_later(known_ms, known_ms[0]) + _sooner(known_ms, known_ms[-1])) / 2, length_ms)


def _off_the_line(length_ms: Floats) -> Floats:
    """Give how late each interval's last beat is against the two beats before and after it, (k,) ms.

    The cubic through four equally spaced neighbours, −1/6, 4/6, 4/6, −1/6, written for intervals.
    """
    padded = np.concatenate([length_ms[:1], length_ms, length_ms[-1:], length_ms[-1:]])
    return np.asarray((padded[3:] - padded[:-3] + 3 * (padded[1:-2] - padded[2:-1])) / 6)


def _limits(off_ms: Floats, measure_ms: Floats) -> Floats:
    """Give how far off the line a beat may be, (n,) ms, from the spread of the HISTORY before each STEP."""
    n = len(off_ms)
    steps = -(-n // STEP)
    padded = np.full(HISTORY + steps * STEP, np.inf)
    padded[:HISTORY:2] = -np.inf
    padded[HISTORY : HISTORY + n] = off_ms
    windows = sliding_window_view(padded, HISTORY)[:-1:STEP]
    spread_ms = np.repeat(_middle(windows), STEP)[:n]
    limit_ms = np.clip(SPREADS * spread_ms, FLOOR_MS, CEILING * measure_ms)
    return np.where(np.arange(n) < LEAST_HISTORY, UNKNOWN * measure_ms, limit_ms)


def _worst(off_ms: Floats, limit_ms: Floats) -> Bools:
    """Say which beats are beyond their limit and the farthest off among the two before and after."""
    around = sliding_window_view(np.concatenate([[0.0, 0.0], off_ms, [0.0, 0.0]]), 5).max(axis=1)
    worst: Bools = (off_ms > limit_ms) & (off_ms >= around)
    worst[-1:] = False
    return worst & ~_later(worst, 0)


def _explained(line_ms: Floats, off_ms: Floats, at: Indices) -> Bools:
    """Say for which beats one interval is too short and the other too long, both by enough."""
    late = np.sign(off_ms[at])
    before = late * (line_ms[at] - line_ms[np.maximum(at - 1, 0)])
    after = late * (line_ms[np.minimum(at + 2, len(line_ms) - 1)] - line_ms[at + 1])
    return np.minimum(before, after) >= BOTH_SIDES * np.abs(off_ms[at])
