"""Ten years of daily sessions in a sealed journal: a virtual person through the engine and guiding of real people.

Every turn is kept as a running session keeps it, in as many records; what came later and each week's answers too.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from slackwater.body.world import load_world
from slackwater.cohort import course, quiet, sitting
from slackwater.cohort.settings import Settings, Shard
from slackwater.guiding.diary import with_usual
from slackwater.guiding.dosing import usual_seconds
from slackwater.guiding.round import Guide, Turn, advance
from slackwater.journal.batch import Batch
from slackwater.journal.facts import (
    HowItHasBeen,
    Kept,
    MorningAnswered,
    MorningAsked,
    Own,
    OwnAnswer,
    PersonScreened,
    Remembered,
    SessionClosed,
)
from slackwater.journal.journal import Journal
from slackwater.journal.keys import Passphrase
from slackwater.journal.sqlite import SqliteStore
from slackwater.live.record import Record, opened
from slackwater.live.today import ADULT
from slackwater.practices import library
from slackwater.practices.asking import questions
from slackwater.quantities import HalfLevel
from slackwater.session.events import CheckedIn, Event
from slackwater.session.history import remember
from slackwater.tides.own import Named
from slackwater.tides.summing import Moment, sum_up
from slackwater.titration.log import Morning
from slackwater.titration.reading import write_entry

DAYS, WEEK_DAYS, DAY_H, HOUR_S = 3650, 7, 24, 3600
SILENT_EVERY = 5
"""Of so many sessions one is followed by no word on how it was."""
AT_A_TIME = 2000
"""Records in a transaction."""
PASSPHRASE = Passphrase("four quiet words here")
NAMED = Named(
    ("the stairs at home", "an hour at a table", "playing on the floor"), ("sleep", "ease", "company")
)


@dataclass
class Keeping:
    """What is on its way into the journal."""

    journal: Journal
    from_h: int
    """Unix hour of the first day."""
    batches: list[Batch] = field(default_factory=list)
    sessions: int = 0
    records: int = 0

    def keep(self, session: str | None, at_h: float, *facts: Kept) -> None:
        """Take facts that became durable together."""
        self.batches.append(Batch(session, self.unix_s(at_h), late=False, facts=facts))
        if len(self.batches) >= AT_A_TIME:
            self.write()

    def write(self) -> None:
        """Make durable what waits."""
        self.journal.keep(self.batches)
        self.records += len(self.batches)
        self.batches.clear()

    def unix_s(self, at_h: float) -> int:
        """The Unix time of an hour of the course."""
        return int((self.from_h + at_h) * HOUR_S)


class Listening(sitting.Sitting):
    """A sitting whose turns are kept as a room keeps them."""

    keeping: Keeping
    now: "Listening"

    def go_through(self) -> Guide:
        """Live the session to its end, and how it was afterwards."""
        keeping, guide = self.keeping, self.guide
        Listening.now = self
        self.name = f"{keeping.sessions:032x}"
        self.record, self.moments = Record(), list[Moment]()
        self.opening = opened(guide.state.limits, guide.plan, keeping.unix_s(guide.diary.opened_h))
        self.record.open(self.opening)
        guide = super().go_through()
        self.record.add(SessionClosed(keeping.unix_s(guide.diary.now_h)))
        if keeping.sessions % SILENT_EVERY:
            self._advance(CheckedIn(self.voice.distress(self.flesh.body), 0))
        self._flush()
        self._remember()
        keeping.sessions += 1
        return self.guide

    def heard(self, guide: Guide, event: Event, turns: tuple[Turn, ...]) -> None:
        """Note the turns of one event."""
        for turn in turns:
            self.record.turn(turn, guide)
            if turn.decisions or event not in (quiet.TICK, quiet.BEAT):
                self.moments.append((guide.diary.seconds, turn.event, turn.decisions))
        if self.record.presses:
            self._flush()

    def pass_quietly(self, guide: Guide, path: list[quiet.Second]) -> None:
        """Note quiet seconds, with the page's beats among them."""
        lease_s = guide.state.lease_s
        for second in path:
            self.record.turn(Turn(quiet.TICK, ()), guide)
            if second.state.lease_s > max(0, lease_s - 1):
                self.record.turn(Turn(quiet.BEAT, ()), guide)
            lease_s = second.state.lease_s

    def _flush(self) -> None:
        self.keeping.keep(self.name, self.guide.diary.now_h, *self.record.take().facts)

    def _remember(self) -> None:
        """What the first page after it would work out from the record."""
        past = remember(self.guide.state, self.keeping.unix_s(self.guide.diary.now_h) // HOUR_S)
        shift_h = self.keeping.from_h
        log = [replace(one, at_h=one.at_h + shift_h) for one in self.guide.diary.entries]
        log[0] = replace(log[0], proposed=HalfLevel(0) if self.opening.limits.rest_only else None)
        summed_up = sum_up(self.opening, self.moments, past, with_usual(tuple(log), usual_seconds(library())))
        remembered = Remembered(past, tuple(write_entry(one) for one in log))
        self.keeping.keep(self.name, self.guide.diary.now_h, summed_up, remembered)


def keep_decade(path: Path, days: int = DAYS) -> Keeping:
    """A sealed journal with the weeks that hold so many days, a session each, up to yesterday; it is left open."""
    weeks = -(-days // WEEK_DAYS)
    keeping = Keeping(Journal(SqliteStore(path)), int(time.time()) // HOUR_S - weeks * WEEK_DAYS * DAY_H)
    keeping.journal.begin(PASSPHRASE)
    none = {f"{group.id}.none": "yes" for group in questions().groups}
    keeping.keep(None, 0, PersonScreened(keeping.unix_s(0), {ADULT: "yes"} | none), *NAMED.facts())
    settings = Settings((load_world("as-written"),), ("ours",), 1, weeks, seed=1)
    with _listening(keeping):
        course.live_shard(settings, Shard(0, "ours", 0, 1))
    keeping.write()
    return keeping


@contextmanager
def _listening(keeping: Keeping) -> Iterator[None]:
    """A session every day, each of them heard."""
    real = course.SESSION_DAYS, course.Sitting, course._mornings, sitting.advance, quiet.after  # noqa: SLF001

    def hearing(guide: Guide, event: Event, dosing: object) -> tuple[Guide, tuple[Turn, ...]]:
        guide, turns = advance(guide, event, dosing)
        Listening.now.guide = guide
        Listening.now.heard(guide, event, turns)
        return guide, turns

    def passing(guide: Guide, path: list[quiet.Second], seconds: int) -> Guide:
        Listening.now.pass_quietly(guide, path[:seconds])
        return real[4](guide, path, seconds)

    def mornings(sat: Listening, closed_h: float, later_h: float | None) -> list[Morning]:
        said = real[2](sat, closed_h, later_h)
        _say_later(keeping, sat.name, said)
        return said

    Listening.keeping = keeping
    course.SESSION_DAYS, course.Sitting, course._mornings = range(WEEK_DAYS), Listening, mornings  # noqa: SLF001
    sitting.advance, quiet.after = hearing, passing
    try:
        yield
    finally:
        course.SESSION_DAYS, course.Sitting, course._mornings, sitting.advance, quiet.after = real  # noqa: SLF001


def _say_later(keeping: Keeping, session: str, said: list[Morning]) -> None:
    """What is said on Today hours later, and once a week how the week was."""
    for one in said:
        at_s = keeping.unix_s(one.at_h)
        asked = MorningAsked(session, at_s)
        answered = MorningAnswered(session, at_s, one.felt, one.too_much_later)
        keeping.keep(None, one.at_h, asked, answered)
    if keeping.sessions % WEEK_DAYS == 0:
        week = keeping.sessions // WEEK_DAYS
        answers = (
            OwnAnswer(own, words, (3 * at + week % 4 + week // 90) % 11)
            for own in Own
            for at, words in enumerate(NAMED.of(own))
        )
        pain = (5 + week % 3 - week // 180) % 11
        keeping.keep(None, said[0].at_h, HowItHasBeen(keeping.unix_s(said[0].at_h), pain, tuple(answers)))
