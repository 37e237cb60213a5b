"""What a journal keeps beside the engine's events: how a session was set up, time, estimates, the person.

A fact is a frozen value. Its kept name and version stand in :mod:`slackwater.journal.names`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from slackwater.journal.values import Json
from slackwater.quantities import Gap
from slackwater.session.decisions import Decision
from slackwater.session.events import (
    Agreed,
    Arrived,
    Event,
    LeaseLost,
    PersonEvent,
    PractitionerEvent,
    Screened,
)
from slackwater.session.history import PastSession
from slackwater.session.limits import Limits
from slackwater.session.phases import Round, Sign
from slackwater.titration.log import Felt


@dataclass(frozen=True, slots=True)
class Fact:
    """Something worth keeping that is no event of the engine."""


@dataclass(frozen=True, slots=True)
class SessionOpened(Fact):
    """A session began: all that replaying it needs beside what happens in it."""

    at_unix_s: int
    limits: Limits
    plan: Mapping[str, Json]
    """The plan in guiding's own JSON."""
    program: str
    """The version of Slackwater."""
    constants: Mapping[str, int]
    """The engine's own table then, by row name; ``limits.numbers`` are those in force, never wider."""
    rules: int
    """The number of the engine's rules that decided it (``session.transitions.RULES``)."""


@dataclass(frozen=True, slots=True)
class TimePassed(Fact):
    """So many ticks of one second, with nothing between them but heartbeats of the page."""

    seconds: int
    beats: tuple[int, ...] = ()
    """Where the heartbeats came: each after so many of these ticks, in order."""


@dataclass(frozen=True, slots=True)
class Decided(Fact):
    """What the engine decided since the last of these, and the running hash up to here."""

    decisions: tuple[Decision, ...]
    sha256: str
    """Of every decision of the session so far; see :mod:`slackwater.journal.digest`."""


@dataclass(frozen=True, slots=True)
class OfferMade(Fact):
    """What stood behind an offered round: which practice, in which variant."""

    round: Round
    practice: str
    variant: str
    place: int | None
    """Where in the plan, from 0: rounds may be left out. None where nothing was left out."""


@dataclass(frozen=True, slots=True)
class Said(Fact):
    """The page's own number for what it says next, so that a repeat is kept once."""

    id: str
    ago_ms: int
    """How long before it arrived it was said."""


@dataclass(frozen=True, slots=True)
class WordsPicked(Fact):
    """The words picked at a check-in."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeartEstimated(Fact):
    """An estimate of the heart that reached the engine; samples are never kept."""

    at_s: float
    rate_bpm: float
    usual_bpm: float | None
    """The person's own in this posture; None while it is learned."""
    quality: float


@dataclass(frozen=True, slots=True)
class HeartGap(Fact):
    """No estimate of the heart, why, and since when."""

    why: Gap
    since_s: float


@dataclass(frozen=True, slots=True)
class SignRead(Fact):
    """The estimate behind a sign of unease that reached the engine; samples are never kept."""

    sign: Sign
    at_s: float
    value: float | None
    """Breaths/min, seconds held, % spread, % of the usual RMSSD, or beats/min beside the usual; None has no number."""


@dataclass(frozen=True, slots=True)
class SessionClosed(Fact):
    """The session is over and its record complete."""

    at_unix_s: int


@dataclass(frozen=True, slots=True)
class Remembered(Fact):
    """What later limits and doses need to know of a closed session; it holds while nothing was added after it.

    So a session is taken through the engine once, not at every start.
    """

    past: PastSession
    log: tuple[Mapping[str, Json], ...] | None
    """What titration learns from, in the words of ``slackwater decide``; None where it is not worked out."""


@dataclass(frozen=True, slots=True)
class SessionBrought(Fact):
    """This session was lived elsewhere and brought in from a file."""

    at_unix_s: int
    """When it was brought in."""
    beside: bool
    """Sessions were here already: what they ask for is never loosened by this one."""


@dataclass(frozen=True, slots=True)
class SummedUp(Fact):
    """What a session says over time, by what was said and done alone; it holds while nothing was added after it."""

    opened_unix_s: int
    ended_unix_s: int
    """While it is open, when it was last heard of."""
    before: int | None
    """Distress on arriving, SUDS 0 … 10; None where it was not said."""
    after: int | None
    """Distress once the session was over; None where it was not said."""
    round_settled_s: tuple[int | None, ...]
    """From the end of each round until the person's words were those of a settled check; None where they never were."""
    stop_settled_s: tuple[int | None, ...]
    """The same from each stop after which the person was asked."""
    work_s: int
    """Seconds of practice."""
    load_level_s: float
    """Dose of its rounds times their seconds: what titration carries over."""
    rest_owed_h: int


