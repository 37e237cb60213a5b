"""What is said and shown at each second: the practices' own lines and clips, by the phase the engine is in."""

from collections.abc import Mapping
from dataclasses import dataclass

from slackwater.guiding.round import Guide
from slackwater.practices.practice import Clip, Line, Posture, Practice, Role, Tide, Way
from slackwater.practices.rounds import PlannedRound
from slackwater.session.decisions import Reason
from slackwater.session.phases import Phase, Side

Library = Mapping[str, Practice]

GROUNDS = ("grounding-contact", "orienting", "five-senses")
"""One after another, and round again, for as long as grounding lasts."""

COMING_DOWN = "coming-down"
"""Said and shown to whoever lies with something under hips or legs, before they are asked to move on (H7)."""

MOVING_ON = (Phase.SETTLING, Phase.CHECKING_IN, Phase.GROUNDING, Phase.CLOSING, Phase.ENDED)
"""The phases in which a person may be asked to lie, sit or stand otherwise than in the round before."""

STOP_LINE_S = 6
"""The stop line stands this long before grounding speaks. ENG: long enough to be heard."""

_WAYS = {
    Reason.FAR_AWAY: Way.FAR_AWAY,
    Reason.FOG_WORDS: Way.FAR_AWAY,
    Reason.VERY_FAR_AWAY: Way.FAR_AWAY,
    Reason.NO_ANSWER: Way.FAR_AWAY,
    Reason.TOO_MUCH: Way.REVVED,
    Reason.DISTRESS_HIGH: Way.REVVED,
    Reason.DISTRESS_RAISED: Way.REVVED,
}
"""Which way of grounding a stop asks for (FACTS 5.4): no answer is read as far away, the safer guess."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which clip of which practice is on."""

    practice: str
    variant: str
    side: Side
    clip: Clip
    range_percent: int = 100
    """How much of the clip's movement is drawn, %: what screening leaves of it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is on at one second: the clip, its line, the lines that follow, the lit contact and the tide."""

    shown: Shown
    began_s: int
    line: Line | None
    later: tuple[tuple[float, Line], ...]
    contact: str | None
    tide: Tide | None


