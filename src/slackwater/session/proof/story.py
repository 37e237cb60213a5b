"""Short stories for tests: given what happened, when this happens, then that was decided.

Every step of a story is watched by the monitor; a story that breaks a clause fails by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from slackwater.quantities import HalfLevel
from slackwater.session import events as e
from slackwater.session.decisions import Decision
from slackwater.session.limits import Limits
from slackwater.session.monitor import Memory, Violation, fresh, watch
from slackwater.session.phases import Kind, Phase, Round, Side
from slackwater.session.state import State, opening
from slackwater.session.transitions import step

EVERY_KIND = frozenset(Kind)
Told = e.Event | Iterable[e.Event]


class BrokenStoryError(AssertionError):
    """The monitor disagrees with a step of the story."""


@dataclass(frozen=True, slots=True)
class Story:
    """Where a session stands after what was told, and what was decided since the last *when*."""

    state: State
    memory: Memory
    decisions: tuple[Decision, ...] = ()

    def when(self, *told: Told) -> "Story":
        """The story a while later."""
        state, memory = self.state, self.memory
        decided: list[Decision] = []
        for event in _flat(told):
            taken = step(state, event)
            seen = watch(memory, state.seen, event, taken.state.seen)
            if isinstance(seen, Violation):
                raise BrokenStoryError(f"{seen.clause.value}: {event} at {state}")
            state, memory = taken.state, seen
            decided += taken.decisions
        return Story(state, memory, tuple(decided))

    def then(self, phase: Phase, *decisions: Decision) -> "Story":
        """The same story, if it stands in this phase and each of these was decided since *when*."""
        if self.state.phase is not phase:
            raise AssertionError(f"in {self.state.phase}, not {phase}; decided {self.decisions}")
        for decision in decisions:
            if decision not in self.decisions:
                raise AssertionError(f"{decision} was not decided, but {self.decisions}")
        return self


def given(*told: Told, limits: Limits | None = None) -> Story:
    """A session in which this has happened."""
    limits = limits or Limits()
    return Story(opening(limits), fresh(limits)).when(*told)


def alive(seconds: int, *, answering: bool = True) -> tuple[e.Event, ...]:
    """Seconds with a heartbeat in each; the person answers every 30 s if ``answering``."""
    told: list[e.Event] = []
    for second in range(seconds):
        told += (e.Heartbeat(), e.Tick())
        if answering and second % 30 == 29:
            told.append(e.StillHere())
    return tuple(told)


def silent(seconds: int) -> tuple[e.Event, ...]:
    """Seconds in which nothing comes from page or person."""
    return (e.Tick(),) * seconds


def a_round(  # noqa: PLR0913 a round has six parts
    level: int = 4,
    *,
    slot: int = 0,
    kind: Kind = Kind.MOVEMENT,
    side: Side = Side.NONE,
    work_s: int = 45,
    rest_s: int = 90,
) -> e.Offered:
    """A round as guiding offers it."""
    return e.Offered(Round(slot, kind, HalfLevel(level), side, work_s, rest_s))


def settled(start: int = 2, kinds: frozenset[Kind] = EVERY_KIND) -> tuple[e.Event, ...]:
    """From opening to the first boundary."""
    return (e.Arrived(start, 0), e.Screened(kinds), *alive(60))


def practising(offer: e.Offered | None = None, start: int = 2) -> tuple[e.Event, ...]:
    """From opening into a round."""
    return (*settled(start), offer or a_round(), e.Agreed())


def resting(offer: e.Offered | None = None, start: int = 2) -> tuple[e.Event, ...]:
    """From opening to the rest after a whole round."""
    offer = offer or a_round()
    return (*practising(offer, start), *alive(offer.round.work_s))


def checking_in(offer: e.Offered | None = None, start: int = 2) -> tuple[e.Event, ...]:
    """From opening to the check-in after a whole, rested round."""
    offer = offer or a_round()
    return (*resting(offer, start), *alive(offer.round.rest_s))


def grounded() -> tuple[e.Event, ...]:
    """From grounding to a yes that counts: contact, three minutes, two settled checks."""
    return (e.Grounded(), *alive(60), e.CheckedIn(2, 0), *alive(60), e.CheckedIn(2, 0), *alive(60))


def _flat(told: Iterable[Told]) -> Iterable[e.Event]:
    for one in told:
        if isinstance(one, e.Event):
            yield one
        else:
            yield from one
