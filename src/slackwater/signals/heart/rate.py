"""The heart as it is now beside the person's own usual, from a strap's beat-to-beat intervals.

Causal, and bounded in memory. Beats lie where the sum of the intervals puts them, never where a packet
arrived; arrival only says how old they are. Nothing here can say that someone is calm, settled or well: the
best word is *near your usual*, and every doubt is :class:`~slackwater.quantities.Missing`.
"""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import fmean

from slackwater.quantities import BeatsPerMinute, Gap, Measured, Milliseconds, Missing, Seconds
from slackwater.signals.heart.beats import LONGEST_TICKS, TICKS_PER_S, Interval, Judge, Judged
from slackwater.signals.heart.pace import Pace
from slackwater.signals.heart.usual import RATE, RMSSD, Learning, Usual
from slackwater.signals.heart.variability import LOOKS_BACK_S, Variability

WINDOW_S = 10.0
"""The rate is over the last ten seconds of beats: two breaths, so that breathing averages out. ENG."""

LEAST_S = 5.0
LEAST_BEATS = 5
"""Less than this is too few for a rate. ENG."""

LEAST_ARRIVING_S = 3.0
"""Beats that all arrive together, or far faster than a heart beats, are no rate of now. ENG."""

STALE_S = 10.0
"""A beat older than this says nothing about now (as in TITRATION §2: features older than 10 s)."""

LOWEST = BeatsPerMinute(30.0)
HIGHEST = BeatsPerMinute(220.0)
"""Rates outside are not believed. ENG."""

MOST_REPAIRED = 0.35
"""Share of intervals that had to be repaired or doubted, above which nothing is said. ENG; H14."""

MOST_UNREST = 0.15
"""Mean difference of neighbours, as a share of their length, above which this is movement or noise.

A healthy young heart lying still has about 0.05 (RMSSD 60 ms at 70 beats/min). A heart whose every beat is
irregular has more: for it nothing is said, which costs a hint and risks nothing. ENG; H14.
"""

FLAT_BEATS = 12
FLAT_CYCLE = 4
"""As many intervals that repeat the ones 1 … 4 before them are a frozen strap, not a heart. ENG."""

USUAL_BAND = BeatsPerMinute(10.0)
"""Within this of the usual the page says *near*. A word, not a limit for action. ENG."""

WORD_MARGIN = BeatsPerMinute(2.0)
"""The word that shows stays until the difference is this far past the band. ENG."""

_REPAIRED = frozenset({Judged.MISSED, Judged.EXTRA, Judged.DOUBTFUL, Judged.IMPOSSIBLE})
_MOST_INTERVALS = 96


class Posture(Enum):
    """How the body lies or sits; the heart's usual differs by 5 … 20 beats/min between them."""

    LYING = "lying"
    SIDE = "side"
    SITTING = "sitting"
    KNEELING = "kneeling"
    STANDING = "standing"


class HeartWord(Enum):
    """What the page may say about the heart. None of them is an all-clear."""

    NEAR_USUAL = "near_usual"
    ABOVE_USUAL = "above_usual"
    BELOW_USUAL = "below_usual"
    """Said as plainly as above: a falling heart is not read as calm."""
    LEARNING = "learning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class HeartSample:
    """What one strap notification brought."""

    arrived: Seconds
    """When it reached the session, on the session's clock."""
    sent_s: float | None = None
    """When it was sent, on the strap's clock, in session seconds; only differences are used."""
    contact: bool | None = None
    """Skin felt, not felt, or (None) the strap does not tell."""
    rr_ticks: tuple[int, ...] = ()
    """Beat-to-beat intervals, 1/1024 s, oldest first."""


@dataclass(frozen=True, slots=True)
class HeartDifference:
    """How far the heart is from the person's own usual in this posture; below is negative."""

    above_bpm: float
    above_percent: float


