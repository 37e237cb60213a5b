"""Every sensor that speaks in a session: samples in; once a second what the engine hears and the page may say.

Nothing here judges how a person is. A sensor that fails, or is barred, is missing; it never speaks for another.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Any, TypeVar

from slackwater.journal.facts import Fact, SignRead
from slackwater.live import loading
from slackwater.live.hearing import Hearing
from slackwater.live.sources import Heard, Sources
from slackwater.practices.practice import Posture
from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.sensors.device import Device, Place, Sensing
from slackwater.sensors.errors import MalformedFrame
from slackwater.session import noticing
from slackwater.session.events import Cautioned, Event, HeartMissing, HeartRead, Strained
from slackwater.session.noticing import Moves, Noticing, Readings
from slackwater.session.phases import Kind as RoundKind
from slackwater.session.phases import Phase, Sign
from slackwater.session.state import State
from slackwater.signals.motion.second import Label

if TYPE_CHECKING:
    from slackwater.live.breathing import Breathing
    from slackwater.live.moving import Moving
    from slackwater.sensors.incoming import Kind, Samples
    from slackwater.signals.breath.told import BreathSecond
    from slackwater.signals.motion.second import MotionSecond

T = TypeVar("T")

AS_OF_NOW_S = 2.0
"""A second of motion that became known longer ago is not of now: they come one by one, give or take a message. ENG."""

_STILL_KINDS = (RoundKind.FELT_SENSE, RoundKind.BREATH)

_LOG = logging.getLogger("slackwater.live")

TAKEN_OVER_S = 10.0
"""Another sensor of the same kind is heard once the one before was silent for so long. ENG."""


class Sense(Enum):
    """What a person can bar from decisions."""

    HEART = "heart"
    BREATH = "breath"
    MOTION = "motion"


class Counts(Enum):
    """Whether a sense may slow or pause now, or why not."""

    COUNTS = "counts"
    MISSING = "missing"
    BARRED = "barred"
    INFORMS = "informs"
    """A heart read by light is smoothed and late."""


@dataclass(frozen=True, slots=True)
class Said:
    """What can be said of one sense now."""

    sense: Sense
    word: str
    """The name of a word, such as ``near_usual``, ``read``, ``still``; for a gap, why."""
    counts: Counts
    device: str = ""


@dataclass(slots=True)
class _Source:
    """The one sensor a sense listens to."""

    name: str = ""
    heard_s: float = -1.0

    def takes(self, name: str, now_s: float) -> bool:
        """Whether this sensor is the one; another takes its place once it was silent."""
        if name != self.name:
            if self.name and now_s - self.heard_s < TAKEN_OVER_S:
                return False
            self.name = name
        self.heard_s = now_s
        return True


class Senses:
    """The sensors of one session, by the name each connection goes by."""

    def __init__(self, barred: frozenset[Sense] = frozenset()) -> None:
        self.barred = barred
        self.heart = Hearing()
        self.broken: set[Sense] = set()
        """What could not be read, and rests for this session."""
        self.broke = False
        """Something broke since this was last set back: the session pauses."""
        self.speaking = Sources()
        self._sources = {sense: _Source() for sense in Sense}
        self._noticing = Noticing()
        self._heart_counts = False
        self._moving_round = False
        self._felt = False
        """Breath was last read from a sensor of movement."""
        self._moved_s = -AS_OF_NOW_S
        self._moves_last: Moves | None = None
        self._signs: tuple[Fact, ...] = ()

    @cached_property
    def breath(self) -> "Breathing":
        """Breath, from its first sample on: its numbers are loaded then, so that the first page is quick."""
        from slackwater.live.breathing import Breathing  # noqa: PLC0415

        return Breathing()

    @cached_property
    def motion(self) -> "Moving":
        """Motion, the same."""
        from slackwater.live.moving import Moving  # noqa: PLC0415

        return Moving()

    # What comes in

    @property
    def sources(self) -> dict[str, Heard]:
        """Every sensor that speaks, by the name of its connection."""
        return self.speaking.by_name

    def device(self, source: str, device: Device) -> None:
        """Take what a sensor says about itself."""
        self.speaking.device(source, device)

    def packet(self, frame: bytes, sent_s: float, now_s: float, source: str = "") -> None:
        """Take a heart strap's packet; another strap is heard only once the first was silent."""
        before = self._sources[Sense.HEART].name
        if not self._sources[Sense.HEART].takes(source, now_s):
            return
        if before and before != source:
            self.heart = Hearing()
        self.heart.packet(frame, sent_s, now_s)

    def samples(
        self, kind: "Kind", decoded: "Samples | MalformedFrame", sent_s: float, now_s: float, source: str
    ) -> None:
        """Take samples. Those that could not be read are a hole in what is heard, and nothing else."""
        from slackwater.sensors.incoming import Kind  # noqa: PLC0415

        self.speaking.samples(kind, decoded, sent_s, now_s, source)
        sense = Sense.BREATH if kind is Kind.BREATH else Sense.MOTION
        if isinstance(decoded, MalformedFrame) or kind is Kind.ECG or not self._takes(sense, source, now_s):
            return
        if sense is Sense.BREATH:
            self._felt = False
            self.breath.feed(decoded, now_s)
            return
        timed = self.motion.feed(decoded, now_s)
        device = self._device_of(source)
        lies = device is not None and device.place in (Place.BELLY, Place.CHEST)
        if timed is not None and lies and self._takes(Sense.BREATH, source, now_s):
            self._felt = True
            self.breath.feel(*timed, now_s)

    def gone(self, source: str) -> None:
        """A sensor's connection has ended."""
        self.speaking.gone(source)

    def hold(self, posture: Posture, now_s: float, *, settling: bool) -> None:
        """Say how the body lies: the heart's usual is learned for each posture in settling minutes."""
        self.heart.hold(posture, now_s, settling=settling)

    def bar(self, sense: Sense, *, barred: bool) -> None:
        """Set a sense aside from decisions, or let it count again."""
        self.barred = self.barred | {sense} if barred else self.barred - {sense}

    def rest(self, sense: Sense) -> None:
        """Hear nothing more of this sense in this session: it could not be read."""
        self.broken.add(sense)
        if sense is Sense.HEART:
            self.heart.rest()

    def hear(self, event: Event) -> None:
        """Take what the person said: shutdown words count beside a heart that fell."""
        if self.any_heard:  # before, no second is counted
            self._noticing = noticing.hear(self._noticing, event)

    # Once a second

    @property
    def any_heard(self) -> bool:
        """Whether a sensor ever spoke in this session."""
        return any(source.heard_s >= 0 for source in self._sources.values())

    def second(self, now_s: float, state: State, *, paced: bool) -> tuple[Event, ...]:
        """What the engine is to hear of this second. ``paced``: breath follows the tide, so its calm is borrowed."""
        tremor = state.round is not None and state.round.kind is RoundKind.TREMOR
        self._moving_round = state.phase is Phase.PRACTISING and not (
            state.round is not None and state.round.kind in _STILL_KINDS
        )
        motion = self._try(Sense.MOTION, lambda: self._moves(now_s)) or {}
        shaking = (tremor and state.phase is Phase.PRACTISING) or motion.get("moves") is Moves.TREMOR
        heart = self._try(Sense.HEART, lambda: self.heart.second(now_s, shaking=shaking))
        readings = Readings(
            above_bpm=heart.above_bpm if isinstance(heart, HeartRead) else None,
            rmssd_percent=self._try(Sense.HEART, lambda: self._rmssd(now_s, paced=paced)),
            **(self._try(Sense.BREATH, lambda: self._breath(now_s)) or {}),
            **motion,
        )
        self._noticing, signs = noticing.notice(
            self._noticing,
            state.seen,
            readings,
            state.limits.numbers,
            shaking_invited=tremor and state.phase in (Phase.PRACTISING, Phase.RESTING),
        )
        self._signs = tuple(
            SignRead(one.sign, now_s, _value(readings, one.sign))
            for one in signs
            if isinstance(one, Cautioned | Strained)
        )
        return (*self._heart_event(heart), *signs)

    def facts(self, now_s: float) -> tuple[Fact, ...]:
        """What is kept of the heart when what is said of it changes."""
        return self.heart.facts(now_s)

    def signs(self) -> tuple[Fact, ...]:
        """What is kept behind the signs of this second."""
        return self._signs

    def said(self, now_s: float) -> tuple[Said, ...]:
        """What can be said of each sense that was ever heard."""
        heart, breath, motion = self.heart.said, self._breath_now(now_s), self._motion_now(now_s)
        words = {
            Sense.HEART: (heart.word.value if heart.why is None else heart.why.value, heart.why),
            Sense.BREATH: _word(breath, "read"),
            Sense.MOTION: _word(motion, motion.value.label.value if isinstance(motion, Measured) else ""),
        }
        return tuple(
            Said(sense, word, self._standing(sense, why), self._name(sense))
            for sense, (word, why) in words.items()
            if why is not Gap.NO_SENSOR
        )

    def breaths_per_min(self, now_s: float) -> float | None:
        """The person's own breathing rate now; None while it is missing or set aside."""
        read = self._breath_now(now_s)
        rate = read.value.rate if isinstance(read, Measured) and self._may_count(Sense.BREATH) else None
        return float(rate.value) if isinstance(rate, Measured) else None

    # Inside

    def _device_of(self, source: str) -> Device | None:
        heard = self.speaking.by_name.get(source)
        return None if heard is None else heard.device

    def _breath_now(self, now_s: float) -> "Measured[BreathSecond] | Missing":
        """Breath; what moves the whole body is none, so a sensor of movement says nothing of it meanwhile."""
        if self._felt and self._gap(Sense.BREATH, now_s) is None:
            motion = self._motion_now(now_s)
            still = isinstance(motion, Measured) and motion.value.label is Label.STILL
            if self._moving_round or not still:
                return Missing(Gap.MOVING, Seconds(now_s))
        return self._guarded(Sense.BREATH, now_s, lambda: self.breath.read(now_s))

    def _motion_now(self, now_s: float) -> "Measured[MotionSecond] | Missing":
        return self._guarded(Sense.MOTION, now_s, lambda: self.motion.read(now_s))

    def _guarded(
        self, sense: Sense, now_s: float, read: Callable[[], Measured[T] | Missing]
    ) -> Measured[T] | Missing:
        """What is read; where reading fails, that sense rests from now on and is missing."""
        gap = self._gap(sense, now_s)
        if gap is not None:
            return gap
        try:
            return read()
        except Exception:  # noqa: BLE001 -- whatever it is, that sense rests and the session pauses
            _LOG.exception("%s could not be read; it rests for this session", sense.value)
            self.rest(sense)
            self.broke = True
            return Missing(Gap.IMPLAUSIBLE, Seconds(now_s))

    def _takes(self, sense: Sense, source: str, now_s: float) -> bool:
        """Whether a sample of this sensor is read: it is the one that is heard, and numbers are loaded."""
        return self._sources[sense].takes(source, now_s) and loading.ready()

    def _gap(self, sense: Sense, now_s: float) -> Missing | None:
        """Why nothing can be read yet, if so."""
        if sense in self.broken:
            return Missing(Gap.IMPLAUSIBLE, Seconds(now_s))
        if self._sources[sense].heard_s < 0:
            return Missing(Gap.NO_SENSOR, Seconds(0.0))
        return None if loading.ready() else Missing(Gap.TOO_FEW, Seconds(now_s))

    def _try(self, sense: Sense, read: Callable[[], T]) -> T | None:
        """What a sense reads; nothing where it is barred or informs only; where it fails it rests from now on."""
        if sense in self.broken:
            return None
        try:
            value = read()
        except Exception:  # noqa: BLE001 -- whatever it is, that sense rests and the session pauses
            _LOG.exception("%s could not be read; it rests for this session", sense.value)
            self.rest(sense)
            self.broke = True
            return None
        return value if self._may_count(sense) else None

    def _may_count(self, sense: Sense) -> bool:
        return sense not in self.barred and not (sense is Sense.HEART and self._is_optical())

    def _standing(self, sense: Sense, why: Gap | None) -> Counts:
        if sense in self.barred:
            return Counts.BARRED
        if sense is Sense.HEART and self._is_optical():
            return Counts.INFORMS
        return Counts.COUNTS if why is None and sense not in self.broken else Counts.MISSING

    def _is_optical(self) -> bool:
        device = self._device_of(self._sources[Sense.HEART].name)
        return device is not None and device.sensing is Sensing.OPTICAL

    def _name(self, sense: Sense) -> str:
        device = self._device_of(self._sources[sense].name)
        return "" if device is None else device.name

    def _heart_event(self, heart: Event | None) -> tuple[Event, ...]:
        """The heart as the engine hears it: a reading, or once that there is none."""
        if isinstance(heart, HeartRead):
            self._heart_counts = True
            return (heart,)
        if not self._heart_counts:
            return ()
        self._heart_counts = False
        return (HeartMissing(),)

    def _rmssd(self, now_s: float, *, paced: bool) -> int | None:
        share = self.heart.variability(now_s, paced=paced)
        return None if share is None else floor(share)

    def _breath(self, now_s: float) -> dict[str, Any]:
        read = self._breath_now(now_s)
        if not isinstance(read, Measured):
            return {}
        breath = read.value
        rate = breath.rate.value if isinstance(breath.rate, Measured) else None
        return {
            name: floor(value)
            for name, value in (
                ("breaths_per_min", rate),
                ("held_s", breath.held_s),
                ("uneven_percent", None if isinstance(breath.irregular, Missing) else 100 * breath.irregular),
            )
            if value is not None
        }

    def _moves(self, now_s: float) -> dict[str, Any]:
        """The newest second of motion, as of now, and how many seconds of tremor became known."""
        if self._gap(Sense.MOTION, now_s) is not None:
            return {}
        known = self.motion.take()
        if known:
            self._moved_s, self._moves_last = now_s, _MOVES.get(known[-1].label)
        as_of_now = now_s - self._moved_s < AS_OF_NOW_S
        tremor_s = sum(one.label is Label.TREMOR for one in known)
        return {"moves": self._moves_last if as_of_now else None, "tremor_s": tremor_s}


_MOVES = {Label.STILL: Moves.STILL, Label.MOVEMENT: Moves.MOVING, Label.TREMOR: Moves.TREMOR}


def _word(read: Measured[T] | Missing, word: str) -> tuple[str, Gap | None]:
    return (read.why.value, read.why) if isinstance(read, Missing) else (word, None)


def _value(readings: Readings, sign: Sign) -> float | None:
    """The reading behind a sign."""
    values = {
        Sign.BREATH_FAST: readings.breaths_per_min,
        Sign.BREATH_HELD: readings.held_s,
        Sign.BREATH_UNEVEN: readings.uneven_percent,
        Sign.VARIABILITY_LOW: readings.rmssd_percent,
        Sign.HEART_FELL: readings.above_bpm,
    }
    value = values.get(sign)
    return None if value is None else float(value)