@dataclass(frozen=True, slots=True)
class MorningAsked(Fact):
    """How it was since a session was asked, on one visit to Today."""

    session: str
    at_unix_s: int


@dataclass(frozen=True, slots=True)
class MorningAnswered(Fact):
    """How it was in the hours since a session, said on Today; nothing said means that the question was waved off."""

    session: str
    at_unix_s: int
    felt: Felt | None
    too_much_later: bool
    """It became too much after the session: from then on the session counts as one with an overwhelm."""


class MorningAbout(Enum):
    """What a morning is asked about beside the body, in this order."""

    SLEEP = "sleep"
    MOOD = "mood"


@dataclass(frozen=True, slots=True)
class MorningAlso(Fact):
    """How sleep or mood was after a session, beside the body; nothing said means that it was waved off."""

    session: str
    at_unix_s: int
    about: MorningAbout
    felt: Felt | None


class LookingBack(Enum):
    """How a session was, all in all, as the person says it after."""

    WELL = "well"
    MIXED = "mixed"
    WENT_WRONG = "went_wrong"


@dataclass(frozen=True, slots=True)
class LookedBack(Fact):
    """How a session was, all in all; the newest of a session holds."""

    session: str
    at_unix_s: int
    how: LookingBack


class SinceHard(Enum):
    """How it is with a hard session, days later."""

    PASSED = "passed"
    EASING = "easing"
    STILL_HARD = "still_hard"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class FollowedUp(Fact):
    """How it is some days after a hard session; nothing said means that the question was waved off."""

    session: str
    at_unix_s: int
    day: int
    """Asked so many days after it: 1, 7 or 30."""
    now: SinceHard | None


@dataclass(frozen=True, slots=True)
class RestChosen(Fact):
    """The person chose to rest today, which counts as practice."""

    at_unix_s: int


class Own(Enum):
    """What the person named."""

    ACTIVITY = "activity"
    """Something to do: 0 cannot now … 10 as well as ever, as the Patient-Specific Functional Scale asks."""
    WELLBEING = "wellbeing"
    """Something to feel or have: 0 not at all … 10 fully."""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """An answer about something in the person's own words, 0 … 10."""

    own: Own
    words: str
    value: int


@dataclass(frozen=True, slots=True)
class HowItHasBeen(Fact):
    """How the last week was, as far as the person said; nothing said means that the question was waved off."""

    at_unix_s: int
    pain: int | None
    """The usual pain of the week, NRS 0 … 10."""
    own: tuple[OwnAnswer, ...]


@dataclass(frozen=True, slots=True)
class AfterNote(Fact):
    """What the person wrote after a session."""

    text: str
    went_wrong: bool


@dataclass(frozen=True, slots=True)
class BodyMark:
    """One marked place of the body map: how strong, 1 just there … 4 very strong, and which words fit."""

    place: str
    """The id of a place (``practices.body_places``); never the person's own word for it."""
    intensity: int | None
    """None where it was not said."""
    words: tuple[str, ...]
    """Ids of sensations (``practices.sensations``)."""


@dataclass(frozen=True, slots=True)
class BodyMarked(Fact):
    """The body map as the person marked it; of one session the newest holds, also where nothing is marked on it."""

    at_unix_s: int
    session: str
    """The session it was marked after; empty where it belongs to none."""
    marks: tuple[BodyMark, ...]


@dataclass(frozen=True, slots=True)
class PersonScreened(Fact):
    """The answers of a screening, by question; the newest holds."""

    at_unix_s: int
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonSet(Fact):
    """One choice in the settings; the newest of a name holds."""

    name: str
    value: Json


Kept = Event | Fact
"""Whatever a journal keeps."""


def may_be_left(fact: Kept) -> bool:
    """Whether a fact is taken while the journal is locked: stops and answers, never a yes or a permission."""
    if isinstance(fact, Agreed | Arrived | Screened):
        return False
    return isinstance(fact, PersonEvent | PractitionerEvent | LeaseLost | Said | WordsPicked | AfterNote)
