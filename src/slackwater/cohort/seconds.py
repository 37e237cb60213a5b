"""One person's seconds of the HYPOTHESIS in machine code, float64: as long as nothing new is done.

Each line is that of ``body.equations`` and ``body.sessions``; chance is that of ``body.chance``, counter by counter.
It hands back at the second in which overwhelm begins, so that the person can answer it.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from numba import njit

from slackwater.body.constants import Constants
from slackwater.body.equations import MINUTES_A_STEP, STATES
from slackwater.body.sessions import FLOODED_S, SHUT_DOWN

F, U = np.float64, np.uint32
STRIDE, FIRST, SECOND = U(0x9E3779B9), U(0x7FEB352D), U(0x846CA68B)
PAIRS, LOW_HALF = U(0x00FF00FF), U(0xFFFF)
U8, U15, U16 = U(8), U(15), U(16)
BYTES_MEAN, BYTES_SD = 510.0, 147.80054
"""As ``body.chance`` has them."""

WAVE = MINUTES_A_STEP**0.5
STEEPEST = 60.0

WHO = np.dtype([*((field.name, F) for field in fields(Constants)), ("noise", F)])
"""A person's constants on one day; ``noise`` is 1, or 0 for a body without unrest."""
BODY = np.dtype([(name, F) for name in STATES])
COUNTS = np.dtype(
    [
        (name, F)
        for name in (
            "lived_s",
            "peak",
            "round_peak",
            "above_s",
            "away_s",
            "over_s",
            "flooded",
            "overwhelms",
            "first_s",
            "began_s",
        )
    ]
)
"""What is counted of a session: seconds lived; highest arousal, and highest since a round began; seconds above the
window, and away (shut down and not above); seconds in a row beyond overwhelm; whether overwhelm lasts; how often it
came, when first and when last (-1: never)."""

Row: TypeAlias = Any
"""A row of one of these, changed in place; or a key."""

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def compiled(function: Compiled) -> Compiled:
    """The function in machine code; no lock is held while it runs."""
    return cast("Compiled", njit(nogil=True, error_model="numpy")(function))


@compiled
def above(value: float) -> float:
    """The value where it is positive, else 0."""
    return max(value, 0.0)


@compiled
def switch(value: float) -> float:
    """The logistic function."""
    return float(1 / (1 + np.exp(-min(max(value, -STEEPEST), STEEPEST))))


@compiled
def unrest(counter: int, first: int, second: int) -> float:
    """``chance.nearly_normal`` of ``chance.draw``."""
    word = U(first + U(U(counter) * STRIDE))
    word = U(U(word ^ U(word >> U16)) * FIRST)
    word = U(word ^ second)
    word = U(U(word ^ U(word >> U15)) * SECOND)
    word = U(word ^ U(word >> U16))
    pairs = U(U(word & PAIRS) + U(U(word >> U8) & PAIRS))
    return (F(U(pairs & LOW_HALF) + U(pairs >> U16)) - BYTES_MEAN) / BYTES_SD


@compiled
def freed_now(k: Row, b: Row, movement: float) -> float:
    """``equations.discharge``, without tremor."""
    at_rest = k.discharge_at_rest * b.adrenaline * above(1 - k.stillness * movement)
    low = switch((b.arousal - k.window_low) / k.window_edge)
    high = switch((k.window_high - b.arousal) / k.window_edge)
    return float(at_rest * (low * high) * (1 - min(4 * b.shutdown, 1.0)))


@compiled
def bent(k: Row, b: Row, beyond_ease: float, freed: float) -> float:
    """``equations.bending``, with nothing completed."""
    fourth = above(b.bracing) ** 4
    held = (
        k.holding_base
        + k.self_hold * fourth / (k.self_hold_half**4 + fourth)
        + k.holding_from_charge * b.charge
    )
    rebraced = k.holding_from_arousal * above(b.arousal - k.window_high) + k.holding_from_force * beyond_ease
    fades = (held - b.holding) / k.holding_min
    return float(fades - k.unwinding * freed * b.holding + rebraced * (1 - b.holding))


@compiled
def charged(k: Row, b: Row, freed: float) -> float:
    """``equations.charging``, without a threat and with nothing completed."""
    flooded = k.charge_from_flooding * above(b.arousal - k.overwhelm)
    return float(flooded * (1 - b.charge) - freed * b.charge - b.charge / k.charge_min)


@compiled
def pulled(k: Row, b: Row, movement: float, grounding: float) -> float:
    """Where arousal is drawn, from where it is."""
    over = above(b.arousal - k.rest)
    return float(
        k.rest
        - b.arousal
        + k.arousal_from_bracing * above(b.bracing - k.bracing_rest)
        + k.arousal_from_adrenaline * b.adrenaline
        + k.arousal_from_movement * movement * (1 + k.charge_in_movement * b.charge)
        - k.grounding * grounding * over
        - k.shutdown_damping * b.shutdown * over
    )


