"""The intervals in a report that Kubios HRV wrote as text or CSV.

A report is sections of words and numbers parted by commas, semicolons or tabs. Versions place the intervals
differently: as two columns, the time of each beat (s) and the interval before it (s or ms), often beside
columns of spectra; or as a list below a heading that names them. Both are looked for by what the numbers are.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from slackwater.sensors.errors import NoBeats
from slackwater.sensors.files.samples import Floats, Found, Kind, Piece, Track, held
from slackwater.sensors.files.units import beats_match, looks_like_rr, rr_unit_ms
from slackwater.tongues import worded

LEAST = 8
"""Rows that a run of beats must have, to be told from a table of results. ENG."""

_HEADING = re.compile(r"\b(rr|r-r|ibi|nn)\b.{0,30}\b(intervals?|data|series|samples?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")
_LARGEST = 64 << 20
"""Bytes; a day of beats with its spectra has under 10 MB."""


def is_report(head: str) -> bool:
    """Whether a text begins as a report of Kubios HRV does."""
    said = [line for line in head.splitlines() if not line.lstrip().startswith("#")]
    return any("kubios" in line.lower() for line in said[:20])


def read_report(path: Path, encoding: str) -> Found:
    """The intervals of a report; raises :class:`NoBeats` where it lists none."""
    with path.open("rb") as file:
        text = file.read(_LARGEST).decode(encoding, "replace")
    lines = text.splitlines()
    rr = _timed(lines)
    if rr is None:
        rr = _listed(lines)
    if rr is None:
        looked = worded(
            "a column of beat times beside a column of intervals, or a list headed “RR intervals”"
        )
        raise NoBeats(path, looked)
    rr_ms = rr * rr_unit_ms(rr)

    note = worded("Kubios may have corrected beats before it wrote them.")
    track = Track(Kind.RR, "RR", held((Piece(0.0, rr_ms),)), notes=(note,))
    return Found(path, worded("a report of Kubios HRV"), (track,))


def _timed(lines: list[str]) -> Floats | None:
    """The intervals that stand beside the times of their beats, from the longest such run."""
    best: Floats | None = None
    for delimiter in (",", ";", "\t"):
        for run in _runs([_numbers(line, delimiter) for line in lines]):
            found = _beats_in(run)
            if found is not None and (best is None or len(found) > len(best)):
                best = found
    return best


def _numbers(line: str, delimiter: str) -> dict[int, float]:
    """The numbers of a line by their place; empty where a field holds words."""
    found: dict[int, float] = {}
    for at, field in enumerate(line.split(delimiter)):
        word = field.strip().strip('"')
        if not word:
            continue
        if not _NUMBER.fullmatch(word):
            return {}
        found[at] = float(word.replace(",", "."))
    return found


def _runs(rows: list[dict[int, float]]) -> Iterator[list[dict[int, float]]]:
    run: list[dict[int, float]] = []
    for row in [*rows, {}]:
        if len(row) >= 2:
            run.append(row)
            continue
        if len(run) >= LEAST:
            yield run
        run = []


def _beats_in(run: list[dict[int, float]]) -> Floats | None:
    """The intervals of a run, where two of its neighbouring places are beats and their intervals."""
    for time, interval in pairwise(sorted(run[0])):
        rows = [row for row in run if time in row and interval in row]
        at = np.array([row[time] for row in rows])
        rr = np.array([row[interval] for row in rows])
        if len(rows) >= LEAST and (rr > 0).all() and beats_match(at, rr):
            return rr
    return None


def _listed(lines: list[str]) -> Floats | None:
    """The intervals that stand alone on the lines below a heading."""
    headings = [at for at, line in enumerate(lines) if _HEADING.search(line)]
    for at in headings:
        values: list[float] = []
        for line in lines[at + 1 :]:
            word = line.strip().strip(",;\t").strip()
            if _NUMBER.fullmatch(word):
                values.append(float(word.replace(",", ".")))
            elif values:
                break
        rr = np.array(values)
        if len(rr) >= LEAST and looks_like_rr(rr) and (rr > 0).all():
            return rr
    return None
