"""What the limiters need to know of the past: doses done, what was too much, what was quiet."""

from dataclasses import dataclass, field, replace

from slackwater.quantities import HalfLevel
from slackwater.titration.constants import Constants
from slackwater.titration.ladder import dose, half_level_above, half_level_below
from slackwater.titration.log import Ending, RoundDone
from slackwater.titration.trust import Trust

REST = HalfLevel(0)


@dataclass(frozen=True, slots=True)
class LastRound:
    """The round that ended last in the open session."""

    half_level: HalfLevel
    ended_h: float
    quiet: bool
    """Done whole, with an answer that was low or near the start."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The open session so far."""

    opened_h: float
    proposed: HalfLevel | None = None
    start_distress: int | None = None
    rounds: int = 0
    done: HalfLevel = REST
    """The highest half level done whole."""
    last: LastRound | None = None
    stopped: bool = False
    too_much: HalfLevel | None = None
    """The lowest half level that overwhelmed."""
    highest: float = 0.0
    """The highest dose with its load, levels."""

    def arrived_quietly(self, constants: Constants) -> bool:
        """Whether the still minutes were quiet, as far as they were answered for.

        A strong answer at rest speaks of how strongly a person reports, so that it can make strong answers in
        motion weigh less; it is no reason for more.
        """
        return self.start_distress is None or self.start_distress <= constants.quiet_distress

    @property
    def quiet(self) -> bool:
        """Practised, and nothing stopped it."""
        return self.rounds > 0 and not self.stopped and self.too_much is None


@dataclass(frozen=True, slots=True)
class Wary:
    """A dose that was too much, and how many quiet sessions have passed since."""

    half_level: HalfLevel
    quiet: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """The past in a few numbers."""

    trust: Trust = field(default_factory=Trust)
    sitting: Sitting | None = None
    sessions: int = 0
    """Sessions with practice, closed."""
    completed: HalfLevel | None = None
    """The usual dose: what the last session with practice did whole; lower after an overwhelm."""
    last_done: HalfLevel = REST
    """The highest half level of the last session with practice."""
    alpha_steps: int = 0
    wary: Wary | None = None
    rests: int = 0
    """Sessions in a row for which rest only was proposed, and kept."""

    def alpha(self, constants: Constants) -> float:
        """The accepted probability that a dose is too much."""
        risen = constants.alpha_least + constants.alpha_step * self.alpha_steps
        return max(constants.alpha_least, min(constants.alpha_most, risen))

    def usual(self, constants: Constants) -> HalfLevel:
        """The dose that needs no trust: the last one done, or the first of somebody new."""
        first = HalfLevel(int(constants.first_level))
        return first if self.completed is None else max(first, self.completed)

    def opened(self, at_h: float, proposed: HalfLevel | None, constants: Constants) -> "Record":
        """With a session open."""
        trust = self.trust.begun(at_h).at(at_h, constants)
        return replace(self, sitting=Sitting(at_h, proposed), trust=trust)

    def settled(self, distress: int | None) -> "Record":
        """With what was said in the still minutes."""
        return _with_sitting(self, start_distress=distress)

    def with_round(self, done: RoundDone, level: float, constants: Constants) -> "Record":
        """With one more round; ``level`` is its dose with its load."""
        sitting = self.sitting_now()
        plain = dose(done.half_level, done.work_s, done.range_percent, done.usual_s, constants)
        last = LastRound(done.half_level, done.at_h, _is_quiet(done, sitting, constants))
        now = _with_sitting(
            self, rounds=sitting.rounds + 1, last=last, highest=max(sitting.highest, level),
            stopped=sitting.stopped or done.ending is Ending.STOPPED,
        )  # fmt: skip
        if done.ending is Ending.COMPLETED:
            whole = min(done.half_level, half_level_below(plain))
            return _with_sitting(now, done=max(sitting.done, whole))
        if done.ending is Ending.STOPPED:
            return now
        too_much = min(done.half_level, half_level_above(plain), sitting.too_much or done.half_level)
        return _overwhelmed(_with_sitting(now, too_much=too_much), too_much, done.at_h, constants)

    def closed(self, at_h: float, constants: Constants) -> "Record":
        """With the session over."""
        sitting = self.sitting_now()
        now = replace(self, sitting=None, wary=_less_wary(self.wary, sitting, constants))
        if sitting.rounds == 0:
            kept = sitting.proposed == REST
            return replace(now, rests=self.rests + 1 if kept else self.rests)
        completed = sitting.done
        if sitting.too_much is not None:
            completed = min(completed, _below(sitting.too_much, constants))
        steps = self.alpha_steps
        if sitting.quiet and self.sessions + 1 >= constants.alpha_still:
            steps += 1
        trust = self.trust
        if sitting.too_much is None:
            trust = trust.counting(at_h, constants)
        return replace(
            now, sessions=self.sessions + 1, completed=completed, rests=0, alpha_steps=steps, trust=trust,
            last_done=max(sitting.done, sitting.too_much or REST),
        )  # fmt: skip

    def too_much_later(self, at_h: float, constants: Constants) -> "Record":
        """With the last session known to have been too much, hours later."""
        now = _overwhelmed(self, self.last_done, at_h, constants)
        lower = min(self.completed or REST, _below(self.last_done, constants))
        return replace(now, completed=lower)

    def sitting_now(self) -> Sitting:
        """The open session. Raises ``ValueError`` where none is."""
        if self.sitting is None:
            raise ValueError("no session is open")
        return self.sitting


def _with_sitting(record: Record, **changes: object) -> Record:
    return replace(record, sitting=replace(record.sitting_now(), **changes))  # type: ignore[arg-type]


def _overwhelmed(record: Record, half_level: HalfLevel, at_h: float, constants: Constants) -> Record:
    known = record.wary.half_level if record.wary else half_level
    trust = record.trust.overwhelmed(at_h, constants)
    return replace(record, alpha_steps=0, wary=Wary(min(half_level, known)), trust=trust)


def _is_quiet(done: RoundDone, sitting: Sitting, constants: Constants) -> bool:
    """Whether a round was quiet. An answer that is missing is not quiet; load known in levels is, at rest."""
    if done.ending is not Ending.COMPLETED:
        return False
    if done.distress is None:
        edge = (constants.quiet_distress - constants.distress_zero) * constants.distress_step
        return done.response is not None and done.response.value <= edge
    near = sitting.start_distress is not None and (
        done.distress <= sitting.start_distress + constants.quiet_rise
    )
    return done.distress <= constants.quiet_distress or near


def _less_wary(wary: Wary | None, sitting: Sitting, constants: Constants) -> Wary | None:
    """Quiet practice and proposed rest both let time pass; after enough of it the dose may be met again."""
    rested = sitting.rounds == 0 and sitting.proposed == REST
    if wary is None or not (sitting.quiet or rested):
        return wary
    now = Wary(wary.half_level, wary.quiet + 1)
    return None if now.quiet >= constants.wary else now


def _below(half_level: HalfLevel, constants: Constants) -> HalfLevel:
    return HalfLevel(max(0, half_level - int(constants.fall)))
