"""Chance that depends on nothing but its counters, so that any second can be drawn again, in any order.

The mixing function is splitmix64 (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195).
"""

from statistics import NormalDist

_MASK = (1 << 64) - 1
_NORMAL = NormalDist()


def uniform(*counters: int) -> float:
    """Give a number strictly between 0 and 1 that these counters alone decide."""
    mixed = 0
    for counter in counters:
        mixed = _mix((mixed ^ (counter & _MASK)) & _MASK)
    return ((mixed >> 11) + 0.5) / (1 << 53)


def normal(*counters: int) -> float:
    """Give a draw from the standard normal that these counters alone decide."""
    return _NORMAL.inv_cdf(uniform(*counters))


def _mix(value: int) -> int:
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)
