"""Courses of virtual people under one policy: weeks of sessions through the guiding that real people have."""

from dataclasses import dataclass, field, fields
from functools import cache
from math import ceil

import numpy as np

from slackwater.body.chance import keys
from slackwater.body.constants import Constants
from slackwater.body.equations import STATES, Acute
from slackwater.body.observing import Reporting
from slackwater.body.people import People, begin, draw_people, live_on, on_day, overwhelmed_later_h, reporting
from slackwater.body.sessions import Lived
from slackwater.cohort import seconds
from slackwater.cohort.answering import Voice
from slackwater.cohort.dosers import Doser, Ours, Rungs, Wished
from slackwater.cohort.oracle import tolerated
from slackwater.cohort.policies import POLICIES, How, Policy
from slackwater.cohort.quiet import Quiet
from slackwater.cohort.records import Course, Session
from slackwater.cohort.seconds import Row
from slackwater.cohort.settings import RECORDED, ROUNDS, SESSION_DAYS, Settings, Shard
from slackwater.cohort.sitting import Flesh, Sitting, Trial
from slackwater.cohort.told import tell
from slackwater.guiding.ceilings import too_much_later
from slackwater.guiding.diary import open_diary, with_usual
from slackwater.guiding.dosing import Titrated
from slackwater.guiding.ladder import ladder_of
from slackwater.guiding.plan import Plan
from slackwater.guiding.round import open_guide
from slackwater.practices.loader import library
from slackwater.practices.menu import RISING
from slackwater.practices.plan import suggest
from slackwater.practices.screening import Verdicts, answered, judge, kinds
from slackwater.quantities import HalfLevel
from slackwater.session.history import Past, PastSession, limits_from, remember
from slackwater.session.limits import Limits
from slackwater.session.state import State
from slackwater.titration.adf import believe_quickly
from slackwater.titration.belief import believe
from slackwater.titration.constants import Constants as Weights
from slackwater.titration.deciding import Cap, Setter, decide
from slackwater.titration.knowledge import Knowledge, know_nothing, learn_all
from slackwater.titration.ladder import Ladder
from slackwater.titration.log import Entry, Felt, Morning

DAY_H = 24
WEEK_DAYS = 7
MORNING_H = 16
"""The morning after is so long after a session, h. [A]"""
TRIAL = 7919
"""Keeps the chance of trials apart from the sessions' own."""


@cache
def screened() -> Verdicts:
    """Somebody who answered no to everything that would close a practice."""
    return judge(answered(adult=True), library())


@cache
def ladder(constants: Weights) -> Ladder:
    """The library's ladder."""
    return ladder_of(library(), constants)


@dataclass(slots=True)
class Walker:
    """One virtual person's course so far, as Slackwater knows it."""

    number: int
    knowledge: Knowledge | None
    """Where the policy titrates."""
    past: Past = field(default_factory=Past)
    log: list[Entry] = field(default_factory=list)
    course: Course = field(default_factory=lambda: Course(0))


@dataclass(slots=True)
class Group:
    """The people of a shard."""

    people: People
    body: Acute
    walkers: list[Walker]


@dataclass(frozen=True, slots=True)
class Around:
    """What a session needs besides the person."""

    voice: Voice
    trial: Trial
    quiet: Quiet
    rungs: Rungs


def live_shard(settings: Settings, shard: Shard) -> list[Course]:
    """The courses of the shard's people; nothing but the settings decides them."""
    world, policy = settings.worlds[shard.world], POLICIES[shard.policy]
    numbers = np.arange(shard.first, shard.first + shard.people)
    people = draw_people(world, settings.seed, numbers)
    group = Group(people, begin(people), [_walker(int(one), policy, settings) for one in numbers])
    quiet = Quiet()
    sessions = [WEEK_DAYS * week + day for week in range(settings.weeks) for day in SESSION_DAYS]
    for place, day in enumerate(sessions):
        next_day = sessions[place + 1] if place + 1 < len(sessions) else WEEK_DAYS * settings.weeks
        _live_session(group, policy, settings, (place + 1, day, next_day), quiet)
    for walker, holding in zip(group.walkers, np.atleast_1d(group.body.holding), strict=True):
        walker.course.holding.append(float(holding))
    return [walker.course for walker in group.walkers]


