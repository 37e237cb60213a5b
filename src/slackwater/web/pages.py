"""What each template is given: one frozen value per page, named ``page``; every page also gets ``site``.

Templates read these names and nothing else. All texts are ready to show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slackwater.live.keeping import Keeping
from slackwater.live.people import OwnPerson
from slackwater.tongues import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Site:
    """Given to every page as ``site``."""

    open: bool
    """The journal is open in this browser."""
    keeping: Keeping
    session_open: bool
    """A session runs or waits, paused: the page offers the way back to it."""
    theme: str
    """``system``, ``dusk``, ``night`` or ``day``."""
    figure: str
    """The body shape and tone the person chose, or ``tide`` for the water alone."""
    voice: bool
    clips: bool = False  # the page may ask for clips of spoken lines
    language: str = ENGLISH
    languages: tuple[Language, ...] = ()
    """Those that can be chosen."""
    script_words: Mapping[str, str] = field(default_factory=dict)
    """The sentences of the page's scripts by their English; empty for English."""
    lock_after_s: int = 0
    """An open page of a person asks so often, when nobody touches it, whether it is still open; 0 never."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a form: ``<button or input name=… value=…>text``."""

    value: str
    text: str
    chosen: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """``welcome.html``: POST ``keeping`` (and ``passphrase``, ``again``)."""

    keeping: tuple[Option, ...]
    has_keyring: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """``recovery.html``: the code, shown once; goes on to ``next``."""

    code: str
    next: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """``unlock.html``: POST ``passphrase``, or ``code``, or ``keyring=1``."""

    keeping: Keeping
    problem: str = ""
    name: str = ""
    """What the person chose to be called at the door."""


