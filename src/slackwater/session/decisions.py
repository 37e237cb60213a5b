"""What the engine decides, as values; the words for people are made from them in ``web``."""

from dataclasses import dataclass

from slackwater.quantities import HalfLevel
from slackwater.session.events import Event
from slackwater.session.phases import Phase, Quick, Round, Sign


class Reason(Quick):
    """Why something stopped, shrank or was refused."""

    PERSON_PAUSED = "person_paused"
    PERSON_SOFTER = "person_softer"
    TOO_MUCH = "too_much"
    DISTRESS_RAISED = "distress_raised"
    DISTRESS_HIGH = "distress_high"
    FAR_AWAY = "far_away"
    FOG_WORDS = "fog_words"
    NO_ANSWER = "no_answer"
    HURT = "hurt"
    RED_FLAG = "red_flag"
    DIZZY = "dizzy"
    LEASE_LOST = "lease_lost"
    RESTARTED = "restarted"
    FAULT = "fault"
    MONITOR = "monitor"
    HEART_HIGH = "heart_high"
    BREATH_FAST = Sign.BREATH_FAST.value
    BREATH_HELD = Sign.BREATH_HELD.value
    BREATH_UNEVEN = Sign.BREATH_UNEVEN.value
    VARIABILITY_LOW = Sign.VARIABILITY_LOW.value
    HEART_FELL = Sign.HEART_FELL.value
    WENT_STILL = Sign.WENT_STILL.value
    SHAKING_UNASKED = Sign.SHAKING_UNASKED.value
    PRACTITIONER = "practitioner"
    SECOND_OVERWHELM = "second_overwhelm"
    VERY_FAR_AWAY = "very_far_away"
    NOT_SETTLED = "not_settled"
    SHAKING = "shaking"
    PERSON_ENDED = "person_ended"
    PLAN_DONE = "plan_done"
    NOT_OFFERED_TODAY = "not_offered_today"
    CAP = "cap"
    RISE = "rise"
    ROUND_LENGTH = "round_length"
    REST_LENGTH = "rest_length"
    STRETCH_LEFT = "stretch_left"
    TREMOR_LEFT = "tremor_left"
    SESSION_LENGTH = "session_length"
    LOAD = "load"
    TREMOR_LOCKED = "tremor_locked"
    DRILL_FIRST = "drill_first"
    BARRED = "barred"
    OVERWHELMED_TODAY = "overwhelmed_today"
    WRONG_TIME = "wrong_time"
    EXPIRED = "expired"
    NOT_SETTLED_YET = "not_settled_yet"
    OUT_OF_RANGE = "out_of_range"


class Question(Quick):
    """What the person is asked now. At most one stands at a time."""

    ARRIVAL = "arrival"
    SCREENING = "screening"
    BEGIN = "begin"
    """A yes starts the offered round: the first, the next, or the first after a stop."""
    GO_ON = "go_on"
    """A yes after a stop leads to settling."""
    WHY_STOPPED = "why_stopped"
    CHECK_IN = "check_in"
    SETTLED_CHECK = "settled_check"
    GROUNDED = "grounded"
    STILL_HERE = "still_here"
    STILL_HERE_LOUDER = "still_here_louder"
    STOP_ON_CUE = "stop_on_cue"
    SHAKING = "shaking"
    ORIENTED = "oriented"


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the engine decided in one step."""


@dataclass(frozen=True, slots=True)
class PhaseChanged(Decision):
    """The session moved on, and why (None where time or the person's yes did it)."""

    phase: Phase
    reason: Reason | None
    for_s: int | None
    """How long the phase lasts at least or at most, by its own rule."""


@dataclass(frozen=True, slots=True)
class MovementStopped(Decision):
    """A stop ended movement in this step. Always first among a step's decisions.

    A round that simply reaches its end changes the phase and is no stop.
    """

    reason: Reason


@dataclass(frozen=True, slots=True)
class Asked(Decision):
    """A question now stands; it replaces any other."""

    question: Question


@dataclass(frozen=True, slots=True)
class RoundAccepted(Decision):
    """The offer stands, shrunk or whole, with every limit that bound."""

    round: Round
    bound: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class OfferRefused(Decision):
    """The offer cannot stand at all; guiding may offer another."""

    round: Round
    reason: Reason


@dataclass(frozen=True, slots=True)
class LevelLowered(Decision):
    """The level of the running round fell, at once."""

    level: HalfLevel
    reason: Reason


@dataclass(frozen=True, slots=True)
class CapLowered(Decision):
    """Nothing above this for the rest of the session."""

    cap: HalfLevel
    reason: Reason


@dataclass(frozen=True, slots=True)
class SlotBarred(Decision):
    """The practice is not offered again until screened again."""

    slot: int


@dataclass(frozen=True, slots=True)
class RiseHeld(Decision):
    """A sensor gave a sign of unease: the next round rises no higher."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class TremorClosed(Decision):
    """No tremor for the rest of this session."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class BreathRests(Decision):
    """No paced breath for the rest of this session."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class DrillPassed(Decision):
    """One clean stop on cue; tremor opens when enough have passed."""

    times: int
    needed: int


@dataclass(frozen=True, slots=True)
class RestOwed(Decision):
    """After the session: no activating practice for so many hours."""

    hours: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class UrgentCare(Decision):
    """Show the urgent-care words now."""


@dataclass(frozen=True, slots=True)
class Refused(Decision):
    """The event does not belong here: refused loudly, nothing changed."""

    event: Event
    reason: Reason


@dataclass(frozen=True, slots=True)
class Expired(Decision):
    """Said too late, or twice: kept in the record, moves nothing."""

    event: Event
