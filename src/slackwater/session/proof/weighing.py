"""Every answer there is, from every start: the engine gives each at least the weight the monitor gives it."""

from collections.abc import Iterable, Iterator

from slackwater.session import events as e
from slackwater.session.monitor import Memory, Violation, fresh, watch
from slackwater.session.proof.configurations import ANSWERS_WORLD
from slackwater.session.proof.explore import SHIPPED, Broken, Engine
from slackwater.session.proof.world import EVERY_KIND, offered

STARTS = range(6)
"""Every distress from which a session goes on without a stop."""

CHECK_IN: tuple[e.Event, ...] = (
    e.Screened(EVERY_KIND),
    e.Heartbeat(),
    e.Tick(),
    offered(work_s=1),
    e.Agreed(),
    e.Tick(),
    e.Heartbeat(),
    e.Tick(),
    e.Heartbeat(),
    e.Tick(),
)
"""From arriving to a check-in after a whole, fully rested round."""

ASK_FOR_MORE: tuple[e.Event, ...] = (offered(level=5, work_s=1), e.Agreed())

NEARLY_SETTLED: tuple[e.Event, ...] = (
    e.TooMuch(),
    e.Grounded(),
    e.Tick(),
    e.CheckedIn(0, 0),
    e.Tick(),
)
"""From anywhere to a grounding that one settled check completes."""


def answers() -> Iterator[e.CheckedIn]:
    """Every answer on the scales, one beyond each end."""
    for distress in range(-1, 12):
        for far_away in range(-1, 6):
            for fog_words in range(3):
                yield e.CheckedIn(distress, far_away, fog_words)


def weigh_all(engine: Engine = SHIPPED) -> int | Broken:
    """How many answers were weighed alike, at a check-in, in grounding and over; or the first that was not."""
    count = 0
    for start in STARTS:
        for answer in answers():
            late = e.CheckedInLate(answer.distress, answer.far_away, answer.fog_words)
            for road in (
                (e.Arrived(start, 0), *CHECK_IN, answer, *ASK_FOR_MORE),
                (e.Arrived(start, 0), *NEARLY_SETTLED, answer, e.Agreed()),
                (e.Arrived(start, 0), e.PractitionerEnded(), e.Oriented(), answer),
                (e.Arrived(start, 0), *CHECK_IN, late, e.CheckedIn(0, 0), *ASK_FOR_MORE),
                (e.Arrived(start, 0), *NEARLY_SETTLED, late, e.Agreed()),
                (e.Arrived(start, 0), e.PractitionerEnded(), e.Oriented(), late),
            ):
                broken = walk(engine, road)
                if broken is not None:
                    return broken
            count += 1
    return count


def walk(engine: Engine, road: Iterable[e.Event]) -> Broken | None:
    """The first clause a road breaks, if it breaks one."""
    state = engine.opening(ANSWERS_WORLD.limits)
    memory: Memory = fresh(ANSWERS_WORLD.limits)
    went: list[e.Event] = []
    for event in road:
        went.append(event)
        after = engine.step(state, event).state
        seen = watch(memory, state.seen, event, after.seen)
        if isinstance(seen, Violation):
            return Broken(seen.clause, tuple(went))
        state, memory = after, seen
    return None
