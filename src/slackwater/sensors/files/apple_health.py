"""Apple Health's ``export.zip``, streamed: beats of its HRV measurements, and breathing rates it tells.

``HeartRateVariabilitySDNN`` records each hold about a minute of beats (``InstantaneousBeatsPerMinute``, the time
of each to 0.01 s); intervals are the steps of these times. ``RespiratoryRate`` records become told rates.
``HeartRate`` records are counted alone: a reading every few minutes is no rhythm. Nothing is kept of the rest,
and memory grows with these beats and rates alone.
"""

import re
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

import numpy as np

from slackwater.sensors.errors import BadByte, BadLine, NothingToRead
from slackwater.sensors.files.broken import BROKEN
from slackwater.sensors.files.samples import Floats, Found, Kind, Piece, Tell, Track, held
from slackwater.tongues import marked, worded, worded_many
from slackwater.tongues.numbers import number

TYPE = "HKQuantityTypeIdentifier"
HRV = f"{TYPE}HeartRateVariabilitySDNN"
BREATH = f"{TYPE}RespiratoryRate"
HEART = f"{TYPE}HeartRate"

_AGAIN = marked("Export it once more: Health app, your picture, Export All Health Data.")
_CLOCK = re.compile(r"(?:(?P<h>\d+):)?(?P<m>\d+):(?P<s>\d+)[.,](?P<cs>\d+)")
_HOUR_S = 3600.0
_STEP = 1 << 22
"""Bytes between two words about progress."""


def find_export(names: Sequence[str]) -> str | None:
    """The member that holds the records: ``export.xml`` in the archive's folder, in whatever language."""
    folder = [name for name in names if name.count("/") <= 1 and name.lower().endswith(".xml")]
    clinical = [name for name in folder if "cda" in name.lower()]
    left = [name for name in folder if name not in clinical]
    return next((name for name in left if name.lower().endswith("export.xml")), left[0] if left else None)


