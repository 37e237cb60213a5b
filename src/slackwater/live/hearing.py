"""A heart strap joined to a session: packets in, one event a second out, and the word the page shows."""

from dataclasses import dataclass
from math import ceil

from slackwater.journal.facts import Fact, HeartEstimated, HeartGap
from slackwater.practices.practice import Posture as Held
from slackwater.quantities import Gap, Measured, Missing, Seconds
from slackwater.sensors.errors import MalformedFrame
from slackwater.sensors.strap import Contact, decode
from slackwater.session.events import Event, HeartMissing, HeartRead
from slackwater.signals.heart.rate import HeartSample, HeartStream, HeartWord, Posture

_POSTURES = {
    Held.SUPINE: Posture.LYING,
    Held.SIDE_LYING: Posture.SIDE,
    Held.CHAIR: Posture.SITTING,
    Held.SEATED_FLOOR: Posture.SITTING,
    Held.KNEELING: Posture.KNEELING,
    Held.STANDING: Posture.STANDING,
    Held.BED: Posture.LYING,
}


_FELT = {Contact.UNKNOWN: None, Contact.OFF: False, Contact.ON: True}


@dataclass(frozen=True, slots=True)
class HeartSaid:
    """What can be said about the heart now."""

    word: HeartWord
    why: Gap | None


class Hearing:
    """The heart as the session hears it."""

    def __init__(self) -> None:
        self._stream = HeartStream()
        self._heard = False
        self._missing = True
        self._broken = False
        self._readable = True
        """Whether the newest frame could be read."""
        self._malformed_s: float | None = None
        """When the first came of the frames that could not be read, until a good one came and it is told."""
        self._gap_s: float | None = None
        """The same, as it was told in this second."""
        self.said = HeartSaid(HeartWord.MISSING, Gap.NO_SENSOR)

    def packet(self, frame: bytes, sent_s: float, now_s: float) -> None:
        """Take one packet. One whose bytes do not add up is left out, and is a gap until the next good one."""
        if self._broken:
            return
        self._heard = True
        try:
            packet = decode(frame)
        except MalformedFrame:
            self._readable = False
            self._malformed_s = now_s if self._malformed_s is None else self._malformed_s
            return
        self._readable = True
        self._stream.feed(HeartSample(Seconds(now_s), sent_s, _FELT[packet.contact], packet.rr_ticks))

    def rest(self) -> None:
        """Hear nothing more in this session: the strap could not be read."""
        self._broken = True
        self.said = HeartSaid(HeartWord.MISSING, Gap.IMPLAUSIBLE)

    def hold(self, posture: Held, now_s: float, *, settling: bool) -> None:
        """Say how the body lies."""
        self._stream.hold(_POSTURES[posture], Seconds(now_s), settling=settling)

    def variability(self, now_s: float, *, paced: bool) -> float | None:
        """RMSSD of the last minute, % of the person's own usual in this posture; None where either is missing.

        Paced breath raises it by itself, so it says nothing then, nor in the minute after.
        """
        now = Seconds(now_s)
        self._stream.breathe(now, paced=paced)
        rmssd, usual = self._stream.rmssd(now), self._stream.usual_rmssd()
        return 100 * rmssd.value / usual if isinstance(rmssd, Measured) and usual else None

    def second(self, now_s: float, *, shaking: bool) -> Event | None:
        """The event of this second, if a strap was ever heard: a reading, or once that there is none."""
        if not self._heard:
            return None
        if self._broken:
            return self._gap()
        if self._is_malformed():
            self.said = HeartSaid(HeartWord.MISSING, Gap.IMPLAUSIBLE)
            return self._gap()
        now = Seconds(now_s)
        word = self._stream.word(now, shaking=shaking, shown=self.said.word)
        difference = self._stream.difference(now, shaking=shaking)
        gap = difference.why if word is HeartWord.MISSING and isinstance(difference, Missing) else None
        self.said = HeartSaid(word, gap)
        if isinstance(difference, Measured):
            self._missing = False
            above = difference.value
            # Rounded up, so that a limit between two whole numbers binds where it is passed at all.
            return HeartRead(ceil(above.above_bpm), ceil(above.above_percent))
        return self._gap()

    def facts(self, now_s: float) -> tuple[Fact, ...]:
        """What is kept when the word changes: the estimate behind it, or why there is none."""
        if self._gap_s is not None:
            return (HeartGap(Gap.IMPLAUSIBLE, Seconds(self._gap_s)),)
        rate = self._stream.rate(Seconds(now_s))
        if isinstance(rate, Missing):
            return (HeartGap(rate.why, rate.since),) if self._heard else ()
        return (HeartEstimated(rate.at, rate.value, self._stream.usual(), rate.quality),)

    def _is_malformed(self) -> bool:
        """Whether a frame of this second, or the newest one, could not be read: told once a second at most."""
        self._gap_s = self._malformed_s
        if self._readable:
            self._malformed_s = None
        return self._gap_s is not None

    def _gap(self) -> Event | None:
        if self._missing:
            return None
        self._missing = True
        return HeartMissing()
