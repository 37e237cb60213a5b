"""Everything that can happen to a session, grouped by who may say it.

Time enters only as :class:`Tick`. Each event is a frozen value; its kept name and version live in
``journal``. Only a :class:`PersonEvent` may raise a permission (promise 5).
"""

from dataclasses import dataclass

from slackwater.quantities import HalfLevel
from slackwater.session.phases import Kind, Round, Sign


@dataclass(frozen=True, slots=True)
class Event:
    """Something that reached the engine."""


class PersonEvent(Event):
    """Said by the person, by any door: tap, key, media key, voice."""

    __slots__ = ()


class PageEvent(Event):
    """Said by the page that holds the lease."""

    __slots__ = ()


class BodyEvent(Event):
    """An estimate from a sensor. May only slow, pause or inform."""

    __slots__ = ()


class PractitionerEvent(Event):
    """Said by a practitioner. May slow, pause, end or lower; never raise or resume."""

    __slots__ = ()


class ShellEvent(Event):
    """From the program around the engine: time, proposals, restarts, faults."""

    __slots__ = ()


# The person


@dataclass(frozen=True, slots=True)
class Arrived(PersonEvent):
    """How the person arrives: the baseline for *+3* and *+4*."""

    distress: int
    """SUDS, 0 … 10."""
    far_away: int
    """*How here are you*, 0 fully here … 4 far away."""


@dataclass(frozen=True, slots=True)
class Screened(PersonEvent):
    """The person's answers, judged by the screening matrix: the kinds that may be offered."""

    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Agreed(PersonEvent):
    """The person's yes to the question asked now: begin, next round, go on."""


@dataclass(frozen=True, slots=True)
class AgreedLate(PersonEvent):
    """A yes to an older question, or a second yes: recorded as expired, moves nothing."""


@dataclass(frozen=True, slots=True)
class PauseAsked(PersonEvent):
    """Tap, space, Escape or media key."""


@dataclass(frozen=True, slots=True)
class TooMuch(PersonEvent):
    """*Too much*: stop and ground."""


@dataclass(frozen=True, slots=True)
class SofterAsked(PersonEvent):
    """Less: takes effect at once, lowers the cap for the session."""


@dataclass(frozen=True, slots=True)
class SofterAskedLate(PersonEvent):
    """Less, asked for a while ago: takes effect at once, and is no sign that anybody is here now."""


@dataclass(frozen=True, slots=True)
class Hurt(PersonEvent):
    """*It hurts*: this practice is barred; red flags show urgent-care words."""

    red_flag: bool = False


@dataclass(frozen=True, slots=True)
class FeltDizzy(PersonEvent):
    """*Dizzy*: breath pacing rests; one settled check and one level lower to go on."""


@dataclass(frozen=True, slots=True)
class FeltFarAway(PersonEvent):
    """*Far away*: grounding."""


@dataclass(frozen=True, slots=True)
class OnlyAPause(PersonEvent):
    """*Just a pause*: nothing more is owed than a yes."""


@dataclass(frozen=True, slots=True)
class CheckedIn(PersonEvent):
    """How it is now, asked for or not."""

    distress: int
    far_away: int
    fog_words: int = 0
    """How many shutdown words (tag L) were picked."""


@dataclass(frozen=True, slots=True)
class CheckedInLate(PersonEvent):
    """A check-in from a while ago: may stop, deepen, lower or owe rest; answers nothing that is asked now."""

    distress: int
    far_away: int
    fog_words: int = 0


CheckIn = CheckedIn | CheckedInLate
"""How it is, said now or a while ago."""


@dataclass(frozen=True, slots=True)
class StillHere(PersonEvent):
    """An answer to the soft check *still with me*."""


@dataclass(frozen=True, slots=True)
class AnsweredLate(PersonEvent):
    """An answer from a while ago that would let something go on: recorded as expired, moves nothing."""


@dataclass(frozen=True, slots=True)
class Grounded(PersonEvent):
    """The contact sequence of grounding is done."""


@dataclass(frozen=True, slots=True)
class StoppedOnCue(PersonEvent):
    """In the stop drill: *I have stopped*, after the cue."""


@dataclass(frozen=True, slots=True)
class ShakingStopped(PersonEvent):
    """After tremor: the shaking has stopped."""


@dataclass(frozen=True, slots=True)
class StillShaking(PersonEvent):
    """After tremor: the shaking goes on."""


@dataclass(frozen=True, slots=True)
class EndAsked(PersonEvent):
    """The person wants to end: closing, then ended."""


@dataclass(frozen=True, slots=True)
class Oriented(PersonEvent):
    """Closing is done: sitting up, looking round."""


# The page


@dataclass(frozen=True, slots=True)
class Heartbeat(PageEvent):
    """The page is alive. Renews the lease; never counts as an answer."""


@dataclass(frozen=True, slots=True)
class LeaseLost(PageEvent):
    """The page says it stopped by itself: frozen, hidden too long, or cut off."""


# The body


@dataclass(frozen=True, slots=True)
class HeartRead(BodyEvent):
    """Heart rate against the person's own baseline in this posture."""

    above_bpm: int
    above_percent: int


@dataclass(frozen=True, slots=True)
class HeartMissing(BodyEvent):
    """No heart value: clears any run of high readings, permits nothing."""


@dataclass(frozen=True, slots=True)
class Cautioned(BodyEvent):
    """One sign of unease: asks softly at once, and nothing rises after this round."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class Strained(BodyEvent):
    """Two signs of unease together, or shaking that nobody invited: pause."""

    sign: Sign
    """The one that came last."""


@dataclass(frozen=True, slots=True)
class TremorSeen(BodyEvent):
    """A second of tremor: counted against tremor's ceiling, also outside a tremor round."""


# The practitioner


@dataclass(frozen=True, slots=True)
class PractitionerSlowed(PractitionerEvent):
    """One level lower, at once."""


@dataclass(frozen=True, slots=True)
class PractitionerPaused(PractitionerEvent):
    """Pause."""


@dataclass(frozen=True, slots=True)
class PractitionerEnded(PractitionerEvent):
    """Closing."""


@dataclass(frozen=True, slots=True)
class PractitionerLowered(PractitionerEvent):
    """A lower cap; a higher one is refused."""

    cap: HalfLevel


# The shell


@dataclass(frozen=True, slots=True)
class Tick(ShellEvent):
    """One second passed."""


@dataclass(frozen=True, slots=True)
class Offered(ShellEvent):
    """A round is proposed at a boundary; the engine may only shrink it."""

    round: Round


@dataclass(frozen=True, slots=True)
class NothingLeft(ShellEvent):
    """The plan is done: closing."""


@dataclass(frozen=True, slots=True)
class Restarted(ShellEvent):
    """The program came back: the session reopens still."""

    away_s: int = 0
    """How long it was gone: the session stays open no longer for it."""


@dataclass(frozen=True, slots=True)
class Faulted(ShellEvent):
    """Something around the engine failed to read or compute: pause."""


@dataclass(frozen=True, slots=True)
class MonitorDisagreed(ShellEvent):
    """The independent monitor saw a broken invariant: ground, and nothing more moves this session."""
