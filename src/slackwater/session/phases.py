"""The phases of a session, and the small vocabularies a round is made of."""

from dataclasses import dataclass
from enum import Enum

from slackwater.quantities import HalfLevel


class Quick(Enum):
    """An enum whose members hash by identity, as they compare: ``verify`` hashes some millions of them."""

    __hash__ = object.__hash__


STILL = HalfLevel(0)
"""The dose when nothing moves."""


class Phase(Quick):
    """Where a session is. Only PRACTISING moves."""

    ARRIVING = "arriving"
    SCREENING = "screening"
    SETTLING = "settling"
    PRACTISING = "practising"
    RESTING = "resting"
    CHECKING_IN = "checking_in"
    PAUSED = "paused"
    GROUNDING = "grounding"
    CLOSING = "closing"
    ENDED = "ended"


class Kind(Quick):
    """What a round asks of the body. The engine knows kinds, never practices by name."""

    MOVEMENT = "movement"
    STRETCH = "stretch"
    """Movement whose seconds count against the stretch ceilings, side by side."""
    TREMOR = "tremor"
    DRILL = "drill"
    """The stop drill: a small movement that the person stops on cue, before any tremor."""
    FELT_SENSE = "felt_sense"
    BREATH = "breath"


class Sign(Quick):
    """A sign of unease that a sensor gives. Each may slow or pause; none of them is ever taken for calm."""

    BREATH_FAST = "breath_fast"
    BREATH_HELD = "breath_held"
    BREATH_UNEVEN = "breath_uneven"
    VARIABILITY_LOW = "variability_low"
    HEART_FELL = "heart_fell"
    """Well under the usual: counts as much as a rise, because both can mean shutting down."""
    WENT_STILL = "went_still"
    """Movement that was there, and is expected, is gone."""
    SHAKING_UNASKED = "shaking_unasked"
    """Tremor where none was invited."""


class Side(Quick):
    """The side that works; BOTH counts on both."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Round:
    """One bout of practice as somebody proposes it, before the engine shrinks it."""

    slot: int
    """An opaque number for the practice, so that *it hurts* can bar it: 0 … 31."""
    kind: Kind
    level: HalfLevel
    side: Side
    work_s: int
    rest_s: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What anybody in the room could see of a session: where it is, and what moves how much."""

    mode: Phase
    dose: HalfLevel = STILL
    """0 when nothing moves."""
    kind: Kind | None = None
    side: Side = Side.NONE
    slot: int = 0
