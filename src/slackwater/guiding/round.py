"""The round: the plan offers, the engine decides, the monitor watches, and the next is offered at a boundary.

``advance`` guides a session that runs; ``follow`` takes one recorded event, so that a replay is a fold. Real and
virtual sessions share both.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from slackwater.guiding.diary import Diary
from slackwater.guiding.plan import Plan
from slackwater.practices.rounds import PlannedRound
from slackwater.session.decisions import Decision, OfferRefused
from slackwater.session.events import Event, MonitorDisagreed, NothingLeft, Offered
from slackwater.session.limits import Limits
from slackwater.session.monitor import Memory, Violation, fresh, watch
from slackwater.session.phases import Phase, Round
from slackwater.session.state import State, at_boundary, opening
from slackwater.session.transitions import step

TRIES = 2
"""A round that was stopped twice is not offered a third time in a session. ENG."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A session and where it is in its plan."""

    state: State
    plan: Plan
    memory: Memory
    """What the monitor has seen."""
    upcoming: int = 0
    """The item that is offered next."""
    item: int | None = None
    """The item that waits for a yes, runs, or ran last."""
    tries: int = 0
    """How often the upcoming item was begun."""
    diary: Diary = field(default_factory=Diary)
    """What titration may learn of this session so far."""

    @property
    def planned(self) -> PlannedRound | None:
        """The item that waits for a yes, runs, or ran last."""
        return None if self.item is None else self.plan.items[self.item]


@dataclass(frozen=True, slots=True)
class Turn:
    """One event the engine was given, what it decided, and what the monitor says to it."""

    event: Event
    decisions: tuple[Decision, ...]
    violation: Violation | None = None


Dosing = Callable[[Guide], PlannedRound | None]
"""The next round as it is to be offered now; None leaves it out. Whatever it says, the engine may only shrink it."""


def as_planned(guide: Guide) -> PlannedRound | None:
    """The next round as it stands in the plan."""
    return guide.plan.items[guide.upcoming]


def open_guide(limits: Limits, plan: Plan, diary: Diary | None = None) -> Guide:
    """A session that has not begun."""
    state = opening(limits)
    return Guide(state, plan, fresh(limits), diary=diary or Diary())


def advance(guide: Guide, event: Event, dosing: Dosing = as_planned) -> tuple[Guide, tuple[Turn, ...]]:
    """Take an event and offer what comes next where a boundary is reached; every step is watched."""
    guide, turns = _watched(guide, event)
    while at_boundary(guide.state):
        guide, proposal = _proposal(guide, dosing)
        guide, more = _watched(guide, proposal)
        turns += more
    return guide, turns


def follow(guide: Guide, event: Event) -> tuple[Guide, Turn]:
    """Take one event and nothing else: a fold of the recorded events is the session."""
    before, step_taken = guide.state, step(guide.state, event)
    after = step_taken.state
    seen = watch(guide.memory, before.seen, event, after.seen)
    violation = seen if isinstance(seen, Violation) else None
    memory = guide.memory if isinstance(seen, Violation) else seen
    diary = guide.diary.after(before, event, after, guide.planned)
    moved = replace(guide, state=after, memory=memory, diary=diary)
    return _find_place(moved, before, event, step_taken.decisions), Turn(
        event, step_taken.decisions, violation
    )


def as_offered(guide: Guide, item: PlannedRound) -> Guide:
    """The guide with this in the place of the round that comes next."""
    items = guide.plan.items
    changed = (*items[: guide.upcoming], item, *items[guide.upcoming + 1 :])
    return replace(guide, plan=replace(guide.plan, items=changed))


def as_recorded(guide: Guide, asked: Round, practice: str, variant: str, place: int | None) -> Guide:
    """The guide before an offer that its record names; where no place was kept, the one that comes next."""
    if place is not None and place != guide.upcoming and 0 <= place < len(guide.plan.items):
        guide = replace(guide, upcoming=place, tries=0)
    item = guide.plan.offered(asked, practice, variant, guide.upcoming)
    return guide if item is None else as_offered(guide, item)


def _watched(guide: Guide, event: Event) -> tuple[Guide, tuple[Turn, ...]]:
    guide, turn = follow(guide, event)
    if turn.violation is None:
        return guide, (turn,)
    guide, grounding = follow(guide, MonitorDisagreed())
    return guide, (turn, grounding)


def _proposal(guide: Guide, dosing: Dosing) -> tuple[Guide, Event]:
    while guide.upcoming < len(guide.plan.items):
        item = dosing(guide)
        if item is not None:
            return as_offered(guide, item), Offered(item.round)
        guide = _past(guide)
    return guide, NothingLeft()


def _find_place(guide: Guide, before: State, event: Event, decisions: tuple[Decision, ...]) -> Guide:
    """The guide at its place in the plan after an event."""
    if isinstance(event, Offered):
        refused = any(isinstance(decision, OfferRefused) for decision in decisions)
        return _past(guide) if refused else replace(guide, item=guide.upcoming)
    was, now = before.phase, guide.state.phase
    if was is Phase.PRACTISING and now is not Phase.PRACTISING:
        done = now is not Phase.PAUSED
        return _past(guide) if done or guide.tries + 1 >= TRIES else replace(guide, tries=guide.tries + 1)
    return guide


def _past(guide: Guide) -> Guide:
    return replace(guide, upcoming=guide.upcoming + 1, tries=0)
