"""A kept session read again: the same events through the engine, and the decisions that were kept.

A session that these rules kept comes to the same decisions. One that other rules kept may not: then what was
decided holds, and one whose record holds its end is over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from slackwater.guiding.diary import with_usual
from slackwater.guiding.round import Guide, Turn, as_recorded, follow
from slackwater.journal.batch import Batch
from slackwater.journal.digest import START
from slackwater.journal.facts import Decided, Kept, OfferMade, Said, SessionClosed, SessionOpened
from slackwater.journal.journal import SessionKept
from slackwater.journal.past import Earlier
from slackwater.journal.replay import events_of
from slackwater.live.errors import NotASession
from slackwater.live.record import guide_of
from slackwater.live.recorded import Recorded, record_of
from slackwater.live.saying import late_event
from slackwater.live.story import Story
from slackwater.practices import library
from slackwater.session.decisions import Decision
from slackwater.session.events import AgreedLate, Event, PageEvent, PersonEvent, Restarted, Tick
from slackwater.session.history import remember
from slackwater.session.phases import Phase
from slackwater.tides.summing import sum_up


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
    recorded: Recorded
    story: Story = field(default_factory=Story)
    seconds: int = 0
    said: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    """Of what was said: the yeses that came too late."""
    closed: bool = False
    parted: bool = False
    """Today's rules decide otherwise than was decided."""
    sha256: str = START
    """The running hash of the decisions, as recorded."""
    moments: list[Moment] = field(default_factory=list)
    """The session as recorded, turn by turn."""
    left: list[tuple[Said | None, Event]] = field(default_factory=list)
    """What was left while the journal was locked, and has not reached the engine."""
    _event: Event | None = None
    """The last event, while what was decided on it is not read yet."""
    _now: tuple[Decision, ...] = ()
    """What today's rules decide on it."""

    def decide(self, event: Event) -> tuple[Decision, ...]:
        """Take an event as today's rules do; what the engine decides."""
        self.guide, turn = follow(self.guide, event)
        return turn.decisions

    def hear(self, event: Event) -> None:
        """Take one recorded event."""
        self.tell(())
        if isinstance(event, Restarted):
            self.hold()
        self.seconds += isinstance(event, Tick)
        self.recorded.hear(event)
        self._event, self._now = event, self.decide(event)

    def offer(self, made: OfferMade) -> None:
        """Take what stood behind the offer that comes next."""
        self.guide = as_recorded(self.guide, made.round, made.practice, made.variant, made.place)

    def tell(self, decisions: tuple[Decision, ...]) -> None:
        """Take what was decided on the last event."""
        event, now = self._event, self._now
        if event is None:
            return
        self._event, self._now = None, ()
        self.parted = self.parted or decisions != now
        for decision in decisions:
            self.recorded.decide(decision, event)
        turn = Turn(event, decisions)
        self.story = self.story.after(turn)
        if decisions or not isinstance(event, Tick | PageEvent):
            self.moments.append(Moment(self.seconds, turn))

    def hold(self) -> None:
        """Let what was recorded stand where today's rules came to something else; what is closed is over."""
        self.tell(())
        over = self.guide.state.phase is Phase.ENDED
        if self.parted or (self.closed and not over):
            self.guide = self.recorded.guide(self.guide, closed=self.closed)
        self.parted = False  # today's rules go on from what was recorded

    def close(self) -> None:
        """Take the end of the session, which no rule undoes."""
        self.closed = True
        self.hold()

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
    return Reopened(opened, guide_of(opened), record_of(opened.limits))


def reopen(batches: Sequence[Batch]) -> Reopened:
    """The session as its record leaves it. What was left while locked takes effect when it is given anew."""
    session = begin(in_time(batches))
    said = ""
    for fact in in_time(batches):
        for event in events_of(fact):
            session.hear(event)
        if isinstance(fact, Said):
            said = fact.id
            session.said.add(said)
        elif isinstance(fact, OfferMade):
            session.offer(fact)
        elif isinstance(fact, AgreedLate):
            session.late.add(said)
        elif isinstance(fact, Decided):
            session.sha256 = fact.sha256
            session.tell(fact.decisions)
        elif isinstance(fact, SessionClosed):
            session.close()
    session.hold()
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


def remembered(kept: SessionKept, batches: Sequence[Batch]) -> Earlier | None:
    """What comes later needs this of a kept session, what was said late included; None for what is no session."""
    try:
        session = reopen(batches)
    except NotASession:
        return None
    for _, event in session.left:
        session.decide(event)
    from slackwater.guiding.dosing import usual_seconds  # noqa: PLC0415 -- numbers: the first page is quick

    past = remember(session.guide.state, kept.last_unix_s // 3600)
    moments = ((one.at_s, one.turn.event, one.turn.decisions) for one in session.moments)
    log = session.guide.diary.entries
    summed_up = sum_up(session.opened, moments, past, with_usual(log, usual_seconds(library())))
    return Earlier(past, log, kept.id, summed_up)