@compiled
def pass_second(k: Row, b: Row, doing: tuple[float, float], noise: tuple[float, float]) -> None:
    """``equations.step`` in place."""
    movement, grounding = doing
    dt = MINUTES_A_STEP
    over = above(b.arousal - k.rest)
    beyond_ease = above(movement - k.ease * (1 - k.ease_lost * b.holding))
    pull = pulled(k, b, movement, grounding)
    brace = (
        k.bracing_rest
        - b.bracing
        + k.bracing_from_arousal * over
        + k.bracing_from_holding * b.holding
        + k.bracing_from_force * beyond_ease
    )
    freed = freed_now(k, b, movement)
    d_charge, d_holding = charged(k, b, freed), bent(k, b, beyond_ease, freed)
    d_adrenaline = (k.adrenaline_gain * above(b.arousal - k.adrenaline_onset) - b.adrenaline) / (
        k.adrenaline_min
    )
    d_shutdown = (switch((b.arousal - k.overwhelm) / k.shutdown_edge) - b.shutdown) / k.shutdown_min
    b.cortisol += (k.cortisol_rest - b.cortisol + k.cortisol_gain * b.acth) / k.cortisol_min * dt
    b.acth += (over - b.acth) / k.acth_min * dt
    b.arousal += pull / (k.rise_min if pull > 0 else k.fall_min) * dt + k.arousal_unrest * WAVE * noise[0]
    b.adrenaline += d_adrenaline * dt
    b.bracing += brace / k.bracing_min * dt + k.bracing_unrest * WAVE * noise[1]
    b.charge += d_charge * dt
    b.holding += d_holding * dt
    b.shutdown += d_shutdown * dt


@compiled
def count(k: Row, b: Row, counts: Row) -> bool:
    """Count the second; whether overwhelm begins in it. It is over when arousal is within the window again."""
    counts.peak = max(counts.peak, b.arousal)
    counts.round_peak = max(counts.round_peak, b.arousal)
    if b.arousal > k.window_high:
        counts.above_s += 1
    elif b.shutdown > SHUT_DOWN:
        counts.away_s += 1
    counts.over_s = counts.over_s + 1 if b.arousal > k.overwhelm else 0.0
    now = counts.over_s >= FLOODED_S or b.shutdown > SHUT_DOWN
    if counts.flooded and not now and b.arousal <= k.window_high:
        counts.flooded = 0.0
    if not now or counts.flooded:
        return False
    counts.flooded = 1.0
    counts.overwhelms += 1
    counts.began_s = counts.lived_s
    if counts.first_s < 0:
        counts.first_s = counts.lived_s
    return True


@compiled
def live(  # noqa: PLR0913, PLR0917 - as flat as machine code wants it
    k: Row,
    b: Row,
    counts: Row,
    key: Row,
    movement: float,
    grounding: float,
    seconds: int,
) -> int:
    """Live so many seconds in place, or until overwhelm begins; how many were lived."""
    for second in range(seconds):
        at = int(counts.lived_s)
        noise = (0.0, 0.0)
        if k.noise:
            noise = (unrest(2 * at, key[0], key[1]), unrest(2 * at + 1, key[0], key[1]))
        pass_second(k, b, (movement, grounding), noise)
        begins = count(k, b, counts)
        counts.lived_s += 1
        if begins:
            return second + 1
    return seconds


@compiled
def peak_of_bouts(
    k: Row, b: Row, movement: float, plan: tuple[int, int, int, int], grounding: float
) -> float:
    """Highest arousal of a session of bouts without unrest; ``b`` is used up.

    ``plan``: seconds to settle, of work, of rest, and how many bouts.
    """
    settle_s, work_s, rest_s, times = plan
    peak = b.arousal
    for second in range(settle_s + times * (work_s + rest_s)):
        at = (second - settle_s) % (work_s + rest_s)
        works = second >= settle_s and at < work_s
        pass_second(k, b, (movement, 0.0) if works else (0.0, grounding), (0.0, 0.0))
        peak = max(peak, b.arousal)
    return float(peak)


@compiled
def share_overwhelmed(  # noqa: PLR0913, PLR0917
    k: Row,
    b: Row,
    counts: Row,
    before: Row,
    key: Row,
    movement: float,
    plan: tuple[int, int, float],
    times: int,
) -> float:
    """Of so many tries of one bout and its rest from the body ``before``, the share that overwhelms.

    ``plan``: seconds of work, of rest, grounding. ``b`` and ``counts`` are used up.
    """
    work_s, rest_s, grounding = plan
    overwhelmed = 0
    for one in range(times):
        copy_body(b, before)
        counts.over_s = counts.flooded = counts.overwhelms = 0.0
        counts.lived_s = one * (work_s + rest_s)
        live(k, b, counts, key, movement, 0.0, work_s)
        live(k, b, counts, key, 0.0, grounding, rest_s)
        overwhelmed += counts.overwhelms > 0
    return overwhelmed / times


@compiled
def copy_body(b: Row, before: Row) -> None:
    """Make ``b`` as ``before`` is."""
    b.arousal, b.adrenaline, b.acth, b.cortisol = (
        before.arousal,
        before.adrenaline,
        before.acth,
        before.cortisol,
    )
    b.bracing, b.charge, b.holding, b.shutdown = (
        before.bracing,
        before.charge,
        before.holding,
        before.shutdown,
    )
