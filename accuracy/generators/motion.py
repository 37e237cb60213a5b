"""Phones in motion whose truth is known: tremor with onsets, rocking, stillness, voluntary rhythms."""

from dataclasses import dataclass

import numpy as np

from accuracy.generators.noise import wander

RAW_HZ = 100.0
FINE = 4
"""Made at this many times the raw rate, so that uneven times can be read between samples."""

GRAVITY = 9.80665
"""m/s²."""

NOISE_G = 0.001
"""Of a phone's sensor at 100 Hz, each axis (data sheets: 100 to 150 µg/√Hz)."""

TREMOR_HZ = (4.0, 12.0)
TREMOR_G = (0.05, 0.5)
BOUT_S = (8.0, 25.0)
REST_S = (8.0, 25.0)
ONSET_S = 0.15
"""A bout rises from nothing to its size in this time, as a half cosine; it begins when it rises."""

ROCKING_HZ = (0.1, 2.2)
ROCKING_G = (0.05, 0.4)
HARMONICS = (0.30, 0.15, 0.05)
"""Most that the second, third and fourth harmonic of rocking have beside the first."""

VOLUNTARY_HZ = (2.0, 3.0)
VOLUNTARY_G = (0.2, 0.9)
VOLUNTARY_HARMONICS = ((0.3, 0.6), (0.15, 0.4), (0.05, 0.2))
"""Of foot tapping and turning hands: the recorded tasks of ``phone_tasks_pdkit`` are of this kind."""


@dataclass(frozen=True, slots=True)
class Bout:
    """One bout of tremor."""

    begin_s: float
    end_s: float
    seconds: np.ndarray
    """(k,) the whole seconds that lie within it, but for its rise and fall."""
    hertz: np.ndarray
    """(k,) mean rate of each."""
    size_g: np.ndarray
    """(k,) mean peak amplitude of each, along its line."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Samples of a phone, and what it did."""

    t_s: np.ndarray
    """(n,), uneven where a browser gave them."""
    acc_g: np.ndarray
    """(n, 3) with gravity."""
    bouts: tuple[Bout, ...] = ()
    cadence_hz: float | None = None
    """Of rocking and of voluntary rhythms."""
    moving_s: tuple[tuple[float, float], ...] = ()
    """Where the rhythm goes on: pauses lie between."""


def turned(rng: np.random.Generator) -> np.ndarray:
    """(3, 3) a rotation drawn evenly over all: how the phone lies is nobody's choice."""
    q, r = np.linalg.qr(rng.normal(size=(3, 3)))
    q = q * np.sign(np.diag(r))
    return q if np.linalg.det(q) > 0 else -q


