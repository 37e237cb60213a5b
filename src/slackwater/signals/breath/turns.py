"""Where a series turns, and which of its turns are breaths."""

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


NONE = Found(*(np.empty(0) for _ in range(4)))


class Turns:
    """Every turn of an endless series, told as soon as the series has left it."""

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
        turned = np.flatnonzero((signs[1:] != signs[:-1]) & (signs[:-1] != 0))
        left = where[turned + 1] + 1.0
        return Found((where[turned] + left) / 2, signs[turned], heights[turned], left)


class Breathers:
    """Of all turns, those that a movement of at least the asked height follows and precedes.

    A turn is kept when the series has gone back from it by the asked height; meanwhile a higher top (or a
    lower bottom) takes its place. This is hysteresis whose width the caller gives for each turn.
    """

    def __init__(self) -> None:
        self.standing: Turn | None = None

    def feed(self, found: Found, asked: Floats) -> list[tuple[Turn, float]]:
        """Each turn that became certain, with the point that showed it."""
        kept: list[tuple[Turn, float]] = []
        standing = self.standing
        rows = zip(*(one.tolist() for one in found), asked.tolist(), strict=True)
        for at, kind, height, known, least in rows:
            if standing is None:
                standing = Turn(at, kind, height)
            elif kind == standing[1]:
                if (height - standing[2]) * kind >= 0:
                    standing = Turn(at, kind, height)
            elif (height - standing[2]) * kind >= least:
                kept.append((standing, known))
                standing = Turn(at, kind, height)
        self.standing = standing
        return kept