class HeartStream:
    """Samples in; rate, difference from the usual, and a word out. How samples are cut up changes nothing."""

    def __init__(self) -> None:
        self._judge = Judge()
        self._pace = Pace()
        self._variability = Variability()
        self._usual: dict[Posture, Usual] = {}
        self._usual_rmssd: dict[Posture, Usual] = {}
        self._alike_since = Seconds(0.0)
        """Since when the body lies as it does and breathes freely."""
        self._paced = False
        self._posture: Posture | None = None
        self._settling = False
        self._recent: deque[Interval] = deque(maxlen=_MOST_INTERVALS)
        self._ticks: deque[int] = deque(maxlen=FLAT_CYCLE)
        self._repeats = [0] * FLAT_CYCLE
        self._newest: Seconds | None = None
        self._beat: Seconds | None = None
        self._off_since: Seconds | None = None

    @property
    def raw(self) -> tuple[Interval, ...]:
        """The last intervals as the strap sent them, oldest first, with what each was taken for."""
        return tuple(self._recent)

    def hold(self, posture: Posture, now: Seconds, *, settling: bool) -> None:
        """Say how the body lies from now on; in settling minutes the usual of that posture is learned."""
        if (posture, settling) == (self._posture, self._settling):
            return
        for usual in self._usuals():
            usual.close()
        if posture is not self._posture:
            self._alike_since = now
        self._posture, self._settling = posture, settling
        if settling:
            for usual in self._usuals():
                usual.open(now)

    def breathe(self, now: Seconds, *, paced: bool) -> None:
        """Say whether the breath is paced from now on: RMSSD then says nothing, and is not learned."""
        if paced or self._paced:
            self._alike_since = now
        self._paced = paced

    def feed(self, sample: HeartSample) -> None:
        """Take the next sample. After a silence, lost contact or a restart the usual is learned anew, too."""
        self._newest = sample.arrived
        if self._pace.arrive(sample.arrived, sample.sent_s):
            self._begin_anew(sample.arrived)
        if sample.contact is False:
            self._off_since = sample.arrived if self._off_since is None else self._off_since
            self._begin_anew(sample.arrived)
            return
        self._off_since = None
        if self._pace.old_or_early is not None:
            self._forget()
            return
        if self._beat is not None and sample.arrived - self._beat > STALE_S:
            self._begin_anew(sample.arrived)
        for ticks in sample.rr_ticks:
            self._take(ticks, sample.arrived)

    def rate(self, now: Seconds) -> Measured[BeatsPerMinute] | Missing:
        """Give the heart rate over the last ten seconds of beats, or why there is none.

        Beats over time, with missed beats counted in and double ones once, so that early beats with their
        pauses leave it where it is. Quality is the share of intervals taken as they came. Missing: no strap
        yet, no skin contact, no beat for 10 s, fewer than 5 beats or 5 s, beats from the future, faster than
        time passes, or that repeat themselves, over a third repaired, or a rate outside 30 … 220.
        """
        silence = self._silence(now)
        if silence is not None:
            return silence
        at = self._beat
        if at is None or not self._recent:
            return Missing(self._pace.wrong or Gap.TOO_FEW, now)
        doubt = self._doubt()
        return _rate_over(self._window(now), at) if doubt is None else Missing(doubt, at)

    def usual(self) -> BeatsPerMinute | None:
        """Give the person's own usual in this posture, once it has been learned."""
        usual = None if self._posture is None else _usual(self._usual, self._posture, RATE).value
        return None if usual is None else BeatsPerMinute(usual)

    def rmssd(
        self, now: Seconds, *, paced: bool = False, shaking: bool = False
    ) -> Measured[Milliseconds] | Missing:
        """Give RMSSD over the last minute of beats in this posture, or why there is none.

        Missing: as for the rate; while breath is paced or was within the minute (not allowed: slow breathing
        raises RMSSD by itself, which is no calm); while the body shakes (moving); before there is a minute of
        beats in this posture (too few); over a third of it repaired or doubted (implausible).
        """
        if paced or self._paced or shaking:
            return Missing(Gap.MOVING if shaking else Gap.NOT_ALLOWED, now)
        rate = self.rate(now)
        if isinstance(rate, Missing):
            return rate
        minute = self._variability.minute()
        if isinstance(minute, Missing):
            return Missing(minute.why, rate.at)
        if rate.at - LOOKS_BACK_S < self._alike_since:
            return Missing(Gap.TOO_FEW, rate.at)
        return Measured(Milliseconds(minute.rmssd_ms), rate.at, minute.quality)

    def usual_rmssd(self) -> Milliseconds | None:
        """Give the person's own usual RMSSD in this posture, once it has been learned."""
        usual = None if self._posture is None else _usual(self._usual_rmssd, self._posture, RMSSD).value
        return None if usual is None else Milliseconds(usual)

    def difference(self, now: Seconds, *, shaking: bool = False) -> Measured[HeartDifference] | Missing:
        """Give how far the heart is from the person's own usual, or why that cannot be said.

        ``shaking``: while the body shakes, beats are artefacts of movement, so nothing is said (H14).
        """
        if shaking:
            return Missing(Gap.MOVING, now)
        rate = self.rate(now)
        if isinstance(rate, Missing):
            return rate
        usual = self.usual()
        if usual is None:
            return Missing(Gap.TOO_FEW, rate.at)
        above = rate.value - usual
        return Measured(HeartDifference(above, 100 * above / usual), rate.at, rate.quality)

    def word(self, now: Seconds, *, shaking: bool = False, shown: HeartWord | None = None) -> HeartWord:
        """Give the one word the page may show now; ``shown``, the word there, keeps it from flickering."""
        difference = self.difference(now, shaking=shaking)
        if isinstance(difference, Measured):
            return _word_for(difference.value.above_bpm, shown)
        learning = difference.why is Gap.TOO_FEW and isinstance(self.rate(now), Measured)
        return HeartWord.LEARNING if learning else HeartWord.MISSING

    def _usuals(self) -> tuple[Usual, ...]:
        """Give what is usual in this posture: rate and RMSSD."""
        if self._posture is None:
            return ()
        return _usual(self._usual, self._posture, RATE), _usual(self._usual_rmssd, self._posture, RMSSD)

    def _begin_anew(self, now: Seconds) -> None:
        """Forget the beats and what was usual: another strap, or the same one worn otherwise, may go on."""
        self._forget()
        self._usual.clear()
        self._usual_rmssd.clear()
        if self._settling:
            for usual in self._usuals():
                usual.open(now)

    def _forget(self) -> None:
        self._judge.forget()
        self._variability.forget()
        self._recent.clear()
        self._ticks.clear()
        self._repeats = [0] * FLAT_CYCLE

    def _take(self, ticks: int, arrived: Seconds) -> None:
        self._beat = arrived
        self._pace.beat(min(ticks, LONGEST_TICKS) / TICKS_PER_S)
        for back in range(1, len(self._ticks) + 1):
            same = self._ticks[-back] == ticks
            self._repeats[back - 1] = self._repeats[back - 1] + 1 if same else 0
        self._ticks.append(ticks)
        self._recent.extend(self._judge.hear(ticks, arrived))
        self._variability.take(ticks * 1000 / TICKS_PER_S)
        if self._settling and self._posture is not None:
            rate, rmssd = self.rate(arrived), self.rmssd(arrived)
            usual, usual_rmssd = self._usuals()
            if isinstance(rate, Measured):
                usual.learn(rate.value, arrived)
            if isinstance(rmssd, Measured):
                usual_rmssd.learn(rmssd.value, arrived)

    def _silence(self, now: Seconds) -> Missing | None:
        """Say why no beat is of now, if so."""
        if self._newest is None:
            return Missing(Gap.NO_SENSOR, Seconds(0.0))
        if now < self._newest:
            return Missing(Gap.FROM_THE_FUTURE, now)
        if self._off_since is not None and now - self._newest <= STALE_S:
            return Missing(Gap.POOR_CONTACT, self._off_since)
        heard = self._newest if self._beat is None else self._beat
        return Missing(Gap.STALE, heard) if now - heard > STALE_S else None

    def _doubt(self) -> Gap | None:
        """Say why the beats that came are not to be believed, if so."""
        if self._pace.wrong is not None:
            return self._pace.wrong
        return Gap.FLAT if max(self._repeats) >= FLAT_BEATS else None

    def _window(self, now: Seconds) -> list[Interval]:
        """Give the intervals of the last ten seconds of beats that also arrived lately: at least one."""
        kept: list[Interval] = []
        left_ticks = round(WINDOW_S * TICKS_PER_S)
        for interval in reversed(self._recent):
            if kept and (left_ticks <= 0 or now - interval.arrived > WINDOW_S + 2):
                break
            kept.append(interval)
            left_ticks -= interval.ticks
        kept.reverse()
        return kept


