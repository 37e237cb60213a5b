"""The heart of a file: its beats put right, and what their intervals vary by."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from slackwater.analysis.findings import Breath, Heart, Rate
from slackwater.analysis.stretches import stretches
from slackwater.quantities import Gap, Missing
from slackwater.sensors.files.intervals import joined
from slackwater.sensors.files.samples import Floats, Tell, Track
from slackwater.signals.heart.breathing import RrBreathStream
from slackwater.signals.heart.ecg import EcgStream
from slackwater.signals.heart.hrv import frequency_domain, time_domain
from slackwater.signals.heart.rr import Corrected, correct

TIME = ("rmssd_ms", "sdnn_ms", "pnn50_percent", "mean_rr_ms", "mean_hr_per_min")
FREQUENCY = ("lf_ms2", "hf_ms2")

IN_PIECES = "in_pieces"
"""Why SDNN and powers of many short measurements are not said: they would mix days."""

SILENT_S = 10.0
"""After so long without a heard interval the breathing rate is looked for anew. ENG: the usual window is a minute."""

_FED = 256
"""Intervals fed at once, so that a stream looks back on little."""


def read_ecg(track: Track, tell: Tell) -> Heart | None:
    """The R peaks of an ECG and what follows from them; None where none were found."""
    peaks_s = _peaks(track, tell)
    if len(peaks_s) < 2:
        return None
    corrected = correct(np.diff(peaks_s) * 1000)
    return _heart(corrected, float(peaks_s[0]), tuple(peaks_s.tolist()), track)


def read_intervals(track: Track, tell: Tell) -> Heart | None:
    """Intervals as they were given, and what follows from them; None where there are none."""
    start_s, rr_ms = joined(track.pieces(tell))
    if not len(rr_ms):
        return None
    corrected = correct(rr_ms)
    return _heart(corrected, start_s, tuple((start_s + corrected.beats_s).tolist()), track)


def _peaks(track: Track, tell: Tell) -> Floats:
    rate_hz = track.rate_hz or 0.0
    found: list[float] = []
    stream: EcgStream | None = None
    clock = None
    for part in stretches(track.pieces(tell), rate_hz):
        if part.begins:
            if stream is not None and clock is not None:
                found += map(clock.of, stream.finish().tolist())
            stream, clock = EcgStream(rate_hz), part.clock
        if stream is not None:
            found += map(part.clock.of, stream.feed(part.values).tolist())
    if stream is not None and clock is not None:
        found += map(clock.of, stream.finish().tolist())
    return np.array(found)


def _heart(corrected: Corrected, start_s: float, beats_s: tuple[float, ...], track: Track) -> Heart:
    hrv, missing = _variability(corrected, joined_up=track.joined)
    return Heart(corrected, start_s, beats_s, track.rate_hz is not None, track.joined, hrv, missing)


def _variability(corrected: Corrected, *, joined_up: bool) -> tuple[dict[str, float | None], dict[str, str]]:
    """(values by name, reasons by name): every name is in the first, and in the second where it has no value."""
    told: dict[str, float | Missing] = {}
    if not joined_up:
        corrected = _without_holes(corrected)
    over_time = time_domain(corrected)
    over_frequency = frequency_domain(corrected)
    for names, domain in ((TIME, over_time), (FREQUENCY, over_frequency)):
        told |= {name: domain if isinstance(domain, Missing) else getattr(domain, name) for name in names}
    hrv: dict[str, float | None] = {}
    missing: dict[str, str] = {}
    for name, value in told.items():
        apart = not joined_up and name in {"sdnn_ms", *FREQUENCY}
        hrv[name] = None if apart or isinstance(value, Missing) else float(value)
        if apart:
            missing[name] = IN_PIECES
        elif isinstance(value, Missing):
            missing[name] = value.why.value
    hrv["quality"] = corrected.quality
    return hrv, missing


def _without_holes(corrected: Corrected) -> Corrected:
    """The same, with holes that take no time: what is between short measurements was never to be heard."""
    steps_s = np.where(corrected.gap, 0.0, np.diff(corrected.beats_s))
    beats_s = corrected.beats_s[0] + np.concatenate([[0.0], np.cumsum(steps_s)])
    return replace(corrected, beats_s=beats_s)


def breathing_of(heart: Heart) -> Breath | None:
    """The breathing rate that the heart's own rhythm tells; None for many short measurements."""
    if not heart.joined:
        return None
    at_s = heart.start_s + heart.corrected.nn_at_s
    rates: list[Rate] = []
    for first_s, ends_s, nn_ms in _runs(at_s, heart.corrected.nn_ms):
        stream = RrBreathStream()
        told = []
        for begin in range(0, len(ends_s), _FED):
            part = slice(begin, begin + _FED)
            told += stream.feed(ends_s[part] - first_s, nn_ms[part])
        told += stream.finish()
        rates += _silence(rates, first_s)
        for each in told:
            said = each.per_min
            gone = isinstance(said, Missing)
            rates.append(
                Rate(
                    first_s + each.t_s,
                    None if isinstance(said, Missing) else float(said),
                    0.0 if gone else float(min(1.0, each.quality)),
                    said.why if isinstance(said, Missing) else None,
                )
            )
    return Breath((), tuple(rates), "the rhythm of the heart", single=False)


def _runs(at_s: Floats, nn_ms: Floats) -> Iterator[tuple[float, Floats, Floats]]:
    """(whole second it begins with, when intervals ended, the intervals) between long silences."""
    cuts = np.flatnonzero(np.diff(at_s) - nn_ms[1:] / 1000 > SILENT_S) + 1 if len(at_s) else np.empty(0, int)
    for ends_s, part in zip(np.split(at_s, cuts), np.split(nn_ms, cuts), strict=True):
        if len(ends_s):
            yield float(np.floor(max(0.0, ends_s[0] - part[0] / 1000))), ends_s, part


def _silence(rates: list[Rate], until_s: float) -> list[Rate]:
    """Seconds without a rate between the last one said and the next run."""
    last_s = rates[-1].t_s if rates else until_s - 1
    count = int(until_s - last_s) - 1
    return [Rate(last_s + 1 + at, None, 0.0, Gap.TOO_FEW) for at in range(min(count, LONGEST_SILENCE_S))]


LONGEST_SILENCE_S = 3600
"""Seconds of a hole that are listed one by one; a longer hole just has no entries. ENG."""
