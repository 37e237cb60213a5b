"""Stretches of an even recording without a hole, each with the clock that leads its stream back to the file's time."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from slackwater.sensors.files.samples import Floats, Piece
from slackwater.sensors.files.timing import hole_s

NEAR_S = 0.02
"""A stretch that begins no later than this after a whole second begins with it."""


@dataclass(slots=True)
class Clock:
    """Where a stream's own seconds lie in the file: the two drift apart, so each piece is placed anew."""

    _own_s: list[float] = field(default_factory=list)
    _file_s: list[float] = field(default_factory=list)

    def place(self, own_s: float, file_s: float) -> None:
        """Note where the next piece lies."""
        self._own_s.append(own_s)
        self._file_s.append(file_s)

    def of(self, own_s: float) -> float:
        """The file's time of a moment of the stream, s."""
        at = max(0, bisect_right(self._own_s, own_s) - 1)
        return self._file_s[at] + own_s - self._own_s[at]


APART_S = 60.0
"""After a longer silence of an accelerometer its streams begin anew. ENG: far more than they look back on."""


@dataclass(frozen=True, slots=True)
class Shaken:
    """Acceleration to feed to a stream; a new stream where it begins a stretch."""

    begins: bool
    zero_s: float
    """The whole second of the file with which the stretch begins."""
    own_s: Floats
    """(n,) since then."""
    values: Floats
    """(n, 3)."""


def shaken_stretches(pieces: Iterator[Piece]) -> Iterator[Shaken]:
    """Acceleration as stretches without a long silence, each beginning with a whole second of the file."""
    last_s: float | None = None
    zero_s = 0.0
    for piece in pieces:
        if piece.at_s is None or not len(piece.at_s):
            continue
        before = piece.at_s[0] if last_s is None else last_s
        cuts = np.flatnonzero(np.diff(piece.at_s, prepend=before) > APART_S)
        cuts = cuts[cuts > 0]
        for part_s, part in zip(np.split(piece.at_s, cuts), np.split(piece.values, cuts), strict=True):
            begins = last_s is None or part_s[0] - last_s > APART_S
            last_s = float(part_s[-1])
            rest = slice(None)
            if begins:
                zero_s = float(np.ceil(part_s[0] - NEAR_S))
                rest = slice(int(np.searchsorted(part_s, zero_s - NEAR_S)), None)
            yield Shaken(begins, zero_s, part_s[rest] - zero_s, part[rest])


@dataclass(frozen=True, slots=True)
class Part:
    """Samples to feed to a stream; a new stream where they begin a stretch."""

    begins: bool
    values: Floats
    clock: Clock


def stretches(pieces: Iterator[Piece], rate_hz: float, *, whole_seconds: bool = False) -> Iterator[Part]:
    """The pieces as stretches; with ``whole_seconds`` each begins with a whole second of the file."""
    clock: Clock | None = None
    fed, end_s = 0, 0.0
    for piece in pieces:
        start_s, values = piece.start_s, piece.values
        begins = clock is None or abs(start_s - end_s) > hole_s(rate_hz)
        end_s = start_s + len(values) / rate_hz
        if begins:
            if whole_seconds and start_s % 1.0 > NEAR_S:
                skip = round((-start_s % 1.0) * rate_hz)
                start_s, values = start_s + skip / rate_hz, values[skip:]
            clock, fed = Clock(), 0
        if clock is None or not len(values):
            clock = None if begins else clock
            continue
        clock.place(fed / rate_hz, start_s)
        fed += len(values)
        yield Part(begins, values, clock)
