"""Breath whose every turn is known: belts in four moods, and a phone that lies on the belly."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from accuracy.generators.motion import RAW_HZ, as_browsers_give, turned
from accuracy.generators.noise import wander

RATE_HZ = 50.0
"""Samples a second of a belt, as the recorded one of ``resp_ecg_physio`` has."""

KINDS = {"calm": (12.0, 16.0), "slow": (4.5, 7.0), "fast": (28.0, 50.0)}
"""Breaths a minute. A *mixed* belt goes from one to another and holds its breath between."""

CYCLE_CV = {"calm": 0.10, "slow": 0.08, "fast": 0.06}
"""Spread of cycle lengths as a share (Tobin 1988, 10.1152/jappl.1988.65.1.309: 0.1 to 0.2 in free breathing)."""

INHALING = (0.36, 0.46)
"""Inhalation as a share of the cycle (Tobin 1983, 10.1378/chest.84.2.202: 0.42 ± 0.03)."""

DEPTH_CV = 0.2
"""Spread of depth from breath to breath, lognormal."""

HOLD_S = (8.0, 25.0)
SEGMENT_S = (40.0, 80.0)
LEAK = 0.08
"""How much of the breath a hold may lose by its end."""

RIPPLE = (0.02, 0.06)
"""The heart in the belt, as a share of a breath's depth, with a second harmonic of half."""

NOISE = (0.01, 0.03)
DRIFT = 0.3
DRIFT_HZ = 0.01
"""Wander slower than this, standard deviation beside a breath's depth: a belt warms and creeps over minutes.

Faster drift would itself move the turns of slow breaths, and nobody could tell it from the lungs.
"""

GAIN = (0.6, 1.6)
EVERY_S = 120.0
"""Every two minutes the belt slips and its gain becomes another, within a second."""


class State(IntEnum):
    """What the lungs do."""

    IN = 0
    OUT = 1
    HELD = 2


@dataclass(frozen=True, slots=True)
class Breathed:
    """Volume over time with its turns."""

    t_s: np.ndarray
    volume: np.ndarray
    """(n,), depth of a usual breath is 1."""
    in_s: np.ndarray
    """(k,) inhalations begin."""
    full_s: np.ndarray
    """(k,) inhalations end."""
    out_s: np.ndarray
    """(k,) exhalations begin: at once, or after a hold."""
    holds_s: np.ndarray
    """(h, 2) held from, to."""

    def state(self, at_s: np.ndarray) -> np.ndarray:
        """(n,) of :class:`State` at these times; −1 before the first breath."""
        turns = np.sort(np.concatenate((self.in_s, self.out_s)))
        index = np.searchsorted(turns, at_s, side="right") - 1
        state = np.where(np.isin(turns, self.out_s), State.OUT, State.IN)[np.maximum(index, 0)]
        state = np.where(index < 0, -1, state)
        for begin, end in self.holds_s:
            state[(at_s >= begin) & (at_s < end)] = State.HELD
        return state

    def cycle_s(self) -> np.ndarray:
        """(k,) length of each breath, to the next; the last takes the one before."""
        lengths = np.diff(self.in_s)
        return np.append(lengths, lengths[-1])


@dataclass(frozen=True, slots=True)
class Belt:
    """What a belt gives, and the breath beneath."""

    values: np.ndarray
    """(n,) in units of its own."""
    rate_hz: float
    truth: Breathed


def breathe(kind: str, seed: int, lasting_s: float = 600.0, rate_hz: float = RATE_HZ) -> Breathed:
    """Lungs that breathe in one mood, or in several by turns with holds between (*mixed*).

    A breath of length T, share ι and depth d: volume d(1 − cos πu)/2 while inhaling, u from 0 to 1 over ιT; then
    d(1 + cos πu^0.75)/2 while exhaling, faster at first. A hold keeps the full or the empty volume, leaking to 8 %.
    """
    rng = np.random.default_rng([sum(kind.encode()), seed])
    pieces, t = list[tuple[float, float, float, float, float]](), 0.0
    mood, left, base = kind, 0.0, 0.0
    while t < lasting_s:
        if left <= 0:
            mood = str(rng.choice([*KINDS])) if kind == "mixed" else kind
            left = rng.uniform(*SEGMENT_S) if kind == "mixed" else lasting_s
            base = 60 / rng.uniform(*KINDS[mood])
        low, high = 60 / KINDS[mood][1] * 0.9, 60 / KINDS[mood][0] * 1.1
        cycle = float(np.clip(base * np.exp(rng.normal(0, CYCLE_CV[mood])), low, high))
        depth = float(np.exp(rng.normal(0, DEPTH_CV))) * (0.7 if mood == "fast" else 1.0)
        left -= cycle
        held = rng.uniform(*HOLD_S) if kind == "mixed" and left <= 0 else 0.0
        full = held if rng.random() < 0.5 else 0.0
        inhaling = cycle * rng.uniform(*INHALING)
        pieces.append((inhaling, full, cycle - inhaling, held - full, depth))
        t += cycle + held
    return _laid(pieces, rate_hz)


