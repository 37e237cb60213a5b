"""The dose of the next round: what is known of the person, turned into a round of the library.

What titration proposes is only a wish: the engine checks it and may only shrink it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slackwater.guiding.diary import with_usual
from slackwater.guiding.ladder import ladder_of
from slackwater.guiding.round import Guide
from slackwater.practices.menu import Asked, at_level
from slackwater.practices.practice import Practice
from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import HalfLevel
from slackwater.session.offering import ceiling
from slackwater.titration.deciding import Cap, Decision, Setter, decide
from slackwater.titration.knowledge import Knowledge, learn_all
from slackwater.titration.ladder import Ladder


def next_round(
    guide: Guide, level: HalfLevel, practices: Mapping[str, Practice], *, last: PlannedRound | None
) -> PlannedRound | None:
    """The plan's next round at this level or the nearest below; None where nothing of it is so low."""
    state, like = guide.state, guide.plan.items[guide.upcoming]
    stretch = min(state.stretch_left_s, state.stretch_right_s) >= state.limits.numbers.least_round_s
    asked = Asked(like, level, last=last, stretch=stretch)
    return at_level(guide.plan.menu, practices, asked)


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
        self._usual_s = {name: float(one.seconds("work")) for name, one in practices.items()}
        self._caps = tuple(caps)

    def __call__(self, guide: Guide) -> PlannedRound | None:
        """The next round; as planned while titration may only watch or suggest."""
        like = guide.plan.items[guide.upcoming]
        decision = self.decide(guide)
        if not decision.applies:
            return like
        return next_round(guide, decision.half_level, self._practices, last=done_before(guide))

    def decide(self, guide: Guide) -> Decision:
        """The decision for the round that comes next."""
        known = self.learn(guide)
        engine = Cap(ceiling(guide.state), Setter.ENGINE)
        self.decision = decide(known, guide.diary.now_h, self._ladder, (*self._caps, engine))
        return self.decision

    def learn(self, guide: Guide) -> Knowledge:
        """What is known once the diary is read as far as it goes."""
        new = with_usual(guide.diary.entries[self._learned :], self._usual_s)
        self._known = learn_all(new, self._known)
        self._learned = len(guide.diary.entries)
        return self._known


def done_before(guide: Guide) -> PlannedRound | None:
    """The round before this in the session, where it was done to its end."""
    if guide.item is None or guide.item != guide.upcoming - 1 or guide.state.round is None:
        return None
    return replace(guide.plan.items[guide.item], round=guide.state.round)
