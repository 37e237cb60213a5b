"""Sessions for the tests of guiding: somebody who answers, second by second."""

from slackwater.guiding.diary import open_diary
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Dosing, Guide, advance, as_planned, open_guide
from slackwater.practices import library
from slackwater.practices.plan import Choice, suggest
from slackwater.practices.screening import answered, judge
from slackwater.session.decisions import Question
from slackwater.session.events import Agreed, Arrived, CheckedIn, Event, Heartbeat, Screened, StillHere, Tick
from slackwater.session.limits import Limits
from slackwater.session.phases import Kind, Phase

EVERY_KIND = frozenset(Kind)
OPENED_H = 1000.0


def planned(choice: Choice | None = None, limits: Limits | None = None) -> Plan:
    """A plan of somebody to whom nothing applies, with its menu."""
    plan = suggest(limits or Limits(), judge(answered(adult=True)), library(), choice)
    return Plan(plan.rounds, plan.menu)


class Session:
    """A session that runs."""

    def __init__(
        self, limits: Limits | None = None, plan: Plan | None = None, dosing: Dosing = as_planned
    ) -> None:
        limits = limits or Limits()
        plan = planned(limits=limits) if plan is None else plan
        self.dosing = dosing
        self.guide: Guide = open_guide(limits, plan, open_diary(OPENED_H))
        self.events: list[Event] = []

    @property
    def phase(self) -> Phase:
        return self.guide.state.phase

    def hear(self, *events: Event) -> None:
        for event in events:
            self.guide, turns = advance(self.guide, event, self.dosing)
            self.events += [turn.event for turn in turns]

    def wait(self, seconds: int) -> None:
        """With a page that is there, and somebody who says so."""
        for second in range(seconds):
            if self.guide.state.question in (Question.STILL_HERE, Question.STILL_HERE_LOUDER):
                self.hear(StillHere())
            if second % 2 == 0:
                self.hear(Heartbeat())
            self.hear(Tick())

    def settle(self, distress: int = 2) -> None:
        """From arriving to the first offer."""
        self.hear(Arrived(distress, 0), Screened(EVERY_KIND))
        self.wait(61)

    def begin(self, distress: int = 2) -> None:
        """From arriving into movement."""
        self.settle(distress)
        self.hear(Agreed())
        assert self.phase is Phase.PRACTISING

    def finish_round(self) -> None:
        """To the check-in after the round that runs."""
        while self.phase in (Phase.PRACTISING, Phase.RESTING):
            self.wait(1)

    def go_on(self, distress: int = 2) -> None:
        """Through the round that runs and its check-in, into the next, or to the end of the plan."""
        self.finish_round()
        self.hear(CheckedIn(distress, 0))
        if self.guide.state.question is Question.BEGIN:
            self.hear(Agreed())

    def go_on_from_offer(self, distress: int) -> None:
        """A yes to the offer that waits, its round, and what is said after it."""
        self.hear(Agreed())
        self.finish_round()
        if self.phase is Phase.CHECKING_IN:
            self.hear(CheckedIn(distress, 0))
