"""What was found in one file: plain values, before they are told to anybody.

Its few words (the format, where a breath comes from, notes) are in the language spoken while it was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from slackwater.quantities import Gap
from slackwater.sensors.files.samples import Floats, Kind
from slackwater.signals.heart.rr import Corrected


@dataclass(frozen=True, slots=True)
class Heart:
    """Beats of one file."""

    corrected: Corrected
    start_s: float
    """When the first interval began, since the file's first sample."""
    beats_s: tuple[float, ...]
    """R peaks as they were found in an ECG; else the beats after correction."""
    from_ecg: bool
    joined: bool
    """False where the beats are many short measurements."""
    hrv: Mapping[str, float | None]
    """By the names of the schema."""
    missing: Mapping[str, str]
    """Why one of them cannot be said."""
    heights_mv: Floats | None = None
    """How high each R peak was, from an ECG."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A breathing rate said for one moment."""

    t_s: float
    per_min: float | None
    quality: float | None
    """0 noise … 1 clean; None where another device told the rate alone."""
    why: Gap | None = None
    """Why there is no rate."""


@dataclass(frozen=True, slots=True)
class Breath:
    """Breaths of one file, or rates without breaths."""

    breaths_s: tuple[float, ...]
    """The top of each, where breathing in turns to breathing out."""
    rates: tuple[Rate, ...]
    source: str
    """Where they come from, in words: ``from a belt or the like``."""
    single: bool
    """Whether single breaths can be told at all from this source."""


@dataclass(frozen=True, slots=True)
class MotionAt:
    """One second of motion."""

    t_s: float
    label: str
    """``tremor``, ``movement``, ``still`` or ``missing``."""
    rocking: float | None
    rocking_hz: float | None
    tremor_hz: float | None
    tremor_g: float | None
    why: Gap | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one file says."""

    path: Path
    format: str
    kinds: tuple[Kind, ...]
    length_s: float
    heart: Heart | None = None
    breath: Breath | None = None
    motion: tuple[MotionAt, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What was assumed or left out: plain sentences."""
