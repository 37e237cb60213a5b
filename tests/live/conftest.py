"""A running session without a socket: an invented clock, a listener that writes down, a disk that can fail."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Dosing, as_planned
from slackwater.journal.errors import DiskFull
from slackwater.journal.journal import Journal
from slackwater.journal.memory import MemoryStore
from slackwater.journal.store import Mark, Row
from slackwater.journal.writer import Writer
from slackwater.live.clock import HandClock, SessionTime
from slackwater.live.hearing import HeartSaid
from slackwater.live.keeper import Keeper
from slackwater.live.record import Record, guide_of, opened
from slackwater.live.room import Room
from slackwater.live.saying import Say
from slackwater.live.senses import Said
from slackwater.live.view import View
from slackwater.practices import library
from slackwater.practices.plan import suggest
from slackwater.practices.screening import answered, judge
from slackwater.session.decisions import Question
from slackwater.session.limits import Limits
from slackwater.session.phases import Phase

SESSION = "a-session-for-tests"
PAGE = "the-page"


class Disk(MemoryStore):
    """A store whose disk can be full."""

    full = False

    def append(self, person: bytes, rows: Sequence[Row], mark: Mark, merged: int = 0) -> None:
        if self.full:
            raise DiskFull
        super().append(person, rows, mark, merged)


@dataclass
class Heard:
    """What the pages were told, in order."""

    order: list[str] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    acks: list[tuple[str, bool, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hearts: list[HeartSaid] = field(default_factory=list)
    sensed_order: list[tuple[Said, ...]] = field(default_factory=list)
    ended: int = 0
    fails: bool = False

    def show(self, view: View) -> None:
        if self.fails:
            raise RuntimeError("no scene can be made")
        self.views.append(view)
        self.order.append(f"scene {view.guide.state.phase.value}")

    def show_still(self) -> None:
        self.order.append("still")

    def ack(self, say_id: str, *, kept: bool, late: bool) -> None:
        self.acks.append((say_id, kept, late))
        self.order.append(f"ack {say_id}")

    def sensed(self, said: tuple[Said, ...]) -> None:
        self.sensed_order.append(said)

    def heart(self, said: HeartSaid) -> None:
        self.hearts.append(said)

    def note(self, why: str) -> None:
        self.notes.append(why)
        self.order.append(f"note {why}")

    def over(self) -> None:
        self.ended += 1

    def locked(self) -> None:
        self.order.append("locked")


class Stage:
    """A session on an invented clock."""

    def __init__(
        self, limits: Limits | None = None, plan: Plan | None = None, dosing: Dosing = as_planned
    ) -> None:
        self.clock = HandClock()
        self.disk = Disk()
        self.journal = Journal(self.disk, self.clock.unix_s)
        self.journal.begin()
        self.writer = Writer(self.journal, retry_s=0.02)
        self.heard = Heard()
        self.limits = limits or Limits()
        self.plan = plan or Plan(suggest(self.limits, judge(answered(adult=True)), library()).rounds)
        record = Record()
        opening = opened(self.limits, self.plan, self.clock.unix_s())
        record.open(opening)
        self.room = Room(
            SESSION,
            guide_of(opening),
            dosing=dosing,
            time=SessionTime(self.clock, 1.0),
            library=library(),
            keeper=self.keeper(),
            listener=self.heard,
            record=record,
        )
        self.room.lease.ask(PAGE, self.clock.now_s())
        self._said = 0

    def keeper(self) -> Keeper:
        def trouble(in_trouble: bool) -> None:
            self.heard.note("not_kept_yet" if in_trouble else "kept_again")

        return Keeper(self.writer, SESSION, keeps=True, trouble=trouble)

    @property
    def phase(self) -> Phase:
        return self.room.guide.state.phase

    @property
    def question(self) -> Question | None:
        return self.room.guide.state.question

    @property
    def number(self) -> int | None:
        return self.room.story.standing(self.room.guide)

    def say(self, what: str, say_id: str = "", **fields: object) -> str:
        self._said += 1
        said = say_id or f"said-{self._said:04d}"
        self.room.say(Say(said, what, **fields))  # type: ignore[arg-type]
        return said

    def agree(self) -> str:
        return self.say("agree", question=self.number)

    def wait(self, seconds: int, *, beating: bool = True) -> None:
        """Let time pass, a second at a time, with the page's beats."""
        for second in range(seconds):
            self.clock.move(1)
            if beating and second % 2 == 0:
                self.room.beat(PAGE)
            self.room.catch_up()

    def practise(self) -> None:
        """From arrival into movement."""
        self.say("arrived", distress=2, far_away=0)
        self.wait(61)
        assert self.question is Question.BEGIN
        self.agree()
        assert self.phase is Phase.PRACTISING

    async def kept(self) -> None:
        """Everything given to the journal so far is durable, and said to be so."""
        self.room.flush()
        await asyncio.wait_for(asyncio.wrap_future(self.writer.flush()), 5)
        await asyncio.sleep(0)
        await asyncio.sleep(0)


@pytest.fixture
def stage() -> Iterator[Callable[..., Stage]]:
    """Sessions on invented clocks: ``stage()``."""
    stages: list[Stage] = []

    def begin(limits: Limits | None = None, plan: Plan | None = None, dosing: Dosing = as_planned) -> Stage:
        stages.append(Stage(limits, plan, dosing))
        return stages[-1]

    yield begin
    for one in stages:
        one.writer.close()
