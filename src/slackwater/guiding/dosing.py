"""The dose of the next round: what is known of the person, turned into a round of the library.

What titration proposes is only a wish: the engine checks it and may only shrink it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slackwater.guiding.diary import in_order, with_usual
from slackwater.guiding.ladder import ladder_of
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Guide
from slackwater.practices.menu import RISING, Asked, at_level
from slackwater.practices.practice import Practice
from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import HalfLevel
from slackwater.session.limits import Limits
from slackwater.session.offering import ceiling
from slackwater.titration.deciding import Cap, Decision, Setter, decide
from slackwater.titration.knowledge import Knowledge, learn_all
from slackwater.titration.ladder import Ladder
from slackwater.titration.trust import Stage


def next_round(
    guide: Guide, level: HalfLevel, practices: Mapping[str, Practice], *, last: PlannedRound | None
) -> PlannedRound | None:
    """The plan's next round at this level or the nearest below; None where nothing of it is so low."""
    state, plan, at = guide.state, guide.plan, guide.upcoming
    asked = Asked(
        plan.items[at],
        level,
        last=last,
        stretch=min(state.stretch_left_s, state.stretch_right_s) >= state.limits.numbers.least_round_s,
        two_sides=_is_room_for_two(plan, at),
        ran=_ran(guide),
        barred=state.barred,
    )
    return at_level(plan.menu, practices, asked)


def foreseen(
    plan: Plan, decision: Decision, limits: Limits, practices: Mapping[str, Practice]
) -> tuple[PlannedRound, ...]:
    """The rounds as they would be offered if each one stays quiet: what a page can show before a session."""
    if not decision.applies:
        return plan.items
    numbers = limits.numbers
    stretch = min(limits.stretch_left_s, limits.stretch_right_s) >= numbers.least_round_s
    rounds: list[PlannedRound] = []
    last: PlannedRound | None = None
    for at, item in enumerate(plan.items):
        most = rounds[-1].round.level + numbers.rise if rounds else limits.start
        level = HalfLevel(min(_level(decision, item), most))
        two_sides, ran = _is_room_for_two(plan, at), rounds[-1] if rounds else None
        asked = Asked(item, level, last, stretch, two_sides, ran, limits.barred)
        last = at_level(plan.menu, practices, asked)
        if last is not None:
            rounds.append(last)
    return tuple(rounds)


class Titrated:
    """Doses by what is known of this person: the last decision, with its reasons, stays at hand.

    It learns from the diary as far as that goes, so a session taken up again comes to the same doses.
    """

    def __init__(
        self,
        before: Knowledge,
        practices: Mapping[str, Practice],
        caps: Sequence[Cap] = (),
        ladder: Ladder | None = None,
    ) -> None:
        self.decision: Decision | None = None
        self._known = before
        self._learned = 0
        self._practices = practices
        self._ladder = ladder or ladder_of(practices, before.constants)
        self._usual_s = usual_seconds(practices)
        self._caps = tuple(caps)

    def __call__(self, guide: Guide) -> PlannedRound | None:
        """The next round; as planned while titration may only watch or suggest."""
        like = guide.plan.items[guide.upcoming]
        decision = self.decide(guide)
        if not decision.applies:
            return like
        level = _level(decision, like)
        return next_round(guide, level, self._practices, last=done_before(guide))

    def decide(self, guide: Guide) -> Decision:
        """The decision for the round that comes next."""
        known = self.learn(guide)
        engine = Cap(ceiling(guide.state), Setter.ENGINE)
        self.decision = decide(known, guide.diary.now_h, self._ladder, (*self._caps, engine))
        return self.decision

    def learn(self, guide: Guide) -> Knowledge:
        """What is known once the diary is read as far as it goes."""
        new = with_usual(guide.diary.entries[self._learned :], self._usual_s)
        self._known = learn_all(in_order(new, self._known.at_h), self._known)
        self._learned = len(guide.diary.entries)
        return self._known


def usual_seconds(practices: Mapping[str, Practice]) -> dict[str, float]:
    """The seconds that each practice's place on the ladder is meant for."""
    return {name: float(one.seconds("work")) for name, one in practices.items()}


def _level(decision: Decision, like: PlannedRound) -> HalfLevel:
    """The level to ask for: until raising is earned, nothing above what stands in the plan."""
    if decision.stage is Stage.RAISE:
        return decision.half_level
    return HalfLevel(min(decision.half_level, like.round.level))


def _is_room_for_two(plan: Plan, at: int) -> bool:
    """Whether the place after this one could hold the other side of a stretch."""
    after = plan.items[at + 1] if at + 1 < len(plan.items) else None
    return after is not None and after.round.kind in RISING


def done_before(guide: Guide) -> PlannedRound | None:
    """The round before this in the session, where it was done to its end."""
    if guide.item is None or guide.item != guide.upcoming - 1 or guide.state.round is None:
        return None
    return replace(guide.plan.items[guide.item], round=guide.state.round)


def _ran(guide: Guide) -> PlannedRound | None:
    """The round that ran last, whatever came of it, at the level it had."""
    planned, ran = guide.planned, guide.state.round
    return None if planned is None or ran is None else replace(planned, round=ran)
