"""What the person says on the page Today, and the plan it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import Kept, PersonScreened
from slackwater.practices import library
from slackwater.practices.asking import questions, read_ticks
from slackwater.practices.plan import Choice, SessionPlan, suggest
from slackwater.practices.screening import Verdicts, judge
from slackwater.session.limits import Limits

LASTS_S = 6 * 3600
"""What was said on Today holds for six hours; then it is asked again. ENG."""

ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Screening:
    """The newest screening: adult or not, and what was ticked."""

    adult: bool | None
    """None where that was skipped: then nothing is offered either."""
    ticks: frozenset[str]
    at_unix_s: int

    def fact(self) -> PersonScreened:
        """The screening as it is kept."""
        adult = {} if self.adult is None else {ADULT: "yes" if self.adult else "no"}
        return PersonScreened(self.at_unix_s, adult | dict.fromkeys(sorted(self.ticks), "yes"))


def newest_screening(facts: tuple[Kept, ...]) -> Screening | None:
    """The newest screening among the person's own facts."""
    kept = [fact for fact in facts if isinstance(fact, PersonScreened)]
    if not kept:
        return None
    answers = dict(kept[-1].answers)
    adult = {"yes": True, "no": False}.get(answers.pop(ADULT, ""))
    return Screening(adult, frozenset(answers), kept[-1].at_unix_s)


def screened_in_full_h(facts: tuple[Kept, ...]) -> int | None:
    """The hour before the last screening in which every question was answered.

    A skipped question opens nothing that it hurt to do. Nor does a screening open what ended in its own hour: which
    came first is not known in hours.
    """
    at_unix_s = screened_in_full(facts)
    return None if at_unix_s is None else at_unix_s // HOUR_S - 1


def screened_in_full(facts: Iterable[Kept]) -> int | None:
    """When every question of a screening was answered last."""
    full = [fact for fact in facts if isinstance(fact, PersonScreened) and _is_full(fact)]
    return full[-1].at_unix_s if full else None


def _is_full(fact: PersonScreened) -> bool:
    groups = {tick.partition(".")[0] for tick in fact.answers}
    return ADULT in fact.answers and all(group.id in groups for group in questions().groups)


@dataclass(frozen=True, slots=True)
class Today:
    """What was said on Today so far."""

    at_unix_s: int = 0
    arriving: str = ""
    """How the person arrives: ``steady``, ``a_lot``, ``too_much``, ``far_away``, ``unsaid``; empty while not asked."""
    new: frozenset[str] | None = None
    """What is new today; None while not asked."""
    choice: Choice = field(default_factory=Choice)
    resting: bool = False
    came_late: bool = False
    """How the body has been was the last thing said, and too late to be kept."""

    def still_holds(self, now_unix_s: int) -> "Today":
        """This, while it is fresh; else a day on which nothing was said."""
        return self if now_unix_s - self.at_unix_s <= LASTS_S else Today(now_unix_s)

    def saying(self, now_unix_s: int, **said: object) -> "Today":
        """The day with something more said."""
        day = replace(self.still_holds(now_unix_s), at_unix_s=now_unix_s, came_late=False)
        return replace(day, **said)  # type: ignore[arg-type]

    @property
    def asks_for_ground(self) -> bool:
        """Whether the person arrives in a way that is met with grounding, not practice."""
        return self.arriving in ("too_much", "far_away")

    def verdicts(self, screening: Screening) -> Verdicts:
        """What may be offered: the screening and what is new today; before it is asked, as if nothing were."""
        new = frozenset({f"{questions().today.id}.none"}) if self.new is None else self.new
        return judge(read_ticks(adult=screening.adult, ticks=screening.ticks, today=new))

    def plan(self, screening: Screening, limits: Limits) -> SessionPlan:
        """The plan for today."""
        return suggest(limits, self.verdicts(screening), library(), self.choice)


def asks_again(new: frozenset[str]) -> bool:
    """Whether something new today leads to the whole screening again."""
    return any(option.again for option in questions().today.options if option.id in new)
