"""Every reachable step of the shipped engine, with the monitor beside it: breadth first, nothing sampled."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from slackwater.session import transitions
from slackwater.session.events import EndAsked, Event, Tick
from slackwater.session.limits import Limits
from slackwater.session.monitor import Memory, Violation, fresh, watch
from slackwater.session.phases import Phase, Seen
from slackwater.session.proof.configurations import HEART_WORLD
from slackwater.session.proof.invariants import Clause, Law, broken_laws, cannot_end, owes_less
from slackwater.session.proof.sometimes import Sometimes, notice
from slackwater.session.proof.world import World
from slackwater.session.state import State, Step, opening
from slackwater.session.transitions import Way

Leap = tuple[Phase, type[Event], Phase]
"""A way taken: from, by, to."""


Key = tuple[object, ...]


def _key(value: State | Memory) -> Key:
    """What two equal values share: all their fields but the limits, which stand first and never change."""
    return tuple(value.__dict__.values())[1:]


@dataclass(frozen=True, slots=True)
class Engine:
    """The step that is explored: the shipped one, or a mutant."""

    opening: Callable[[Limits], State]
    step: Callable[[State, Event], Step]
    table: dict[tuple[Phase, type[Event]], Way]


SHIPPED = Engine(opening, transitions.step, transitions.TRANSITIONS)


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold, and the shortest way there."""

    invariant: Clause | Law
    trace: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What exploring a world found."""

    world: World
    states: int
    """States of engine and monitor together."""
    engine_states: int
    transitions: int
    seconds: float
    leaps: frozenset[Leap]
    sometimes: frozenset[Sometimes]
    broken: Broken | None


class Successor(NamedTuple):
    """One event at one state: where it leads, and what can be seen of it."""

    event: Event
    place: int
    after: Seen
    law: Law | None


@dataclass
class Search:
    """The search as it stands. States and memories are numbered, so that a pair is one whole number."""

    world: World
    engine: Engine
    states: list[State] = field(default_factory=list)
    memories: list[Memory] = field(default_factory=list)
    state_places: dict[Key, int] = field(default_factory=dict)
    memory_places: dict[Key, int] = field(default_factory=dict)
    successors: list[list[Successor] | None] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    parents: list[tuple[int, int]] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    leaps: set[Leap] = field(default_factory=set)
    sometimes: set[Sometimes] = field(default_factory=set)
    steps: int = 0

    def place_of_state(self, state: State) -> int:
        """The number of a state, a new one if it is new."""
        key = _key(state)
        place = self.state_places.get(key)
        if place is None:
            place = self.state_places[key] = len(self.states)
            self.states.append(state)
            self.successors.append(None)
        return place

    def place_of_memory(self, memory: Memory) -> int:
        """The number of a memory, a new one if it is new."""
        key = _key(memory)
        place = self.memory_places.get(key)
        if place is None:
            place = self.memory_places[key] = len(self.memories)
            self.memories.append(memory)
        return place

    def add(self, state: int, memory: int, parent: int, event: int) -> None:
        """Keep a pair to be looked at, if it is new."""
        key = memory << 32 | state
        if key not in self.known:
            self.known.add(key)
            self.pairs.append((state, memory))
            self.parents.append((parent, event))


def explore(world: World, engine: Engine = SHIPPED) -> Found:
    """Everything that can happen in a world; stops at the first invariant that does not hold."""
    began = time.perf_counter()
    with _without_collector():
        search = Search(world, engine)
        first = search.place_of_state(engine.opening(world.limits))
        search.add(first, search.place_of_memory(fresh(world.limits)), 0, 0)
        broken = _search(search)
    return Found(
        world=world,
        states=len(search.pairs),
        engine_states=len(search.states),
        transitions=search.steps,
        seconds=time.perf_counter() - began,
        leaps=frozenset(search.leaps),
        sometimes=frozenset(search.sometimes),
        broken=broken,
    )


def speed(world: World = HEART_WORLD) -> tuple[float, float]:
    """Transitions explored in a second, and turns of an empty loop as long."""
    found = explore(world)
    began = time.perf_counter()
    for _turn in range(found.transitions):
        pass
    return found.transitions / found.seconds, found.transitions / (time.perf_counter() - began)


def _search(search: Search) -> Broken | None:
    at = 0
    while at < len(search.pairs):
        broken = _visit(search, at)
        if broken is not None:
            return broken
        at += 1
    return None


def _visit(search: Search, at: int) -> Broken | None:
    """Every event at one pair of state and memory."""
    place, memory_place = search.pairs[at]
    state, memory = search.states[place], search.memories[memory_place]
    successors = search.successors[place]
    if successors is None:
        successors = search.successors[place] = _successors(search, place)
        if _is_stuck(search.engine, state):
            return Broken(Law.ENDS, _trace(search, at))
    before = state.seen
    for number, one in enumerate(successors):
        seen = watch(memory, before, one.event, one.after)
        if seen is memory:
            if one.place != place:
                search.add(one.place, memory_place, at, number)
        elif isinstance(seen, Violation):
            return Broken(seen.clause, (*_trace(search, at), one.event))
        else:
            if owes_less(search.states[one.place], seen):
                return Broken(Law.OWED, (*_trace(search, at), one.event))
            search.add(one.place, search.place_of_memory(seen), at, number)
        if one.law is not None:
            return Broken(one.law, (*_trace(search, at), one.event))
    search.steps += len(successors)
    return None


def _successors(search: Search, place: int) -> list[Successor]:
    state = search.states[place]
    before, found = state.seen, []
    for event in search.world.events:
        step = search.engine.step(state, event)
        after = step.state
        if after is state:
            found.append(Successor(event, place, before, None))
            continue
        law = next(broken_laws(state, event, step), None) or _leap(search, state, event, after)
        notice(search.sometimes, state, event, step)
        found.append(Successor(event, search.place_of_state(after), after.seen, law))
    return found


def _leap(search: Search, state: State, event: Event, after: State) -> Law | None:
    if after.phase is state.phase:
        return None
    leap = (state.phase, type(event), after.phase)
    if leap not in search.leaps:
        search.leaps.add(leap)
        way = search.engine.table.get(leap[:2])
        if way is None or after.phase not in way.to:
            return Law.TABLE
    return None


def _is_stuck(engine: Engine, state: State) -> bool:
    return cannot_end(state, engine.step(state, EndAsked()), engine.step(state, Tick()))


def _trace(search: Search, at: int) -> tuple[Event, ...]:
    """The shortest way to a pair."""
    events: list[Event] = []
    while at:
        at, number = search.parents[at]
        events.append(search.world.events[number])
    return tuple(reversed(events))


@contextmanager
def _without_collector() -> Iterator[None]:
    """No garbage collection while millions of values are kept anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
