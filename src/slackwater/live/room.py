"""One running session in memory: what is said, time, sensors and the plan, joined in the right order.

Every method is called from one thread and returns at once. A stop reaches the engine and every page before
anything is written; an answer is acknowledged once it is durable.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Dosing, Guide, advance, as_planned
from slackwater.journal.facts import Said, SessionClosed
from slackwater.live.choices import Choices
from slackwater.live.clock import SessionTime
from slackwater.live.cues import Cues, Library
from slackwater.live.hearing import HeartSaid
from slackwater.live.keeper import Keeper
from slackwater.live.lease import Lease
from slackwater.live.record import Record
from slackwater.live.saying import LATE_ANSWERS, STOPS, WATCHERS_MAY, Say, event_of
from slackwater.live.senses import Said as SenseSaid
from slackwater.live.senses import Sense, Senses
from slackwater.live.story import Story
from slackwater.live.tide import Leading, Pacing
from slackwater.live.view import Listener, View, what_shows
from slackwater.practices.rounds import PlannedRound
from slackwater.sensors.errors import MalformedFrame
from slackwater.session.decisions import Question
from slackwater.session.events import (
    AgreedLate,
    AnsweredLate,
    CheckedInLate,
    Event,
    Faulted,
    Heartbeat,
    HeartMissing,
    HeartRead,
    Screened,
    Tick,
)
from slackwater.session.phases import Kind, Phase

if TYPE_CHECKING:
    from slackwater.sensors.incoming import Kind as Of
    from slackwater.sensors.incoming import Samples
    from slackwater.titration.deciding import Decision

_LOG = logging.getLogger("slackwater.live")

HOW_IT_IS = (Question.ARRIVAL, Question.CHECK_IN, Question.SETTLED_CHECK)
"""Questions that a check-in from a while ago leaves open."""

MOST_TICKS = 4 * 3600
"""A gap longer than this is as good as this: every session is over by then. ENG."""

FROZEN_BEATS = 8
"""So many beats of the page without a second passing mean that the clock stands still: 16 s. ENG."""

WRITE_EVERY_S = 5
"""Quiet seconds are written this often, in session seconds. ENG."""


class Room:
    """One session, from opening to its end."""

    def __init__(  # noqa: PLR0913 -- everything a session joins, each by its name
        self,
        session: str,
        guide: Guide,
        *,
        time: SessionTime,
        library: Library,
        keeper: Keeper,
        listener: Listener,
        dosing: Dosing = as_planned,
        record: Record | None = None,
        story: Story | None = None,
        said: frozenset[str] = frozenset(),
        late: frozenset[str] = frozenset(),
        choices: Choices = Choices(),  # noqa: B008 -- a frozen value
    ) -> None:
        self.session = session
        self.guide = guide
        self.story = story or Story()
        self.time = time
        self.lease = Lease()
        self._library = library
        self._cues = Cues(library)
        self.senses = Senses(choices.barred)
        self._leading = Leading(choices.breathing)
        self._record = record or Record()
        self._keeper = keeper
        self._listener = listener
        self._dosing = dosing
        self._undosed = False
        self._decided: Decision | None = None
        self._kinds = _kinds(guide.plan, library)
        self._said = set(said)
        self._late = set(late)
        self._shown: object = None
        self._heart: HeartSaid | None = None
        self._sensed: tuple[SenseSaid, ...] = ()
        self._beats_without_time = 0
        self._closed = self.over
        self._written_at = time.given
        self.broken = False
        """The engine itself failed: no lease is given any more, so every page stops by itself."""

    # What pages say

    def may_say(self, page: str, what: str) -> bool:
        """Whether this page may say this: the holder everything, another page only stops."""
        if page == self.lease.holder or what in WATCHERS_MAY:
            return True
        return page in self.lease.held_before and what in LATE_ANSWERS

    def concerns(self, page: str, said: Say, session: str | None) -> bool:
        """Whether this is for this session: said in it, or a stop that this page says now, whichever it names."""
        if session in (None, self.session) or said.id in self._said:
            return True
        fresh = said.what in STOPS and not said.late
        return fresh and not self.over and self.may_say(page, said.what)

    def say(self, said: Say) -> None:
        """Apply what was said: a stop before anything else, the rest after the seconds that passed."""
        if said.id in self._said:
            self._acknowledge_again(said.id)
            return
        self._said.add(said.id)
        if said.what not in STOPS:
            self.catch_up()
        event = event_of(said, self.story.standing(self.guide))
        self.senses.hear(event)
        if isinstance(event, AgreedLate):
            self._late.add(said.id)
        self._record.say(said)
        self._take(event)
        self._tell()
        if _leaves_open(event, self.guide.state.question):
            self._listener.note("said_before")
        if said.what in STOPS:
            self.catch_up()
        self._write()

    def beat(self, page: str) -> bool:
        """Whether the page's beat renewed the lease."""
        now_s = self.time.clock.now_s()
        if self.broken or not self.lease.beat(page, now_s):
            return False
        self.catch_up()
        self._beats_without_time += 1
        if self._beats_without_time >= FROZEN_BEATS and self.guide.state.phase is not Phase.ENDED:
            self._beats_without_time = 0
            self.fault("clock_stopped")
            return True
        self._take(Heartbeat())
        return True

    def packet(self, frame: bytes, sent_s: float, source: str = "") -> None:
        """Hear one packet of a heart strap; where hearing itself fails, the session pauses."""
        self._sense(Sense.HEART, lambda now_s: self.senses.packet(frame, sent_s, now_s, source))

    def samples(self, kind: "Of", decoded: "Samples | MalformedFrame", sent_s: float, source: str) -> None:
        """Hear what another sensor measured; where hearing itself fails, the session pauses."""
        sense = Sense.BREATH if kind.value == Sense.BREATH.value else Sense.MOTION
        self._sense(sense, lambda now_s: self.senses.samples(kind, decoded, sent_s, now_s, source))

    def bar(self, sense: Sense, *, barred: bool) -> None:
        """Set a sense aside from decisions at the person's word, or let it count again."""
        self.senses.bar(sense, barred=barred)
        self._tell_senses()

    def breathe(self, how: Pacing) -> None:
        """Let the tide go this way from now on."""
        self._leading = self._leading if how is self._leading.how else Leading(how)
        self._tell()

    def _sense(self, sense: Sense, take: Callable[[float], None]) -> None:
        if sense in self.senses.broken:
            return
        try:
            take(self.time.now())
        except Exception:  # noqa: BLE001 -- whatever it is, the session pauses and says why
            _LOG.exception("%s could not be heard; it rests for this session", sense.value)
            self.senses.rest(sense)
            self.fault("sensor_trouble")

    # What the program says

    def catch_up(self) -> None:
        """Give the engine every second that passed."""
        due = self.time.due()
        for _ in range(min(due, MOST_TICKS)):
            self.time.given += 1
            self._second()
        if due:
            self.time.given += max(0, due - MOST_TICKS)
            self._beats_without_time = 0
            self._tell()
            self._write_quiet()

    def happen(self, event: Event) -> None:
        """Take an event of the program, such as a restart."""
        self._take(event)
        self._tell()
        self._write()

    def hear_late(self, said: Said | None, event: Event) -> None:
        """Take what was left while the journal was locked, once."""
        if said is not None:
            if said.id in self._said:
                return
            self._said.add(said.id)
            self._record.add(said)
        self.happen(event)

    def break_off(self) -> None:
        """The program itself failed: everything is still, and no lease is given any more."""
        self.broken = True
        self._listener.show_still()
        self._listener.note("program_trouble")

    def fault(self, why: str) -> None:
        """Pause, because something around the engine failed; say why."""
        self._take(Faulted())
        self._listener.note(why)
        self._tell()
        self._write()

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.guide.state.phase is Phase.ENDED

    def view(self) -> View:
        """What pages are shown from now."""
        cue = self._cues.cue(self.guide, self.time.given, self.story.stopped)
        if self._paced:
            cue = replace(cue, tide=self._leading.tide(cue.tide, cue.began_s))
        return View(self.guide, self.story, cue, self.time.now(), self._decided)

    @property
    def heart(self) -> HeartSaid:
        """What can be said about the heart now."""
        return self.senses.heart.said

    @property
    def sensed(self) -> tuple[SenseSaid, ...]:
        """What can be said of each sense now."""
        return self.senses.said(self.time.now())

    def flush(self) -> None:
        """Let everything that waits be written."""
        self._write()

    # Inside

    def _take(self, event: Event) -> None:
        if self.broken:
            return
        try:
            self.guide, turns = advance(self.guide, event, self._dose)
            if self.guide.state.phase is Phase.SCREENING:  # the person answered it on its own page
                self.guide, more = advance(self.guide, Screened(self._kinds), self._dose)
                turns += more
        except Exception:  # noqa: BLE001 -- the engine never raises; if it does, everything is still
            self.break_off()
            return
        for turn in turns:
            self.story = self.story.after(turn)
            self._record.turn(turn, self.guide)
        if self._undosed:
            self._undosed = False
            self._listener.note("dose_unknown")
        if self.over and not self._closed:
            self._closed = True
            self._record.add(SessionClosed(self.time.clock.unix_s()))
            self._listener.over()

    def _dose(self, guide: Guide) -> PlannedRound | None:
        """The next round; where the dose cannot be worked out, as it stands in the plan."""
        self._decided = None
        try:
            item = self._dosing(guide)
        except Exception:  # noqa: BLE001 -- whatever it is, it stops nothing and moves nothing
            _LOG.exception("the dose could not be worked out; the plan is offered as it stands")
            self._undosed = True
            return as_planned(guide)
        self._decided = getattr(self._dosing, "decision", None)
        return item

    def _second(self) -> None:
        if self.time.speed > 1 and self.lease.runs(self.time.clock.now_s()):
            self._take(Heartbeat())  # a lease is wall seconds: at higher speed one beat covers many ticks
        for reading in self._listen():
            self._take(reading)
        self._take(Tick())
        if self._paced and self._leading.how is Pacing.LED:
            self._lead()

    @property
    def _paced(self) -> bool:
        """Whether breath follows the tide now."""
        running = self.guide.state.round
        return (
            self.guide.state.phase is Phase.PRACTISING and running is not None and running.kind is Kind.BREATH
        )

    def _lead(self) -> None:
        """The tide a second later; it begins at the person's own breath where that is heard and wished."""
        cue = self._cues.cue(self.guide, self.time.given, self.story.stopped)
        own = self.senses.breaths_per_min(self.time.now())
        self._leading = self._leading.second(cue.tide, cue.began_s, own)

    def _listen(self) -> tuple[Event, ...]:
        """What the sensors say this second, where the engine asks for it; a failing estimate pauses."""
        if not self.senses.any_heard:
            return ()
        state = self.guide.state
        events = self.senses.second(self.time.now(), state, paced=self._paced)
        self._tell_senses()
        if self.senses.broke:
            self.senses.broke = False
            self.fault("sensor_trouble")
        for fact in self.senses.signs():
            self._record.add(fact)
        asks = state.phase in (Phase.PRACTISING, Phase.RESTING)
        return tuple(one for one in events if asks or not isinstance(one, HeartRead | HeartMissing))

    def _tell_senses(self) -> None:
        sensed = self.sensed
        if sensed != self._sensed:
            self._sensed = sensed
            self._listener.sensed(sensed)
        said = self.heart
        if said == self._heart:
            return
        self._heart = said
        for fact in self.senses.facts(self.time.now()):
            self._record.add(fact)
        self._listener.heart(said)

    def _tell(self) -> None:
        """Show the pages what changed; if that fails, pause and show stillness."""
        if self.broken:
            return
        try:
            view = self.view()
            self._hold(view)
            shown = what_shows(view)
            if shown != self._shown:
                self._shown = shown
                self._listener.show(view)
        except Exception:  # noqa: BLE001 -- whatever it is, the session pauses and says why
            self._shown = None
            self._take(Faulted())
            self._listener.show_still()
            self._listener.note("program_trouble")

    def _hold(self, view: View) -> None:
        shown = view.cue.shown
        posture = self._library[shown.practice].variant(shown.variant).posture
        self.senses.hold(posture, self.time.now(), settling=view.guide.state.phase is Phase.SETTLING)

    def _acknowledge_again(self, say_id: str) -> None:
        """Acknowledge a repeat once what it repeats is durable."""
        late = say_id in self._late
        self._keeper.once_kept(lambda: self._listener.ack(say_id, kept=self._keeper.keeps, late=late))

    def _write_quiet(self) -> None:
        if self._record.presses or self.time.given - self._written_at >= WRITE_EVERY_S:
            self._write()

    def _write(self) -> None:
        waiting = self._record.take()
        self._written_at = self.time.given
        if not waiting.facts:
            return

        def durable() -> None:
            for say_id in waiting.acks:
                self._listener.ack(say_id, kept=self._keeper.keeps, late=say_id in self._late)

        self._keeper.keep(waiting.facts, durable)


def _kinds(plan: Plan, library: Library) -> frozenset[Kind]:
    """Every kind that may be offered: what the plan holds, and what its rounds may become."""
    others = (library[one.practice].kind for one in plan.menu if one.practice in library)
    return frozenset(item.round.kind for item in plan.items) | frozenset(kind for kind in others if kind)


def _leaves_open(event: Event, question: Question | None) -> bool:
    """Whether an answer came too late for the question that stands."""
    if isinstance(event, AnsweredLate):
        return question is not None
    return isinstance(event, CheckedInLate) and question in HOW_IT_IS
