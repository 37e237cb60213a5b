"""The motion of a file, second by second."""

from collections.abc import Iterator

import numpy as np

from slackwater.analysis.beats import LONGEST_SILENCE_S
from slackwater.analysis.findings import MotionAt
from slackwater.quantities import Gap
from slackwater.sensors.files.samples import Floats, Piece, Tell, Track
from slackwater.signals.motion.scale import Scale
from slackwater.signals.motion.second import Label, MotionSecond
from slackwater.signals.motion.stream import MotionStream

APART_S = 60.0
"""After a longer hole motion is read anew. ENG: far more than its stream looks back on."""


def read_motion(track: Track, tell: Tell) -> tuple[MotionAt, ...]:
    """What each whole second since the file's first sample was."""
    scale = Scale.G if track.in_g else Scale.COUNTS
    found: list[MotionAt] = []
    stream: MotionStream | None = None
    zero_s = last_s = 0.0
    for at_s, values in _timed(track.pieces(tell)):
        for part_s, part in _parts(at_s, values, last_s if stream else None):
            begin_s, rest = float(part_s[0]), slice(None)
            if stream is None or begin_s - last_s > APART_S:
                if stream is not None:
                    found += _seconds(stream.finish(), zero_s, track)
                zero_s = float(np.ceil(begin_s - 1e-9))
                rest = slice(int(np.searchsorted(part_s, zero_s)), None)
                found += _hole(found, zero_s)
                stream = MotionStream(scale)
            found += _seconds(stream.feed(part_s[rest] - zero_s, part[rest]), zero_s, track)
            last_s = float(part_s[-1])
    if stream is not None:
        found += _seconds(stream.finish(), zero_s, track)
    return tuple(found)


def _timed(pieces: Iterator[Piece]) -> Iterator[tuple[Floats, Floats]]:
    for piece in pieces:
        if piece.at_s is not None and len(piece.at_s):
            yield piece.at_s, piece.values


def _parts(at_s: Floats, values: Floats, last_s: float | None) -> Iterator[tuple[Floats, Floats]]:
    """The samples, cut at long holes."""
    before = at_s[0] if last_s is None else last_s
    cuts = np.flatnonzero(np.diff(at_s, prepend=before)[1:] > APART_S) + 1
    yield from zip(np.split(at_s, cuts), np.split(values, cuts), strict=True)


def _seconds(told: tuple[MotionSecond, ...], zero_s: float, track: Track) -> list[MotionAt]:
    return [
        MotionAt(
            zero_s + second.t_s,
            second.label.value,
            None if second.label is Label.MISSING else float(min(1.0, second.rocking)),
            second.rocking_hz,
            second.tremor_hz,
            second.tremor_g if track.in_g else None,
            second.why,
        )
        for second in told
    ]


def _hole(found: list[MotionAt], until_s: float) -> list[MotionAt]:
    if not found:
        return []
    last_s = found[-1].t_s
    count = min(int(until_s - last_s) - 1, LONGEST_SILENCE_S)
    return [
        MotionAt(last_s + 1 + at, Label.MISSING.value, None, None, None, None, Gap.NO_SENSOR)
        for at in range(count)
    ]
