"""The breath of a file: from a belt, from a phone on the belly, or as another device told it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from slackwater.analysis.beats import LONGEST_SILENCE_S
from slackwater.analysis.findings import Breath, Rate
from slackwater.analysis.stretches import Clock, shaken_stretches, stretches
from slackwater.quantities import Gap, Missing
from slackwater.sensors.files.samples import Piece, Tell, Track
from slackwater.sensors.files.timing import Evener, hole_s
from slackwater.signals.breath.belly import BellyStream
from slackwater.signals.breath.belt import BreathOut, BreathStream
from slackwater.tongues import worded

WITHIN_HZ = (20.0, 250.0)
"""What the stream takes."""

DRAWN_HZ = 25.0
"""Slower samples are drawn onto this many a second, by straight lines."""


def read_belt(track: Track, tell: Tell) -> Breath:
    """Breaths and rates from a belt, an airflow or a chest's impedance."""
    rate_hz = track.rate_hz or 0.0
    pieces = track.pieces(tell)
    if rate_hz < WITHIN_HZ[0]:
        pieces, rate_hz = _drawn(pieces, rate_hz), DRAWN_HZ
    elif rate_hz > WITHIN_HZ[1]:
        many = int(np.ceil(rate_hz / (WITHIN_HZ[1] / 2)))
        pieces, rate_hz = _thinned(pieces, rate_hz, many), rate_hz / many
    return _read(pieces, rate_hz, worded("from a belt or the like"))


def _drawn(pieces: Iterator[Piece], rate_hz: float) -> Iterator[Piece]:
    """Slow samples, drawn onto more a second."""
    evener = Evener(DRAWN_HZ)
    for piece in pieces:
        yield from evener.feed(piece.start_s + np.arange(len(piece.values)) / rate_hz, piece.values)


def _thinned(pieces: Iterator[Piece], rate_hz: float, many: int) -> Iterator[Piece]:
    """Means of so many quick samples each."""
    rest = np.empty(0)
    end_s = -np.inf
    for piece in pieces:
        rest = rest if abs(piece.start_s - end_s) <= hole_s(rate_hz) else np.empty(0)
        start_s = piece.start_s - len(rest) / rate_hz
        values = np.concatenate([rest, piece.values])
        whole = len(values) // many * many
        rest, end_s = values[whole:], piece.start_s + len(piece.values) / rate_hz
        if whole:
            yield Piece(start_s + (many - 1) / 2 / rate_hz, values[:whole].reshape(-1, many).mean(axis=1))


def read_belly(track: Track, tell: Tell) -> Breath:
    """Breaths and rates from an accelerometer on the belly or around the chest."""
    told = _Told()
    stream: BellyStream | None = None
    clock = Clock()
    for part in shaken_stretches(track.pieces(tell)):
        if part.begins:
            if stream is not None:
                _take(stream.finish(), clock, told)
            stream, clock = BellyStream(), Clock()
            clock.place(0.0, part.zero_s)
            _silence(told.rates, part.zero_s)
        if stream is not None:
            _take(stream.feed(part.own_s, part.values), clock, told)
    if stream is not None:
        _take(stream.finish(), clock, told)
    source = worded(
        "from the tilt of the belly or chest, which leaves open which turn is in and which is out"
    )
    return Breath(tuple(told.breaths_s), tuple(told.rates), source, single=True)


def read_told(track: Track, tell: Tell) -> Breath:
    """Rates as another device told them."""
    rates = [
        Rate(float(at_s), float(per_min), None)
        for piece in track.pieces(tell)
        if piece.at_s is not None
        for at_s, per_min in zip(piece.at_s, piece.values, strict=True)
    ]
    return Breath((), tuple(rates), worded("from another device, as it told them"), single=False)


@dataclass(slots=True)
class _Told:
    breaths_s: list[float] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)


def _read(pieces: Iterator[Piece], rate_hz: float, source: str) -> Breath:
    told = _Told()
    stream: BreathStream | None = None
    clock: Clock | None = None
    for part in stretches(pieces, rate_hz, whole_seconds=True):
        if part.begins:
            if stream is not None and clock is not None:
                _take(stream.finish(), clock, told)
            stream, clock = BreathStream(rate_hz), part.clock
            _silence(told.rates, clock.of(0.0))
        if stream is not None:
            _take(stream.feed(part.values), part.clock, told)
    if stream is not None and clock is not None:
        _take(stream.finish(), clock, told)
    return Breath(tuple(told.breaths_s), tuple(told.rates), source, single=True)


def _take(out: BreathOut, clock: Clock, told: _Told) -> None:
    told.breaths_s += [clock.of(float(breath.out_s)) for breath in out.breaths if np.isfinite(breath.out_s)]
    for second in out.seconds:
        rate = second.rate
        t_s = float(round(clock.of(second.t_s)))
        if isinstance(rate, Missing):
            told.rates.append(Rate(t_s, None, 0.0, rate.why))
        else:
            told.rates.append(Rate(t_s, float(rate.value), float(rate.quality)))


def _silence(rates: list[Rate], until_s: float) -> None:
    """List the seconds of a hole, unless it is very long."""
    if rates:
        last_s = rates[-1].t_s
        count = min(round(until_s - last_s) - 1, LONGEST_SILENCE_S)
        rates += [Rate(last_s + 1 + at, None, 0.0, Gap.NO_SENSOR) for at in range(count)]