def read_export(path: Path, member: str, tell: Tell) -> Found:
    """What the zipped export holds."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            return _Export(path, tell, archive.getinfo(member).file_size).read(file)
    except (OSError, *BROKEN) as error:
        why = worded("the archive breaks off or is damaged before this")
        raise BadByte(path, path.stat().st_size, why, worded(_AGAIN)) from error


def read_xml(path: Path, tell: Tell) -> Found:
    """What the unpacked export holds."""
    with path.open("rb") as file:
        return _Export(path, tell, path.stat().st_size).read(file)


class _Export:
    """One pass over the records."""

    def __init__(self, path: Path, tell: Tell, size: int) -> None:
        self._path, self._tell, self._size = path, tell, max(1, size)
        self._beats: list[Floats] = []
        """For each measurement the times of its beats, s since 1970."""
        self._breaths = (array("d"), array("d"))
        self._heart: dict[int, int] = {}

    def read(self, file: IO[bytes]) -> Found:
        try:
            self._walk(file)
        except ParseError as error:
            line, column = error.position
            where = worded("column {column}").format(column=column + 1)
            raise BadLine(self._path, line, where, worded("“{text}” is no XML"), worded(_AGAIN)) from error
        return self._found()

    def _walk(self, file: IO[bytes]) -> None:
        told = 0
        root: Element | None = None
        depth = 0
        for event, element in iterparse(file, events=("start", "end")):  # noqa: S314 -- expat stops runaway entities
            if event == "start":
                root = element if root is None else root
                depth += 1
                continue
            depth -= 1
            if element.tag == "Record":
                self._take(element)
            if depth == 1 and root is not None:
                root.clear()
            at = file.tell()
            if at - told > _STEP:
                told = at
                self._tell(at / self._size)

    def _take(self, record: Element) -> None:
        kind = record.get("type")
        if kind not in {HRV, BREATH, HEART}:
            return
        value, began_s = _value(record), _moment(record.get("startDate", ""))
        if kind == HEART and value is not None:
            rate = round(value)
            self._heart[rate] = self._heart.get(rate, 0) + 1
        elif kind == BREATH and value is not None and began_s is not None:
            self._breaths[0].append(began_s)
            self._breaths[1].append(value)
        elif kind == HRV and began_s is not None:
            times = [beat.get("time", "") for beat in record.iter("InstantaneousBeatsPerMinute")]
            beats_s = _beat_times(times, began_s)
            if len(beats_s) > 1:
                self._beats.append(beats_s)

    def _found(self) -> Found:
        if not self._beats and not self._breaths[0] and not self._heart:
            looked = worded(
                "records of HeartRate, HeartRateVariabilitySDNN with its beats, and RespiratoryRate"
            )
            raise NothingToRead(self._path, looked, worded(_AGAIN))
        self._beats.sort(key=lambda beats_s: float(beats_s[0]))
        starts = [float(self._beats[0][0])] if self._beats else []
        starts += [min(self._breaths[0])] if self._breaths[0] else []
        zero_s = min(starts, default=0.0)
        tracks = (*self._rr_track(zero_s), *self._breath_track(zero_s))
        return Found(self._path, worded("an export of Apple Health"), tracks, tuple(self._heart_words()))

    def _rr_track(self, zero_s: float) -> Iterator[Track]:
        if not self._beats:
            return
        apart: list[Floats] = []
        for beats_s in self._beats:
            if not apart or beats_s[0] > apart[-1][-1]:
                apart.append(beats_s)
        twice = len(self._beats) - len(apart)
        pieces = [Piece(float(beats_s[0]) - zero_s, np.diff(beats_s) * 1000) for beats_s in apart]
        notes = tuple(_notes_on_beats(len(apart), twice))
        yield Track(Kind.RR, "HeartRateVariabilitySDNN", held(pieces), notes=notes, joined=False)

    def _breath_track(self, zero_s: float) -> Iterator[Track]:
        at_s, rates = (np.array(each) for each in self._breaths)
        if len(at_s):
            order = np.argsort(at_s, kind="stable")
            piece = Piece(float(at_s[order[0]]) - zero_s, rates[order], at_s[order] - zero_s)
            yield Track(Kind.TOLD_BREATHS, "RespiratoryRate", held((piece,)))

    def _heart_words(self) -> Iterator[str]:
        if not self._heart:
            return
        rates = sorted(self._heart)
        counted = np.cumsum([self._heart[rate] for rate in rates])
        middle = rates[int(np.searchsorted(counted, counted[-1] / 2))]
        told = worded_many(
            "The watch told {count} heart rate by itself: "
            "from {low} to {high} a minute, half of them below {middle}.",
            "The watch told {count} heart rates by themselves: "
            "from {low} to {high} a minute, half of them below {middle}.",
            int(counted[-1]),
        )
        count = number(int(counted[-1]), "d")
        yield told.format(count=count, low=rates[0], high=rates[-1], middle=middle + 1)


def _notes_on_beats(measurements: int, twice: int) -> Iterator[str]:
    """What these beats come from, and how near their times are told."""
    short = worded_many(
        "The beats come from short measurements, {count} of them; between them are holes.",
        "The beats come from short measurements, {count} of them; between them are holes.",
        measurements,
    )
    yield short.format(count=measurements)
    yield worded("Their times are told to 0.01 s. That adds to RMSSD: some 7 ms where a heart is very even.")
    if twice:
        left_out = worded_many(
            "{count} measurement overlaps another and was left out.",
            "{count} measurements overlap another and were left out.",
            twice,
        )
        yield left_out.format(count=twice)


def _value(record: Element) -> float | None:
    try:
        value = float(record.get("value", ""))
    except ValueError:
        return None
    return value if 0 < value < 1000 else None


def _moment(text: str) -> float | None:
    """``2024-05-04 03:10:00 +0200`` as seconds since 1970."""
    day, _, rest = text.partition(" ")
    clock, _, zone = rest.partition(" ")
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{zone}")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _beat_times(times: Sequence[str], began_s: float) -> Floats:
    """When each beat fell, s since 1970. The clock is written in the phone's language, so hours are not looked at."""
    within: list[float] = []
    for text in times:
        match = _CLOCK.search(text)
        if match is None:
            return np.empty(0)
        within.append(int(match["m"]) * 60 + int(match["s"]) + float(f"0.{match['cs']}"))
    steps = np.diff(np.array(within))
    steps = np.where(steps < -_HOUR_S / 2, steps + _HOUR_S, steps)
    if not len(steps) or (steps <= 0).any():
        return np.empty(0)
    return began_s + np.concatenate(([0.0], np.cumsum(steps)))
