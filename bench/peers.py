"""Other ways to simulate, timed in an environment of their own; prints one JSON object of patient-seconds a second.

SciPy integrates the same person without unrest, in equivalent steps of one second, with right-hand sides in plain
Python; simglucose integrates a patient of its own kind with thirteen states, in steps of a minute.
"""

import json
import math
import time
import warnings
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from scipy.integrate import solve_ivp

from slackwater.body.constants import AS_WRITTEN as K
from slackwater.body.equations import MINUTES_A_STEP, STATES, Acute, Doing, at_rest, step
from slackwater.body.sessions import bouts

RUNS = 3
LEVEL = 0.4
PATIENT_MINUTES = 60


def switch(x: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, x))))


def slopes(_t: float, y: list[float], q: float, grounding: float) -> list[float]:
    """The equations with plain numbers: change a minute of each state."""
    a, e, p, c, m, g, h, v = y
    over, beyond = max(a - K.rest, 0.0), max(q - K.ease * (1 - K.ease_lost * h), 0.0)
    pull = (
        K.rest - a + K.arousal_from_bracing * max(m - K.bracing_rest, 0.0) + K.arousal_from_adrenaline * e
        + K.arousal_from_movement * q * (1 + K.charge_in_movement * g)
        - (K.grounding * grounding + K.shutdown_damping * v) * over
    )  # fmt: skip
    freed = (
        K.discharge_at_rest * e * max(1 - K.stillness * q, 0.0)
        * switch((a - K.window_low) / K.window_edge) * switch((K.window_high - a) / K.window_edge)
        * (1 - min(4 * v, 1.0))
    )  # fmt: skip
    fourth = max(m, 0.0) ** 4
    held = K.self_hold * fourth / (K.self_hold_half**4 + fourth) + K.holding_from_charge * g
    rebraced = K.holding_from_arousal * max(a - K.window_high, 0.0) + K.holding_from_force * beyond
    brace = (
        K.bracing_rest - m + K.bracing_from_arousal * over + K.bracing_from_holding * h
        + K.bracing_from_force * beyond
    )  # fmt: skip
    return [
        pull / (K.rise_min if pull > 0 else K.fall_min),
        (K.adrenaline_gain * max(a - K.adrenaline_onset, 0.0) - e) / K.adrenaline_min,
        (over - p) / K.acth_min,
        (K.cortisol_rest - c + K.cortisol_gain * p) / K.cortisol_min,
        brace / K.bracing_min,
        K.charge_from_flooding * max(a - K.overwhelm, 0.0) * (1 - g) - freed * g - g / K.charge_min,
        (held - h) / K.holding_min - K.unwinding * freed * h + rebraced * (1 - h),
        (switch((a - K.overwhelm) / K.shutdown_edge) - v) / K.shutdown_min,
    ]


def same_equations() -> None:
    """Stop unless the plain right-hand side is the reference's."""
    body = Acute(0.9, 0.5, 0.3, 0.5, 0.5, 0.1, 0.6, 0.2)
    after = step(K, body, Doing(movement=0.55, grounding=0.3))
    mine = slopes(0.0, [getattr(body, name) for name in STATES], 0.55, 0.3)
    theirs = [(getattr(after, name) - getattr(body, name)) / MINUTES_A_STEP for name in STATES]
    np.testing.assert_allclose(mine, theirs, atol=1e-9)


def session(method: str) -> None:
    """Integrate half an hour, from one change of what is done to the next."""
    plan, y = bouts(), [float(getattr(at_rest(K, 0.7), name)) for name in STATES]
    changes = [0, *(np.flatnonzero(np.diff(plan.movement)) + 1), plan.steps]
    for begin, end in pairwise(changes):
        doing = (LEVEL * plan.movement[begin], plan.grounding[begin])
        span = (begin * MINUTES_A_STEP, end * MINUTES_A_STEP)
        y = list(solve_ivp(slopes, span, y, method, args=doing, rtol=1e-4).y[:, -1])


def simglucose() -> None:
    """Integrate an hour of a virtual patient with diabetes."""
    from simglucose.patient.t1dpatient import Action, T1DPatient  # noqa: PLC0415 - only here, so that it may be missing

    patient = T1DPatient.withName("adolescent#001")
    for _ in range(PATIENT_MINUTES):
        patient.step(Action(CHO=0, insulin=0.02))


def rate(run: Callable[[], None], seconds: float) -> float:
    """Patient-seconds a second of processor time, the best of some runs."""
    best = math.inf
    for _ in range(RUNS):
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return seconds / best


def main() -> None:
    """Measure what is there."""
    warnings.simplefilter("ignore")
    same_equations()
    found: dict[str, float | str] = {
        f"SciPy solve_ivp, {method}": rate(lambda method=method: session(method), bouts().steps)
        for method in ("RK45", "LSODA")
    }
    try:
        found["simglucose, one patient, 13 states"] = rate(simglucose, 60 * PATIENT_MINUTES)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        found["simglucose, one patient, 13 states"] = f"does not run: {error}"
    print(json.dumps(found))


if __name__ == "__main__":
    main()
