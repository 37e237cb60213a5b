"""One file, looked at: each of its tracks goes to the signal that reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from slackwater.analysis import beats, breaths, moves
from slackwater.analysis.findings import Breath, Findings, Heart, MotionAt
from slackwater.sensors.errors import NotSure
from slackwater.sensors.files.opening import open_file
from slackwater.sensors.files.samples import Kind, Tell, Track, Wanted, chosen
from slackwater.tongues import worded
from slackwater.tongues.numbers import number


@dataclass(frozen=True, slots=True)
class Share:
    """A track's share of the progress: what it tells becomes part of the whole."""

    tell: Tell
    at: int
    of: int

    def __call__(self, done: float) -> None:
        """Tell it."""
        self.tell((self.at + min(1.0, done)) / self.of)


def look(path: Path, wanted: Wanted, tell: Tell, *, belly: bool = False) -> Findings:
    """What the file says; raises a :class:`~slackwater.sensors.errors.RecordingError` that says why not.

    A heart is read from ECG rather than from intervals where the file has both, breath from a belt rather than
    from what another device told, and that rather than from the heart. With ``belly`` an accelerometer lay on the
    belly or chest, and its tilt is read as breath where the file has no belt.
    """
    found = open_file(path, wanted, tell)
    tracks = chosen(found.tracks, wanted.kind)
    if wanted.kind is not None and not tracks:
        raise _holds_none(path, wanted.kind, found.tracks)
    used = [track for track in (_first(tracks, *kinds) for kinds in _ORDER) if track is not None]
    _check_rates(path, used)
    heart, breath, motion = _read(used, tell, belly=belly)
    notes = [*found.notes, *(note for track in used for note in track.notes if note), *_unread(tracks, used)]
    kinds = tuple(track.kind for track in used)
    length_s = _length_s(heart, breath, motion)
    return Findings(path, found.format, kinds, length_s, heart, breath, motion, tuple(notes))


def _read(
    used: list[Track], tell: Tell, *, belly: bool
) -> tuple[Heart | None, Breath | None, tuple[MotionAt, ...]]:
    heart: Heart | None = None
    breath: Breath | None = None
    motion: tuple[MotionAt, ...] = ()
    for at, track in enumerate(used):
        share = Share(tell, at, len(used))
        match track.kind:
            case Kind.ECG:
                heart = beats.read_ecg(track, share)
            case Kind.RR:
                heart = beats.read_intervals(track, share)
            case Kind.RESP:
                breath = breaths.read_belt(track, share)
            case Kind.TOLD_BREATHS:
                breath = breaths.read_told(track, share)
            case Kind.ACC:
                tilted = belly and breath is None and track.in_g
                motion = moves.read_motion(track, Share(share, 0, 1 + tilted))
                if tilted:
                    breath = breaths.read_belly(track, Share(share, 1, 2))
    if heart is not None and breath is None:
        breath = beats.breathing_of(heart)
    return heart, breath, motion


_LEAST_HZ = {Kind.ECG: 75.0, Kind.RESP: 4.0}
"""Coarser, an R wave falls between two samples, and a breath of 50 a minute has under five. ENG."""

_ORDER = ((Kind.ECG, Kind.RR), (Kind.RESP, Kind.TOLD_BREATHS), (Kind.ACC,))


def _first(tracks: Iterable[Track], *kinds: Kind) -> Track | None:
    known = list(tracks)
    return next((track for kind in kinds for track in known if track.kind is kind), None)


def _check_rates(path: Path, used: list[Track]) -> None:
    for track in used:
        least_hz = _LEAST_HZ.get(track.kind, 0.0)
        if track.rate_hz is not None and track.rate_hz < least_hz:
            what = worded("its {kind} has {rate} samples a second, which is too few to read")
            add = worded("It takes {least} a second or more. See whether --rate is right.")
            told = what.format(kind=track.kind.value, rate=number(track.rate_hz, ".3g"))
            raise NotSure(path, told, add.format(least=number(least_hz, "g")))


def _unread(tracks: Iterable[Track], used: list[Track]) -> list[str]:
    also = worded("The file also holds {kind}: add --kind {kind} to read that instead.")
    return [also.format(kind=track.kind.value) for track in tracks if track not in used]


def _holds_none(path: Path, kind: Kind, tracks: Iterable[Track]) -> NotSure:
    """Says what a file holds that holds nothing of the kind that was asked for."""
    kinds = {track.kind for track in tracks}
    has = sorted(worded("told breaths") if one is Kind.TOLD_BREATHS else one.value for one in kinds)
    none = (
        worded("it holds no {kind} (it has {others})")
        if has
        else worded("it holds no {kind} (it has nothing like it)")
    )
    told = none.format(kind=kind.value, others=", ".join(has))
    return NotSure(path, told, worded("Leave --kind out, or name another."))


def _length_s(heart: Heart | None, breath: Breath | None, motion: tuple[MotionAt, ...]) -> float:
    ends = [0.0]
    if heart is not None and heart.beats_s:
        ends.append(heart.beats_s[-1])
    if breath is not None:
        ends += [*breath.breaths_s[-1:], *(rate.t_s for rate in breath.rates[-1:])]
    if motion:
        ends.append(motion[-1].t_s + 1)
    return max(ends)
