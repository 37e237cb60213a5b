"""Somebody who comes back again and again: one home on an invented clock, and whole sessions in it."""

from collections.abc import Sequence

from slackwater.live.clock import HandClock
from slackwater.live.home import Home
from slackwater.live.room import Room
from slackwater.live.saying import Say
from slackwater.live.standing import Standing
from slackwater.live.today import Screening
from slackwater.practices.asking import questions
from slackwater.practices.plan import Choice
from slackwater.session.decisions import Question
from slackwater.session.phases import Phase

from .conftest import PAGE, Heard

DAY_S = 24 * 3600


class Person:
    """Keeps nothing but what the program's own memory holds, and answers everything."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.home = Home(None, clock=self.clock)
        self.heard = Heard()
        self.home.listener = self.heard
        self.home.cabinet.begin_in_memory("a browser")
        self.home.cabinet.journal._clock = self.clock.unix_s
        self._said = 0

    async def screen(self) -> None:
        ticks = frozenset(f"{group.id}.none" for group in questions().groups)
        await self.home.screen(Screening(adult=True, ticks=ticks, at_unix_s=self.clock.unix_s()))

    async def begin(self, choice: Choice | None = None) -> Room:
        """From Today into a session."""
        self.home.say_today(arriving="steady", new=frozenset({"today.none"}), choice=choice or Choice())
        room = await self.home.begin()
        room.lease.ask(PAGE, self.clock.now_s())
        return room

    def say(self, what: str, **fields: object) -> None:
        self._said += 1
        self.room.say(Say(f"said-{self._said:05d}", what, **fields))  # type: ignore[arg-type]

    @property
    def room(self) -> Room:
        assert self.home.room is not None
        return self.home.room

    @property
    def question(self) -> Question | None:
        return self.room.guide.state.question

    def wait(self, seconds: int) -> None:
        for second in range(seconds):
            self.clock.move(1)
            if second % 2 == 0:
                self.room.beat(PAGE)
            self.room.catch_up()

    def answer(self, distress: int = 1) -> None:
        """Whatever is asked."""
        match self.question:
            case Question.ARRIVAL:
                self.say("arrived", distress=distress, far_away=0)
            case Question.BEGIN | Question.GO_ON:
                self.say("agree", question=self.room.story.standing(self.room.guide))
            case Question.CHECK_IN | Question.SETTLED_CHECK:
                self.say("check_in", distress=distress, far_away=0)
            case Question.STILL_HERE | Question.STILL_HERE_LOUDER:
                self.say("still_here")
            case Question.ORIENTED:
                self.say("oriented")
            case _:
                self.wait(1)

    async def live(self, distress: int = 1, choice: Choice | None = None, too_much_in: int = 0) -> Room:
        """A whole session; with ``too_much_in`` it is too much in that round."""
        room = await self.begin(choice)
        rounds, moved = 0, False
        while not room.over:
            moving = room.guide.state.phase is Phase.PRACTISING
            rounds += moving and not moved
            moved = moving
            if moving and rounds == too_much_in:
                self.say("too_much")
                self.say("end")
                continue
            self.answer(distress)
        await self.kept()
        return room

    async def weeks(self, sessions: int, every_days: float = 3.0, distress: int = 1) -> None:
        """Quiet sessions, so many days apart."""
        for _ in range(sessions):
            await self.live(distress)
            self.clock.move(every_days * DAY_S)

    async def kept(self) -> None:
        self.room.flush()
        await self.home.until_kept()

    async def standing(self) -> Standing:
        return await self.home.standing()

    def sessions(self) -> Sequence[str]:
        return [one.id for one in self.home.cabinet.journal.sessions()]

    async def close(self) -> None:
        await self.home.close()
