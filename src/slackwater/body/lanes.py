"""The HYPOTHESIS of ``equations`` in lanes of 64 people: float32, compiled by numba, a million sessions in seconds.

The inner loop goes over people, has no branch and calls no library, so it becomes vector code. Chance is that
of ``chance``, counter by counter, so a path here is the path of ``sessions.live`` to rounding. Charge and holding
pattern change by less in a second than float32 can tell of numbers near 1; their change since the session
began is summed on its own.

``exact`` keeps every operation where IEEE 754 puts it: results do not depend on shards or threads, nor on the
width of the machine's vectors. Without it the compiler may regroup and fuse.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from slackwater.body.chance import Words
from slackwater.body.constants import PERSONAL, Amount, Constants
from slackwater.body.equations import MINUTES_A_STEP, STATES, Acute
from slackwater.body.lane_loop import LANES, OUT_ROWS, F, blocks
from slackwater.body.sessions import Lived, Schedule

Floats = NDArray[np.float32]


class Fixed(NamedTuple):
    """What all people of a world share, as the loop wants it: float32, rates a step instead of times."""

    threat_gain: F
    arousal_from_bracing: F
    arousal_from_adrenaline: F
    charge_in_movement: F
    shutdown_damping: F
    rise: F
    fall: F
    adrenaline_gain: F
    adrenaline_onset: F
    adrenaline_rate: F
    acth_rate: F
    cortisol_rest: F
    cortisol_gain: F
    cortisol_rate: F
    bracing_rest: F
    bracing_from_force: F
    ease_lost: F
    bracing_rate: F
    bracing_unrest: F
    window_low: F
    window_high: F
    window_steepness: F
    discharge_at_rest: F
    stillness: F
    discharge_in_tremor: F
    charge_from_threat: F
    charge_from_flooding: F
    charge_rate: F
    holding_base: F
    self_hold: F
    self_hold_half_fourth: F
    holding_from_charge: F
    holding_rate: F
    holding_from_arousal: F
    holding_from_force: F
    overwhelm: F
    shutdown_steepness: F
    shutdown_rate: F
    dt: F


def fixed(constants: Constants) -> Fixed:
    """Give a world's shared constants; raises ValueError for one that differs between people and may not."""
    values: dict[str, Any] = {field.name: getattr(constants, field.name) for field in fields(constants)}
    for name, value in values.items():
        if np.ndim(value) and name not in PERSONAL:
            raise ValueError(f"{name} differs between people; in lanes only {', '.join(PERSONAL)} may")
    dt = MINUTES_A_STEP
    values |= {f"{name[:-4]}_rate": dt / values[name] for name in values if name.endswith("_min")}
    values |= {
        "dt": dt,
        "rise": values["rise_rate"],
        "fall": values["fall_rate"],
        "bracing_unrest": values["bracing_unrest"] * dt**0.5,
        "window_steepness": 1 / values["window_edge"],
        "shutdown_steepness": 1 / values["shutdown_edge"],
        "self_hold_half_fourth": values["self_hold_half"] ** 4,
    }
    return Fixed(**{name: F(values[name]) for name in Fixed._fields})


def live(  # noqa: PLR0913 - people, what they do, their chance, and how
    constants: Constants,
    body: Acute,
    schedule: Schedule,
    level: Amount,
    key: Words,
    *,
    stops: bool = True,
    exact: bool = True,
    threads: int = 1,
) -> Lived:
    """Live through a session as ``sessions.live`` does, n people in lanes; the same shapes in and out.

    Paths end within 1e-5 of the reference in every quantity (tests hold them to that). ``threads`` share
    the blocks; they change nothing in the results, with ``exact`` or without.
    """
    laid = lay_out(constants, body, schedule, level, key)
    loop, ends = compiled(exact=exact), np.linspace(0, laid.blocks, 4 * threads + 1).astype(int)

    def some(part: tuple[int, int]) -> None:
        loop(*laid.arguments, F(stops), *part)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(some, pairwise(ends.tolist())))
    return _lived(laid.out[:, : key.shape[1]].astype(np.float64), schedule.steps)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A session laid out for the loop, which ``lane_loop.blocks`` describes; people fill whole blocks."""

    shared: Fixed
    personal: Floats
    start: Floats
    keys: Words
    plan: Floats
    out: Floats

    @property
    def arguments(self) -> tuple[Fixed, Floats, Floats, Words, Floats, Floats]:
        """What the loop takes, before whether to stop, and the first and the last block."""
        return self.shared, self.personal, self.start, self.keys, self.plan, self.out

    @property
    def blocks(self) -> int:
        """How many blocks of 64 there are."""
        return len(self.out[0]) // LANES


def lay_out(constants: Constants, body: Acute, schedule: Schedule, level: Amount, key: Words) -> LaidOut:
    """Lay a session out for the loop; the last person fills what is left of the last block."""
    people = key.shape[1]
    padded = -(-people // LANES) * LANES
    wave = MINUTES_A_STEP**0.5
    own = [getattr(constants, name) * (wave if name == "arousal_unrest" else 1) for name in PERSONAL]
    plan = [schedule.movement, schedule.threat, schedule.grounding, schedule.tremor, 1 - schedule.completed]
    return LaidOut(
        shared=fixed(constants),
        personal=_rows([*own, level], people, padded),
        start=_rows([getattr(body, name) for name in STATES], people, padded),
        keys=np.ascontiguousarray(np.pad(key, ((0, 0), (0, padded - people)), mode="edge")),
        plan=np.stack(plan, axis=1).astype(F),
        out=np.empty((OUT_ROWS, padded), dtype=F),
    )


def _rows(values: list[Amount], people: int, padded: int) -> Floats:
    rows = np.empty((len(values), padded), dtype=F)
    for row, value in zip(rows, values, strict=True):
        row[:people] = value
        row[people:] = row[people - 1]
    return rows


def _lived(out: NDArray[np.float64], steps: int) -> Lived:
    peak, over_window_s, first = out[len(STATES) :]
    return Lived(
        Acute(**dict(zip(STATES, out, strict=False))),
        peak,
        over_window_s,
        np.where(first < steps, first, np.nan),
    )


@cache
def compiled(*, exact: bool) -> Any:  # noqa: ANN401 - numba's own kind of function
    """Give the loop over blocks in machine code; it holds no lock while it runs."""
    return njit(nogil=True, fastmath=not exact, error_model="numpy", boundscheck=False)(blocks)
