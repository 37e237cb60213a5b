"""Beat-to-beat intervals in text: one on each line, or one column of a table, in milliseconds or in seconds.

The same reader takes what these write: Elite HRV (one interval a line), HRV Logger (``date, rr, since start``),
Polar Sensor Logger (``Phone timestamp;RR-interval [ms]``), Polar Flow (``duration,offline``, or elapsed seconds
and milliseconds parted by tabs), Kubios (one a line below ``#`` comments; reports are in ``kubios.py``).
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from slackwater.sensors.errors import BadLine, NoBeats
from slackwater.sensors.files.columns import Roles, told_unit
from slackwater.sensors.files.rows import read_rows
from slackwater.sensors.files.samples import Floats, Kind, Piece, Tell, Track, Wanted, held, silent
from slackwater.sensors.files.table import Layout
from slackwater.sensors.files.units import SECONDS_BELOW, plain, rr_unit_ms
from slackwater.tongues import worded

DAY_MS = 86_400_000.0

LEAST_MS = 10.0
"""Under this the unit is in doubt: no two beats are so near."""


def interval_track(path: Path, layout: Layout, roles: Roles, wanted: Wanted) -> Track:
    """The intervals of a text file as a track; raises :class:`BadLine` for the first that is none."""
    values, lines = _column(path, layout, roles.values[0], silent)
    if not len(values):
        raise NoBeats(path, worded("one interval on each line"))
    unit_ms, note = _unit(layout.names[roles.values[0]], wanted, values)
    far = np.flatnonzero(values * unit_ms < LEAST_MS)
    if len(far):
        why = worded("“{text}” is far shorter than the rest, so the unit is in doubt")
        raise BadLine(path, int(lines[far[0]]), f"{values[far[0]]:.6g}", why)
    rr_ms = values * unit_ms

    return Track(
        Kind.RR, layout.names[roles.values[0]] or "rr", held((Piece(0.0, rr_ms),)), notes=(*roles.notes, note)
    )


def _column(path: Path, layout: Layout, at: int, tell: Tell) -> tuple[Floats, NDArray[np.int64]]:
    """(values, lines) of the rows that hold an interval; empty fields of a table are passed over."""
    kept: list[Floats] = []
    kept_lines: list[NDArray[np.int64]] = []
    for block in read_rows(path, layout, (at,), tell):
        values = block.values[:, 0]
        wrong = values <= 0 if layout.columns > 1 else ~(values > 0)
        if wrong.any():
            first = int(np.flatnonzero(wrong)[0])
            why = worded("“{text}” is not the length of anything")
            raise BadLine(path, int(block.lines[first]), f"{values[first]:g}", why)
        known = np.isfinite(values)
        kept.append(values[known])
        kept_lines.append(block.lines[known])
    return np.concatenate(kept or [np.empty(0)]), np.concatenate(kept_lines or [np.empty(0, np.int64)])


def _unit(name: str, wanted: Wanted, values: Floats) -> tuple[float, str]:
    """(milliseconds in one unit, what was assumed)."""
    told = plain(wanted.unit or told_unit(name))
    if told in {"ms", "msec"}:
        return 1.0, ""
    if told in {"s", "sec", "seconds"} and np.median(values) < SECONDS_BELOW:
        return 1000.0, ""
    unit_ms = rr_unit_ms(values)
    if unit_ms > 1:
        return unit_ms, worded("The numbers were taken for beat-to-beat intervals in seconds.")
    return unit_ms, worded("The numbers were taken for beat-to-beat intervals in milliseconds.")


def joined(pieces: Iterable[Piece]) -> tuple[float, Floats]:
    """(when the first interval began, s; all intervals, ms). A hole is one interval as long as it is, or one a day."""
    parts: list[Floats] = []
    start_s = end_s = 0.0
    for piece in pieces:
        if not parts:
            start_s = end_s = piece.start_s
        hole_ms = (piece.start_s - end_s) * 1000
        if hole_ms > LEAST_MS:
            days = max(1, int(np.ceil(hole_ms / DAY_MS)))
            parts.append(np.full(days, hole_ms / days))
        parts.append(piece.values)
        end_s = max(end_s, piece.start_s) + float(piece.values.sum()) / 1000
    return start_s, np.concatenate(parts or [np.empty(0)])
