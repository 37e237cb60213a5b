"""How the person stands now: screened or not, the limits and the dose of a session that would open."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from slackwater.guiding.diary import HOUR_S
from slackwater.guiding.dosing import Titrated, foreseen
from slackwater.guiding.ladder import ladder_of
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import Dosing, as_planned
from slackwater.journal.facts import Kept, MorningAbout, MorningAnswered
from slackwater.journal.journal import Journal
from slackwater.journal.past import Earlier, read_past
from slackwater.live.ahead import Read, read_by_now
from slackwater.live.follow_up import Due, due, hard, unanswered, with_rest
from slackwater.live.learning import Learner, Log, log_of, pasts_of
from slackwater.live.morning import (
    also_to_ask_of,
    answers,
    may_be_too_much,
    note_visit,
    session_to_ask_of,
)
from slackwater.live.reopening import remembered
from slackwater.live.strictest import LowerDose, lower_decision, strictest
from slackwater.live.today import Screening, Today, newest_screening, screened_in_full_h
from slackwater.practices import library
from slackwater.practices.plan import SessionPlan, with_rounds
from slackwater.quantities import HalfLevel
from slackwater.session.history import Past, PastSession, hours_of_rest_left, limits_from
from slackwater.session.limits import Limits
from slackwater.titration.deciding import Cap, Decision, Setter, decide
from slackwater.titration.knowledge import Knowledge
from slackwater.titration.trust import Trust

_LOG = logging.getLogger("slackwater.live")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the pages need to know of the person."""

    screening: Screening | None
    limits: Limits
    """Of a session that opens now; where only rest is proposed, of rest alone."""
    rest_hours: int
    """Hours of rest that are still owed."""
    log: Log = ()
    """What titration learned from."""
    known: Knowledge | None = None
    """None where it could not be worked out: then nothing but the plan as it stands is offered."""
    known_here: Knowledge | None = None
    """Of this journal's own sessions alone, where others were brought in beside them."""
    decision: Decision | None = None
    """The dose of a session that opens now."""
    trust: Trust | None = None
    """The stage, and what was counted in it."""
    asks_about: str = ""
    """The session after which the hours since are asked about; empty where none is."""
    asks_also: tuple[str, MorningAbout] | None = None
    """The session, and what is asked about it beside the body."""
    follows_up: Due | None = None
    """The question about a hard session that is due."""
    unanswered: frozenset[Due] = frozenset()
    """Questions about hard sessions that came and were not answered."""
    pasts: tuple[PastSession, ...] = ()
    """Earlier sessions as the limits see them, the oldest first."""
    hard: frozenset[int] = frozenset()
    """The places of the hard ones among them."""
    clock_ahead: bool = False
    """It was noticed on this visit that something is kept under a date that has not come."""


def stand(journal: Journal, learner: Learner, now_unix_s: int, running: str = "") -> Standing:
    """How the person stands now; the session that runs teaches nothing yet."""
    read = _read(journal, learner, now_unix_s)
    sessions, facts = read.sessions, read.facts
    if read.notice is not None and journal.writes:
        journal.append(None, [read.notice])
    screening = newest_screening(facts)
    pasts = pasts_of(sessions, answers(facts))
    past = Past(with_rest(pasts, facts), screened_in_full_h(facts))
    now_h = now_unix_s // HOUR_S
    limits, own = limits_from(past, now_h), _own(journal, sessions)
    if own is not None:
        here_alone = Past(with_rest(pasts_of(own, answers(facts)), facts), past.screened_h)
        limits = strictest(limits, limits_from(here_alone, now_h))
    asks_about = "" if running else session_to_ask_of(sessions, facts, now_unix_s)
    also = None if running or asks_about else also_to_ask_of(sessions, facts, now_unix_s)
    standing = Standing(
        screening,
        limits,
        hours_of_rest_left(past, now_h),
        asks_about=asks_about,
        asks_also=also,
        follows_up=None if running or asks_about or also else due(sessions, pasts, facts, now_unix_s),
        unanswered=unanswered(sessions, pasts, facts, now_unix_s),
        pasts=past.sessions,
        hard=hard(sessions, pasts, facts),
        clock_ahead=read.tells,
    )
    standing = _dosed(standing, learner, _others(sessions, running), facts, now_unix_s)
    if own is None or standing.decision is None:
        return standing
    here = _dosed(standing, learner.of_here, _others(own, running), facts, now_unix_s)
    return _lower(standing, here)


@dataclass(frozen=True, slots=True)
class Offer:
    """The session that Today offers."""

    limits: Limits
    plan: SessionPlan
    """As it is kept; each round's dose is worked out when its turn comes."""
    shown: SessionPlan
    """With the doses that would be offered if every round stays quiet."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to begin: rounds, or a session of rest."""
        return bool(self.plan.rounds) or self.plan.rests