def as_browsers_give(
    t_s: np.ndarray, acc_g: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The same motion as a browser tells it: about 60 Hz, uneven, some frames lost, rounded to 0.1 m/s².

    Frames are 16.67 ms apart with 2 ms of jitter (standard deviation) that does not add up; one in a hundred is lost.
    """
    at = np.arange(1, t_s[-1] * 60 - 1) / 60
    at = np.sort(at + np.clip(rng.normal(0, 0.002, len(at)), -0.007, 0.007))
    at = np.round(at[rng.random(len(at)) > 0.01], 4)
    seen = np.stack([np.interp(at, t_s, acc_g[:, axis]) for axis in range(3)], axis=1)
    return at, np.round(seen * GRAVITY, 1) / GRAVITY


def _given(
    fine_s: np.ndarray, acc_g: np.ndarray, rng: np.random.Generator, *, rounded: bool
) -> tuple[np.ndarray, np.ndarray]:
    """What the sensor gives of a motion without noise: raw at 100 Hz, or as a browser does."""
    noisy = acc_g + rng.normal(0, NOISE_G * np.sqrt(FINE if rounded else 1), acc_g.shape)
    return as_browsers_give(fine_s, noisy, rng) if rounded else (fine_s[::FINE], noisy[::FINE])


def _held(fine_s: np.ndarray, rng: np.random.Generator, degrees: float) -> np.ndarray:
    """(n, 3) gravity in a phone whose pose wanders by so many degrees, below 0.2 Hz."""
    lean = np.deg2rad(degrees) * np.stack([wander(len(fine_s), 0.2, fine_s[1], rng) for _ in range(2)])
    down = np.stack((np.sin(lean[0]), np.sin(lean[1]), np.cos(lean[0]) * np.cos(lean[1])), axis=1)
    return down / np.linalg.norm(down, axis=1)[:, None] @ turned(rng).T


def _line(rng: np.random.Generator) -> np.ndarray:
    """(3,) a direction drawn evenly."""
    return turned(rng)[:, 0]


def fine(lasting_s: float) -> np.ndarray:
    """(n,) times at which motion is made."""
    return np.arange(int(lasting_s * RAW_HZ * FINE)) / (RAW_HZ * FINE)


def still(seed: int, lasting_s: float = 120.0, *, rounded: bool = False) -> Moved:
    """A phone that lies: gravity and noise."""
    rng, t = np.random.default_rng([10, seed]), fine(lasting_s)
    return Moved(*_given(t, _held(t, rng, 0.05), rng, rounded=rounded))


def tremor(
    seed: int, lasting_s: float = 180.0, *, rounded: bool = False, over_rocking: bool = False
) -> Moved:
    """A held phone that trembles in bouts: a(t)·sin φ(t) along one line for each bout, over a pose that wanders.

    φ′ = 2πf(1 + 0.03·w₁), a = size·(1 + 0.05·w₂) with slow wanders w (below 0.3 Hz), sizes drawn evenly in their
    logarithm; between bouts the hand is only held (1.5 degrees of wander).
    ``over_rocking`` adds a slow rocking that goes on throughout: 0.1 to 0.8 Hz, 0.05 to 0.2 g, second harmonic a tenth.
    """
    rng, t = np.random.default_rng([11, seed]), fine(lasting_s)
    acc, bouts, at = _held(t, rng, 1.5), list[Bout](), 0.0
    while True:
        begin = at + rng.uniform(*REST_S)
        end = begin + rng.uniform(*BOUT_S)
        if end > lasting_s - 5:
            break
        about_hz, about_g = rng.uniform(*TREMOR_HZ), float(np.exp(rng.uniform(*np.log(TREMOR_G))))
        inside = slice(int(begin * RAW_HZ * FINE), int(end * RAW_HZ * FINE))
        here = t[inside] - begin
        rise = (1 - np.cos(np.pi * np.clip(here / ONSET_S, 0, 1))) / 2
        rise *= (1 - np.cos(np.pi * np.clip((end - begin - here) / ONSET_S, 0, 1))) / 2
        hertz = about_hz * (1 + 0.03 * _bounded(wander(len(here), 0.3, t[1], rng)))
        phase = 2 * np.pi * np.cumsum(hertz) * t[1] + rng.uniform(0, 6)
        size = about_g * (1 + 0.05 * wander(len(here), 0.3, t[1], rng))
        acc[inside] += (rise * size * np.sin(phase))[:, None] * _line(rng)
        bouts.append(_bout(begin, end, t[inside], hertz, size))
        at = end
    if over_rocking:
        rock = rng.uniform(0.05, 0.2) * _harmonic(_rhythm(t, rng.uniform(0.1, 0.8), 0.05, rng), (0.1,), rng)
        acc = acc + rock[:, None] * _line(rng)
    return Moved(*_given(t, acc, rng, rounded=rounded), tuple(bouts))


def _bout(begin: float, end: float, t: np.ndarray, hertz: np.ndarray, size: np.ndarray) -> Bout:
    """The bout with the truth of each whole second of it."""
    seconds = np.arange(int(np.ceil(begin + ONSET_S)), int(end - ONSET_S))
    inside = [(t >= k) & (t < k + 1) for k in seconds]
    each = np.array([(hertz[at].mean(), size[at].mean()) for at in inside]).reshape(-1, 2)
    return Bout(begin, end, seconds, each[:, 0], each[:, 1])


def _bounded(wave: np.ndarray) -> np.ndarray:
    """A wander kept within ±1."""
    return np.clip(wave, -1, 1)


def _harmonic(phase: np.ndarray, sizes: tuple[float, ...], rng: np.random.Generator) -> np.ndarray:
    """(n,) a rhythm and its harmonics at phases of their own."""
    wave = np.sin(phase)
    for number, size in enumerate(sizes, start=2):
        wave = wave + size * np.sin(number * phase + rng.uniform(0, 6))
    return wave


def _rhythm(t: np.ndarray, hertz: float, spread: float, rng: np.random.Generator) -> np.ndarray:
    """(n,) a phase that goes at this rate, wandering by this share below a fifth of it."""
    slow = _bounded(wander(len(t), max(hertz / 5, 0.02), t[1], rng))
    return 2 * np.pi * np.cumsum(hertz * (1 + spread * slow)) * t[1]


def _with_pauses(
    t: np.ndarray, rng: np.random.Generator, pause_s: tuple[float, float] | None
) -> tuple[np.ndarray, tuple[tuple[float, float], ...]]:
    """(n,) 1 while the rhythm goes on, falling and rising within a second at pauses; and the spans of 1."""
    if pause_s is None:
        return np.ones(len(t)), ((0.0, float(t[-1])),)
    length = rng.uniform(*pause_s)
    begin = rng.uniform(0.3, 0.6) * t[-1]
    edges = [0.0, begin, begin + 1, begin + 1 + length, begin + 2 + length, float(t[-1])]
    spans = ((0.0, float(begin)), (float(edges[4]), float(t[-1])))
    return np.interp(t, edges, [1, 1, 0, 0, 1, 1]), spans


def rocking(seed: int, lasting_s: float = 60.0, *, rounded: bool = False) -> Moved:
    """A body that rocks slowly, with harmonics, drift of its pose and a pause in one minute of three.

    Gravity's part in the plane of rocking goes as size·(sin φ + Σ hₖ sin kφ), φ′ wanders by 8 %; cadence is drawn
    evenly in its logarithm, so that slow rocking is not rare.
    """
    rng, t = np.random.default_rng([12, seed]), fine(lasting_s)
    hertz = float(np.exp(rng.uniform(*np.log(ROCKING_HZ))))
    size = float(np.exp(rng.uniform(*np.log(ROCKING_G))))
    sizes = tuple(rng.uniform(0, most) for most in HARMONICS)
    goes, spans = _with_pauses(t, rng, (5, 15) if seed % 3 == 0 else None)
    acc = _held(t, rng, 2.0)
    wave = size * goes * _harmonic(_rhythm(t, hertz, 0.08, rng), sizes, rng)
    acc = acc + wave[:, None] * _line(rng)
    return Moved(*_given(t, acc, rng, rounded=rounded), (), hertz, spans)


def voluntary(seed: int, lasting_s: float = 60.0, *, rounded: bool = False) -> Moved:
    """A hand or a foot that moves on purpose, 2 to 3 times a second, with strong harmonics in the band of tremor."""
    rng, t = np.random.default_rng([13, seed]), fine(lasting_s)
    hertz, size = rng.uniform(*VOLUNTARY_HZ), rng.uniform(*VOLUNTARY_G)
    sizes = tuple(rng.uniform(*span) for span in VOLUNTARY_HARMONICS)
    acc = _held(t, rng, 4.0)
    swell = 1 + 0.2 * _bounded(wander(len(t), 0.3, t[1], rng))
    wave = size * swell * _harmonic(_rhythm(t, hertz, 0.05, rng), sizes, rng)
    acc = acc + wave[:, None] * _line(rng)
    return Moved(*_given(t, acc, rng, rounded=rounded), (), hertz, ((0.0, lasting_s),))
