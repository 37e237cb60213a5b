"""The motion of a file, second by second."""

from slackwater.analysis.beats import LONGEST_SILENCE_S
from slackwater.analysis.findings import MotionAt
from slackwater.analysis.stretches import shaken_stretches
from slackwater.quantities import Gap
from slackwater.sensors.files.samples import Tell, Track
from slackwater.signals.motion.scale import Scale
from slackwater.signals.motion.second import Label, MotionSecond
from slackwater.signals.motion.stream import MotionStream


def read_motion(track: Track, tell: Tell) -> tuple[MotionAt, ...]:
    """What each whole second since the file's first sample was."""
    scale = Scale.G if track.in_g else Scale.COUNTS
    found: list[MotionAt] = []
    stream: MotionStream | None = None
    zero_s = 0.0
    for part in shaken_stretches(track.pieces(tell)):
        if part.begins:
            if stream is not None:
                found += _seconds(stream.finish(), zero_s, track)
            zero_s = part.zero_s
            found += _hole(found, zero_s)
            stream = MotionStream(scale)
        if stream is not None:
            found += _seconds(stream.feed(part.own_s, part.values), zero_s, track)
    if stream is not None:
        found += _seconds(stream.finish(), zero_s, track)
    return tuple(found)


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