@dataclass(frozen=True, slots=True)
class ScreeningQuestion:
    """One question; ``name`` is the form field, ``many`` allows several options."""

    name: str
    text: str
    about: str
    many: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """``screening.html``: POST each question's ``name``."""

    questions: tuple[ScreeningQuestion, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a suggested session."""

    practice: str
    title: str
    about: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggested session; POST ``/session`` with ``choice`` begins it."""

    choice: str
    title: str
    minutes: int
    posture: str
    props: tuple[str, ...]
    parts: tuple[Part, ...]
    why_this: str
    why_this_much: str
    how_much: tuple[str, ...] = ()
    """How that was found, a line for each part."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another practice: offered, or why not. Favourites come first."""

    choice: str
    title: str
    offered: bool
    why: str
    favourite: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """One question about an earlier session: POST ``/`` with ``name``, and ``session`` and ``day`` sent along."""

    title: str
    about: str
    name: str
    """``since`` (the body), ``sleep``, ``mood`` or ``follow``."""
    options: tuple[Option, ...]
    session: str
    day: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """``today.html``. POST ``/`` with ``arriving``, ``new`` or ``rest``; POST ``/session`` begins.

    POST ``/`` with ``choose`` and ``time``, ``posture`` and ``practice`` chooses another session.
    """

    arriving: tuple[Option, ...]
    """Four pictured choices: ``steady``, ``a_lot``, ``too_much``, ``far_away``."""
    arrived: str
    """The chosen one, or empty: then nothing is suggested yet."""
    new: tuple[Option, ...]
    """*Anything new today?* One tap; none once it is answered."""
    suggestion: Suggestion | None
    others: tuple[Other, ...]
    notice: str
    """A word about rest, an open session or a referral, or empty."""
    resting: bool
    """The person chose to rest today: counted as practice."""
    later: Later | None = None
    """What is asked about an earlier session, if anything is."""
    times: tuple[Option, ...] = ()
    """How much time there is."""
    postures: tuple[Option, ...] = ()
    """How the body may be held."""


@dataclass(frozen=True, slots=True)
class Session:
    """``session.html``: the live page. The socket gives the rest."""

    socket: str
    """The path of the socket, ``/ws/session``."""
    after: str
    words: Mapping[str, str] = field(default_factory=dict)
    """The person's own words for ``too_much`` and ``pause``, where there are any."""
    asks: bool = False
    """How it is stands as the question: its sheet has its room from the start."""
    session: str = ""
    """Its id: what is said on the page belongs to it."""
    begun: bool = True
    """It is past the arrival: then a page whose guide does not load never says that nothing has begun."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How it was at one time: ``distress`` 0 … 10, ``far_away`` 0 … 4, or None where it was not said."""

    distress: int
    far_away: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of what happened, with its reason."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class After:
    """``after.html``: forms, each POST: ``distress`` and ``far_away``; ``how``; ``line``; ``wrong``; ``done``.

    Each with ``form``.
    """

    before: Reading | None
    after: Reading | None
    asked: bool
    """The after reading was already given."""
    line: str
    wrong: str
    moments: tuple[Moment, ...]
    owed: str
    """What rest is owed now and why, or empty."""
    kept: bool
    form: str
    """Names these forms: one that is sent again counts once."""
    session: str = ""
    """Leads to its body map."""
    how: tuple[Option, ...] = ()
    """How it was, all in all: ``well``, ``mixed`` and ``went_wrong``, each as good a choice."""
    went_wrong: bool = False
    """Something went wrong: the page says what may help next."""


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """One practice on ``/practices``."""

    id: str
    title: str
    summary: str
    offered: bool
    why: str
    favourite: bool | None = None
    """None where nobody is there to have favourites."""


@dataclass(frozen=True, slots=True)
class Practices:
    """``practices.html``."""

    cards: tuple[PracticeCard, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """``practice.html``."""

    practice: Mapping[str, Any]
    """The practice as ``/practices/<id>.json`` gives it."""
    offered: bool
    why: str


@dataclass(frozen=True, slots=True)
class People:
    """``people.html``: POST ``add`` with ``name`` and ``number``, or ``take`` with a place in the list."""

    open: bool
    """The journal is open here and keeps."""
    people: tuple[OwnPerson, ...]
    """Those in the journal."""
    full: bool
    problem: str = ""
    name: str = ""
    number: str = ""
    """As they were given, where there is a problem."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """``error.html``: what happened, what was not done, what to do next."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One kind of thing that is kept."""

    what: str
    where: str
    sealed: bool
    file: bool = False
    """``where`` is names of files, and no sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``settings.html``: POST ``language``, ``theme``, ``shape``, ``tone``, ``voice``, ``body``.

    With ``body`` go ``senses`` and ``breathing``. Forms of their own: ``/lock``; ``/forget`` with ``sure=yes``.
    """

    stored: tuple[Stored, ...]
    folder: str
    themes: tuple[Option, ...]
    shapes: tuple[Option, ...]
    tones: tuple[Option, ...]
    voice: bool
    senses: tuple[Option, ...] = ()
    """Chosen: it counts."""
    breathing: tuple[Option, ...] = ()
    speakers: tuple[Option, ...] = ()
    problem: str = ""
    said: str = ""
    waits: tuple[Option, ...] = ()
    """After how many minutes alone it locks: POST ``/lock-after`` with ``minutes``; none where nothing is kept."""
    name: str = ""
    """What the door calls the person: POST ``/name`` with ``name``."""
    language: str = ""
    """Empty while none was chosen: it speaks what the browser asks for."""


@dataclass(frozen=True, slots=True)
class Code:
    """A square for a camera, and the same as an address to type."""

    address: str
    size: int
    """Of the square with its quiet edge, in its own dots."""
    path: str
    """The dark dots as the path of an SVG."""


@dataclass(frozen=True, slots=True)
class Paired:
    """One phone that is let in."""

    id: str
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Phones:
    """``phones.html``: POST ``/phone`` with ``show=codes``, or with ``forget`` and a phone's id."""

    on: bool
    """The server was started for the home network."""
    keeps: bool
    """What a phone trusts outlives this run."""
    plain: str
    fingerprint: str
    paired: tuple[Paired, ...]
    full: bool
    trust: Code | None = None
    """Leads to the page that explains, and lets a phone stop."""
    join: Code | None = None
    """Lets a phone that trusts this computer join."""
