"""Where a series turns, and which of its turns are breaths."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Turn(NamedTuple):
    """A top (kind 1) or a bottom (kind -1)."""

    at: float
    """Number of the point; the middle of a plateau."""
    kind: int
    height: float


class Kept(NamedTuple):
    """A turn that is a breath's, the turn that made it certain, and the point that showed that one."""

    turn: Turn
    by: Turn
    known: float


class Found(NamedTuple):
    """Turns, each (k,)."""

    at: Floats
    kind: Floats
    height: Floats
    known: Floats
    """Number of the point that showed it."""

    def part(self, begin: int, end: int | None) -> "Found":
        """Those from one number to another."""
        return Found(*(one[begin:end] for one in self))

    def joined(self, later: "Found") -> "Found":
        """These and then those."""
        return Found(*(np.concatenate(pair) for pair in zip(self, later, strict=True)))


NONE = Found(*(np.empty(0) for _ in range(4)))


class Turns:
    """Every turn of an endless series, told as soon as the series has left it; its ends count as turns."""

    def __init__(self) -> None:
        self._count = 0
        self._last: Floats = np.empty(0)
        self._moved = (-1, 0.0, 0.0)
        """The last step that was not flat: its number, its sign, and the height it led to."""

    def feed(self, values: Floats) -> Found:
        """The turns that (n,) points complete."""
        joined = np.concatenate((self._last, values))
        steps = np.diff(joined)
        first = self._count - len(self._last)
        self._count += len(values)
        self._last = joined[-1:].copy()
        moving = np.flatnonzero(steps)
        if not moving.size:
            return NONE
        number, sign, height = self._moved
        where = np.concatenate(([number], moving + first))
        signs = np.concatenate(([sign], np.sign(steps[moving])))
        heights = np.concatenate(([height], joined[moving + 1]))
        self._moved = (int(where[-1]), float(signs[-1]), float(heights[-1]))
        if signs[0] == 0:  # nothing moved before: the beginning counts as a turn
            signs[0], heights[0] = -signs[1], joined[0]
        turned = np.flatnonzero(signs[1:] != signs[:-1])
        left = where[turned + 1] + 1.0
        return Found((where[turned] + left) / 2, signs[turned], heights[turned], left)

    def finish(self) -> Found:
        """The end of the series: it counts as a turn."""
        where, sign, height = self._moved
        if sign == 0:
            return NONE
        return Found(*(np.array([one]) for one in (where + 1.0, sign, height, float(self._count))))


class Breathers:
    """Of all turns, those that a movement of at least the asked height follows and precedes.

    A turn is kept when the series has gone back from it by the asked height; meanwhile a higher top (or a
    lower bottom) takes its place. This is hysteresis whose width the caller gives for each turn.
    """

    def __init__(self) -> None:
        self._standing: Turn | None = None
        self._furthest: dict[int, Turn] = {}
        """Until the first turn is kept: the highest top (1) and the lowest bottom (-1)."""

    def feed(self, found: Found, asked: Floats) -> list[Kept]:
        """The turns that became certain."""
        kept: list[Kept] = []
        rows = zip(*(one.tolist() for one in found), asked.tolist(), strict=True)
        if self._standing is None:
            self._begin(rows, kept)
        standing = self._standing
        if standing is None:
            return kept
        for at, kind, height, known, least in rows:
            moved = (height - standing[2]) * kind
            if kind == standing[1]:
                if moved >= 0:
                    standing = Turn(at, kind, height)
            elif moved >= least:
                kept.append(Kept(standing, Turn(at, kind, height), known))
                standing = kept[-1].by
        self._standing = standing
        return kept

    def _begin(self, rows: Iterator[tuple[float, ...]], kept: list[Kept]) -> None:
        """Go on until some turn stands out from the furthest of the other kind."""
        for at, sign, height, known, least in rows:
            kind = int(sign)
            turn, other = Turn(at, kind, height), self._furthest.get(-kind)
            if other is not None and (height - other.height) * kind >= least:
                kept.append(Kept(other, turn, known))
                self._standing = turn
                return
            mine = self._furthest.get(kind)
            if mine is None or (height - mine.height) * kind >= 0:
                self._furthest[kind] = turn