def _laid(pieces: list[tuple[float, float, float, float, float]], rate_hz: float) -> Breathed:
    """Breaths one after another: inhaling s, held full s, exhaling s, held empty s, depth."""
    lengths = np.array([piece[:4] for piece in pieces])
    edges = np.concatenate(([0.0], np.cumsum(lengths)))
    begins = edges[:-1].reshape(-1, 4)
    t = np.arange(0, edges[-1], 1 / rate_hz)
    part = np.clip(np.searchsorted(edges, t, side="right") - 1, 0, lengths.size - 1)
    u = (t - edges[part]) / np.maximum(lengths.ravel()[part], 1e-9)
    depth = np.array([piece[4] for piece in pieces])[part // 4]
    shapes = [
        (1 - np.cos(np.pi * u)) / 2,
        1 - LEAK * u,
        (1 + np.cos(np.pi * u**0.75)) / 2,
        LEAK * u,
    ]
    leaked = np.where(lengths[part // 4, 1] > 0, 1 - LEAK, 1.0)
    leaving = np.where(lengths[:, 3] > 0, LEAK * np.array([piece[4] for piece in pieces]), 0.0)
    risen = np.concatenate(([0.0], leaving))[part // 4] / depth
    shapes[0] = risen + (1 - risen) * shapes[0]
    shapes[2] = leaked * shapes[2]
    volume = depth * np.choose(part % 4, shapes)
    spans = np.stack((begins[:, [1, 3]], begins[:, [1, 3]] + lengths[:, [1, 3]]), axis=-1).reshape(-1, 2)
    held = spans[np.ptp(spans, axis=1) > 0]
    return Breathed(t, volume, begins[:, 0], begins[:, 1], begins[:, 2], held)


def heart(t_s: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(n,) a ripple of amplitude 1 at 55 to 85 beats a minute that wanders by 4 %, with a second harmonic of half."""
    rate = rng.uniform(55, 85) / 60 * (1 + 0.04 * wander(len(t_s), 0.1, t_s[1] - t_s[0], rng))
    phase = 2 * np.pi * np.cumsum(rate) * (t_s[1] - t_s[0]) + rng.uniform(0, 6)
    return np.sin(phase) + 0.5 * np.sin(2 * phase + 1)


def belt(kind: str, seed: int, lasting_s: float = 600.0) -> Belt:
    """A belt round these lungs: gain that slips, drift, the heart's ripple and noise, in arbitrary units."""
    truth = breathe(kind, seed, lasting_s)
    rng = np.random.default_rng([1, sum(kind.encode()), seed])
    t, n = truth.t_s, len(truth.t_s)
    knots = np.arange(0, t[-1] + EVERY_S, EVERY_S)
    slips = np.repeat(np.exp(rng.uniform(*np.log(GAIN), len(knots))), 2)
    gain = np.interp(t, np.sort(np.concatenate((knots, knots + EVERY_S - 1))), slips)
    drift = DRIFT * wander(n, DRIFT_HZ, 1 / RATE_HZ, rng)
    ripple = rng.uniform(*RIPPLE) / 1.5 * heart(t, rng)
    noise = rng.normal(0, rng.uniform(*NOISE), n)
    scale, offset = 10 ** rng.uniform(-2, 3), rng.uniform(-5, 5)
    return Belt(scale * (gain * truth.volume + drift + ripple + noise + offset), RATE_HZ, truth)


@dataclass(frozen=True, slots=True)
class Lying:
    """What a phone on the belly gives, and the breath beneath."""

    t_s: np.ndarray
    acc_g: np.ndarray
    """(n, 3) with gravity."""
    truth: Breathed
    inwards: tuple[float, float, float]
    """The way gravity goes in the sensor's axes as breath comes in."""


def belly(kind: str, seed: int, lasting_s: float = 300.0, *, rounded: bool = False) -> Lying:
    """A phone that the belly tilts by 1 to 3 degrees a breath (rounded: 2 to 4) and lifts by 5 to 10 mm.

    Gravity turns by θ(t) = θ₀ + a·volume about an axis across the body; the lift's second derivative adds along
    gravity; each heart beat shakes by 2 to 5 mg at 6 to 9 Hz, gone in 0.15 s; the sensor's noise is 1.5 mg.
    At 100 Hz, or at an uneven 60 Hz rounded to 0.1 m/s² as browsers give it.
    """
    truth = breathe(kind, seed, lasting_s, RAW_HZ)
    rng = np.random.default_rng([2, sum(kind.encode()), seed])
    t, n = truth.t_s, len(truth.t_s)
    tilt = np.deg2rad(rng.uniform(0, 20) + rng.uniform(*((2, 4) if rounded else (1, 3))) * truth.volume)
    tilt = tilt + np.deg2rad(0.5) * wander(n, DRIFT_HZ, 0.01, rng)
    smooth = np.convolve(truth.volume, np.hanning(21) / np.hanning(21).sum(), mode="same")
    lift = rng.uniform(0.005, 0.010) * np.gradient(np.gradient(smooth, 0.01), 0.01) / 9.80665
    lift[:30] = lift[-30:] = 0
    pulse = np.zeros(n)
    beats = np.cumsum(rng.normal(60 / rng.uniform(55, 85), 0.03, int(lasting_s * 2)))
    pulse[np.minimum((beats[beats < t[-1]] * 100).astype(int), n - 1)] = 1
    ring = np.arange(60) / 100
    shake = rng.uniform(0.002, 0.005) * np.convolve(
        pulse, np.exp(-ring / 0.15) * np.sin(2 * np.pi * rng.uniform(6, 9) * ring)
    )
    frame, leaning = turned(rng), float(np.median(tilt))
    x, y, z = frame @ (0.0, np.cos(leaning), -np.sin(leaning))
    down = np.stack((np.zeros(n), np.sin(tilt), np.cos(tilt)), axis=1)
    acc = down * (1 + lift + shake[:n])[:, None] @ frame.T + rng.normal(0, 0.0015, (n, 3))
    if rounded:
        return Lying(*as_browsers_give(t, acc, rng), truth, (x, y, z))
    return Lying(t, acc, truth, (x, y, z))
