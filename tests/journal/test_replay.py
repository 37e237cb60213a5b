"""A kept session replays to the same decisions, bit for bit, or says where it parts."""

from collections.abc import Callable, Iterable

from hypothesis import given
from hypothesis import strategies as st

from slackwater.journal.digest import START, Running
from slackwater.journal.facts import Decided, Fact, HeartGap, Kept, Said, TimePassed
from slackwater.journal.replay import Parted, events_of, replay
from slackwater.quantities import Gap
from slackwater.session.decisions import Asked, Decision, MovementStopped, Question, Reason
from slackwater.session.events import Event, Heartbeat, PauseAsked, Tick, TooMuch
from slackwater.session.limits import Limits
from slackwater.session.state import opening
from slackwater.session.transitions import step

Decide = Callable[[Event], Iterable[Decision]]


def engine() -> Decide:
    """The shipped engine, from its opening state."""
    state = opening(Limits())

    def decide(event: Event) -> Iterable[Decision]:
        nonlocal state
        taken = step(state, event)
        state = taken.state
        return taken.decisions

    return decide


def record(events: Iterable[Event]) -> list[Kept]:
    """What would be kept of a session with these events."""
    decide, running, facts = engine(), Running(), list[Kept]()
    for event in events:
        running.add(decide(event))
        facts.append(event)
        decided = running.take()
        if decided:
            facts.append(decided)
    return facts


events = st.lists(
    st.sampled_from([Tick(), Heartbeat(), TooMuch(), PauseAsked()]) | st.builds(Tick), max_size=60
)


@given(events)
def test_a_replay_makes_the_same_decisions(said: list[Event]) -> None:
    replayed = replay(record(said), engine())
    assert replayed.parted is None
    assert replayed.events == len(said)


def test_another_decision_is_told_with_its_place() -> None:
    facts = record([TooMuch()])
    replayed = replay(facts, lambda _: [MovementStopped(Reason.FAULT)])
    kept = next(fact for fact in facts if isinstance(fact, Decided))
    assert replayed.parted == Parted(1, kept.decisions, (MovementStopped(Reason.FAULT),))


def test_a_decision_that_was_not_kept_is_told() -> None:
    replayed = replay([TooMuch()], lambda _: [Asked(Question.GROUNDED)])
    assert replayed.parted == Parted(1, (), (Asked(Question.GROUNDED),))


def test_a_changed_hash_is_told() -> None:
    asked = Asked(Question.GROUNDED)
    replayed = replay([TooMuch(), Decided((asked,), START)], lambda _: [asked])
    assert replayed.parted is not None


def test_the_hash_depends_on_everything_before() -> None:
    one, other = Running(), Running()
    one.add([MovementStopped(Reason.TOO_MUCH), Asked(Question.GROUNDED)])
    other.add([MovementStopped(Reason.HURT), Asked(Question.GROUNDED)])
    assert one.sha256 != other.sha256


def test_the_hash_depends_on_the_order() -> None:
    one, other = Running(), Running()
    decisions = [Asked(Question.GROUNDED), MovementStopped(Reason.TOO_MUCH)]
    one.add(decisions)
    other.add(reversed(decisions))
    assert one.sha256 != other.sha256


def test_the_hash_goes_on_over_the_batches() -> None:
    whole, parts = Running(), Running()
    decisions = [Asked(Question.GROUNDED), MovementStopped(Reason.TOO_MUCH)]
    whole.add(decisions)
    for decision in decisions:
        parts.add([decision])
        parts.take()
    assert whole.sha256 == parts.sha256


def test_a_session_that_goes_on_after_a_restart_goes_on_with_its_hash() -> None:
    first = Running()
    first.add([Asked(Question.GROUNDED)])
    assert Running(first.sha256).sha256 == first.sha256


def test_nothing_decided_is_nothing_to_keep() -> None:
    assert Running().take() is None


def test_time_that_passed_is_so_many_ticks() -> None:
    assert list(events_of(TimePassed(3))) == [Tick(), Tick(), Tick()]


def test_heartbeats_come_back_between_the_ticks_where_they_came() -> None:
    beats = list(events_of(TimePassed(2, (0, 1, 1, 2))))
    assert beats == [Heartbeat(), Tick(), Heartbeat(), Heartbeat(), Tick(), Heartbeat()]


def test_what_is_no_event_reaches_no_engine() -> None:
    facts: list[Fact] = [Said("a", 0), HeartGap(Gap.STALE, 1.0)]
    assert [list(events_of(fact)) for fact in facts] == [[], []]
