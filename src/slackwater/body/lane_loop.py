"""The inner loop of ``lanes``: one second of the HYPOTHESIS for 64 people, written so that it becomes vector code.

Everything a block needs lies in one array of rows of 64, so that the compiler can see that no row overlaps another;
comparisons choose between values and never between ways: ``max`` and ``min`` would ask about NaN first, and the loop
would go person by person, ten times slower. Each formula is that of ``equations``, in float32.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numba import int32, njit

if TYPE_CHECKING:
    from slackwater.body.lanes import Fixed

F = np.float32
U = np.uint32

LANES = 64
"""People in a block: four vectors of 512 bits, and a block's rows stay within 8 KiB."""

CACHE_LINE = 64
"""Bytes; where a machine has others, only the speed differs."""

ZERO, HALF, ONE, TWO, FOUR = F(0), F(0.5), F(1), F(2), F(4)
SIXTH, PART, FLAT, LIMIT = F(1 / 6), F(1 / 64), F(20), F(20 / 64)
BYTES_MEAN, PER_BYTES_SD = F(510), F(1 / 147.80054)
STRIDE, FIRST, SECOND = U(0x9E3779B9), U(0x7FEB352D), U(0x846CA68B)
PAIRS, LOW_HALF = U(0x00FF00FF), U(0xFFFF)
U8, U15, U16 = U(8), U(15), U(16)
FLOODED_S, SHUT_DOWN = F(10), F(0.3)
"""As ``sessions`` has them."""

AROUSAL, ADRENALINE, ACTH, CORTISOL, BRACING, CHARGE, HOLDING, SHUTDOWN = (row * LANES for row in range(8))
PEAK, OVER_WINDOW, OVERWHELMED = (row * LANES for row in range(8, 11))
REST, MOVED, GROUNDED, UNREST, BRACED, HELD, EASE, UNWINDING, LEVEL = (row * LANES for row in range(11, 20))
CHARGED, BENT, FLOODED = (row * LANES for row in range(20, 23))
"""Where each row begins: the eight states, what comes out besides, what is the person's own, and the changes of
charge and holding pattern since the session began with the seconds in a row beyond overwhelm."""
ROWS, OUT_ROWS, OWN_ROWS = 23, 11, 9

Part = TypeVar("Part", bound=Callable[..., Any])


def part(function: Part) -> Part:
    """Give the function as a piece that is written into every loop that calls it."""
    return cast("Part", njit(inline="always")(function))


@part
def above(value: F) -> F:
    """The value where it is positive, else 0."""
    return value if value > ZERO else ZERO


@part
def at_most_one(value: F) -> F:
    """The value, and no more than 1."""
    return value if value < ONE else ONE


@part
def fading(value: F) -> F:
    """exp(-value) by a cubic of a 64th part, squared six times; flat beyond ±20.

    1 / (1 + this) is the logistic function within 1e-5.
    """
    highest = value if value < FLAT else FLAT
    y = highest * -PART
    y = y if y < LIMIT else LIMIT
    e = ONE + y * (ONE + y * (HALF + y * SIXTH))
    e = e * e
    e = e * e
    e = e * e
    e = e * e
    e = e * e
    return e * e


@part
def unrest(start: U, first: U, second: U) -> F:
    """``chance.nearly_normal`` of ``chance.draw``. The compiler counts in 64 bits unless it is told, each time."""
    word = U(start + first)
    word = U(U(word ^ U(word >> U16)) * FIRST)
    word = U(word ^ second)
    word = U(U(word ^ U(word >> U15)) * SECOND)
    word = U(word ^ U(word >> U16))
    pairs = U(U(word & PAIRS) + U(U(word >> U8) & PAIRS))
    return (F(int32(U(pairs & LOW_HALF) + U(pairs >> U16))) - BYTES_MEAN) * PER_BYTES_SD


@part
def discharge(k: "Fixed", a: F, e: F, v: F, q: F, tremor: F) -> F:  # noqa: PLR0913, PLR0917 - the equation's own
    """``equations.discharge``."""
    at_rest = k.discharge_at_rest * e * above(ONE - k.stillness * q)
    in_tremor = k.discharge_in_tremor * tremor * at_most_one(TWO * e)
    low, high = (
        fading((a - k.window_low) * k.window_steepness),
        fading((k.window_high - a) * k.window_steepness),
    )
    return (at_rest + in_tremor) * (ONE - at_most_one(FOUR * v)) / ((ONE + low) * (ONE + high))


@part
def held(k: "Fixed", m: F, g: F) -> F:
    """Where bracing and charge draw the holding pattern."""
    square = above(m) * above(m)
    fourth = square * square
    return (
        k.holding_base + k.self_hold * fourth / (k.self_hold_half_fourth + fourth) + k.holding_from_charge * g
    )


@part
def slow(k: "Fixed", row: Any, j: int, now: Any) -> None:  # noqa: ANN401 - an array and a tuple of numba's
    """Charge and holding pattern a second later."""
    threat, unfinished, a, m, g, h, beyond_ease, freed = now
    row[CHARGED + j] += (
        (k.charge_from_threat * threat + k.charge_from_flooding * above(a - k.overwhelm))
        * unfinished
        * (ONE - g)
        - freed * g
    ) * k.dt - g * k.charge_rate
    rebraced = (
        k.holding_from_arousal * unfinished * above(a - k.window_high) + k.holding_from_force * beyond_ease
    )
    row[BENT + j] += (held(k, m, g) - h) * k.holding_rate + (
        rebraced * (ONE - h) - row[UNWINDING + j] * freed * h
    ) * k.dt


