"""What this world lets a person tolerate on a day: found by living the day's session without unrest, level by level."""

from slackwater.cohort import seconds
from slackwater.cohort.seconds import Row
from slackwater.quantities import TOP

PEAK = 0.88
"""Arousal the oracle stays below: overwhelm, 1, less what unrest may add (TITRATION 5.2)."""
PLAN = (60, 45, 90, 6)
"""Seconds to settle, of work, of rest, and bouts: a session as the library has it."""
EASED = 0.5
FINE = 12
"""Halvings: intensity to 1/4096."""


def tolerated(who: Row, body: Row) -> int:
    """The highest half level whose session peaks below ``PEAK``; 0 where none does."""
    low, high = 0, int(TOP)
    while low < high:
        middle = (low + high + 1) // 2
        if _peak(who, body, middle / 20) < PEAK:
            low = middle
        else:
            high = middle - 1
    return low


def tolerated_intensity(who: Row, body: Row) -> float:
    """The same between the half levels: intensity 0 … 1."""
    low, high = 0.0, 1.0
    for _ in range(FINE):
        middle = (low + high) / 2
        if _peak(who, body, middle) < PEAK:
            low = middle
        else:
            high = middle
    return low


def _peak(who: Row, body: Row, intensity: float) -> float:
    return float(seconds.peak_of_bouts(who, body.copy(), intensity, PLAN, EASED))
