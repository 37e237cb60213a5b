"""RR series whose truth is known: detector errors put into a clean series, and rhythms of known power."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

SHARES = {"missed": 1 / 3, "extra": 1 / 3, "ectopic": 1 / 3}
"""Of the artefacts put in. Equal thirds, so that no kind hides behind another."""

APART = 4
"""Beats between two artefacts at least, so that each interval has one truth."""

EXTRA_AT = (0.2, 0.8)
"""Where in its interval an extra beat falls: a T wave lies near 0.3 to 0.45 of it, noise anywhere."""

ECTOPIC_BY = (0.15, 0.40)
"""How far a beat is misplaced, as a share of the interval before it.

Premature beats come at least a sixth early; Malik's filter (1996, European Heart Journal 17:354, Task Force) uses 20 %.
"""

ECTOPIC_EARLY = 0.8
"""Share of the misplaced beats that come early; the rest come late."""


class Artefact(IntEnum):
    """What was done to an interval."""

    NONE = 0
    MISSED = 1
    EXTRA = 2
    ECTOPIC = 3


@dataclass(frozen=True, slots=True)
class Marred:
    """A series with artefacts, and the truth of each interval."""

    rr_ms: np.ndarray
    """(n,), whole milliseconds."""
    truth: np.ndarray
    """(n,) of :class:`Artefact`."""
    event: np.ndarray
    """(n,) number of the artefact that touched the interval, -1 for none."""


def mar(rr_ms: np.ndarray, share: float, seed: int) -> Marred:
    """A clean series with this share of its beats marred.

    Beats lie at the running sum of the intervals. A *missed* beat is left out (one long interval); an *extra* one is
    put at a uniform place of an interval (two short ones); an *ectopic* or misplaced one moves by a uniform share of
    the interval before it (one short and one long, or the reverse). The sum of all intervals stays the same.
    """
    rng = np.random.default_rng(seed)
    beats = np.concatenate(([0.0], np.cumsum(rr_ms, dtype=float)))
    places = _places(len(beats), round(share * len(rr_ms)), rng)
    kinds = rng.choice([Artefact.MISSED, Artefact.EXTRA, Artefact.ECTOPIC], len(places), p=[*SHARES.values()])
    out, touched = list(beats), dict[float, tuple[int, int]]()
    for number, (at, kind) in enumerate(zip(places, kinds, strict=True)):
        before, here, after = beats[at - 1 : at + 2]
        mark = (int(kind), number)
        out.remove(here)
        if kind == Artefact.MISSED:
            touched[after] = mark
            continue
        if kind == Artefact.EXTRA:
            extra = before + rng.uniform(*EXTRA_AT) * (here - before)
            out += [here, extra]
            touched |= {extra: mark, here: mark}
            continue
        sign = -1 if rng.random() < ECTOPIC_EARLY else 1
        room = 0.8 * ((here - before) if sign < 0 else (after - here))
        moved = here + sign * min(rng.uniform(*ECTOPIC_BY) * (here - before), room)
        out.append(moved)
        touched |= {moved: mark, after: mark}
    ends = np.sort(np.array(out))[1:]
    marks = [touched.get(end, (0, -1)) for end in ends]
    rr = np.diff(np.round(np.concatenate(([0.0], ends))))
    return Marred(rr, np.array([kind for kind, _ in marks]), np.array([number for _, number in marks]))


def _places(beats: int, count: int, rng: np.random.Generator) -> np.ndarray:
    """Beats to mar, in order, at least APART from each other and from both ends."""
    room = beats - 2 * APART - count * (APART - 1)
    return APART + np.sort(rng.choice(room, count, replace=False)) + np.arange(count) * (APART - 1)


@dataclass(frozen=True, slots=True)
class Rhythms:
    """An RR series and the power that its slow rhythms have."""

    rr_ms: np.ndarray
    lf_ms2: float
    """Between 0.04 and 0.15 Hz."""
    hf_ms2: float
    """Between 0.15 and 0.40 Hz."""
    hertz: tuple[float, float]
    """Of the two rhythms."""


LF_HZ = (0.055, 0.135)
HF_HZ = (0.170, 0.350)
"""Where rhythms are put: clear of the limits of the bands (Task Force 1996) by more than the window's resolution."""

LF_MS = (12.0, 35.0)
HF_MS = (8.0, 35.0)
"""Amplitudes: powers of 70 to 600 and 30 to 600 ms², what healthy adults at rest have (Nunan 2010)."""

MEAN_MS = (650.0, 1050.0)