@part
def tally(k: "Fixed", row: Any, j: int, second: F, last: F) -> None:  # noqa: ANN401
    """Count the second: peak, time over the window, and the first overwhelm (``last`` while there is none)."""
    a = row[AROUSAL + j]
    row[PEAK + j] = a if a > row[PEAK + j] else row[PEAK + j]
    row[OVER_WINDOW + j] += ONE if a > k.window_high else ZERO
    flooded = row[FLOODED + j] + ONE if a > k.overwhelm else ZERO
    row[FLOODED + j] = flooded
    now = (flooded >= FLOODED_S) | (row[SHUTDOWN + j] > SHUT_DOWN)
    first = second if now else last
    row[OVERWHELMED + j] = first if first < row[OVERWHELMED + j] else row[OVERWHELMED + j]


@part
def fast(k: "Fixed", row: Any, j: int, doing: Any, noise: Any) -> None:  # noqa: ANN401
    """All quantities a second later."""
    q, threat, grounding, tremor, unfinished = doing
    a, e, p, m, v = row[AROUSAL + j], row[ADRENALINE + j], row[ACTH + j], row[BRACING + j], row[SHUTDOWN + j]
    g, h = row[CHARGE + j] + row[CHARGED + j], row[HOLDING + j] + row[BENT + j]
    rest = row[REST + j]
    over = above(a - rest)
    beyond_ease = above(q - row[EASE + j] * (ONE - k.ease_lost * h))
    pull = (
        rest
        - a
        + k.threat_gain * threat
        + k.arousal_from_bracing * above(m - k.bracing_rest)
        + k.arousal_from_adrenaline * e
        + row[MOVED + j] * q * (ONE + k.charge_in_movement * g)
        - (row[GROUNDED + j] * grounding + k.shutdown_damping * v) * over
    )
    brace = (
        k.bracing_rest - m + row[BRACED + j] * over + row[HELD + j] * h + k.bracing_from_force * beyond_ease
    )
    slow(k, row, j, (threat, unfinished, a, m, g, h, beyond_ease, discharge(k, a, e, v, q, tremor)))
    row[AROUSAL + j] = a + pull * (k.rise if pull > ZERO else k.fall) + row[UNREST + j] * noise[0]
    row[ADRENALINE + j] = e + (k.adrenaline_gain * above(a - k.adrenaline_onset) - e) * k.adrenaline_rate
    row[ACTH + j] = p + (over - p) * k.acth_rate
    row[CORTISOL + j] += (k.cortisol_rest - row[CORTISOL + j] + k.cortisol_gain * p) * k.cortisol_rate
    row[BRACING + j] = m + brace * k.bracing_rate + k.bracing_unrest * noise[1]
    row[SHUTDOWN + j] = (
        v + (ONE / (ONE + fading((a - k.overwhelm) * k.shutdown_steepness)) - v) * k.shutdown_rate
    )


@part
def load(row: Any, key: Any, source: Any, low: int, last: F) -> None:  # noqa: ANN401
    """Bring a block's people into the rows, and their keys beside them."""
    personal, start, keys = source
    for j in range(LANES):
        key[j], key[LANES + j] = keys[0, low + j], keys[1, low + j]
        for each in range(8):
            row[each * LANES + j] = start[each, low + j]
        for each in range(OWN_ROWS):
            row[REST + each * LANES + j] = personal[each, low + j]
        row[PEAK + j] = row[OVER_WINDOW + j] = ZERO
        row[OVERWHELMED + j] = last
        row[CHARGED + j] = row[BENT + j] = row[FLOODED + j] = ZERO


def blocks(  # noqa: PLR0913, PLR0917 - as flat as machine code wants it
    k: "Fixed",
    personal: Any,  # noqa: ANN401
    start: Any,  # noqa: ANN401
    keys: Any,  # noqa: ANN401
    plan: Any,  # noqa: ANN401
    out: Any,  # noqa: ANN401
    stops: F,
    first: int,
    end: int,
) -> None:
    """Live through the session for the blocks from ``first`` to before ``end``.

    ``personal`` (9, n) and ``start`` (8, n) float32; ``keys`` (2, n) uint32; ``plan`` (steps, 5): movement, threat,
    grounding, tremor, unfinished; ``out`` (11, n) takes the states, peak, seconds over the window, and the second
    of the first overwhelm, or the number of steps where there is none.
    """
    rows, key = np.empty((ROWS + 1) * LANES, dtype=F), np.empty(2 * LANES, dtype=U)
    row = rows[(-rows.ctypes.data % CACHE_LINE) // 4 :]  # no vector of 512 bits lies across two lines
    steps = plan.shape[0]
    last, stopped = F(steps), ONE - stops
    for low in range(first * LANES, end * LANES, LANES):
        load(row, key, (personal, start, keys), low, last)
        for second in range(steps):
            one, other = U(U(2 * second) * STRIDE), U(U(2 * second + 1) * STRIDE)
            w, s, g, tremor, unfinished = plan[second]
            for j in range(LANES):
                going = stopped if row[OVERWHELMED + j] < last else ONE
                noise = unrest(one, key[j], key[LANES + j]), unrest(other, key[j], key[LANES + j])
                grounding = g + (ONE - going) * (ONE - g)
                doing = going * w * row[LEVEL + j], s, grounding, going * tremor, unfinished
                fast(k, row, j, doing, noise)
                tally(k, row, j, F(second), last)
        for j in range(LANES):
            row[CHARGE + j] += row[CHARGED + j]
            row[HOLDING + j] += row[BENT + j]
            for each in range(OUT_ROWS):
                out[each, low + j] = row[each * LANES + j]
