"""Units and values every room shares: types and conversions, nothing that decides."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, NewType, TypeVar

T = TypeVar("T")

Seconds = NewType("Seconds", float)
"""Time since the session began, s."""

BeatsPerMinute = NewType("BeatsPerMinute", float)
BreathsPerMinute = NewType("BreathsPerMinute", float)
Milliseconds = NewType("Milliseconds", float)
Degrees = NewType("Degrees", float)

HalfLevel = NewType("HalfLevel", int)
"""Dose on the ladder in half levels: 0 is rest and contact, 2 is level one, 20 the top."""

LEVEL = 2
"""Half levels in one level."""

TOP = HalfLevel(20)
"""The top of the ladder, level ten."""


class Gap(Enum):
    """Why a quantity has no value now."""

    NO_SENSOR = "no_sensor"
    NOT_ALLOWED = "not_allowed"
    POOR_CONTACT = "poor_contact"
    TOO_FEW = "too_few"
    STALE = "stale"
    FROM_THE_FUTURE = "from_the_future"
    FLAT = "flat"
    IMPLAUSIBLE = "implausible"
    MOVING = "moving"


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """A value that was read, when, and how clean it is."""

    value: T
    at: Seconds
    quality: float
    """0 noise … 1 clean."""


@dataclass(frozen=True, slots=True)
class Missing:
    """No value, and why: never a zero, a median or the last value in disguise."""

    why: Gap
    since: Seconds


def level_words(level: HalfLevel) -> str:
    """The level as people read it: ``level 1`` or ``level 1½``."""
    whole, half = divmod(level, LEVEL)
    return f"level {whole}½" if half else f"level {whole}"
