"""A HYPOTHESIS, not a finding: how threat, movement and grounding move a body, from one second to the next.

Seven quantities in arbitrary units tell the story of a threat: arousal A, adrenaline E, cortisol C, bracing M,
unfinished charge G, holding pattern H and shutdown V; an eighth, ACTH, stands before cortisol so that cortisol
peaks when it does in people. This module is the truth that every faster engine is held to: plain numpy, float64,
explicit Euler, one second a step. (Half a minute a step is unstable and invents a state that is not there.)

Nobody is like this. No constant was fitted to a person; no study measured a hip flexor under threat.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from slackwater.body.constants import AS_WRITTEN, Amount, Constants

MINUTES_A_STEP = 1 / 60

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Acute:
    """The whole state of n people; each quantity is one number or (n,). Arbitrary units."""

    arousal: Amount
    """A: 0.15 at rest, overwhelm beyond 1."""
    adrenaline: Amount
    """E, above rest."""
    acth: Amount
    """P, above rest."""
    cortisol: Amount
    """C: 0.3 at rest."""
    bracing: Amount
    """M: 0.1 at rest."""
    charge: Amount
    """G, 0 … 1: unfinished charge; days."""
    holding: Amount
    """H, 0 … 1: the holding pattern; weeks."""
    shutdown: Amount
    """V, 0 … 1: freeze."""


STATES = tuple(field.name for field in fields(Acute))
"""The order of the rows where states travel as one array."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What happens to a body in one second; each is one number or (n,)."""

    threat: Amount = 0.0
    movement: Amount = 0.0
    """Intensity: level / 10."""
    grounding: Amount = 0.0
    """0 none, 1 the whole of the attention on contact and slow breath."""
    tremor: Amount = 0.0
    """0 none, 1 invited tremor."""
    completed: Amount = 0.0
    """Share of the defensive response that is completed."""


NOTHING = Doing()


def above(value: Amount) -> Amount:
    """The value where it is positive, else 0."""
    return np.maximum(value, 0.0)


def switch(value: Amount) -> Amount:
    """The logistic function: 0 far below 0, ½ at 0, 1 far above."""
    fading: Amount = np.exp(-np.clip(value, -60.0, 60.0))
    return 1 / (1 + fading)


def step(
    constants: Constants, body: Acute, doing: Doing = NOTHING, unrest: tuple[Amount, Amount] = (0.0, 0.0)
) -> Acute:
    """Give the body one second later; ``unrest`` is two standard normal draws, each one number or (n,)."""
    k, dt = constants, MINUTES_A_STEP
    over = above(body.arousal - k.rest)
    beyond_ease = above(doing.movement - k.ease * (1 - k.ease_lost * body.holding))
    pull = _pull(k, body, doing, over)
    brace = (
        k.bracing_rest
        - body.bracing
        + k.bracing_from_arousal * over
        + k.bracing_from_holding * body.holding
        + k.bracing_from_force * beyond_ease
    )
    freed = discharge(k, body, doing)
    unfinished = 1 - doing.completed
    wave = dt**0.5
    return Acute(
        arousal=body.arousal
        + pull / np.where(pull > 0, k.rise_min, k.fall_min) * dt
        + k.arousal_unrest * wave * unrest[0],
        adrenaline=body.adrenaline
        + (k.adrenaline_gain * above(body.arousal - k.adrenaline_onset) - body.adrenaline)
        / k.adrenaline_min
        * dt,
        acth=body.acth + (over - body.acth) / k.acth_min * dt,
        cortisol=body.cortisol
        + (k.cortisol_rest - body.cortisol + k.cortisol_gain * body.acth) / k.cortisol_min * dt,
        bracing=body.bracing + brace / k.bracing_min * dt + k.bracing_unrest * wave * unrest[1],
        charge=body.charge + charging(k, body, doing.threat * unfinished, unfinished, freed) * dt,
        holding=body.holding + bending(k, body, beyond_ease, unfinished, freed) * dt,
        shutdown=body.shutdown
        + (switch((body.arousal - k.overwhelm) / k.shutdown_edge) - body.shutdown) / k.shutdown_min * dt,
    )