class Cues:
    """Follows a session and says what is on; the same session gives the same cues."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._shown: Shown | None = None
        self._last_round: Shown | None = None
        self._began_s = 0
        self._moves_on_s = 0
        self._ground_s = 0
        self._phase = Phase.ARRIVING
        self._offered = False
        self._settled_before = False

    def cue(self, guide: Guide, now_s: int, stopped: Reason | None) -> Cue:
        """What is on now; ``stopped`` is the reason of the stop that stands."""
        self._note(guide, now_s)
        began_s, shown = self._find(guide, now_s)
        if down := self._down_first(guide, shown, now_s):
            began_s, shown = down
        if began_s is not None:
            self._began_s, self._shown = began_s, shown
        elif shown != self._shown:
            self._shown, self._began_s = shown, now_s
        if self._library[shown.practice].role is Role.ROUND:
            self._last_round = shown
        way = _WAYS.get(stopped, Way.ANY) if stopped else Way.ANY
        own_breath = guide.planned is not None and guide.planned.own_breath
        return self._at(shown, now_s, way, own_breath=own_breath)

    def _note(self, guide: Guide, now_s: int) -> None:
        """What has changed since the second before, and when somebody is asked to move on from where they lie."""
        phase, offered = guide.state.phase, guide.state.offer is not None
        if phase is not self._phase:
            self._settled_before = self._settled_before or self._phase is Phase.SETTLING
            if phase is not Phase.ENDED:
                self._moves_on_s = now_s + (STOP_LINE_S if phase is Phase.GROUNDING else 0)
            if phase is Phase.GROUNDING:
                down_s = self._library[COMING_DOWN].seconds("work") if self._held_by(guide) else 0
                self._ground_s = self._moves_on_s + down_s
        elif phase is Phase.CHECKING_IN and offered and not self._offered:
            self._moves_on_s = now_s
        self._phase, self._offered = phase, offered

    def _down_first(self, guide: Guide, wanted: Shown, now_s: int) -> tuple[int, Shown] | None:
        """Coming down from what is under somebody who lies, and when it began, before what asks them to move on.

        It comes after a rest too, which has already led down: nobody knows whether they followed. Its words
        begin with *if*.
        """
        if self._phase not in MOVING_ON or wanted.clip is Clip.REST:
            return None
        lain = self._lain(guide)
        if lain is None or (wanted.practice, wanted.variant) == (lain.practice, lain.variant):
            return None
        held_by = self._held_by(guide)
        if not held_by or now_s >= self._moves_on_s + self._library[COMING_DOWN].seconds("work"):
            return None
        return self._moves_on_s, Shown(COMING_DOWN, held_by, lain.side, Clip.WORK)

    def _find(self, guide: Guide, now_s: int) -> tuple[int | None, Shown]:
        """The clip that is on, and when it began where that follows from the phase."""
        match guide.state.phase:
            case Phase.GROUNDING:
                return self._ground(guide, now_s)
            case Phase.CLOSING | Phase.ENDED:
                return None, self._frame("closing", guide, Clip.WORK)
            case Phase.PAUSED if self._shown is not None:
                return self._began_s, self._shown
            case Phase.PRACTISING:
                return None, self._round(guide, Clip.WORK)
            case Phase.RESTING:
                return None, self._round(guide, Clip.REST)
            case Phase.CHECKING_IN if guide.state.offer is None:
                return None, self._round(guide, Clip.REST)
            case Phase.SETTLING | Phase.CHECKING_IN if guide.state.offer is not None:
                return None, self._round(guide, Clip.STILL)
            case Phase.SETTLING if self._settled_before:
                return None, self._frame("orienting", guide, Clip.WORK)
            case _:
                return None, self._frame("arriving", guide, Clip.STILL)

    def _lain(self, guide: Guide) -> Shown | None:
        """The round that was shown last; where none was, after a restart, the one of the plan."""
        planned = guide.planned
        if self._last_round is not None or planned is None:
            return self._last_round
        return Shown(planned.practice, planned.variant, Side.NONE, Clip.STILL)

    def _held_by(self, guide: Guide) -> str:
        """What may still be under somebody who lies: a way of coming down, or nothing."""
        lain = self._lain(guide)
        return self._library[lain.practice].variant(lain.variant).held_by if lain else ""

    def _ground(self, guide: Guide, now_s: int) -> tuple[int, Shown]:
        lengths = [max(1, self._library[name].seconds("work")) for name in GROUNDS]
        if now_s < self._ground_s:
            return self._ground_s, self._frame(GROUNDS[0], guide, Clip.WORK)
        into_s = (now_s - self._ground_s) % sum(lengths)
        for name, length_s in zip(GROUNDS, lengths, strict=True):
            if into_s < length_s:
                return now_s - into_s, self._frame(name, guide, Clip.WORK)
            into_s -= length_s
        raise AssertionError("the remainder is less than the sum")

    def _frame(self, name: str, guide: Guide, clip: Clip) -> Shown:
        variant = self._library[name].fitting(self._posture(guide))
        return Shown(name, variant.id, Side.NONE, clip)

    def _posture(self, guide: Guide) -> Posture:
        """How the person is likely to be: as in the round that runs, ran last or comes first."""
        planned = guide.planned or (guide.plan.items[0] if guide.plan.items else None)
        if planned is None:
            return Posture.SUPINE
        return self._library[planned.practice].variant(planned.variant).posture

    def _round(self, guide: Guide, clip: Clip) -> Shown:
        planned = guide.planned
        if planned is None:
            return self._frame("arriving", guide, Clip.STILL)
        running = guide.state.offer or guide.state.round or planned.round
        variant = variant_now(self._library, planned, running.level)
        return Shown(planned.practice, variant, running.side, clip, planned.range_percent)

    def _at(self, shown: Shown, now_s: int, way: Way, *, own_breath: bool) -> Cue:
        practice = self._library[shown.practice]
        began_s = self._began_s
        into_s = now_s - began_s
        lines = practice.lines(shown.clip, shown.variant, way, shown.side)
        passed = [line for line in lines if line.at_s <= into_s]
        later = tuple((began_s + line.at_s, line) for line in lines if line.at_s > into_s)
        paced = shown.clip is Clip.WORK and self._phase is Phase.PRACTISING and not own_breath
        tide = practice.tide_at(into_s) if paced else None
        contact = _contact(practice, shown, into_s) if self._phase is Phase.GROUNDING else None
        return Cue(shown, began_s, passed[-1] if passed else None, later, contact, tide)


def variant_now(library: Library, planned: PlannedRound, level: int) -> str:
    """The variant that this level means: never a higher one than planned, always in the planned posture."""
    practice = library[planned.practice]
    own = practice.variant(planned.variant)
    if own.level <= level:
        return own.id
    alike = [
        one
        for one in practice.variants
        if one.posture is own.posture and one.level <= level and one.id in planned.ways
    ]
    return max(alike, key=lambda one: one.level, default=own).id


def _contact(practice: Practice, shown: Shown, into_s: float) -> str | None:
    """The place that is lit: one for each line that everybody hears."""
    contacts = practice.variant(shown.variant).contacts
    shared = [line for line in practice.lines(shown.clip, shown.variant) if line.way is Way.ANY]
    passed = sum(line.at_s <= into_s for line in shared)
    return contacts[min(passed, len(contacts)) - 1] if contacts and passed else None
