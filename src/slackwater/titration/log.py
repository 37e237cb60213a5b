"""The append-only log that titration learns from: what happened, when, and nothing that was inferred.

Times are hours on any clock that does not go back.
"""

from dataclasses import dataclass
from enum import Enum

from slackwater.quantities import HalfLevel


class Feature(Enum):
    """A body reading that says something about how much a bout was."""

    HEART_RISE = "heart_rise"
    """Beats a minute above the person's usual."""
    RMSSD_FALL = "rmssd_fall"
    """−ln of the ratio of RMSSD to the person's usual."""
    BREATH_IRREGULARITY = "breath_irregularity"
    """Coefficient of variation of the breath's length."""
    TREMOR_SPREAD = "tremor_spread"
    """Share of the body that shakes, 0 … 1."""
    LATENCY = "latency"
    """Seconds until an answer came."""


class Ending(Enum):
    """How a round ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    """Before its time and not as an overwhelm: it says nothing about tolerance."""
    OVERWHELMED = "overwhelmed"


class Felt(Enum):
    """How the body feels the morning after."""

    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"


@dataclass(frozen=True, slots=True)
class Reading:
    """One body feature of one bout."""

    feature: Feature
    value: float
    """In the feature's own unit."""
    quality: float
    """0 noise … 1 clean."""


@dataclass(frozen=True, slots=True)
class Response:
    """How much a bout was, in levels: 0 at the edge of too much, below it calmer."""

    value: float
    sd: float
    """Standard deviation of its error, levels."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session began."""

    at_h: float
    proposed: HalfLevel | None = None
    """What was proposed for it; 0 is rest only. None where nothing was."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The still minutes at the start: an observation at dose zero."""

    at_h: float
    distress: int | None = None
    """SUDS, 0 … 10; None where not asked or not answered."""
    readings: tuple[Reading, ...] = ()
    response: Response | None = None
    """The load where it is known in levels, instead of an answer: virtual people."""


@dataclass(frozen=True, slots=True)
class RoundDone:
    """One bout of practice ended."""

    at_h: float
    half_level: HalfLevel
    """The place of its practice on the ladder."""
    work_s: float
    """Seconds really done."""
    ending: Ending = Ending.COMPLETED
    range_percent: float = 100
    usual_s: float | None = None
    """The seconds that its place on the ladder is meant for; None for those of the model's bout."""
    practice: str | None = None
    distress: int | None = None
    """The highest distress said of it, SUDS; not read after an overwhelm, never filled in."""
    readings: tuple[Reading, ...] = ()
    response: Response | None = None
    """The load where it is known in levels, instead of an answer: virtual people."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over."""

    at_h: float


@dataclass(frozen=True, slots=True)
class Morning:
    """What the person says hours later, or the next morning."""

    at_h: float
    felt: Felt = Felt.SAME
    too_much_later: bool = False
    """It became too much after the session."""


Entry = Opened | Settled | RoundDone | Closed | Morning