def _pull(k: Constants, body: Acute, doing: Doing, over: Amount) -> Amount:
    """Where arousal is drawn, from where it is."""
    return (
        k.rest
        - body.arousal
        + k.threat_gain * doing.threat
        + k.arousal_from_bracing * above(body.bracing - k.bracing_rest)
        + k.arousal_from_adrenaline * body.adrenaline
        + k.arousal_from_movement * doing.movement * (1 + k.charge_in_movement * body.charge)
        - k.grounding * doing.grounding * over
        - k.shutdown_damping * body.shutdown * over
    )


def discharge(constants: Constants, body: Acute, doing: Doing) -> Amount:
    """Discharge a minute: within the window, at rest or in tremor, and not in shutdown."""
    k = constants
    at_rest = k.discharge_at_rest * body.adrenaline * above(1 - k.stillness * doing.movement)
    fuelled: Amount = np.minimum(2 * body.adrenaline, 1.0)
    in_tremor = k.discharge_in_tremor * doing.tremor * fuelled
    within = switch((body.arousal - k.window_low) / k.window_edge) * switch(
        (k.window_high - body.arousal) / k.window_edge
    )
    present: Amount = 1 - np.minimum(4 * body.shutdown, 1.0)
    return (at_rest + in_tremor) * within * present


def charging(constants: Constants, body: Acute, threat: Amount, unfinished: Amount, freed: Amount) -> Amount:
    """Change of unfinished charge a minute; ``threat`` is what of it was not answered."""
    k = constants
    flooded = k.charge_from_flooding * unfinished * above(body.arousal - k.overwhelm)
    return (
        (k.charge_from_threat * threat + flooded) * (1 - body.charge)
        - freed * body.charge
        - body.charge / k.charge_min
    )


def bending(
    constants: Constants, body: Acute, beyond_ease: Amount, unfinished: Amount, freed: Amount
) -> Amount:
    """Change of the holding pattern a minute."""
    k = constants
    fourth = above(body.bracing) ** 4
    held = (
        k.holding_base
        + k.self_hold * fourth / (k.self_hold_half**4 + fourth)
        + k.holding_from_charge * body.charge
    )
    rebraced = (
        k.holding_from_arousal * unfinished * above(body.arousal - k.window_high)
        + k.holding_from_force * beyond_ease
    )
    return (
        (held - body.holding) / k.holding_min
        - k.unwinding * freed * body.holding
        + rebraced * (1 - body.holding)
    )


def at_rest(constants: Constants = AS_WRITTEN, holding: Amount = 0.006, charge: Amount = 0.0) -> Acute:
    """The body when nothing has happened for hours: fast quantities where holding pattern and charge put them.

    Newton's method on the one unknown, arousal above rest; four turns leave less than 1e-9 in every shipped world.
    """
    k = constants
    flat = k.bracing_rest + k.bracing_from_holding * holding
    over: Amount = np.zeros(np.broadcast_shapes(np.shape(k.rest), np.shape(flat)))
    for _ in range(4):
        here, there = _wanted(k, flat, over), _wanted(k, flat, over + 1e-6)
        over = over + (here - over) / (1 - np.minimum((there - here) / 1e-6, 0.95))
    arousal = k.rest + over
    return Acute(
        arousal=arousal,
        adrenaline=k.adrenaline_gain * above(arousal - k.adrenaline_onset),
        acth=above(over),
        cortisol=k.cortisol_rest + k.cortisol_gain * above(over),
        bracing=flat + k.bracing_from_arousal * above(over),
        charge=charge + np.zeros_like(over),
        holding=holding + np.zeros_like(over),
        shutdown=switch((arousal - k.overwhelm) / k.shutdown_edge),
    )


def _wanted(k: Constants, flat: Amount, over: Amount) -> Amount:
    """How far above rest arousal is drawn when bracing, adrenaline and shutdown have settled where it is."""
    bracing = flat + k.bracing_from_arousal * above(over)
    adrenaline = k.adrenaline_gain * above(k.rest + over - k.adrenaline_onset)
    shut = switch((k.rest + over - k.overwhelm) / k.shutdown_edge)
    return (
        k.arousal_from_bracing * above(bracing - k.bracing_rest)
        + k.arousal_from_adrenaline * adrenaline
        - k.shutdown_damping * shut * above(over)
    )
