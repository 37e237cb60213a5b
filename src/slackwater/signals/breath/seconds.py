"""What is said of breath once a second, from what came before it alone."""

import math

import numpy as np
from numpy.typing import NDArray

from slackwater.quantities import Gap
from slackwater.signals.breath.cells import Cells
from slackwater.signals.breath.cycles import Cycles, Tops
from slackwater.signals.breath.told import PHASES, WHYS, Columns, Phase, Reasons, Told
from slackwater.signals.breath.trail import Signal

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Truths = NDArray[np.bool_]

AHEAD_S = 0.4
"""The slope at a moment is taken from so far to either side; with the grid's step it comes 0.5 s late."""

WARM_S = 12.0
"""Nothing is said before, nor until two cycles are certain."""

CELLS, CELL_S = 8, 0.5
"""Breath is held when the means of half seconds have kept still for eight of them. The slowest free breath (13 s)
rests so long only within a fifth of its movement. Half a second takes out most of a heart."""

STILL = 0.10
"""Still is a range about a line within this share of the usual movement …"""

CREEPS = 0.06
"""… while the line itself goes by no more than this share a second: a belt creeps, breath goes four times as fast."""

STILL_ROUGH = 1.0
"""… and this many times the root mean square of what is not breath, up to the same share again."""

MOVES = 0.12
"""Faster than this share of the usual movement a second, breath moves: the slowest reaches twice that."""

SHAKES = 4.0
"""… and faster than this many times the root mean square of what is not breath: no heart wave is so steep here."""

TURNS = 0.02
"""Slower than this share a second, breath turns …"""

TURNS_ROUGH = 3.0
"""… or slower than this many times the root mean square of what is not breath: a heart wave of 1.2 Hz, of which the
slope's taps leave a third, is hardly steeper. Then a longer stretch tells, and when that does not either, breath
still does what it did a second ago."""

LONG_ROUGH = 0.5
"""The longer stretch leaves a sixth of such a wave: slower than this many times the rough, it tells nothing."""

LONG_S = 0.8
"""The long stretch goes back so far: the slope is then 0.2 s late, and a heart wave of 1.2 Hz is a whole one."""

SLOW_S = 8.0
"""In cycles longer than this the long stretch alone tells: the short one knows the heart better than the breath."""

RESTS = 0.5
"""A rest of less than half a cycle belongs to the breath. ENG."""

LONGEST_HOLD_S = 90.0
"""A longer stillness is a belt that tells nothing: nobody here is asked to hold the breath. ENG."""

FLAT_S = 2
"""The very same value for four seconds, so many seconds long, comes from no body: noise moves the last digit."""

LOST = 0.5
"""This share of the last four seconds lost, and nothing is said."""

JERK = 4.0
"""Within one second the signal moves further than this many usual ranges of five seconds: no sigh is so deep. ENG."""

JERK_S = 3
"""So long after a jerk nothing is said."""

STRAIGHT = 0.7
"""Of how far the curve goes up and down, this share must be breath: noise of a 1/f spectrum reaches 0.65."""

NOISE = 2.2
"""The usual movement must be so many times the root mean square of what is not breath."""


