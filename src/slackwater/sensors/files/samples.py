"""What a reader gives: the tracks of one file, each as pieces of samples in the order of time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Tell = Callable[[float], None]
"""Told how much of a file is read: 0 … 1."""


class Kind(Enum):
    """What a track measures, and the unit of its values."""

    ECG = "ecg"
    """(n,) mV, or counts scaled to a usual beat where the file tells no unit."""
    RR = "rr"
    """(n,) ms from one beat to the next, as given."""
    RESP = "resp"
    """(n,) breath movement in any unit, more is fuller."""
    ACC = "acc"
    """(n, 3) g, gravity included; counts where the track says so."""
    TOLD_BREATHS = "told breaths"
    """(n,) breaths a minute, as another device says."""


ASKED = (Kind.ECG, Kind.RR, Kind.RESP, Kind.ACC)
"""The kinds a person may name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some samples that follow one another without a hole."""

    start_s: float
    """Of the first sample, since the file's first."""
    values: Floats
    at_s: Floats | None = None
    """(n,) s, the time of each sample; None where they come evenly at the track's rate, and for RR."""


@dataclass(frozen=True, slots=True)
class Track:
    """One quantity of a file; its pieces in order."""

    kind: Kind
    name: str
    """As the file calls it."""
    pieces: Callable[[Tell], Iterator[Piece]]
    """From the first one on, each time it is called."""
    rate_hz: float | None = None
    notes: tuple[str, ...] = ()
    """What was assumed because the file does not say it: plain sentences."""
    joined: bool = True
    """False where it is many short measurements, far apart in time."""
    in_g: bool = True
    """False for acceleration in the counts of its sensor."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one file holds."""

    path: Path
    format: str
    """The name people know it by: CSV, EDF+, HRV Logger."""
    tracks: tuple[Track, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person said about a file beyond its name."""

    kind: Kind | None = None
    rate_hz: float | None = None
    columns: tuple[str, ...] = ()
    """Names or numbers, the first column is 1."""
    unit: str | None = None


MOST = 1e9
"""No sensor writes a larger number, in any unit: what is larger is damage, and missing."""


def sane(values: Floats) -> NDArray[np.bool_]:
    """(n,) which rows are numbers that a sensor can write."""
    rows = values.reshape(len(values), -1)
    return np.asarray((np.abs(np.nan_to_num(rows, nan=np.inf)) <= MOST).all(axis=1))


def held(pieces: Sequence[Piece]) -> Callable[[Tell], Iterator[Piece]]:
    """Pieces that are already in memory, as a track gives them."""

    def given(tell: Tell) -> Iterator[Piece]:
        tell(1.0)
        yield from pieces

    return given


def silent(_: float) -> None:
    """Tell nobody."""


def chosen(tracks: tuple[Track, ...], kind: Kind | None) -> tuple[Track, ...]:
    """The tracks of the kind that was asked for, or all."""
    return tracks if kind is None else tuple(track for track in tracks if track.kind is kind)