def sinusoids(seed: int, lasting_s: float = 300.0) -> Rhythms:
    """Intervals that are a constant and two sinusoids of time, sampled at the end of each interval.

    RR(t) = m + a₁ sin(2πf₁t + φ₁) + a₂ sin(2πf₂t + φ₂); beat k+1 solves t = t_k + RR(t), by fixed point (RR′ < 0.1).
    Power of a rhythm is a²/2 exactly.
    """
    rng = np.random.default_rng(seed)
    mean, lf, hf = rng.uniform(*MEAN_MS), rng.uniform(*LF_MS), rng.uniform(*HF_MS)
    hertz = np.array([rng.uniform(*LF_HZ), rng.uniform(*HF_HZ)])
    phase, size = rng.uniform(0, 2 * np.pi, 2), np.array([lf, hf])
    beats = [0.0]
    while beats[-1] < lasting_s:
        end = beats[-1] + mean / 1000
        for _ in range(30):
            end = beats[-1] + (mean + float(size @ np.sin(2 * np.pi * hertz * end + phase))) / 1000
        beats.append(end)
    return Rhythms(1000 * np.diff(beats), lf**2 / 2, hf**2 / 2, (float(hertz[0]), float(hertz[1])))


def pulse_frequency(seed: int, lasting_s: float = 300.0) -> Rhythms:
    """Beats of an integral pulse frequency modulator driven by two rhythms.

    A beat falls whenever ∫(1 + m(t)) dt has grown by T (Berger 1986, 10.1109/TBME.1986.325789; Mateo and Laguna 2000,
    10.1109/10.841331), m = Σ mᵢ cos(2πfᵢt + φᵢ). An interval holds the mean of m over itself, so that a rhythm's
    amplitude in the intervals is T·mᵢ·sin(πfᵢT)/(πfᵢT) to first order in m (here m is below 0.05, and
    what is left out below 0.3 %).
    """
    rng = np.random.default_rng(seed)
    period = rng.uniform(*MEAN_MS) / 1000
    hertz = np.array([rng.uniform(*LF_HZ), rng.uniform(*HF_HZ)])
    size = np.array([rng.uniform(0.01, 0.03), rng.uniform(0.01, 0.03)])
    phase = rng.uniform(0, 2 * np.pi, 2)
    wave = 2 * np.pi * hertz

    def grown(t: float) -> float:
        return t + float((size / wave) @ (np.sin(wave * t + phase) - np.sin(phase)))

    beats, t = [], 0.0
    for k in range(int(lasting_s / period) + 1):
        for _ in range(40):
            t -= (grown(t) - k * period) / (1 + float(size @ np.cos(wave * t + phase)))
        beats.append(t)
        t += period
    lf, hf = (1000 * period * size * np.sinc(hertz * period)) ** 2 / 2
    return Rhythms(1000 * np.diff(beats), float(lf), float(hf), (float(hertz[0]), float(hertz[1])))


@dataclass(frozen=True, slots=True)
class Swayed:
    """Beats that a known breath sways."""

    beats_s: np.ndarray
    """(n + 1,)"""
    rr_ms: np.ndarray
    """(n,): the interval that ends at each beat but the first."""
    per_min: np.ndarray
    """(m,) true breaths a minute at each whole second."""


def swayed_by_breath(seed: int, lasting_s: int = 600) -> Swayed:
    """A modulator driven by breath and by a slower rhythm, with the breath's rate wandering.

    m = m_b cos φ(t) + m_s cos(2π·0.1·t + φ₀) + a random walk; φ′ = 2π·rate(t)/60, the rate going between five
    knots from 8 to 24 a minute at most 6 apart. Breath sways the intervals by 15 to 60 ms, the slow rhythm (Mayer waves,
    0.1 Hz) by 5 to 25 ms; 3 to 8 ms of unrest besides. Times are rounded to 1/1024 s, as a strap gives them.
    """
    rng = np.random.default_rng(seed)
    grid = np.arange(0, lasting_s, 0.01)
    knots = np.clip(rng.uniform(8, 24) + rng.uniform(-3, 3, 5), 7, 26)
    rate = np.interp(grid, np.linspace(0, lasting_s, 5), knots)
    period = rng.uniform(0.75, 1.05)
    breath = rng.uniform(0.015, 0.06) / period * np.cos(2 * np.pi * np.cumsum(rate) / 6000)
    slow = rng.uniform(0.005, 0.025) / period * np.cos(2 * np.pi * 0.1 * grid + rng.uniform(0, 6))
    turns = (grid + np.cumsum(breath + slow) * 0.01) / period
    beats = np.interp(np.arange(int(turns[-1])), turns, grid)
    beats = beats + np.cumsum(rng.normal(0, rng.uniform(0.003, 0.008), len(beats))) * 0.3
    beats = np.round(beats * 1024) / 1024
    return Swayed(beats, 1000 * np.diff(beats), rate[::100])