class Knowing:
    """What is known of one person while their journal is open; gone with it."""

    def __init__(self) -> None:
        self.learner = Learner()

    def stand(self, journal: Journal, now_unix_s: int, running: str = "") -> Standing:
        """How the person stands now; the session that runs teaches nothing yet."""
        return stand(journal, self.learner, now_unix_s, running)

    def offer(self, standing: Standing, screening: Screening, said: Today) -> Offer:
        """What would be begun now."""
        return offer_today(standing, screening, said)

    def ask_about(self, journal: Journal, session: str, now_unix_s: int) -> None:
        """Keep that the hours since this session were asked about, once a visit."""
        ask_about_it(journal, session, now_unix_s)

    def hear_too_much(self, journal: Journal, answered: MorningAnswered) -> bool:
        """Keep, once, that a session became too much later; false where that is said of none it can be of."""
        sessions = read_past(journal, remembered, self.learner.held)
        if not may_be_too_much(sessions, answered.session, answered.at_unix_s):
            return False
        had = answers(journal.facts(None))
        if not any(one.session == answered.session and one.too_much_later for one in had):
            journal.append(None, [answered])
        return True

    def dosing(self, known: Knowledge | None, known_here: Knowledge | None = None) -> Dosing:
        """Doses by what is known; as planned where that could not be worked out."""
        if known is None:
            return as_planned
        dosing = Titrated(known, library())
        return dosing if known_here is None else LowerDose(dosing, Titrated(known_here, library()))

    def dosing_before(self, journal: Journal, session: str, now_unix_s: int) -> Dosing:
        """Doses by what was known before this session, which is taken up again."""
        return self.dosing(*known_before(journal, self.learner, session, now_unix_s))


def offer_today(standing: Standing, screening: Screening, said: Today) -> Offer:
    """What would be begun now; where the dose leaves no round of it, a session of rest."""
    limits, decision = standing.limits, standing.decision
    plan = said.plan(screening, limits)
    if standing.rest_hours > 0:  # no session stands in for these hours: the one of rest comes after them
        plan = replace(plan, rests=False)
    if decision is None or not plan.rounds:
        return Offer(limits, plan, plan)
    rounds = foreseen(Plan(plan.rounds, plan.menu), decision, limits, library())
    if rounds:
        return Offer(limits, plan, with_rounds(plan, rounds, library()))
    limits = replace(limits, rest_only=True)
    plan = said.plan(screening, limits)
    return Offer(limits, plan, plan)


def ask_about_it(journal: Journal, session: str, now_unix_s: int) -> None:
    """Keep that the hours since this session were asked about, once a visit."""
    visit = note_visit(session, journal.facts(None), now_unix_s)
    if visit is not None and journal.writes:
        journal.append(None, [visit])


def known_before(
    journal: Journal, learner: Learner, session: str, now_unix_s: int
) -> tuple[Knowledge | None, Knowledge | None]:
    """What was known before this session, and of this journal's own sessions alone where others came beside them.

    Nothing where it cannot be worked out.
    """
    try:
        read = _read(journal, learner, now_unix_s)
        sessions, facts = read.sessions, answers(read.facts)
        own = _own(journal, sessions)
        known = learner.know(log_of(_others(sessions, session), facts))
        here = None if own is None else learner.of_here.know(log_of(_others(own, session), facts))
    except Exception:  # noqa: BLE001 -- whatever it is, sessions go on as planned
        _LOG.exception("what is known of the person could not be worked out")
        return None, None
    return known, here


def _read(journal: Journal, learner: Learner, now_unix_s: int) -> Read:
    """What is kept of sessions and of the person, as it counts now."""
    sessions = read_past(journal, remembered, learner.held)
    return read_by_now(sessions, journal.facts(None), now_unix_s, _beside(journal))


def _own(journal: Journal, sessions: Sequence[Earlier]) -> tuple[Earlier, ...] | None:
    """The sessions that were lived here, where others were brought in beside them; else None."""
    beside = _beside(journal)
    return tuple(one for one in sessions if one.id not in beside) if beside else None


def _beside(journal: Journal) -> frozenset[str]:
    return frozenset(kept.id for kept in journal.sessions() if kept.beside)


def _lower(standing: Standing, here: Standing) -> Standing:
    """The standing with no more than this journal's own sessions alone allow."""
    if standing.decision is None or here.decision is None:
        return here
    decision = lower_decision(standing.decision, here.decision)
    limits = strictest(standing.limits, here.limits)
    return replace(standing, limits=limits, known_here=here.known, decision=decision)


def _dosed(
    standing: Standing, learner: Learner, sessions: Sequence[Earlier], facts: Sequence[Kept], now_unix_s: int
) -> Standing:
    """With the dose; where that fails, without, and the plan stays as it stands."""
    try:
        log = log_of(sessions, answers(facts))
        known = learner.know(log)
        now_h = now_unix_s / HOUR_S
        decision = decide(known, now_h, ladder_of(library(), known.constants), (_cap(standing.limits),))
        trust = known.record.trust.at(now_h, known.constants)
    except Exception:  # noqa: BLE001 -- whatever it is, it stops nothing
        _LOG.exception("the dose could not be worked out; plans stay as they stand")
        return standing
    limits = standing.limits
    if decision.applies and decision.rest_only:
        limits = replace(limits, rest_only=True)
    return replace(standing, limits=limits, log=log, known=known, decision=decision, trust=trust)


def _cap(limits: Limits) -> Cap:
    return Cap(HalfLevel(0) if limits.rest_only else limits.cap, Setter.ENGINE)


def _others(sessions: Sequence[Earlier], session: str) -> tuple[Earlier, ...]:
    return tuple(one for one in sessions if one.id != session)
