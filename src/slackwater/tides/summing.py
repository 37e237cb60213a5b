"""One session summed up: distress before and after, and how long settling took, by the person's own words alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from slackwater.journal.facts import SessionOpened, SummedUp
from slackwater.session.decisions import Asked, Decision, PhaseChanged, Question
from slackwater.session.events import Arrived, CheckedIn, Event, Restarted
from slackwater.session.history import PastSession
from slackwater.session.judging import Weight, judge
from slackwater.session.pausing import Numbers
from slackwater.session.phases import Phase
from slackwater.tides.board import HOUR_S, load_of
from slackwater.titration.log import Closed, Entry

ASKS_HOW_IT_IS = (Question.CHECK_IN, Question.SETTLED_CHECK)

Moment = tuple[int, Event, tuple[Decision, ...]]
"""Ticks since the session opened, what happened then, and what was decided on it."""


def sum_up(
    opened: SessionOpened, moments: Iterable[Moment], past: PastSession, log: Iterable[Entry]
) -> SummedUp:
    """The session as trends need it, from its turns in order; seconds of quiet may be left out."""
    so_far, log = _SoFar(opened.limits.numbers), tuple(log)
    for at_s, event, decisions in moments:
        so_far.hear(at_s, event)
        for decision in decisions:
            so_far.decide(at_s, decision)
    ended_h = next((one.at_h for one in log if isinstance(one, Closed)), float(past.ended_h))
    return SummedUp(
        opened_unix_s=opened.at_unix_s,
        ended_unix_s=round(ended_h * HOUR_S),
        before=so_far.before,
        after=so_far.later,
        round_settled_s=tuple(so_far.rounds),
        stop_settled_s=tuple(so_far.stops),
        work_s=past.work_s,
        load_level_s=load_of(log),
        rest_owed_h=past.rest_owed_h,
    )


@dataclass(slots=True)
class _SoFar:
    numbers: Numbers
    phase: Phase = Phase.ARRIVING
    away_s: int = 0
    """Seconds the program was not there: they passed for the person all the same."""
    before: int | None = None
    later: int | None = None
    rounds: list[int | None] = field(default_factory=list)
    stops: list[int | None] = field(default_factory=list)
    """Seconds until it was settled."""
    waiting: tuple[list[int | None], int] | None = None
    """Which of them waits, and since when, until something settled is said."""
    asked: bool = False

    def hear(self, at_s: int, event: Event) -> None:
        match event:
            case Restarted(away_s=away_s):
                self.away_s += max(0, away_s)
            case Arrived(distress=distress):
                self.before = distress
            case CheckedIn(distress=distress) if self.phase is Phase.ENDED:
                self.later = distress
            case CheckedIn() if self.waiting is not None and self._is_settled(event):
                settled_s, since_s = self.waiting
                settled_s.append(at_s + self.away_s - since_s)
                self.waiting = None

    def decide(self, at_s: int, decision: Decision) -> None:
        match decision:
            case Asked(question=question):
                self.asked = self.asked or question in ASKS_HOW_IT_IS
            case PhaseChanged(phase=phase):
                was, self.phase = self.phase, phase
                if was is Phase.PRACTISING:
                    self._wait(self.rounds if phase is Phase.RESTING else self.stops, at_s)
                elif phase is Phase.GROUNDING and (self.waiting is None or self.waiting[0] is self.rounds):
                    self._wait(self.stops, at_s)  # it became too much in the rest
                elif phase in (Phase.PRACTISING, Phase.ENDED):
                    self._give_up()

    def _wait(self, settled_s: list[int | None], at_s: int) -> None:
        self.waiting, self.asked = (settled_s, at_s + self.away_s), False

    def _give_up(self) -> None:
        """Movement begins again, or all is over: what was asked and not settled stays open."""
        if self.waiting is not None and self.asked:
            self.waiting[0].append(None)
        self.waiting = None

    def _is_settled(self, said: CheckedIn) -> bool:
        """Whether the engine would take this as a settled check."""
        judged = judge(said.distress, said.far_away, said.fog_words, self.before, self.numbers)
        return judged.weight <= Weight.SETTLED
