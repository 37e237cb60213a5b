"""Where a series turns, and which of its turns are breaths."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Found(NamedTuple):
    """Turns, each (k,)."""

    at: Floats
    """Number of the point; the middle of a plateau."""
    kind: Floats
    """1 a top, -1 a bottom."""
    height: Floats
    known: Floats
    """Number of the point that showed it."""

    def part(self, which: slice | list[int] | NDArray[np.int64]) -> "Found":
        """Some of them."""
        return Found(*(one[which] for one in self))

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


class Kept(NamedTuple):
    """Turns that are breaths', tops and bottoms by turns, and of each the turn that made it certain."""

    turn: Found
    by: Found


class Breathers:
    """Of all turns, those that a movement of at least the asked height follows and precedes.

    A turn is kept when the series has gone back from it by the asked height; meanwhile a higher top (or a
    lower bottom) takes its place. This is hysteresis whose width the caller gives for each turn.
    """

    def __init__(self) -> None:
        self._begun, self._first = False, 0
        self._open = NONE
        """The turn that stands, not yet certain; before the first, the highest top and the lowest bottom."""

    def feed(self, found: Found, asked: Floats) -> Kept:
        """The turns that became certain."""
        rows = self._open.joined(found)
        least = np.concatenate((np.full(len(self._open.at), np.inf), asked)).tolist()
        heights, kinds = rows.height.tolist(), rows.kind.tolist()
        kept, by = list[int](), list[int]()
        first = 0
        if not self._begun:
            first = self._begin(rows, heights, kinds, least)
            if not self._begun:
                return Kept(NONE, NONE)
            kept.append(self._first)
            by.append(first)
        standing, top, kind = first, heights[first], kinds[first]
        for number in range(first + 1, len(heights)):
            moved = (heights[number] - top) * kind
            if kinds[number] == kind:
                if moved >= 0:
                    standing, top = number, heights[number]
            elif -moved >= least[number]:
                kept.append(standing)
                by.append(number)
                standing, top, kind = number, heights[number], kinds[number]
        self._open = rows.part([standing])
        return Kept(rows.part(kept), rows.part(by))

    def _begin(self, rows: Found, heights: list[float], kinds: list[float], least: list[float]) -> int:
        """Go on until some turn stands out from the furthest of the other kind; its number."""
        furthest: dict[float, int] = {}
        for number, (height, kind) in enumerate(zip(heights, kinds, strict=True)):
            other = furthest.get(-kind)
            if other is not None and (height - heights[other]) * kind >= least[number]:
                self._begun, self._first = True, other
                return number
            mine = furthest.get(kind)
            if mine is None or (height - heights[mine]) * kind >= 0:
                furthest[kind] = number
        self._open = rows.part(sorted(furthest.values()))
        return 0
