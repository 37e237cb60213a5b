"""A kept session taken through the engine again: the same decisions, bit for bit, or where they part."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from slackwater.journal.digest import Running
from slackwater.journal.facts import Decided, Kept, TimePassed
from slackwater.session.decisions import Decision
from slackwater.session.events import Event, Heartbeat, Tick


@dataclass(frozen=True, slots=True)
class Parted:
    """Where replay and record part: the place of the fact, what was kept and what was decided now."""

    place: int
    kept: tuple[Decision, ...]
    now: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay gave."""

    events: int
    decisions: int
    sha256: str
    parted: Parted | None
    """None where every decision and the hash after each batch are the same."""


def events_of(fact: Kept) -> Iterator[Event]:
    """The events of the engine that a fact stands for, in order."""
    if isinstance(fact, Event):
        yield fact
    elif isinstance(fact, TimePassed):
        beats = list(fact.beats)
        for second in range(fact.seconds + 1):
            while beats and beats[0] == second:
                yield Heartbeat()
                beats.pop(0)
            if second < fact.seconds:
                yield Tick()


def replay(facts: Iterable[Kept], decide: Callable[[Event], Iterable[Decision]]) -> Replayed:
    """Every recorded event through ``decide`` again, compared with what was decided then."""
    running, events, decisions = Running(), 0, 0
    place = -1
    for place, fact in enumerate(facts):
        if isinstance(fact, Decided):
            now = running.take()
            if now != fact:
                parted = Parted(place, fact.decisions, now.decisions if now else ())
                return Replayed(events, decisions, running.sha256, parted)
        for event in events_of(fact):
            made = tuple(decide(event))
            running.add(made)
            events, decisions = events + 1, decisions + len(made)
    rest = running.take()
    left_over = Parted(place + 1, (), rest.decisions) if rest else None
    return Replayed(events, decisions, running.sha256, left_over)