def _walker(number: int, policy: Policy, settings: Settings) -> Walker:
    believing = believe if settings.exact else believe_quickly
    knows = know_nothing(policy.constants, believing) if policy.how is How.TITRATES else None
    return Walker(number, knows, course=Course(number))


def _live_session(
    group: Group, policy: Policy, settings: Settings, when: tuple[int, int, int], quiet: Quiet
) -> None:
    """One session of everybody in the group, and the days until the next."""
    session, day, next_day = when
    people, n = group.people, len(group.walkers)
    today, told = on_day(people, session), reporting(people, session)
    who, body, counts = rows(today, group.body, n)
    key = keys(people.experiment, people.numbers, session)
    trial = keys(people.experiment, people.numbers, session, TRIAL)
    sittings = []
    for at, walker in enumerate(group.walkers):
        flesh = Flesh(who[at], body[at], counts[at], key[:, at].copy())
        voice = Voice(one_of(told, at), kinds(screened(), library()), settings.said)
        walker.course.holding.append(float(body[at]["holding"]))
        around = Around(voice, Trial(trial[:, at].copy()), quiet, settings.ladder)
        sittings.append(_sit(walker, policy, flesh, around, day * DAY_H))
    later_h = overwhelmed_later_h(people, session, lived(body, counts))
    for walker, sitting, hours in zip(group.walkers, sittings, later_h, strict=True):
        _close(walker, sitting, day * DAY_H, None if np.isnan(hours) else float(hours))
    group.body = live_on(people, acute(body), (next_day - day) * DAY_H, later_h)


def _sit(walker: Walker, policy: Policy, flesh: Flesh, around: Around, opened_h: int) -> Sitting:
    """The session, gone through."""
    limits = limits_from(walker.past, opened_h)
    guide = open_guide(
        limits, plan_for(limits), open_diary(float(opened_h), _proposed(walker, limits, opened_h))
    )
    doser = _doser(walker, policy, flesh, opened_h, around.rungs)
    sitting = Sitting(guide, flesh, around.voice, doser, around.quiet, around.trial)
    sitting.go_through()
    return sitting


def plan_for(limits: Limits) -> Plan:
    """Six rounds of the movement that is suggested today, or of what is open in its place; none on a day of rest.

    Where a first round may not start so high, what the suggestion has before it leads up.
    """
    suggested = suggest(limits, screened(), library())
    rounds = suggested.rounds
    first = next((at for at, one in enumerate(rounds) if one.round.kind in RISING), 0)
    leads_up = first if rounds and rounds[first].round.level > limits.start else 0
    return Plan((*rounds[first - leads_up : first], *rounds[first : first + 1] * ROUNDS), suggested.menu)


def _proposed(walker: Walker, limits: Limits, now_h: int) -> HalfLevel | None:
    """What titration proposes for a session that opens now, where it may act; rest where the engine rests."""
    known = walker.knowledge
    if known is None:
        return None
    if limits.rest_only:
        return HalfLevel(0)
    decision = decide(known, float(now_h), ladder(known.constants), (Cap(limits.cap, Setter.ENGINE),))
    return decision.half_level if decision.applies else None


def _doser(walker: Walker, policy: Policy, flesh: Flesh, now_h: int, rungs: Rungs) -> Doser:
    if walker.knowledge is not None:
        return Ours(
            Titrated(walker.knowledge, library(), ladder=ladder(walker.knowledge.constants)), library(), rungs
        )
    if policy.asks is None:
        return Wished(tolerated(flesh.who, flesh.body), library(), rungs)
    return Wished(policy.asks(tell(walker.log), float(now_h)), library(), rungs)


