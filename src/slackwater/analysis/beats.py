"""The heart of a file: its beats put right, and what their intervals vary by."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from slackwater.analysis.findings import Breath, Heart, Rate
from slackwater.analysis.stretches import Clock, stretches
from slackwater.quantities import Gap, Missing
from slackwater.sensors.files.intervals import joined
from slackwater.sensors.files.samples import Floats, Tell, Track
from slackwater.signals.heart.breathing import RrBreathStream
from slackwater.signals.heart.ecg import EcgStream
from slackwater.signals.heart.hrv import frequency_domain, time_domain
from slackwater.signals.heart.rr import Corrected, correct
from slackwater.tongues import worded

TIME = ("rmssd_ms", "sdnn_ms", "pnn50_percent", "mean_rr_ms", "mean_hr_per_min")
FREQUENCY = ("lf_ms2", "hf_ms2")

IN_PIECES = "in_pieces"
"""Why SDNN and powers of many short measurements are not said: they would mix days."""

SILENT_S = 10.0
"""After so long without a heard interval the breathing rate is looked for anew. ENG: the usual window is a minute."""


def read_ecg(track: Track, tell: Tell) -> Heart | None:
    """The R peaks of an ECG and what follows from them; None where none were found."""
    peaks_s, heights_mv = _peaks(track, tell)
    if len(peaks_s) < 2:
        return None
    heart = _heart(correct(np.diff(peaks_s) * 1000), float(peaks_s[0]), tuple(peaks_s.tolist()), track)
    return replace(heart, heights_mv=heights_mv)


def read_intervals(track: Track, tell: Tell) -> Heart | None:
    """Intervals as they were given, and what follows from them; None where there are none."""
    start_s, rr_ms = joined(track.pieces(tell))
    if not len(rr_ms):
        return None
    corrected = correct(rr_ms)
    return _heart(corrected, start_s, tuple((start_s + corrected.beats_s).tolist()), track)


def _peaks(track: Track, tell: Tell) -> tuple[Floats, Floats]:
    """(when, how high) the R peaks of an ECG were, s and mV."""
    rate_hz = track.rate_hz or 0.0
    peaks_s: list[float] = []
    heights_mv: list[float] = []
    stream: EcgStream | None = None
    clock = Clock()

    def take(found_s: Floats) -> None:
        peaks_s.extend(map(clock.of, found_s.tolist()))
        heights_mv.extend([] if stream is None else stream.heights_mv.tolist())

    for part in stretches(track.pieces(tell), rate_hz):
        if part.begins:
            if stream is not None:
                take(stream.finish())
            stream, clock = EcgStream(rate_hz), part.clock
        if stream is not None:
            take(stream.feed(part.values))
    if stream is not None:
        take(stream.finish())
    return np.array(peaks_s), np.array(heights_mv)


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
    ends_s = heart.start_s + heart.corrected.ends_s
    rates: list[Rate] = []
    for run in _runs(heart.corrected.rr_ms):
        stream = RrBreathStream()
        heights = None if heart.heights_mv is None else heart.heights_mv[1:][run]
        for each in [*stream.feed(ends_s[run], heart.corrected.rr_ms[run], heights), *stream.finish()]:
            said = each.per_min
            rates += _silence(rates, each.t_s)
            if isinstance(said, Missing):
                rates.append(Rate(each.t_s, None, 0.0, said.why))
            else:
                rates.append(Rate(each.t_s, float(said), float(min(1.0, each.quality))))
    source = (
        worded("from the rhythm of the heart")
        if heart.heights_mv is None
        else worded("from the rhythm of the heart and its R waves")
    )
    return Breath((), tuple(rates), source, single=False)


def _runs(rr_ms: Floats) -> Iterator[slice]:
    """The intervals between long silences."""
    silent = np.flatnonzero(rr_ms > SILENT_S * 1000)
    for begin, end in pairwise([-1, *silent.tolist(), len(rr_ms)]):
        if end > begin + 1:
            yield slice(begin + 1, end)


def _silence(rates: list[Rate], until_s: float) -> list[Rate]:
    """Seconds without a rate between the last one said and the next run."""
    last_s = rates[-1].t_s if rates else until_s - 1
    count = int(until_s - last_s) - 1
    return [Rate(last_s + 1 + at, None, 0.0, Gap.TOO_FEW) for at in range(min(count, LONGEST_SILENCE_S))]


LONGEST_SILENCE_S = 3600
"""Seconds of a hole that are listed one by one; a longer hole just has no entries. ENG."""
