"""Everything known so far: a fold of the append-only log, one entry at a time.

An entry is learned from with what stood before it and nothing else, so what was proposed at any moment can be
found again from the log up to that moment. Two beliefs are kept apart: one hears the person's words alone,
the other hears the body too. A proposal takes the lower of both, so no reading can raise a dose.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from slackwater.titration.belief import believe
from slackwater.titration.constants import CONSTANTS, Constants
from slackwater.titration.errors import OutOfOrder
from slackwater.titration.evidence import Bout, Night, Tolerance
from slackwater.titration.features import Baselines, Part, fuse, hear_body, hear_distress
from slackwater.titration.ladder import dose
from slackwater.titration.load import HOUR_S, Load
from slackwater.titration.log import Closed, Ending, Entry, Morning, Opened, RoundDone, Settled
from slackwater.titration.record import Record
from slackwater.titration.trust import DAY_H

Believing = Callable[[Constants], Tolerance]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The hours after the last session with practice."""

    closed_h: float
    level: float
    """Its highest dose with its load, levels."""
    heard_h: float
    """When the person was last heard of it."""
    too_much: bool = False

    def night(self, constants: Constants) -> Night:
        """What is known of these hours; hours nobody answered for say nothing."""
        if self.too_much:
            return Night(self.level, 1.0, overwhelmed=True)
        share = (self.heard_h - self.closed_h) / constants.late_window_h
        return Night(self.level, min(1.0, max(0.0, share)), overwhelmed=False)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known at one moment."""

    constants: Constants
    words: Tolerance
    """Believed from the person's words, and from what stopped a bout."""
    body: Tolerance | None = None
    """Believed from body readings as well; None while there was none to hear."""
    record: Record = field(default_factory=Record)
    load: Load = field(default_factory=Load)
    baselines: Baselines = field(default_factory=Baselines)
    follow_up: FollowUp | None = None
    """Of the session before the next; learned from for good when that opens."""
    late: FollowUp | None = None
    """Of the session before the open one."""
    opened_h: float | None = None
    """When the last session opened."""
    at_h: float | None = None
    practised: tuple[tuple[str, int], ...] = ()
    """How many rounds of each practice were done whole, by name."""

    @property
    def is_open(self) -> bool:
        """Whether a session is open."""
        return self.record.sitting is not None


def know_nothing(constants: Constants = CONSTANTS, believing: Believing = believe) -> Knowledge:
    """Somebody new."""
    return Knowledge(constants, believing(constants))


def learn_all(entries: Iterable[Entry], knowledge: Knowledge) -> Knowledge:
    """What is known after these entries, in their order."""
    for entry in entries:
        knowledge = learn(knowledge, entry)
    return knowledge


def learn(knowledge: Knowledge, entry: Entry) -> Knowledge:
    """What is known after one entry more. Raises :class:`OutOfOrder` where it does not belong."""
    _check_order(knowledge, entry)
    knowledge = replace(knowledge, at_h=entry.at_h)
    match entry:
        case Opened():
            return _opened(knowledge, entry)
        case Settled():
            return _settled(knowledge, entry)
        case RoundDone():
            return _round_done(knowledge, entry)
        case Closed():
            return _closed(knowledge, entry)
        case Morning():
            return _morning(knowledge, entry)


def _check_order(knowledge: Knowledge, entry: Entry) -> None:
    if knowledge.at_h is not None and entry.at_h < knowledge.at_h:
        raise OutOfOrder("It is earlier than the entry before it.")
    needs_open = isinstance(entry, Settled | RoundDone | Closed)
    if needs_open and not knowledge.is_open:
        raise OutOfOrder("No session is open here.")
    if isinstance(entry, Opened) and knowledge.is_open:
        raise OutOfOrder("The session before it is still open.")


def _opened(knowledge: Knowledge, entry: Opened) -> Knowledge:
    constants = knowledge.constants
    words, body = knowledge.words, knowledge.body
    if knowledge.opened_h is not None:
        days = (entry.at_h - knowledge.opened_h) / DAY_H
        night = knowledge.follow_up.night(constants) if knowledge.follow_up else None
        words = _next(words, night, days)
        body = None if body is None else _next(body, night, days)
    return replace(
        knowledge,
        words=words,
        body=body,
        record=knowledge.record.opened(entry.at_h, entry.proposed, constants),
        load=knowledge.load.at(entry.at_h, constants),
        baselines=knowledge.baselines.next_session(),
        late=knowledge.follow_up,
        follow_up=None,
        opened_h=entry.at_h,
    )


