"""Breath: turns of a belt or of a phone on the belly, and what is said live each second."""

import numpy as np

from accuracy.generators.breath import State
from accuracy.ours import PIECE_S
from accuracy.shapes import Told, Turns
from slackwater.quantities import Missing
from slackwater.signals.breath.belly import BellyStream
from slackwater.signals.breath.belt import BreathOut, BreathStream, Phase

STATES = {Phase.IN: State.IN, Phase.OUT: State.OUT, Phase.HELD: State.HELD}


def turns(series: list[np.ndarray], rates_hz: list[float]) -> list[Turns]:
    """The breaths of each recording, fed whole."""
    found = []
    for values, rate_hz in zip(series, rates_hz, strict=True):
        stream = BreathStream(rate_hz)
        found.append(_turns([stream.feed(values), stream.finish()]))
    return found


def _turns(said: list[BreathOut]) -> Turns:
    """All breaths that were listed."""
    breaths = [one for out in said for one in out.breaths]
    return Turns(np.array([one.in_s for one in breaths]), np.array([one.out_s for one in breaths]))


def belly_turns(t_s: np.ndarray, acc_g: np.ndarray, inwards: tuple[float, float, float] | None) -> Turns:
    """The breaths of a phone on the belly, fed whole, with or without knowing which way is in."""
    stream = BellyStream(inwards)
    found = _turns([stream.feed(t_s, acc_g), stream.finish()])
    return Turns(found.in_s + t_s[0], found.out_s + t_s[0])


def live_phases(values: np.ndarray, rate_hz: float) -> Told:
    """What was said of each second while the samples came in pieces of 100 ms."""
    stream, step = BreathStream(rate_hz), int(PIECE_S * rate_hz)
    rows = list[tuple[float, float, int]]()
    for begin in range(0, len(values), step):
        piece = values[begin : begin + step]
        for one in stream.feed(piece).seconds:
            state = -1 if isinstance(one.phase, Missing) else int(STATES[one.phase])
            rows.append((one.t_s, (begin + len(piece)) / rate_hz, state))
    about, told, state = np.array(rows).reshape(-1, 3).T
    return Told(about, told, state.astype(int))
