"""Seconds in which the engine decides nothing and asks nothing new, found once and met again.

``guiding.round.advance`` stays the round that virtual and real sessions share. What it would do in such a second
changes the engine's state, the monitor's memory and two counts of the diary, and nothing else; the pure steps behind
that are remembered, as the same states come again from person to person. A test holds every second of it to
``advance``.
"""

from dataclasses import replace

from slackwater.guiding.round import Guide, advance
from slackwater.session.events import Heartbeat, Tick
from slackwater.session.monitor import Memory, Violation, watch
from slackwater.session.phases import Phase
from slackwater.session.state import State, at_boundary
from slackwater.session.transitions import step

BEAT_S = 2
"""The page's heartbeat, s. DESIGN 3."""
BEATING = (Phase.SETTLING, Phase.PRACTISING, Phase.RESTING, Phase.CHECKING_IN)
"""Where a heartbeat is heard; anywhere else it changes nothing."""
MOST_KEPT = 40_000
"""Seconds remembered at most, about 3 kB each; then the memory begins anew."""

TICK, BEAT = Tick(), Heartbeat()


def is_beat_due(state: State) -> bool:
    """Whether the page's next heartbeat comes now."""
    return state.phase in BEATING and state.lease_s <= state.limits.numbers.lease_s - BEAT_S


def pass_second(guide: Guide) -> Guide:
    """The guide a second later, with the page's heartbeat where it is due; nothing may be offered in it."""
    guide, _ = advance(guide, TICK)
    return advance(guide, BEAT)[0] if is_beat_due(guide.state) else guide


class Second:
    """A moment of a session as engine and monitor have it."""

    __slots__ = ("known", "later", "memory", "state")

    def __init__(self, state: State, memory: Memory) -> None:
        self.state = state
        self.memory = memory
        self.known = False
        self.later: Second | None = None
        """A second later; None where something would be decided, asked, begun or broken."""


class Quiet:
    """Quiet stretches, remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[State, Memory], Second] = {}
        self._kept = 0

    def ahead(self, guide: Guide, most_s: int) -> list[Second]:
        """The quiet seconds that come, one after the other, at most so many."""
        if self._kept > MOST_KEPT:
            self._known.clear()
            self._kept = 0
        now = self._known.setdefault(key := (guide.state, guide.memory), Second(*key))
        path: list[Second] = []
        while len(path) < most_s:
            if not now.known:
                now.later, now.known = _later(now), True
                self._kept += 1
            if now.later is None:
                break
            now = now.later
            path.append(now)
        return path


def after(guide: Guide, path: list[Second], seconds: int) -> Guide:
    """The guide after so many of these quiet seconds."""
    if not seconds:
        return guide
    at, diary = path[seconds - 1], guide.diary
    moving = guide.state.phase is Phase.PRACTISING
    diary = replace(diary, seconds=diary.seconds + seconds, worked_s=diary.worked_s + seconds * moving)
    return replace(guide, state=at.state, memory=at.memory, diary=diary)


def _later(now: Second) -> Second | None:
    state, memory = now.state, now.memory
    for event in (TICK, BEAT):
        if event is BEAT and not is_beat_due(state):
            continue
        led = step(state, event)
        if led.decisions or led.state.phase is not state.phase:
            return None
        seen = watch(memory, state.seen, event, led.state.seen)
        if isinstance(seen, Violation):
            return None
        state, memory = led.state, seen
    if at_boundary(state) or (state.phase is Phase.SETTLING and not state.left_s):
        return None
    return Second(state, memory)