class Seconds:
    """Keeps what the second by second answer needs."""

    def __init__(self, hz: float, first_s: float, step: int, reach: int) -> None:
        self._hz, self._first_s, self._step, self._reach = hz, first_s, step, reach
        self._ahead = int(AHEAD_S * hz)
        self._slopes = tuple(_slope(hz, back_s) for back_s in (AHEAD_S, LONG_S))
        self._cell_slope = _slope_taps(CELL_S * np.arange(CELLS, dtype=np.float64), np.ones(CELLS))
        self._cells = Cells(round(CELL_S * hz), CELLS)
        self._next = 0
        self._cycles = Cycles(hz)
        self._still_since, self._flat_since = _Since(), _Since()
        self._jerked = -JERK_S
        self._phase = 0
        self._reasons = Reasons()

    @property
    def next_point(self) -> int:
        """How many points make the next second known."""
        return max(0, round((self._next - self._first_s) * self._hz)) + self._ahead + 1

    def tell(self, signal: Signal, turns: Tops | None, *, last: bool) -> Told:
        """The seconds that have become known; ``turns`` are those that have become certain."""
        if turns is not None:
            self._cycles.hear(turns)
        self._cells.hear(signal)
        end = signal.points.end
        known = end if last else end - self._ahead
        upto = math.ceil(known / self._hz + self._first_s) + 1
        seconds = np.arange(self._next, max(self._next, upto))
        centre = np.maximum(np.rint((seconds - self._first_s) * self._hz).astype(np.int64), 0)
        count = int(centre.searchsorted(known))
        if not count:
            return Told()
        seconds, centre = seconds[:count], centre[:count]
        self._next = int(seconds[-1]) + 1
        return self._judge(signal, seconds, centre, np.minimum(centre + self._ahead, end - 1))

    def _judge(self, signal: Signal, seconds: Counts, centre: Counts, now: Counts) -> Told:
        done = (now + 1 - self._reach) // self._step - 1
        seen = done >= 0
        usual = np.where(seen, signal.greatest.at(done), 0.0)
        rough = np.where(seen, signal.rough.at(done), 0.0)
        lately = self._cells.at(now)
        slope, long = (_weigh(signal.points.at(centre[:, None] + at), taps) for at, taps in self._slopes)
        speed = np.abs(slope)
        rates = self._cycles.at(centre, now)
        still = self._still(lately.mean, usual, rough) & (speed < MOVES * usual + SHAKES * rough)
        began = self._still_since.at(seconds, still).astype(np.float64)
        lasted = seconds - began + (CELLS * CELL_S - AHEAD_S)
        held_s = np.where(still & ~(lasted < RESTS * rates.length_s), lasted, np.nan)
        flat = lately.high.max(axis=1) == lately.low.min(axis=1)
        flat &= seconds - self._flat_since.at(seconds, flat) >= FLAT_S
        moved = lately.high[:, -2:].max(axis=1) - lately.low[:, -2:].min(axis=1)
        jerked = (moved > JERK * usual) & (seconds >= WARM_S)
        why = np.zeros(len(centre), dtype=np.int64)
        why[held_s > LONGEST_HOLD_S] = WHYS.index(Gap.IMPLAUSIBLE)
        why[self._lately(seconds, jerked)] = WHYS.index(Gap.MOVING)
        why[~(rates.length_s > 0)] = WHYS.index(Gap.TOO_FEW)
        why[(usual < NOISE * rough) | (rates.straight < STRAIGHT)] = WHYS.index(Gap.POOR_CONTACT)
        why[seconds < WARM_S] = WHYS.index(Gap.TOO_FEW)
        why[flat] = WHYS.index(Gap.FLAT)
        why[lately.heard.sum(axis=1) < (1 - LOST) * CELLS] = WHYS.index(Gap.POOR_CONTACT)
        sway = np.minimum(TURNS_ROUGH * rough, MOVES * usual)
        clear = (speed >= np.maximum(TURNS * usual, sway)) & ~(rates.length_s > SLOW_S)
        phase = self._go_on(
            np.where(clear, slope, long) > 0,
            clear | (np.abs(long) >= np.maximum(TURNS * usual, LONG_ROUGH * rough)),
        )
        phase[held_s >= 0] = PHASES.index(Phase.HELD)
        straight = np.where(rates.straight < 1, rates.straight, 1.0)
        quality = straight * usual / np.maximum(usual + NOISE * rough, 1e-300)
        since = self._reasons.since(seconds, why)
        return Told(Columns(seconds, why, since, phase, held_s, *rates[:2], quality, usual))

    def _still(self, cells: Floats, usual: Floats, rough: Floats) -> Truths:
        """Whether the half seconds keep to a line that hardly goes anywhere."""
        slope = _weigh(cells, self._cell_slope)
        rest = cells - slope[:, None] * (np.arange(CELLS) * CELL_S)
        within = STILL * usual + np.minimum(STILL_ROUGH * rough, STILL * usual)
        still: Truths = (rest.max(axis=1) - rest.min(axis=1) <= within) & (np.abs(slope) <= CREEPS * usual)
        return still

    def _lately(self, seconds: Counts, jerked: Truths) -> Truths:
        """Whether the belt was jerked within the last seconds."""
        newest = np.maximum.accumulate(np.where(jerked, seconds, self._jerked))
        self._jerked = int(newest[-1])
        lately: Truths = seconds - newest < JERK_S
        return lately

    def _go_on(self, up: Truths, clear: Truths) -> Counts:
        """1 where breath goes in, 0 where out; where that is not clear, what it did before."""
        number = np.maximum.accumulate(np.where(clear, np.arange(len(up)), -1))
        phase = np.where(number >= 0, up[number], self._phase).astype(np.int64)
        self._phase = int(phase[-1])
        return phase


class _Since:
    """When something that holds now began to hold, s."""

    def __init__(self) -> None:
        self._broken = -1

    def at(self, seconds: Counts, holds: Truths) -> Counts:
        broken = np.maximum.accumulate(np.where(holds, self._broken, seconds))
        self._broken = int(broken[-1])
        return broken + 1


def _slope(hz: float, back_s: float) -> tuple[Counts, Floats]:
    """Points around a moment, ``back_s`` before it to ``AHEAD_S`` after, and taps that give the slope a second."""
    at = np.arange(-round(back_s * hz) if back_s > AHEAD_S else -int(AHEAD_S * hz), int(AHEAD_S * hz) + 1)
    t = at / hz
    middle = (AHEAD_S - back_s) / 2
    return at, _slope_taps(t, np.exp(-0.5 * ((t - middle) / ((AHEAD_S + back_s) / 4)) ** 2))


def _slope_taps(t: Floats, weight: Floats) -> Floats:
    """Taps of a weighted line's slope through values at ``t``."""
    t = t - (weight * t).sum() / weight.sum()
    taps: Floats = weight * t / (weight * t * t).sum()
    return taps


def _weigh(rows: Floats, taps: Floats) -> Floats:
    """The sum of each row's values by their taps: row by row, so the same bits in any pieces."""
    weighed: Floats = (rows * taps).sum(axis=1)
    return weighed
