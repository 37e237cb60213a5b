"""A kept session read again: the same events through the same engine, to the same decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Guide, Turn, follow, open_guide
from slackwater.journal.batch import Batch
from slackwater.journal.digest import START
from slackwater.journal.facts import Decided, Kept, Said, SessionClosed, SessionOpened
from slackwater.journal.journal import SessionKept
from slackwater.journal.replay import events_of
from slackwater.live.errors import NotASession
from slackwater.live.saying import late_event
from slackwater.live.story import Story
from slackwater.session.decisions import Decision
from slackwater.session.events import AgreedLate, Event, PageEvent, PersonEvent, Tick
from slackwater.session.history import PastSession, remember


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn of a session, and when it was."""

    at_s: int
    turn: Turn


@dataclass(slots=True)
class Reopened:
    """A session as its record leaves it."""

    opened: SessionOpened
    guide: Guide
    story: Story = field(default_factory=Story)
    seconds: int = 0
    said: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    """Of what was said: the yeses that came too late."""
    closed: bool = False
    sha256: str = START
    """The running hash of the decisions, as recorded."""
    moments: list[Moment] = field(default_factory=list)
    left: list[tuple[Said | None, Event]] = field(default_factory=list)
    """What was left while the journal was locked, and has not reached the engine."""

    def decide(self, event: Event) -> tuple[Decision, ...]:
        """Take one recorded event; what the engine decides."""
        self.seconds += isinstance(event, Tick)
        self.guide, turn = follow(self.guide, event)
        self.story = self.story.after(turn)
        if turn.decisions or not isinstance(event, Tick | PageEvent):
            self.moments.append(Moment(self.seconds, turn))
        return turn.decisions

    def hear_left(self, batches: Sequence[Batch]) -> None:
        """Note what was left while the journal was locked and was never given to the engine."""
        known = self.said | {said.id for said, _ in self.left if said is not None}
        for batch in batches:
            for said, event in _said_late(batch.facts) if batch.late else ():
                if said is None or said.id not in known:
                    self.left.append((said, event))
                if said is not None:
                    known.add(said.id)


def begin(facts: Iterable[Kept]) -> Reopened:
    """The session before its first event."""
    opened = next((fact for fact in facts if isinstance(fact, SessionOpened)), None)
    if opened is None:
        raise NotASession
    return Reopened(opened, open_guide(opened.limits, Plan.read(opened.plan)))


def reopen(batches: Sequence[Batch]) -> Reopened:
    """The session as its record leaves it. What was left while locked takes effect when it is given anew."""
    session = begin(in_time(batches))
    said = ""
    for fact in in_time(batches):
        for event in events_of(fact):
            session.decide(event)
        if isinstance(fact, Said):
            said = fact.id
            session.said.add(said)
        elif isinstance(fact, AgreedLate):
            session.late.add(said)
        elif isinstance(fact, Decided):
            session.sha256 = fact.sha256
        elif isinstance(fact, SessionClosed):
            session.closed = True
    session.hear_left(batches)
    return session


def in_time(batches: Sequence[Batch]) -> tuple[Kept, ...]:
    """The facts that reached the engine when they were kept."""
    return tuple(fact for batch in batches if not batch.late for fact in batch.facts)


def _said_late(facts: Sequence[Kept]) -> Iterable[tuple[Said | None, Event]]:
    said: Said | None = None
    for fact in facts:
        if isinstance(fact, Said):
            said = fact
        elif isinstance(fact, PersonEvent | PageEvent):
            yield said, late_event(fact)
            said = None


def remembered(kept: SessionKept, batches: Sequence[Batch]) -> PastSession | None:
    """What later limits need of a kept session, what was said late included; None for what is no session."""
    try:
        session = reopen(batches)
    except NotASession:
        return None
    for _, event in session.left:
        session.decide(event)
    return remember(session.guide.state, kept.last_unix_s // 3600)
