"""The constants of a HYPOTHESIS: one value for each, with unit and source. Fitted to nobody.

``[A]`` marks an assumption of this project that no measurement backs. Each could be measured only by following
people through sessions with a heart strap, surface electrodes and questions; until then a *world* varies them.
A constant may be one number for everybody or an array of shape (n,), one for each of n people.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Amount: TypeAlias = float | NDArray[np.float64]
"""One number for everybody, or (n,) for n people."""


@dataclass(frozen=True, slots=True)
class Constants:
    """Everything the equations need besides state, doing and chance. Times in minutes, the rest without unit."""

    rest: Amount = 0.15
    """Arousal at rest, A0. [A]"""
    threat_gain: Amount = 1.1
    """Arousal from a threat of 1. [A]"""
    arousal_from_bracing: Amount = 0.50
    """[A] The loop that the story tells; no study measured the psoas under threat, so worlds flip its sign."""
    arousal_from_adrenaline: Amount = 0.25
    """[A]"""
    arousal_from_movement: Amount = 0.60
    """Arousal from movement of intensity 1 (level 10). [A]"""
    charge_in_movement: Amount = 0.9
    """How much unfinished charge adds to that. [A]"""
    grounding: Amount = 0.35
    """How strongly grounding and slow breath pull arousal to rest. [A]"""
    shutdown_damping: Amount = 0.5
    """How strongly shutdown pulls arousal to rest. [A]"""
    rise_min: Amount = 0.3
    fall_min: Amount = 1.2
    """Heart, breath and trapezius are back within 10 min of a stress (Nilsen 2007, doi 10.1186/1471-2474-8-81)."""
    arousal_unrest: Amount = 0.03
    """Wandering of arousal, per root minute. [A]"""

    adrenaline_gain: Amount = 2.4
    adrenaline_onset: Amount = 0.45
    """Arousal above which adrenaline flows. [A]"""
    adrenaline_min: Amount = 3.6
    """Half-life 2.5 min, ln 2 of this; published 1 … 3 min."""

    acth_min: Amount = 15.0
    """ACTH half-life 10 min: 7 … 15 min physiological; models 9.9 (Milo 2025, doi 10.1038/s44320-024-00083-0) and
    19.9 (Andersen 2013)."""
    cortisol_rest: Amount = 0.3
    """[A]"""
    cortisol_gain: Amount = 2.0
    """So that a quarter of an hour of stress about doubles cortisol, as it does (two- to threefold)."""
    cortisol_min: Amount = 25.0
    """So that cortisol peaks near 30 min and is half-way back near 60 min after stress begins (Dickerson and Kemeny
    2004, doi 10.1037/0033-2909.130.3.355). It is no clearance: infused cortisol halves in 60 … 90 min (95 here),
    which alone would peak at 43 min and be half-way back at 125. The missing feedback is folded into this."""

    bracing_rest: Amount = 0.10
    """[A]"""
    bracing_from_arousal: Amount = 0.35
    """[A] Startle in trapezius was smaller under stress (Marker 2016, PMC5263218), so worlds flip its sign."""
    bracing_from_holding: Amount = 0.50
    """[A]"""
    bracing_from_force: Amount = 2.2
    """[A] What movement beyond ease braces."""
    ease: Amount = 0.62
    """Movement intensity beyond which the body braces, with no holding pattern. [A]"""
    ease_lost: Amount = 0.35
    """Share of ease that a whole holding pattern takes. [A]"""
    bracing_min: Amount = 0.5
    """Trapezius is near rest within 10 min of a stress (Nilsen 2007); minutes at most."""
    bracing_unrest: Amount = 0.01
    """Per root minute. [A]"""

    window_low: Amount = 0.22
    window_high: Amount = 0.75
    """The window in which discharge happens, in arousal. [A] after Briere's therapeutic window."""
    window_edge: Amount = 0.06
    """[A]"""
    discharge_at_rest: Amount = 0.030
    """Per minute and adrenaline. [A]"""
    stillness: Amount = 4.0
    """Movement of 1 / stillness or more is no rest. [A]"""
    discharge_in_tremor: Amount = 0.04
    """Per minute. [A] Tremor practice rests on case reports."""

    charge_from_threat: Amount = 0.045
    """Per minute. [A]"""
    charge_from_flooding: Amount = 0.060
    """Per minute and arousal beyond overwhelm. [A]"""
    charge_min: Amount = 43_200.0
    """Unfinished charge fades in 30 days. [A]"""

    holding_base: Amount = 0.0
    """Where the holding pattern goes with neither bracing nor charge. [A]"""
    self_hold: Amount = 0.90
    self_hold_half: Amount = 0.335
    """Bracing holds itself: a switch of Hill coefficient 4, by analogy with bistable stress models (Kim, D'Orsogna
    and Chou 2016, PMC4807591). [A]"""
    holding_from_charge: Amount = 1.0
    """[A]"""
    holding_min: Amount = 57_600.0
    """40 days. [A]"""
    unwinding: Amount = 0.55
    """Share of the holding pattern that one unit of discharge takes. [A]"""
    holding_from_arousal: Amount = 0.006
    """Per minute and arousal above the window. [A]"""
    holding_from_force: Amount = 0.022
    """Per minute and movement beyond ease. [A]"""

    overwhelm: Amount = 1.0
    """Arousal beyond which a person is flooded, and around which shutdown sets in. [A]"""
    shutdown_edge: Amount = 0.08
    shutdown_min: Amount = 3.0
    """[A]"""


AS_WRITTEN = Constants()
"""The hypothesis as it was first written down."""

PERSONAL = (
    "rest",
    "arousal_from_movement",
    "grounding",
    "arousal_unrest",
    "bracing_from_arousal",
    "bracing_from_holding",
    "ease",
    "unwinding",
)
"""The constants that may differ between people; every other is one number for a world."""
