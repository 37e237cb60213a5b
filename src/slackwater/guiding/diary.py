"""A session as titration's log: a fold of its turns, with nothing in it that was not said or done by then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from slackwater.practices.rounds import PlannedRound
from slackwater.quantities import HalfLevel
from slackwater.session.events import CheckedIn, CheckedInLate, Event, Restarted, Tick
from slackwater.session.phases import Phase
from slackwater.session.state import NOT_YET, State
from slackwater.session.stopping import OVER
from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone, Settled

HOUR_S = 3600
REST = HalfLevel(0)


@dataclass(frozen=True, slots=True)
class Diary:
    """What has happened so far."""

    entries: tuple[Entry, ...] = (Opened(0.0),)
    """Append-only; times are hours on the clock the session was opened by."""
    opened_h: float = 0.0
    seconds: int = 0
    worked_s: int = 0
    """Of the round that runs."""
    waiting: RoundDone | None = None
    """A round done whole that nothing was said of yet."""
    settled: bool = False
    last: HalfLevel = REST
    """The level of the last round."""

    @property
    def now_h(self) -> float:
        """The time, hours."""
        return self.opened_h + self.seconds / HOUR_S

    def after(self, before: State, event: Event, after: State, planned: PlannedRound | None) -> "Diary":
        """The diary after one more event."""
        if type(event) is Tick:
            moving = before.phase is Phase.PRACTISING
            diary = replace(self, seconds=self.seconds + 1, worked_s=self.worked_s + moving)
            if before.phase is after.phase and after.phase is not Phase.SETTLING:
                return diary  # most seconds change nothing
        elif isinstance(event, Restarted):
            diary = replace(self, seconds=self.seconds + max(0, event.away_s))
        else:
            diary = self
        diary = _finish(_settle(diary, after), before, event, after, planned)
        diary = _hear(diary, before, event, after)
        return _close(diary) if _ends(before, after) else diary


def open_diary(opened_h: float, proposed: HalfLevel | None = None) -> Diary:
    """The diary of a session that opens now."""
    return Diary((Opened(opened_h, proposed),), opened_h)


def with_usual(entries: tuple[Entry, ...], usual_s: Mapping[str, float]) -> tuple[Entry, ...]:
    """The entries with the seconds that each practice's place on the ladder is meant for."""
    return tuple(
        replace(one, usual_s=usual_s.get(one.practice))
        if isinstance(one, RoundDone) and one.practice
        else one
        for one in entries
    )


def in_order(entries: Iterable[Entry], from_h: float | None = None) -> tuple[Entry, ...]:
    """The entries with no time before the one before it: a clock may have been set back in between."""
    placed: list[Entry] = []
    for one in entries:
        at_h = one.at_h if from_h is None else max(one.at_h, from_h)
        placed.append(one if at_h == one.at_h else replace(one, at_h=at_h))
        from_h = at_h
    return tuple(placed)


def _write(diary: Diary, *entries: Entry) -> Diary:
    return replace(diary, entries=diary.entries + entries)


def _settle(diary: Diary, after: State) -> Diary:
    """The still minutes at the start, once they are over."""
    if diary.settled or after.phase is not Phase.SETTLING or after.left_s > 0:
        return diary
    distress = None if after.start_distress == NOT_YET else after.start_distress
    return replace(_write(diary, Settled(diary.now_h, distress)), settled=True)


def _finish(diary: Diary, before: State, event: Event, after: State, planned: PlannedRound | None) -> Diary:
    """A round that begins or ends."""
    if before.phase is after.phase or Phase.PRACTISING not in (before.phase, after.phase):
        return diary
    if after.phase is Phase.PRACTISING:
        return replace(_say_nothing(diary), worked_s=0)
    whole = type(event) is Tick and after.phase is Phase.RESTING
    done = RoundDone(
        diary.now_h,
        before.level,
        diary.worked_s,
        Ending.COMPLETED if whole else Ending.STOPPED,
        range_percent=100 if planned is None else planned.range_percent,
        practice=None if planned is None else planned.practice,
    )
    diary = replace(diary, last=before.level, waiting=done)
    return diary if whole or _overwhelms(before, after) else _say_nothing(diary)


def _hear(diary: Diary, before: State, event: Event, after: State) -> Diary:
    """What was said of the last round, or that it was too much."""
    if _overwhelms(before, after) or _was_too_much(before, after):
        return _too_much(diary)
    if diary.waiting is None or not isinstance(event, CheckedIn | CheckedInLate):
        return diary
    said = replace(diary.waiting, distress=max(event.distress, diary.waiting.distress or 0))
    if isinstance(event, CheckedIn) and before.phase is Phase.CHECKING_IN:
        return replace(_write(diary, said), waiting=None)
    return replace(diary, waiting=said)


def _too_much(diary: Diary) -> Diary:
    """An overwhelm counts for the round that ran or ran last; before any, for stillness itself; after the end, once."""
    if diary.waiting is not None:
        over = replace(diary.waiting, ending=Ending.OVERWHELMED)
        return replace(_write(diary, over), waiting=None)
    if isinstance(diary.entries[-1], Morning):
        return diary
    if isinstance(diary.entries[-1], Closed):
        return _write(diary, Morning(diary.now_h, too_much_later=True))
    return _write(diary, RoundDone(diary.now_h, diary.last, 0.0, Ending.OVERWHELMED))


def _say_nothing(diary: Diary) -> Diary:
    """The round that waits stands without an answer."""
    return diary if diary.waiting is None else replace(_write(diary, diary.waiting), waiting=None)


def _close(diary: Diary) -> Diary:
    return _write(_say_nothing(diary), Closed(diary.now_h))


def _overwhelms(before: State, after: State) -> bool:
    return after.overwhelms > before.overwhelms


def _was_too_much(before: State, after: State) -> bool:
    """Whether what was said at the end, or after it, owes the rest of an overwhelm."""
    owed = after.rest_owed_h > before.rest_owed_h
    return owed and after.phase in OVER and after.rest_owed_h >= after.limits.numbers.rest_overwhelm_h


def _ends(before: State, after: State) -> bool:
    return after.phase is Phase.ENDED and before.phase is not Phase.ENDED