def _usual(learned: dict[Posture, Usual], posture: Posture, how: Learning) -> Usual:
    return learned.setdefault(posture, Usual(how))


def _word_for(above_bpm: float, shown: HeartWord | None) -> HeartWord:
    def edge(inside: HeartWord) -> float:
        return USUAL_BAND - WORD_MARGIN if shown is inside else USUAL_BAND + WORD_MARGIN * (shown is not None)

    if above_bpm > edge(HeartWord.ABOVE_USUAL):
        return HeartWord.ABOVE_USUAL
    return HeartWord.BELOW_USUAL if above_bpm < -edge(HeartWord.BELOW_USUAL) else HeartWord.NEAR_USUAL


def _rate_over(window: list[Interval], at: Seconds) -> Measured[BeatsPerMinute] | Missing:
    counted = [i for i in window if i.judged is not Judged.IMPOSSIBLE]
    span_s = sum(i.evened_ticks for i in counted) / TICKS_PER_S
    beats = sum(i.beats for i in counted)
    if beats < LEAST_BEATS or span_s < LEAST_S or at - window[0].arrived < LEAST_ARRIVING_S:
        return Missing(Gap.TOO_FEW, at)
    bpm = BeatsPerMinute(60 * beats / span_s)
    repaired = sum(i.judged in _REPAIRED for i in window)
    restless = _unrest(window) > MOST_UNREST
    if restless or repaired > MOST_REPAIRED * len(window) or not LOWEST <= bpm <= HIGHEST:
        return Missing(Gap.IMPLAUSIBLE, at)
    return Measured(bpm, at, sum(i.judged is Judged.USUAL for i in window) / len(window))


def _unrest(window: list[Interval]) -> float:
    """Give how much neighbours differ, as a share of their length, over the intervals that need no repair."""
    evened = [i.evened_ticks for i in window if i.judged not in _REPAIRED]
    if len(evened) < 2:
        return 0.0
    return fmean(abs(b - a) for a, b in pairwise(evened)) / fmean(evened)
