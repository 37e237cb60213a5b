"""A HYPOTHESIS, not a finding: how threat, movement and grounding move a body within one session.

Four fast quantities in arbitrary units, stepped one second at a time. Their form and constants are this
project's own proposal; only the two time constants named below rest on published kinetics, no constant was
fitted to a person, and nothing here measures or describes anyone. It exists so that a demonstration and the
tests have somebody to be kind to.

What changes over hours and days (cortisol, unfinished charge, the holding pattern, discharge) stands still
within a session here.
"""

import math
from dataclasses import dataclass

MINUTES_A_STEP = 1 / 60

RISE_MIN = 0.3
FALL_MIN = 1.2
"""Arousal rises within seconds and is near rest again in under ten minutes (Nilsen 2007, BMC MSD 8:81)."""

ADRENALINE_MIN = 3.6
"""Adrenaline above rest halves in 2.5 min (textbook 2 … 3 min), which is ln 2 of this. Assumed."""

BRACING_MIN = 0.5
SHUTDOWN_MIN = 3.0
BRACING_AT_REST = 0.10
"""Assumed."""


@dataclass(frozen=True, slots=True)
class Nature:
    """What stays the same through a session."""

    rest: float = 0.15
    """Arousal when nothing is the matter (A0)."""
    holding: float = 0.006
    """The holding pattern (H): 0 none, 1 all. Changes over weeks."""
    charge: float = 0.0
    """Unfinished charge (G): makes movement more arousing. Changes over days."""
    noise: float = 1.0
    """1 the ordinary unrest of a body, 0 none."""


@dataclass(frozen=True, slots=True)
class Acute:
    """The four fast quantities."""

    arousal: float
    adrenaline: float
    """Above rest."""
    bracing: float
    shutdown: float


@dataclass(frozen=True, slots=True)
class Doing:
    """What happens to the body in one second."""

    threat: float = 0.0
    movement: float = 0.0
    """Intensity: level / 10."""
    grounding: float = 0.0
    """0 none, 1 the whole of the attention on contact and slow breath."""


def at_rest(nature: Nature) -> Acute:
    """Give the body when nothing has happened for a long while."""
    body = Acute(nature.rest, 0.0, BRACING_AT_REST, 0.0)
    for _ in range(1800):
        body = step(nature, body, Doing())
    return body


def step(nature: Nature, body: Acute, doing: Doing, unrest: tuple[float, float] = (0.0, 0.0)) -> Acute:
    """Give the body one second later; ``unrest`` is two standard normal draws."""
    above = _above(body.arousal - nature.rest)
    pull = (
        nature.rest
        - body.arousal
        + 1.1 * doing.threat
        + 0.50 * _above(body.bracing - BRACING_AT_REST)
        + 0.25 * body.adrenaline
        + 0.60 * doing.movement * (1 + 0.9 * nature.charge)
        - 0.35 * doing.grounding * above
        - 0.50 * body.shutdown * above
    )
    ease = 0.62 * (1 - 0.35 * nature.holding)
    brace = (
        BRACING_AT_REST
        - body.bracing
        + 0.35 * above
        + 0.50 * nature.holding
        + 2.2 * _above(doing.movement - ease)
    )
    wave = nature.noise * math.sqrt(MINUTES_A_STEP)
    return Acute(
        arousal=body.arousal
        + pull / (RISE_MIN if pull > 0 else FALL_MIN) * MINUTES_A_STEP
        + 0.03 * wave * unrest[0],
        adrenaline=body.adrenaline
        + (2.4 * _above(body.arousal - 0.45) - body.adrenaline) / ADRENALINE_MIN * MINUTES_A_STEP,
        bracing=body.bracing + brace / BRACING_MIN * MINUTES_A_STEP + 0.01 * wave * unrest[1],
        shutdown=body.shutdown
        + (_switch((body.arousal - 1.0) / 0.08) - body.shutdown) / SHUTDOWN_MIN * MINUTES_A_STEP,
    )


def _above(value: float) -> float:
    return max(value, 0.0)


def _switch(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))