def _close(walker: Walker, sitting: Sitting, opened_h: int, later_h: float | None) -> None:
    """Keep the session, and what is said of it hours later."""
    guide = sitting.guide
    entries = list(guide.diary.entries)
    closed_h = guide.diary.now_h
    mornings = _mornings(sitting, closed_h, later_h)
    walker.past = Past((*walker.past.sessions, kept(guide.state, closed_h, later_h)))
    entries += mornings
    usual_s = {name: float(one.seconds("work")) for name, one in library().items()}
    walker.log += with_usual(tuple(entries), usual_s)
    doser = sitting.doser
    if isinstance(doser, Ours):
        walker.knowledge = learn_all(mornings, doser.titrated.learn(guide))
    walker.course.sessions.append(_session(sitting, opened_h, later_h))
    if walker.number < RECORDED:
        walker.course.keep(len(walker.log) - len(entries), walker.log, doser)


def kept(state: State, closed_h: float, later_h: float | None) -> PastSession:
    """What limits remember of the session, as real sessions are remembered: what came later counts as well."""
    past = remember(state, ceil(closed_h))
    return past if later_h is None else too_much_later(past, ceil(closed_h + later_h))


def _mornings(sitting: Sitting, closed_h: float, later_h: float | None) -> list[Morning]:
    """The morning after; and the moment it became too much, where it did."""
    hurt = sitting.flesh.counts["overwhelms"] > 0
    usual = Morning(closed_h + MORNING_H, Felt.HEAVIER if hurt else Felt.SAME)
    if later_h is None:
        return [usual]
    late = Morning(closed_h + later_h, Felt.HEAVIER, too_much_later=True)
    return [usual, late] if later_h >= MORNING_H else [late]


def _session(sitting: Sitting, opened_h: int, later_h: float | None) -> Session:
    counts, guide = sitting.flesh.counts, sitting.guide
    ran = sitting.ran
    after = [one.overwhelms_before for one in ran[1:]] + [int(counts["overwhelms"])]
    return Session(
        day=opened_h // DAY_H,
        overwhelms=int(counts["overwhelms"]),
        counted=guide.state.overwhelms,
        later=later_h is not None,
        rest_only=guide.state.limits.rest_only or not ran,
        referred=guide.state.limits.refer,
        dose=sitting.moved / 2 / 60,
        highest=max((one.half_level for one in ran), default=0),
        beyond=sum(one.half_level > one.ceiling for one in ran) + sitting.violations,
        above_s=int(counts["above_s"]),
        away_s=int(counts["away_s"]),
        peak=float(counts["peak"]),
        stated=[
            (one.stated.overwhelm, one.stated.too_much, one.truth or 0.0, int(end > one.overwhelms_before))
            for one, end in zip(ran, after, strict=bool(ran))
            if one.stated is not None
        ],
    )


def rows(today: Constants, body: Acute, n: int) -> tuple[Row, Row, Row]:
    """Constants, bodies and counts as rows that machine code changes in place, each (n,)."""
    who, bodies, counts = np.zeros(n, seconds.WHO), np.zeros(n, seconds.BODY), np.zeros(n, seconds.COUNTS)
    for each in fields(today):
        who[each.name] = getattr(today, each.name)
    who["noise"] = 1.0
    for name in STATES:
        bodies[name] = getattr(body, name)
    counts["first_s"] = counts["began_s"] = -1.0
    return who, bodies, counts


def acute(bodies: Row) -> Acute:
    """The rows as bodies of ``body.equations``."""
    return Acute(**{name: bodies[name].copy() for name in STATES})


def lived(bodies: Row, counts: Row) -> Lived:
    """The rows as ``body.sessions`` has a session that was lived."""
    first_s = np.where(counts["first_s"] < 0, np.nan, counts["first_s"])
    return Lived(acute(bodies), counts["peak"].copy(), counts["above_s"].copy(), first_s)


def one_of(told: Reporting, at: int) -> Reporting:
    """How one of several people reports."""
    return Reporting(
        **{
            each.name: float(np.atleast_1d(getattr(told, each.name))[at % np.size(getattr(told, each.name))])
            for each in fields(told)
        }
    )