def _next(belief: Tolerance, night: Night | None, days: float) -> Tolerance:
    return (belief if night is None else belief.learn_night(night)).go_on(days)


def _settled(knowledge: Knowledge, entry: Settled) -> Knowledge:
    load = knowledge.load.at(entry.at_h, knowledge.constants)
    heard = _heard(knowledge, entry, load.levels(knowledge.constants))
    return replace(
        heard,
        load=load,
        record=heard.record.settled(entry.distress),
        baselines=heard.baselines.heard(entry.readings),
    )


def _round_done(knowledge: Knowledge, entry: RoundDone) -> Knowledge:
    constants = knowledge.constants
    began = knowledge.load.at(entry.at_h - entry.work_s / HOUR_S, constants)
    plain = dose(entry.half_level, entry.work_s, entry.range_percent, entry.usual_s, constants)
    level = plain + began.levels(constants)
    heard = knowledge if entry.ending is Ending.STOPPED else _heard(knowledge, entry, level)
    practised = dict(knowledge.practised)
    if entry.practice is not None and entry.ending is Ending.COMPLETED:
        practised[entry.practice] = practised.get(entry.practice, 0) + 1
    return replace(
        heard,
        load=began.with_bout(plain, entry.work_s).at(entry.at_h, constants),
        record=heard.record.with_round(entry, level, constants),
        practised=tuple(practised.items()),
    )


def _closed(knowledge: Knowledge, entry: Closed) -> Knowledge:
    constants, sitting = knowledge.constants, knowledge.record.sitting
    practised = sitting is not None and sitting.rounds > 0
    level = sitting.highest if sitting is not None else 0.0
    return replace(
        knowledge,
        record=knowledge.record.closed(entry.at_h, constants),
        load=knowledge.load.at(entry.at_h, constants).closed(constants),
        follow_up=FollowUp(entry.at_h, level, entry.at_h) if practised else None,
        late=None if practised else knowledge.late,
    )


def _morning(knowledge: Knowledge, entry: Morning) -> Knowledge:
    constants, asked = knowledge.constants, knowledge.late or knowledge.follow_up
    too_much = entry.too_much_later and asked is not None and not asked.too_much
    load = knowledge.load.at(entry.at_h, constants).answered(entry.felt, constants, too_much=too_much)
    record = knowledge.record.too_much_later(entry.at_h, constants) if too_much else knowledge.record
    knowledge = replace(knowledge, load=load, record=record)
    if asked is None:
        return knowledge
    heard = replace(asked, heard_h=entry.at_h, too_much=asked.too_much or too_much)
    if knowledge.late is None:
        return replace(knowledge, follow_up=heard)
    if not too_much:
        return replace(knowledge, late=heard)
    night, body = heard.night(constants), knowledge.body
    return replace(
        knowledge,
        late=heard,
        words=knowledge.words.learn_night(night),
        body=None if body is None else body.learn_night(night),
    )


def _heard(knowledge: Knowledge, entry: Settled | RoundDone, level: float) -> Knowledge:
    """With the bout in both beliefs. After an overwhelm only that it was one counts."""
    constants = knowledge.constants
    if isinstance(entry, RoundDone) and entry.ending is Ending.OVERWHELMED:
        return _both(knowledge, Bout(level, overwhelmed=True), Bout(level, overwhelmed=True))
    said = _said(entry, constants)
    felt = hear_body(entry.readings, knowledge.baselines, constants)
    if felt and knowledge.body is None:
        knowledge = replace(knowledge, body=knowledge.words)
    return _both(
        knowledge,
        Bout(level, overwhelmed=False, response=fuse(said, constants)),
        Bout(level, overwhelmed=False, response=fuse((*said, *felt), constants)),
    )


def _said(entry: Settled | RoundDone, constants: Constants) -> tuple[Part, ...]:
    if entry.response is not None:
        return (Part(entry.response.value, (constants.error_sd / entry.response.sd) ** 2),)
    return hear_distress(entry.distress, constants)


def _both(knowledge: Knowledge, words: Bout, body: Bout) -> Knowledge:
    heard = None if knowledge.body is None else knowledge.body.learn_bout(body)
    return replace(knowledge, words=knowledge.words.learn_bout(words), body=heard)
