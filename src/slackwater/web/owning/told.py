"""A kept session told from its record alone: nothing goes through the engine again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slackwater.guiding.round import Turn
from slackwater.journal.batch import Batch
from slackwater.journal.facts import AfterNote, Decided, SessionOpened, WordsPicked
from slackwater.journal.replay import events_of
from slackwater.live.reopening import Moment as Lived
from slackwater.live.reopening import in_time
from slackwater.session.decisions import PhaseChanged
from slackwater.session.events import Arrived, CheckedIn, Event, PageEvent, Tick
from slackwater.session.phases import Phase
from slackwater.web.pages import Moment
from slackwater.web.timeline import moments


@dataclass(frozen=True, slots=True)
class Told:
    """One session, ready to show."""

    session: str
    began_unix_s: int
    moments: tuple[Moment, ...]
    notes: tuple[AfterNote, ...]
    words: tuple[str, ...]
    """Every word picked, in order, each once."""
    came: Arrived | None = None
    went: CheckedIn | None = None
    """How it was once the session was over."""


def tell(session: str, batches: Sequence[Batch]) -> Told | None:
    """The session; None for what is left of no session."""
    facts = in_time(batches)
    opened = next((fact for fact in facts if isinstance(fact, SessionOpened)), None)
    if opened is None:
        return None
    turns = tuple(_turns(batches))
    every = [fact for batch in batches for fact in batch.facts]
    words = dict.fromkeys(word for fact in every if isinstance(fact, WordsPicked) for word in fact.words)
    over, came, went = False, None, None
    for lived in turns:
        event = lived.turn.event
        came = event if isinstance(event, Arrived) else came
        went = event if isinstance(event, CheckedIn) and over else went
        over = over or any(
            isinstance(one, PhaseChanged) and one.phase is Phase.ENDED for one in lived.turn.decisions
        )
    notes = tuple(fact for fact in every if isinstance(fact, AfterNote))
    return Told(session, opened.at_unix_s, tuple(moments(turns)), notes, tuple(words), came, went)


def _turns(batches: Sequence[Batch]) -> Iterator[Lived]:
    """Each event that says something or was decided on, with what was decided."""
    second = 0
    waits: Event | None = None
    for fact in in_time(batches):
        if isinstance(fact, Decided):
            if waits is not None:
                yield Lived(second, Turn(waits, fact.decisions))
            waits = None
            continue
        for event in events_of(fact):
            if waits is not None and not isinstance(waits, Tick | PageEvent):
                yield Lived(second, Turn(waits, ()))
            waits = event
            second += isinstance(event, Tick)
    if waits is not None and not isinstance(waits, Tick | PageEvent):
        yield Lived(second, Turn(waits, ()))
