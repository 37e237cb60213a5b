"""A practice as a value: its numbers, its words and its poses, already checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from slackwater.quantities import HalfLevel
from slackwater.session.phases import Kind, Side

SIDE = "{side}"
"""Where a line names the side."""


class Role(Enum):
    """What a practice is for in a session."""

    ROUND = "round"
    """Offered to the engine as rounds."""
    FRAME = "frame"
    """Arriving, coming down and closing, around the rounds."""
    GROUND = "ground"
    """Finding the ground again. Always open, never judged away."""


class Posture(Enum):
    """How the body is held up."""

    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    CHAIR = "chair"
    SEATED_FLOOR = "seated-floor"
    KNEELING = "kneeling"
    STANDING = "standing"
    BED = "bed"
    """Lying at the end of a bed. A posture of its own: nobody who lies on the floor is sent there for being alike."""


LYING = frozenset({Posture.SUPINE, Posture.SIDE_LYING, Posture.BED})
"""Postures in which the trunk lies."""


class View(Enum):
    """From where the figure is seen."""

    SIDE = "side"
    FRONT = "front"
    TOP = "top"


class Clip(Enum):
    """The stretch of a round that a picture or a line belongs to."""

    STILL = "still"
    """Setting up, before the yes."""
    WORK = "work"
    REST = "rest"


class LineKind(Enum):
    """How a line may speak."""

    INVITE = "invite"
    STOP = "stop"
    """May be a short command."""
    EMERGENCY = "emergency"
    """May be a short command."""


class Way(Enum):
    """Which state a grounding line is for. Plain words: revved up, or far away."""

    ANY = "any"
    REVVED = "revved"
    FAR_AWAY = "far-away"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, its bounds and where it comes from."""

    value: float
    unit: str
    source: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Tide:
    """The breath that the water shows from a moment of a round on."""

    at_s: float
    in_s: float
    out_s: float
    source: str

    @property
    def per_minute(self) -> float:
        """Breaths a minute."""
        return 60 / (self.in_s + self.out_s)


@dataclass(frozen=True, slots=True)
class Line:
    """One spoken line with its caption, and when it comes."""

    id: str
    clip: Clip
    at_s: float
    """Seconds since its clip began."""
    text: str
    sub: str
    kind: LineKind
    variants: frozenset[str]
    """The variants it is for; empty for all."""
    way: Way
    """Lines of grounding differ for revved up and far away."""

    def told_for(self, side: str) -> "Line":
        """The line with its side named."""
        if SIDE not in self.text + self.sub:
            return self
        return replace(self, text=self.text.replace(SIDE, side), sub=self.sub.replace(SIDE, side))

    def is_for(self, variant: str, way: Way = Way.ANY) -> bool:
        """Whether the line is said in this variant and on this way."""
        return (not self.variants or variant in self.variants) and self.way in {Way.ANY, way}


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do a practice, with its place on the ladder."""

    id: str
    name: str
    level: HalfLevel
    posture: Posture
    fits: frozenset[Posture]
    """Other postures whose people may be shown and told this: it fits them as it stands."""
    held_by: str
    """What is under hips or legs of somebody who lies, and left before they move on; empty where nothing is."""
    view: View
    clips: tuple[Clip, ...]
    contacts: tuple[str, ...]
    props: tuple[str, ...]
    amplitude: Amount | None
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What can honestly be said, and who said it."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages say about a practice."""

    title: str
    summary: str
    steps: tuple[str, ...]
    gentler: tuple[str, ...]
    not_when: tuple[str, ...]
    evidence: Evidence
    note: str
    """A trademark or other plain note; empty where there is none."""
    lines: tuple[Line, ...]
    sides: Mapping[Side, str]
    """What ``{side}`` says in a line, where some line has it."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of the library."""

    id: str
    role: Role
    kind: Kind | None
    """What the engine knows it as; None where it is no round."""
    slot: int | None
    """Its stable number for the engine; never given to another practice."""
    column: str | None
    """Its column of the screening matrix."""
    sides: tuple[Side, ...]
    stop_signs: tuple[str, ...]
    amounts: Mapping[str, Amount]
    """setup, work, rest, tempo, repeats, press, release: those it has."""
    tides: tuple[Tide, ...]
    variants: tuple[Variant, ...]
    words: Words
    poses: Mapping[str, object]
    """How each variant is drawn, as the page receives it."""

    def seconds(self, name: str) -> int:
        """A length in whole seconds: ``work``, ``rest``, ``setup``; 0 where there is none."""
        amount = self.amounts.get(name)
        return round(amount.value) if amount else 0

    def variant(self, variant_id: str) -> Variant:
        """The variant of that name."""
        return next(one for one in self.variants if one.id == variant_id)

    def fitting(self, posture: Posture) -> Variant:
        """The variant for somebody who is held up like this: of this very posture, else one said to fit it.

        Every ground and every frame that follows a posture has one for each, which a test keeps. The first written,
        which sits, is there so that a stop never fails.
        """
        own = [one for one in self.variants if one.posture is posture]
        return next(iter([*own, *(one for one in self.variants if posture in one.fits), self.variants[0]]))

    def lowest(self, among: Collection[str] | None = None) -> Variant | None:
        """The variant lowest on the ladder, of those allowed; the first written of equals."""
        allowed = self._allowed(among)
        return min(allowed, key=lambda one: one.level, default=None)

    def variant_at(self, level: HalfLevel, among: Collection[str] | None = None) -> Variant | None:
        """The highest allowed variant that is not above this level; None when all are.

        When the engine shrinks an offer, this is the way to do it that the shrunk level means.
        """
        allowed = [one for one in self._allowed(among) if one.level <= level]
        return max(allowed, key=lambda one: one.level, default=None)

    def tide_at(self, t_s: float) -> Tide | None:
        """The breath the water shows this long into the work; None where the breath is free."""
        passed = [tide for tide in self.tides if tide.at_s <= t_s]
        return passed[-1] if passed else None

    def lines(self, clip: Clip, variant: str, way: Way = Way.ANY, side: Side = Side.NONE) -> tuple[Line, ...]:
        """The spoken lines of one clip, in order, told for this side."""
        chosen = (one for one in self.words.lines if one.clip is clip and one.is_for(variant, way))
        said = self.words.sides.get(side, "")
        return tuple(sorted((one.told_for(said) for one in chosen), key=lambda one: one.at_s))

    def told_here(self, line: Line, side: Side = Side.NONE) -> Line:
        """The line of this id as this practice tells it for this side: the same line, maybe in another language."""
        own = next((one for one in self.words.lines if one.id == line.id), line)
        return own.told_for(self.words.sides.get(side, ""))

    def _allowed(self, among: Collection[str] | None) -> tuple[Variant, ...]:
        return tuple(one for one in self.variants if among is None or one.id in among)
