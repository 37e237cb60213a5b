"""Chance that depends on nothing but its counters, so that any second can be drawn again, in any order or shard.

The mixing function is lowbias32 (Wellons 2018, nullprogram.com/blog/2018/07/31): 32 bits in, 32 out, bias 0.17.
Two of them make a key of 64 bits from (experiment, person, session); a draw mixes its counter with the first
half before, and with the second half within, so that a million sessions share no stream.
"""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]

_FIRST = np.uint32(0x7FEB352D)
_SECOND = np.uint32(0x846CA68B)
_STRIDE = np.uint32(0x9E3779B9)
"""2³² / golden ratio: neighbouring counters begin far apart."""

_BYTES_MEAN = 510.0
_BYTES_SD = 147.80054
"""Of the sum of four bytes: 4 · 255/2, and the root of 4 · (256² − 1)/12."""


@np.errstate(over="ignore")  # wrapping is the point, here and below
def keys(*counters: int | NDArray[np.integer]) -> Words:
    """Give the key of these counters, (2,) or (2, n) when a counter is (n,). Counters are below 2⁶⁴."""
    key = np.zeros((2, *np.broadcast_shapes(*(np.shape(each) for each in counters))), dtype=np.uint32)
    for counter in counters:
        wide = np.asarray(counter, dtype=np.uint64)
        low, high = (
            (wide & np.uint64(0xFFFFFFFF)).astype(np.uint32),
            (wide >> np.uint64(32)).astype(np.uint32),
        )
        key[0] = _mix((key[0] ^ low) + _STRIDE)
        key[1] = _mix(key[1] + high + key[0])
    return key


@np.errstate(over="ignore")
def draw(key: Words, counter: int) -> Words:
    """Give 32 even bits for each key, (n,); another counter below 2³² gives others."""
    return _mix(np.asarray(key[0] + np.uint32(counter) * _STRIDE), key[1])


def nearly_normal(word: Words) -> NDArray[np.float64]:
    """Give one draw for each word: the sum of its four bytes, brought to mean 0 and variance 1.

    Made for the small steps of a noisy equation, where sums of many matter; its tails end at 3.46. Use
    ``normal`` where tails count.
    """
    pairs = (word & np.uint32(0x00FF00FF)) + (word >> np.uint32(8) & np.uint32(0x00FF00FF))
    total = (pairs & np.uint32(0xFFFF)) + (pairs >> np.uint32(16))
    return np.asarray((total.astype(np.float64) - _BYTES_MEAN) / _BYTES_SD)


def uniform(*counters: int | NDArray[np.integer]) -> NDArray[np.float64]:
    """Give numbers strictly between 0 and 1 that these counters alone decide; () or (n,)."""
    return _open(draw(keys(*counters), 0))


def normal(*counters: int | NDArray[np.integer]) -> NDArray[np.float64]:
    """Give draws from the standard normal (Box and Muller 1958) that these counters alone decide; () or (n,)."""
    key = keys(*counters)
    radius = np.sqrt(-2 * np.log(_open(draw(key, 0))))
    return np.asarray(radius * np.cos(2 * np.pi * _open(draw(key, 1))))


def _open(word: Words) -> NDArray[np.float64]:
    return np.asarray((word.astype(np.float64) + 0.5) / 2**32)


def _mix(word: Words, inner: Words | None = None) -> Words:
    word = (word ^ word >> np.uint32(16)) * _FIRST
    if inner is not None:
        word = word ^ inner
    word = (word ^ word >> np.uint32(15)) * _SECOND
    return np.asarray(word ^ word >> np.uint32(16))
