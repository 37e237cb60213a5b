"""The whole of a session as one frozen value of bounded integers."""

from dataclasses import dataclass, field

from slackwater.quantities import HalfLevel
from slackwater.session.decisions import Decision, Question, Reason
from slackwater.session.limits import Limits
from slackwater.session.phases import STILL, Kind, Phase, Round, Seen

SEEN_STILL = {phase: Seen(phase) for phase in Phase}

NOT_YET = -1
"""No arrival answer, or no screening, so far."""


@dataclass(frozen=True)
class State:
    """Where a session is, what is owed, and what is left. Without slots, so that ``changed`` is quick."""

    limits: Limits = field(hash=False)
    cap: HalfLevel
    """Nothing above this for the rest of the session. Never rises."""
    work_left_s: int
    stretch_left_s: int
    stretch_right_s: int
    tremor_left_s: int
    open_left_s: int
    barred: int
    phase: Phase = Phase.ARRIVING
    left_s: int = 0
    """Countdown of the phase; in GROUNDING, until it counts as not settled."""
    lease_s: int = 0
    """Seconds of lease left; where nothing may move there is none."""
    silence_s: int = 0
    """Seconds of activity since the person last answered."""
    round: Round | None = None
    """The round that runs or ran last, at the level it has now."""
    offer: Round | None = None
    """A round that was accepted and waits for a yes."""
    consent: bool = False
    """A yes stands. It dies at every stop."""
    reach: HalfLevel = STILL
    """The highest level completed in this session."""
    quiet: bool = False
    """The last round was completed, fully rested and quiet: half a level more may be asked for."""
    uneasy: bool = False
    """A sign of unease came while the round ran: it earns no rise."""
    checked: bool = False
    """The check-in after the last round is answered."""
    why_known: bool = False
    """The person said why it stopped."""
    grounded: bool = False
    """The contact sequence is done."""
    checks_owed: int = 0
    """Settled checks still owed before a yes counts."""
    gap_s: int = 0
    """Seconds until a settled check counts."""
    shaking_s: int = 0
    """After tremor: seconds until shaking that has not stopped ends the session. 0 is nothing owed."""
    rest_due_s: int = 0
    """After tremor: seconds of rest before anything may move again, whatever happens between."""
    cue_s: int = 0
    """In the stop drill: seconds left to answer the cue. 0 is no cue."""
    stops: int = 0
    overwhelms: int = 0
    drills: int = 0
    """Clean stops on cue in this session."""
    tremor_open: bool = True
    breath_open: bool = True
    kinds: int = NOT_YET
    """Kinds the screening offers, as a bitmask."""
    start_distress: int = NOT_YET
    load: int = 0
    """Load on board, in parts of half level x s, fading."""
    heart_s: int = 0
    """Seconds the heart has been high; 0 is not high."""
    rest_owed_h: int = 0
    """After the session: hours without activating practice."""
    ended_by: Reason | None = None
    """What closed the session."""

    @property
    def level(self) -> HalfLevel:
        """The level of the movement now: 0 when nothing moves."""
        moving = self.phase is Phase.PRACTISING and self.round is not None
        return self.round.level if moving and self.round is not None else STILL

    @property
    def seen(self) -> Seen:
        """What can be seen from outside, as the monitor sees it."""
        running = self.round
        if running is None or self.phase is not Phase.PRACTISING:
            return SEEN_STILL[self.phase]
        return Seen(self.phase, running.level, running.kind, running.side, running.slot)

    @property
    def remaining_s(self) -> int:
        """Seconds until the minimum of the phase is over; 0 means it is."""
        if self.phase is Phase.GROUNDING:
            numbers = self.limits.numbers
            return max(0, self.left_s - (numbers.ground_most_s - numbers.ground_least_s))
        return 0 if self.phase is Phase.PAUSED else self.left_s

    @property
    def done_s(self) -> int:
        """Seconds of practice done in this session."""
        return self.limits.work_s - self.work_left_s

    @property
    def question(self) -> Question | None:
        """The question that stands now."""
        return standing_question(self)


@dataclass(frozen=True, slots=True)
class Step:
    """What one event led to: the next state, and what was decided on the way."""

    state: State
    decisions: tuple[Decision, ...] = ()


def opening(limits: Limits) -> State:
    """The state every session begins in."""
    return State(
        limits=limits,
        cap=HalfLevel(0) if limits.rest_only else limits.cap,
        work_left_s=limits.work_s,
        stretch_left_s=limits.stretch_left_s,
        stretch_right_s=limits.stretch_right_s,
        tremor_left_s=limits.tremor_s,
        open_left_s=limits.open_s,
        barred=limits.barred,
    )


def is_moving(state: State) -> bool:
    """Whether the person is invited to move now."""
    return state.phase is Phase.PRACTISING


def at_boundary(state: State) -> bool:
    """Whether guiding may offer a round now."""
    if state.offer is not None:
        return False
    if state.phase is Phase.SETTLING:
        return state.left_s == 0
    return state.phase is Phase.CHECKING_IN and state.checked


def with_kinds(kinds: frozenset[Kind]) -> int:
    """The kinds as a bitmask, in the order :class:`Kind` lists them."""
    return sum(KIND_BIT[kind] for kind in kinds)


KIND_BIT: dict[Kind, int] = {kind: 1 << place for place, kind in enumerate(Kind)}


def standing_question(state: State) -> Question | None:
    """The one question that stands in this state: always the same for the same state."""
    phase = state.phase
    if phase in ON_THE_WAY:
        return _question_on_the_way(state)
    if phase in AFTER_A_STOP:
        return _question_after_a_stop(state)
    if phase is Phase.SETTLING:
        return None if state.offer is None else Question.BEGIN
    return ALWAYS_ASKED.get(phase)


ON_THE_WAY = (Phase.PRACTISING, Phase.RESTING, Phase.CHECKING_IN)
AFTER_A_STOP = (Phase.PAUSED, Phase.GROUNDING)
ALWAYS_ASKED = {
    Phase.ARRIVING: Question.ARRIVAL,
    Phase.SCREENING: Question.SCREENING,
    Phase.CLOSING: Question.ORIENTED,
}


def _question_on_the_way(state: State) -> Question | None:
    numbers = state.limits.numbers
    if state.cue_s:
        return Question.STOP_ON_CUE
    if state.silence_s >= numbers.ask_after_s:
        louder = state.silence_s >= numbers.ask_after_s + numbers.louder_after_s
        return Question.STILL_HERE_LOUDER if louder else Question.STILL_HERE
    if state.shaking_s:
        return Question.SHAKING
    if state.phase is not Phase.CHECKING_IN:
        return None
    if state.checked:
        return None if state.offer is None else Question.BEGIN
    return Question.CHECK_IN


def _question_after_a_stop(state: State) -> Question | None:
    if state.shaking_s:
        return Question.SHAKING
    if state.phase is Phase.GROUNDING and not state.grounded:
        return Question.GROUNDED
    if state.checks_owed and not state.gap_s:
        return Question.SETTLED_CHECK
    if not state.why_known:
        return Question.WHY_STOPPED
    if state.checks_owed or state.remaining_s:
        return None
    return Question.GO_ON


def owes_more(state: State) -> bool:
    """Whether more than a yes is owed before going on after a stop."""
    if state.shaking_s or state.checks_owed or state.remaining_s:
        return True
    return state.phase is Phase.GROUNDING and not state.grounded
