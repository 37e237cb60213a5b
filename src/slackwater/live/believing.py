"""Whether a session from elsewhere is one that the engine would have led, and what it means for later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slackwater.guiding.round import Guide, advance
from slackwater.journal.batch import Batch
from slackwater.journal.digest import START, Running
from slackwater.journal.errors import ExportDamaged, NewerExport
from slackwater.journal.facts import Decided, Kept, OfferMade, SessionClosed, SessionOpened, TimePassed
from slackwater.journal.journal import SessionKept
from slackwater.journal.parcel import Part
from slackwater.journal.past import Earlier
from slackwater.journal.replay import replay
from slackwater.live.errors import NotASession
from slackwater.live.record import Record
from slackwater.live.reopening import begin, in_time, remembered, reopen
from slackwater.quantities import TOP
from slackwater.session.decisions import RoundAccepted
from slackwater.session.events import Event, Offered, Restarted, Tick
from slackwater.session.history import PastSession
from slackwater.session.limits import Limits
from slackwater.session.pausing import NUMBERS
from slackwater.session.phases import STILL, Phase, Round
from slackwater.session.transitions import RULES

LONGEST_S = 24 * 3600
"""Of a session: the engine ends every one long before (ENG)."""
_OWED_MOST_H = 1000
_FACTS_MOST = 500_000


@dataclass(frozen=True, slots=True)
class Lived:
    """A session that was lived again here."""

    last_unix_s: int
    """When it was last heard of."""
    end: Batch | None
    """Its end, where it was left open elsewhere."""
    earlier: Earlier | None
    """For what comes later; None for stops that were left for no session."""


def live_again(part: Part, batches: Sequence[Batch], now_unix_s: int) -> Lived:
    """The session taken through the engine; :class:`ExportDamaged` where it is not what the engine decided."""
    if not batches:
        raise ExportDamaged(f"{part.name} is empty")
    last = max(batch.at_unix_s for batch in batches)
    try:
        _check(batches)
        end = _end(batches, last, now_unix_s)
        whole = batches if end is None else (*batches, end)
        kept = SessionKept(part.session or "", batches[0].at_unix_s, last, closed=True)
        earlier = remembered(kept, whole)
        if earlier is not None:
            _demand(_is_sane(earlier.past), "what it adds up to")
    except (ExportDamaged, NewerExport) as wrong:
        raise type(wrong)(f"{part.name}: {wrong.detail}") from wrong
    except Exception as wrong:  # whatever the engine stumbles over is no session of ours
        raise ExportDamaged(f"{part.name}: {type(wrong).__name__}") from wrong
    return Lived(last, end, earlier)


def _check(batches: Sequence[Batch]) -> None:
    facts = in_time(batches)
    if not facts:  # stops and answers that were left, and nothing else
        return
    opened = facts[0]
    if not isinstance(opened, SessionOpened) or len(facts) > _FACTS_MOST:
        raise ExportDamaged("its beginning")
    if opened.rules > RULES:
        raise NewerExport(f"rules {opened.rules}")
    _demand(sum(isinstance(fact, SessionOpened) for fact in facts) == 1, "it begins twice")
    _demand(_fits(opened.limits), "its limits")
    every = [fact for batch in batches for fact in batch.facts]
    _check_seconds([fact for fact in every if isinstance(fact, TimePassed)])
    _demand(all(_is_round(one) for one in _rounds(every)), "a round")
    _check_hashes(facts)
    if opened.rules == RULES:
        again = replay(facts, begin(facts).decide)
        parted = again.parted
        _demand(parted is None, f"fact {parted.place if parted else 0} is decided otherwise")


def _check_seconds(passed: Sequence[TimePassed]) -> None:
    """Before any second is lived again: a made-up number would take for ever."""
    _demand(all(0 <= one.seconds <= LONGEST_S for one in passed), "its seconds")
    _demand(sum(one.seconds for one in passed) <= LONGEST_S, "its seconds")
    for one in passed:
        beats = list(one.beats)
        fits = beats == sorted(beats) and len(beats) <= 2 * one.seconds + 60
        _demand(fits and all(0 <= beat <= one.seconds for beat in beats), "its beats")


def _check_hashes(facts: Sequence[Kept]) -> None:
    """Each check sum follows from the decisions before it, whichever rules made them."""
    running = Running(START)
    for fact in facts:
        if isinstance(fact, Decided):
            running.add(fact.decisions)
            _demand(running.sha256 == fact.sha256, "its check sum")


def _rounds(facts: Sequence[Kept]) -> Iterator[Round]:
    for fact in facts:
        if isinstance(fact, OfferMade | Offered):
            yield fact.round
        elif isinstance(fact, Decided):
            yield from (one.round for one in fact.decisions if isinstance(one, RoundAccepted))


def _is_round(one: Round) -> bool:
    return STILL <= one.level <= TOP and all(0 <= s <= LONGEST_S for s in (one.work_s, one.rest_s))


def _fits(limits: Limits) -> bool:
    """Whether these are limits that this engine could have set: never wider than its table."""
    seconds = (limits.work_s, limits.stretch_left_s, limits.stretch_right_s, limits.tremor_s, limits.open_s)
    most = (NUMBERS.session_work_s, *(NUMBERS.stretch_session_s,) * 2, NUMBERS.tremor_s, NUMBERS.open_s)
    levels = STILL <= limits.start <= limits.cap <= TOP and limits.barred >= 0
    return levels and all(0 <= have <= may for have, may in zip(seconds, most, strict=True))


def _is_sane(past: PastSession) -> bool:
    counts = (past.ended_h, past.work_s, past.stretch_s, past.tremor_s, past.overwhelms, past.barred)
    return (
        STILL <= past.completed <= TOP
        and all(count >= 0 for count in counts)
        and 0 <= past.rest_owed_h <= _OWED_MOST_H
        and past.work_s <= LONGEST_S
    )


def _end(batches: Sequence[Batch], last_unix_s: int, now_unix_s: int) -> Batch | None:
    """The end of a session that was left open: still, and as the engine ends it where nobody answers."""
    if any(isinstance(fact, SessionClosed) for batch in batches for fact in batch.facts):
        return None
    try:
        session = reopen(batches)
    except NotASession:
        return None
    record = Record(Running(session.sha256))
    away_s = min(LONGEST_S, max(0, now_unix_s - last_unix_s))
    guide = _take(session.guide, Restarted(away_s), record)
    for _ in range(LONGEST_S):
        if guide.state.phase is Phase.ENDED:
            break
        guide = _take(guide, Tick(), record)
    record.add(SessionClosed(last_unix_s))
    return Batch(batches[0].session, last_unix_s, late=False, facts=record.take().facts)


def _take(guide: Guide, event: Event, record: Record) -> Guide:
    guide, turns = advance(guide, event, lambda _: None)
    for turn in turns:
        record.turn(turn, guide)
    return guide


def _demand(holds: bool, what: str) -> None:  # noqa: FBT001 -- a condition
    if not holds:
        raise ExportDamaged(what)
