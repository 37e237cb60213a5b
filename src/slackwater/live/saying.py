"""What the person can say, by its name in the protocol, and the engine's event for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slackwater.session.events import (
    Agreed,
    AgreedLate,
    AnsweredLate,
    Arrived,
    CheckedIn,
    CheckedInLate,
    EndAsked,
    Event,
    FeltDizzy,
    FeltFarAway,
    Grounded,
    Hurt,
    LeaseLost,
    OnlyAPause,
    Oriented,
    PauseAsked,
    ShakingStopped,
    SofterAsked,
    SofterAskedLate,
    StillHere,
    StillShaking,
    StoppedOnCue,
    TooMuch,
)

LATE_MS = 8000
"""What waited longer than a lease comes late (DESIGN promise 3: the lease is 8 s). ENG."""


@dataclass(frozen=True, slots=True)
class Say:
    """One thing that was said, as it arrived."""

    id: str
    what: str
    question: int | None = None
    ago_ms: int = 0
    red_flag: bool = False
    distress: int = 0
    far_away: int = 0
    words: tuple[str, ...] = ()
    fog_words: int = 0
    """How many of the words are shutdown words."""

    @property
    def late(self) -> bool:
        """Whether it waited longer than a lease before it came."""
        return self.ago_ms > LATE_MS


EVENTS: Mapping[str, Callable[[Say], Event]] = {
    "agree": lambda _: Agreed(),
    "pause": lambda _: PauseAsked(),
    "too_much": lambda _: TooMuch(),
    "softer": lambda _: SofterAsked(),
    "hurt": lambda said: Hurt(red_flag=said.red_flag),
    "dizzy": lambda _: FeltDizzy(),
    "far_away": lambda _: FeltFarAway(),
    "only_a_pause": lambda _: OnlyAPause(),
    "check_in": lambda said: CheckedIn(said.distress, said.far_away, said.fog_words),
    "still_here": lambda _: StillHere(),
    "grounded": lambda _: Grounded(),
    "stopped": lambda _: StoppedOnCue(),
    "shaking_stopped": lambda _: ShakingStopped(),
    "still_shaking": lambda _: StillShaking(),
    "end": lambda _: EndAsked(),
    "oriented": lambda _: Oriented(),
    "arrived": lambda said: Arrived(said.distress, said.far_away),
    "page_stopped": lambda _: LeaseLost(),
}

STOPS = frozenset({"pause", "too_much", "end", "hurt", "dizzy", "far_away", "page_stopped"})
"""Applied before anything that waits, and honoured however broken the rest of the message is."""

WATCHERS_MAY = STOPS - {"page_stopped"}
"""What any other page may say: it may only stop. That it fell asleep itself is nobody's stop."""

LATE_ANSWERS = (STOPS - {"page_stopped"}) | {
    "softer",
    "check_in",
    "only_a_pause",
    "still_shaking",
    "shaking_stopped",
}
"""What a page that held the lease earlier may still deliver."""

NEVER_WAITS = frozenset({"agree", "arrived", "still_here"})
"""What has no meaning later: never taken while the journal is locked."""


def event_of(said: Say, standing: int | None) -> Event:
    """The engine's event; a yes to another question than the standing one is a late one, as is all that is old."""
    event = EVENTS[said.what](said)
    if said.late:
        return late_event(event)
    if said.what == "agree" and (said.question is None or said.question != standing):
        return AgreedLate()
    return event


def late_event(event: Event) -> Event:
    """What the event is when it comes late: it stops, lowers and owes the same, and lets nothing go on."""
    match event:
        case Agreed():
            return AgreedLate()
        case CheckedIn(distress, far_away, fog_words):
            return CheckedInLate(distress, far_away, fog_words)
        case Arrived(distress, far_away):
            return CheckedInLate(distress, far_away)
        case SofterAsked():
            return SofterAskedLate()
        case (
            StillHere()
            | Grounded()
            | OnlyAPause()
            | StoppedOnCue()
            | ShakingStopped()
            | StillShaking()
            | Oriented()
        ):
            return AnsweredLate()
        case _:
            return event
