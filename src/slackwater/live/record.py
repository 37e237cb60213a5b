"""The record of a session: what happened as facts, in the order it happened, on their way to the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slackwater import __version__
from slackwater.guiding.diary import HOUR_S, REST, open_diary
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Guide, Turn, open_guide
from slackwater.journal.digest import Running
from slackwater.journal.facts import Kept, OfferMade, Said, SessionOpened, TimePassed, WordsPicked
from slackwater.live.saying import Say
from slackwater.session.decisions import RoundAccepted
from slackwater.session.events import Heartbeat, Offered, Tick
from slackwater.session.limits import Limits
from slackwater.session.pausing import ROWS
from slackwater.session.transitions import RULES


def opened(limits: Limits, plan: Plan, at_unix_s: int) -> SessionOpened:
    """The first fact of a session."""
    constants: Mapping[str, int] = {row.name: row.limit for row in ROWS}
    return SessionOpened(at_unix_s, limits, plan.written(), __version__, constants, RULES)


def guide_of(opening: SessionOpened) -> Guide:
    """The session before its first event; one of rest alone was proposed as that."""
    proposed = REST if opening.limits.rest_only else None
    diary = open_diary(opening.at_unix_s / HOUR_S, proposed)
    return open_guide(opening.limits, Plan.read(opening.plan), diary)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Facts that are not durable yet, and what is acknowledged once they are."""

    facts: tuple[Kept, ...]
    acks: tuple[str, ...]


class Record:
    """Turns in, facts out. Quiet seconds, and the page's beats among them, are counted, not listed."""

    def __init__(self, decided: Running | None = None) -> None:
        self._decided = decided or Running()
        self._quiet_s = 0
        self._beats: list[int] = []
        self._facts: list[Kept] = []
        self._acks: list[str] = []
        self._presses = False

    @property
    def sha256(self) -> str:
        """The running hash of every decision so far."""
        return self._decided.sha256

    def open(self, fact: SessionOpened) -> None:
        """Begin with how the session was set up."""
        self._facts.append(fact)
        self._presses = True

    def say(self, said: Say) -> None:
        """What was said is kept with its id, before the event it became; it is acknowledged once durable."""
        self._end_quiet()
        self._facts.append(Said(said.id, said.ago_ms))
        if said.words:
            self._facts.append(WordsPicked(said.words))
        self._acks.append(said.id)
        self._presses = True

    def add(self, fact: Kept) -> None:
        """Any other fact, in its place."""
        self._end_quiet()
        self._facts.append(fact)

    def turn(self, turn: Turn, guide: Guide) -> None:
        """One turn: its event, and what was decided."""
        if isinstance(turn.event, Tick):
            self._quiet_s += 1
        elif isinstance(turn.event, Heartbeat):
            self._beats.append(self._quiet_s)
        else:
            self._end_quiet()
            self._facts += _kept(turn, guide)
        if turn.decisions:
            self._end_quiet()
            self._decided.add(turn.decisions)
            self._facts += _one(self._decided.take())
            self._presses = True

    @property
    def presses(self) -> bool:
        """Whether an answer or a decision waits to be kept; seconds and beats can wait a little."""
        return self._presses

    def take(self) -> Waiting:
        """Everything that waits, quiet seconds included; the record goes on from there."""
        self._end_quiet()
        waiting = Waiting(tuple(self._facts), tuple(self._acks))
        self._facts.clear()
        self._acks.clear()
        self._presses = False
        return waiting

    def _end_quiet(self) -> None:
        if self._quiet_s or self._beats:
            self._facts.append(TimePassed(self._quiet_s, tuple(self._beats)))
            self._quiet_s = 0
            self._beats.clear()


def _kept(turn: Turn, guide: Guide) -> Iterable[Kept]:
    accepted = any(isinstance(decision, RoundAccepted) for decision in turn.decisions)
    if isinstance(turn.event, Offered) and accepted and guide.planned is not None:
        yield OfferMade(turn.event.round, guide.planned.practice, guide.planned.variant, guide.item)
    yield turn.event


def _one(fact: Kept | None) -> Iterable[Kept]:
    if fact is not None:
        yield fact
